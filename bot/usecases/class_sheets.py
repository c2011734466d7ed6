"""The classes of a school as a table: given out with what is there, taken back as a difference, all or nothing.

Only to who coordinates this very school: it names its teachers (rules.md, rule 6).
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import coordinates, require
from bot.domain.class_sheets import (
    ClassChanges,
    ClassFault,
    ClassSlot,
    Column,
    SheetWords,
    compare,
    folded,
    read_sheet,
)
from bot.domain.clock import local_day
from bot.domain.course import SATURDAY, course_year_of
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.keyed_sheets import read_key, sheet_key
from bot.domain.people import Actor, OrganisationKind
from bot.exports.worker import text_sheet_in_worker
from bot.imports.worker import read_table_in_worker
from bot.texts import say
from bot.usecases import audit
from bot.usecases.context import Context
from bot.usecases.drafts import Upload
from bot.usecases.exports import file_words
from bot.usecases.lessons import ensure_lessons
from bot.usecases.lexicon import alphabet, letter_words
from db import classes, memberships, organisations
from db.models import Organisation, Person, SchoolClass

LARGEST = 2**20
NUMBER = " · № {}"
"""Tells two teachers of one name apart."""


@dataclass(frozen=True, slots=True)
class ClassList:
    """The classes of a school as they are, and its people by the words of the table."""

    organisation_id: int
    name: str
    school_year: int
    slots: tuple[ClassSlot, ...]
    people: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class FilledClasses:
    """A table that came back. With `faults` nothing can be written."""

    seen: ClassList
    wanted: tuple[ClassSlot, ...]
    changes: ClassChanges
    faults: tuple[ClassFault, ...] = ()


async def class_file(context: Context, actor: Actor, organisation_id: int) -> tuple[str, bytes]:
    """Name and bytes of the table. Raises AccessDenied for anybody but the school's coordinator."""
    async with context.transaction() as session:
        seen = await _seen(session, context, actor, organisation_id)
    headings = [say(f"class-sheet-{column}") for column in Column]
    rows = [
        [one.name, say("weekday-name", weekday=one.weekday), one.time or "", seen.people.get(one.teacher_id or 0, "")]
        for one in seen.slots
    ]
    days = [say("weekday-name", weekday=day) for day in _weekdays(context)]
    choices = {list(Column).index(Column.DAY): days, list(Column).index(Column.TEACHER): list(seen.people.values())}
    key = sheet_key(organisation_id, seen.school_year)
    content = await text_sheet_in_worker(
        say("class-sheet-page"),
        [*headings, key],
        [[*row, ""] for row in rows],
        say("class-sheet-lists"),
        {column: words for column, words in choices.items() if words},
    )
    return say("class-sheet-file-name", name=file_words(seen.name)), content


async def read_file(context: Context, actor: Actor, file: Upload) -> FilledClasses:
    """What the table would do, or every line that is wrong. Raises AccessDenied, and Refusal for no such table."""
    if len(file.content) > LARGEST:
        raise Refusal("file-too-big", name=file.name, limit=LARGEST // 2**20)
    rows = await read_table_in_worker(file.name, file.content, context.reading)
    organisation_id, school_year = read_key(rows[0] if rows else ())
    async with context.transaction() as session:
        seen = await _seen(session, context, actor, organisation_id)
    if school_year != seen.school_year:
        raise Refusal("class-sheet-year")
    headings = {folded(say(f"class-sheet-{column}")): column for column in Column}
    wanted, faults = read_sheet(rows, headings, _words(context, seen))
    return FilledClasses(seen, wanted, compare(seen.slots, wanted), faults)


async def write(
    context: Context,
    actor: Actor,
    organisation_id: int,
    shown: Collection[ClassSlot],
    wanted: Sequence[ClassSlot],
) -> FilledClasses:
    """Write what was shown beside `shown`. Raises Refusal class-sheet-changed when the classes are no longer these."""
    async with context.transaction(write=True) as session:
        school = await organisations.locked(session, organisation_id)
        seen = await _seen(session, context, actor, organisation_id)
        given = {slot.teacher_id for slot in wanted if slot.teacher_id}
        if school is None or set(seen.slots) != set(shown) or not given <= seen.people.keys():
            raise Refusal("class-sheet-changed")
        changes = compare(seen.slots, wanted)
        await _apply(session, context, organisation_id, changes)
        today = local_day(context.now(), school.zone)
        await ensure_lessons(session, context, seen.school_year, today, {organisation_id})
        detail = {"added": len(changes.added), "changed": len(changes.changed), "closed": len(changes.closed)}
        audit.record(session, context, actor.person_id, "classes-table", "organisation", organisation_id, **detail)
        return FilledClasses(await _seen(session, context, actor, organisation_id), tuple(wanted), changes)


async def _apply(session: AsyncSession, context: Context, organisation_id: int, changes: ClassChanges) -> None:
    """Somebody who took a class meanwhile keeps it: then nothing is written at all."""
    now, every = context.now(), await classes.all_names(session, organisation_id)
    for slot in changes.closed:
        if not await classes.close(session, every[slot.name].id, now):
            raise Refusal("class-sheet-changed")
    for before, after in changes.changed:
        if not await classes.settle(session, every[after.name].id, before, after):
            raise Refusal("class-sheet-changed")
    for slot in changes.added:
        row = every.get(slot.name)
        if row is None:
            grade = int("".join(filter(str.isdigit, slot.name)))
            row = SchoolClass(organisation_id=organisation_id, name=slot.name, grade=grade, created_at=now)
            session.add(row)
        row.closed_at, row.weekday, row.lesson_time, row.teacher_id = None, slot.weekday, slot.time, slot.teacher_id
    await session.flush()


async def _seen(session: AsyncSession, context: Context, actor: Actor, organisation_id: int) -> ClassList:
    require(coordinates(actor, organisation_id))
    school = await session.get(Organisation, organisation_id)
    if school is None or school.kind not in {OrganisationKind.SCHOOL, OrganisationKind.INSTITUTION}:
        raise AccessDenied
    rows = await classes.of_school(session, organisation_id)
    slots = tuple(ClassSlot(row.name, row.weekday, row.lesson_time, row.teacher_id) for row, _ in rows)
    people = {person.id: person for _, person, _ in await memberships.of_organisations(session, [organisation_id])}
    people |= {teacher.id: teacher for _, teacher in rows if teacher is not None}
    year = course_year_of(local_day(context.now(), school.zone))
    return ClassList(organisation_id, school.short_name, year, slots, _called(people.values()))


def _called(people: Collection[Person]) -> dict[int, str]:
    """Every person by words that name nobody else of the school."""
    plain = {person.id: person.name or person.designation or "" for person in people}
    met = Counter(folded(words) for words in plain.values())
    return {
        person: words if words and met[folded(words)] == 1 else f"{words}{NUMBER.format(person)}".removeprefix(" · ")
        for person, words in plain.items()
    }


def _words(context: Context, seen: ClassList) -> SheetWords:
    days = set(_weekdays(context))
    weekdays = {word: day for word, day in letter_words().weekdays.items() if day in days}
    teachers = {folded(words): person for person, words in seen.people.items()}
    return SheetWords(alphabet(), weekdays, teachers, context.course.weekday)


def _weekdays(context: Context) -> list[int]:
    """Monday to Saturday, and whatever day the course is on."""
    return sorted({*range(SATURDAY + 1), context.course.weekday})
