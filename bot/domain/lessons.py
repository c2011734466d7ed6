"""The Thursday course «Россия – мои горизонты»: one lesson of one class, and what may be answered about it.

    planned ──провели──▶ held
       │  ▲                ▲
       │  └──исправить─────┤       a correction within a week of the answer goes back to `planned`, or to another answer
       ├──перенесли──▶ moved ──провели──▶ held      (moved waits for its new day like a planned one)
       └──не было────▶ cancelled ──назначить другой день──▶ moved

A lesson keeps its number whatever becomes of it: the number is the place in the course of that class.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.errors import Refusal

LESSON_LENGTH = timedelta(minutes=45)
CORRECTION = timedelta(days=7)
"""How long the one who answered may take the answer back; later the coordinator does it."""


class LessonState(StrEnum):
    """planned → held | moved | cancelled; every answer may be corrected within a week."""

    PLANNED = "planned"
    HELD = "held"
    MOVED = "moved"
    CANCELLED = "cancelled"


OPEN = frozenset({LessonState.PLANNED, LessonState.MOVED})
"""States that still wait for an answer once their day has come."""


class Reason(StrEnum):
    """Why a lesson did not take place, by a button. Reasons never mention health (rules.md, rule 6)."""

    EXAM = "exam"
    ROOM = "room"
    SUBSTITUTE = "substitute"
    EVENT = "event"
    TIMETABLE = "timetable"


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson as every screen and reminder needs it. `start` is the school's local time, if it is known.

    `teacher_id` is who answers for the class on that day: its teacher, or who stands in for an absent one; None where
    the school's coordinator is asked.
    """

    id: int
    class_id: int
    class_name: str
    organisation_id: int
    zone: str
    number: int
    planned_on: date
    state: LessonState
    version: int
    start: time | None = None
    moved_to: date | None = None
    held_on: date | None = None
    before_joining: bool = False
    reason: str | None = None
    present: int | None = None
    answered_at: datetime | None = None
    answered_by: int | None = None
    teacher_id: int | None = None
    cause: str | None = None

    @property
    def day(self) -> date:
        """The day on which it is held, as far as is known: where it went, else where it was moved, else the plan."""
        return self.held_on or self.moved_to or self.planned_on

    @property
    def open(self) -> bool:
        return self.state in OPEN

    @property
    def set_aside(self) -> bool:
        """From before the class was in the bot and not said to be held: nobody is reminded of it."""
        return self.before_joining and self.state is LessonState.PLANNED

    @property
    def settled_before(self) -> bool:
        """Said to be held for the time before the class was in the bot: asked once, for all of them."""
        return self.before_joining and self.state is LessonState.HELD

    def held_day(self, today: date) -> date:
        """The day a lesson counts for when somebody says «провели»: today when it was held ahead of its day."""
        return min(self.day, today)


@dataclass(frozen=True, slots=True)
class Totals:
    """What became of a class's course up to a day. Lessons from before joining count as done, apart from the rest."""

    held: int = 0
    before_joining: int = 0
    moved: int = 0
    cancelled: int = 0
    unanswered: int = 0
    ahead: int = 0
    of: int = 0

    @property
    def done(self) -> int:
        return self.held + self.before_joining


def totals(lessons: Iterable[Lesson], today: date, of: int) -> Totals:
    """Count a class's lessons of one year; `of` is how many the course has. A lesson of today is not late yet."""
    counted = Counter(_count_as(lesson, today) for lesson in lessons)
    return Totals(**{name: counted[name] for name in COUNTED}, of=of)


COUNTED = ("held", "before_joining", "moved", "cancelled", "unanswered", "ahead")


def _count_as(lesson: Lesson, today: date) -> str:
    if lesson.state is LessonState.HELD:
        return "before_joining" if lesson.before_joining else "held"
    if lesson.state is LessonState.CANCELLED:
        return "cancelled"
    if lesson.set_aside:
        return "set aside"
    if lesson.day >= today:
        return "moved" if lesson.state is LessonState.MOVED else "ahead"
    return "unanswered"


def check_correction(lesson: Lesson, now: datetime, coordinates: bool) -> None:
    """An answer may be taken back within a week; later only by the coordinator. Raises Refusal."""
    if lesson.state is LessonState.PLANNED:
        raise Refusal("lesson-not-answered", name=lesson.class_name)
    late = lesson.answered_at is not None and now - lesson.answered_at > CORRECTION
    if late and not coordinates:
        raise Refusal("lesson-correction-late", name=lesson.class_name)


def check_day(day: date, first: date, last: date) -> None:
    """A day that somebody chose for a lesson lies in its school year. Raises Refusal."""
    if not first <= day <= last:
        raise Refusal("lesson-day-outside-year")
