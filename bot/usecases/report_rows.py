"""The rows of a report, read in parts: a thousand schools are never one long statement, others are answered between."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.course import course_year_of
from bot.domain.deadline import Pace
from bot.domain.lessons import Lesson, LessonState
from bot.domain.people import Actor
from bot.domain.progress import TaskFact
from bot.domain.reports import Event, Gathering, Job
from bot.domain.tasks import Review
from bot.texts import say
from bot.texts.evidence import evidence_words
from bot.usecases.lessons import matrix
from bot.usecases.names import Who, names_of
from db import reports
from db.models import Organisation, Roadmap

Names = dict[tuple[int, int], str]
"""(organisation, person) → words."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a report covers: the organisation itself, everything below it, and the plans that run there."""

    root: Organisation
    ids: frozenset[int]
    roadmaps: tuple[Roadmap, ...]
    moment: datetime
    course: int
    """How many lessons the Thursday course has."""

    @property
    def today(self) -> date:
        return self.moment.date()

    @property
    def roadmap_ids(self) -> list[int]:
        return [roadmap.id for roadmap in self.roadmaps]


class ReportRows:
    """Tasks, marks and lessons of the organisations read so far; people as `reader` may see them."""

    def __init__(self, scope: Scope, reader: Actor, places: dict[int, str]) -> None:
        self._scope = scope
        self._reader = reader
        self._places = places
        self._zone = ZoneInfo(scope.root.zone)
        self._events: list[tuple[datetime, int, Event]] = []
        self.jobs: defaultdict[int, list[Job]] = defaultdict(list)
        """By plan."""
        self.lessons: list[Gathering] = []

    async def read(self, session: AsyncSession, part: Collection[int]) -> None:
        plans = self._scope.roadmap_ids
        assigned = await reports.assigned(session, part, plans)
        marks = await reports.marks(session, part, plans)
        people = {(row.organisation_id, row.person_id) for row in assigned}
        people |= {(r.organisation_id, p) for r in marks for p in (r.by_person_id, r.for_person_id) if p}
        known = await _named(session, self._reader, people)
        words = await reports.words(session, part, plans)
        self._add_jobs(await reports.tasks(session, part, plans), _holders(assigned, known), marks, words)
        self._events += [(row.at, row.id, self._event(row, known)) for row in marks]
        self.lessons += await _lessons(session, self._scope, part, self._places)

    def newest_first(self) -> Iterator[Event]:
        self._events.sort(key=itemgetter(0, 1), reverse=True)
        return (event for _, _, event in self._events)

    def _add_jobs(
        self,
        tasks: Sequence[Row[Any]],
        holders: dict[int, str],
        marks: Sequence[Row[Any]],
        words: Sequence[Row[Any]],
    ) -> None:
        reasons, spoken = _reasons(marks), _spoken(words)
        for row in tasks:
            self.jobs[row.roadmap_id].append(
                Job(
                    row.measure_id,
                    row.organisation_id,
                    row.occurrence,
                    row.label,
                    _fact(row),
                    reason=reasons.get(row.id),
                    words=spoken.get(row.id),
                    who=holders.get(row.id),
                )
            )

    def _event(self, row: Row[Any], known: Names) -> Event:
        return Event(
            moment=row.at.astimezone(self._zone).replace(tzinfo=None),
            organisation=self._places.get(row.organisation_id, ""),
            number=row.number,
            short_name=row.short_name,
            kind=row.kind,
            done_on=row.done_on,
            who=known.get((row.organisation_id, row.by_person_id), say("report-nobody")),
            on_behalf=known.get((row.organisation_id, row.for_person_id)),
            reason=row.reason,
            organisation_id=row.organisation_id,
            measure_id=row.measure_id,
        )


def _fact(row: Row[Any]) -> TaskFact:
    return TaskFact(
        row.state,
        row.due,
        row.done_on,
        row.before_joining,
        row.pace is Pace.ALL_YEAR,
        row.entries,
        row.review is Review.WAITING,
    )


def _holders(assigned: Sequence[Row[Any]], known: Names) -> dict[int, str]:
    """Task id → who has it."""
    found: dict[int, list[str]] = defaultdict(list)
    for row in assigned:
        found[row.task_id].append(known.get((row.organisation_id, row.person_id), say("report-somebody")))
    return {task_id: ", ".join(dict.fromkeys(names)) for task_id, names in found.items()}


def _spoken(words: Sequence[Row[Any]]) -> dict[int, str]:
    """Task id → evidence of every kind, one below the other."""
    found: dict[int, list[str]] = defaultdict(list)
    for row in words:
        if part := evidence_words(row.kind, row.text, row.link, row.value):
            found[row.task_id].append(part)
    return {task_id: "\n".join(spoken) for task_id, spoken in found.items()}


def _reasons(marks: Sequence[Row[Any]]) -> dict[int, str]:
    """Task id → the reason of its latest mark that has one («не про нас», «не выполнено»)."""
    found: dict[int, str] = {}
    for row in marks:
        if row.reason:
            found.setdefault(row.task_id, row.reason)
    return found


async def _named(session: AsyncSession, reader: Actor, pairs: Collection[tuple[int, int]]) -> Names:
    """One query an organisation."""
    by_place: dict[int, set[int]] = defaultdict(set)
    for organisation_id, person_id in pairs:
        by_place[organisation_id].add(person_id)
    found = {}
    for organisation_id, ids in by_place.items():
        for person_id, who in (await names_of(session, reader, organisation_id, ids)).items():
            found[organisation_id, person_id] = _called(who)
    return found


def _called(who: Who) -> str:
    if who.name or who.designation:
        return who.name or who.designation or ""
    return say(f"role-{who.role}") if who.role else say("report-somebody")


async def _lessons(
    session: AsyncSession, scope: Scope, part: Collection[int], places: dict[int, str]
) -> list[Gathering]:
    """The course year of the report's day, class by class; a lesson stands under the day it was planned for."""
    rows = await matrix(session, part, course_year_of(scope.today), scope.today, scope.course)
    return [
        Gathering(
            places.get(row.organisation_id, row.organisation_name),
            row.class_name,
            tuple((lesson.planned_on, _outcome(lesson, scope.today)) for lesson in row.lessons),
            row.totals.done,
            row.totals.of,
            row.organisation_id,
        )
        for row in rows
    ]


def _outcome(lesson: Lesson, today: date) -> str:
    """The state of a lesson. «unanswered»: its day has passed without an answer, and not before joining."""
    if lesson.state is LessonState.HELD and lesson.before_joining:
        return "before"
    if lesson.open and not lesson.set_aside and lesson.day < today:
        return "unanswered"
    return lesson.state.value
