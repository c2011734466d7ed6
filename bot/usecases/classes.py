"""Classes of a school: typed in one line by the coordinator, taken by a tap by the teacher."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import administers, coordinates, require
from bot.domain.classes import lesson_time, read_classes
from bot.domain.clock import local_day
from bot.domain.course import course_year_of
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.people import Actor, OrganisationKind
from bot.usecases import audit
from bot.usecases.context import Context
from bot.usecases.lessons import ensure_lessons
from bot.usecases.lexicon import alphabet
from bot.usecases.moving_up import year_due
from db import classes, memberships, organisations
from db.models import Organisation, Person, SchoolClass


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A class as somebody may see it: `teacher` is None where nobody teaches it or the name is not shown."""

    class_id: int
    name: str
    time: str | None
    taken: bool
    mine: bool
    teacher: str | None


@dataclass(frozen=True, slots=True)
class ClassBoard:
    """Classes of one school. `lesson_time`: the usual one; `editable`: the actor may change them; `named`: and may read
    the names of the teachers, so also the table of classes."""

    organisation_id: int
    organisation_name: str
    lesson_time: str | None
    editable: bool
    classes: tuple[ClassRow, ...]
    new_year: int | None = None
    """The school year into which the classes wait to be moved up."""
    named: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    board: ClassBoard
    new: tuple[str, ...]
    known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Teacher:
    """Somebody of the school who may be given a class; outside the bot by designation."""

    person_id: int
    name: str


@dataclass(frozen=True, slots=True)
class ClassCard:
    organisation_id: int
    usual_time: str | None
    row: ClassRow
    teachers: tuple[Teacher, ...]


async def board(context: Context, actor: Actor, organisation_id: int) -> ClassBoard:
    async with context.transaction() as session:
        return await _board(session, context, actor, organisation_id)


async def board_for_editing(context: Context, actor: Actor, organisation_id: int) -> ClassBoard:
    """The same for somebody who is about to be asked for changes."""
    require(_may_edit(actor, organisation_id))
    return await board(context, actor, organisation_id)


async def add(context: Context, actor: Actor, organisation_id: int, text: str) -> Added:
    """All classes of the line or none. Raises what `read_classes` raises."""
    names = read_classes(text, alphabet())
    async with context.transaction(write=True) as session:
        require(_may_edit(actor, organisation_id))
        school = await organisations.locked(session, organisation_id)
        before = await classes.all_names(session, organisation_id)
        new = await _open(session, context, organisation_id, before, list(map(str, names)))
        if new:
            audit.record(session, context, actor.person_id, "classes", "organisation", organisation_id, added=len(new))
            today = local_day(context.now(), school.zone if school is not None else actor.zone)
            await ensure_lessons(session, context, course_year_of(today), today, {organisation_id})
        known = tuple(str(name) for name in names if str(name) not in new)
        return Added(await _board(session, context, actor, organisation_id), tuple(new), known)


async def set_classes(session: AsyncSession, context: Context, organisation_id: int, wanted: Sequence[str]) -> bool:
    """Exactly these classes, inside a running transaction: the others are closed, closed ones open again.

    `wanted` are names as `read_classes` gives them. Says whether any was opened.
    """
    before = await classes.all_names(session, organisation_id)
    for name, row in before.items():
        if name not in wanted and row.closed_at is None:
            await classes.close(session, row.id, context.now())
    return bool(await _open(session, context, organisation_id, before, wanted))


async def _open(
    session: AsyncSession,
    context: Context,
    organisation_id: int,
    before: Mapping[str, SchoolClass],
    names: Sequence[str],
) -> list[str]:
    """Open those of these classes that are not open; gives their names. A closed one opens with its lessons."""
    new = [name for name in names if name not in before or before[name].closed_at is not None]
    for name in new:
        if name in before:
            before[name].closed_at = None
            continue
        session.add(
            SchoolClass(
                organisation_id=organisation_id,
                name=name,
                grade=int("".join(filter(str.isdigit, name))),
                weekday=context.course.weekday,
                created_at=context.now(),
            )
        )
    await session.flush()
    return new


async def set_usual_time(context: Context, actor: Actor, organisation_id: int, text: str) -> ClassBoard:
    """The time of the lesson where a class has no own one. Raises Refusal time-unreadable or time-odd."""
    moment = lesson_time(text)
    async with context.transaction(write=True) as session:
        require(_may_edit(actor, organisation_id))
        school = await organisations.locked(session, organisation_id)
        if school is not None:
            school.lesson_time = moment
            await session.flush()
        return await _board(session, context, actor, organisation_id)


async def toggle_own(context: Context, actor: Actor, class_id: int) -> ClassBoard:
    """A tap of a teacher: a free class becomes the own one, the own one free. Raises Refusal class-taken."""
    async with context.transaction(write=True) as session:
        row = await classes.open_class(session, class_id)
        if row is None or row.organisation_id not in actor.organisations():
            raise AccessDenied
        given_back = await classes.give_back(session, class_id, actor.person_id)
        if not given_back and not await classes.take(session, class_id, actor.person_id):
            raise Refusal("class-taken", name=row.name)
        return await _board(session, context, actor, row.organisation_id)


async def card(context: Context, actor: Actor, class_id: int) -> ClassCard:
    async with context.transaction() as session:
        return await _card(session, actor, await _editable(session, actor, class_id))


async def set_time(context: Context, actor: Actor, class_id: int, text: str) -> ClassCard:
    """A class's own time. Raises Refusal time-unreadable or time-odd."""
    moment = lesson_time(text)
    async with context.transaction(write=True) as session:
        row = await _editable(session, actor, class_id)
        row.lesson_time = moment
        await session.flush()
        return await _card(session, actor, row)


async def set_teacher(context: Context, actor: Actor, class_id: int, person_id: int) -> ClassCard:
    """Give a class to somebody of the school, whoever had it before; 0 frees it."""
    async with context.transaction(write=True) as session:
        row = await _editable(session, actor, class_id)
        people = {t.person_id for t in await _teachers(session, row.organisation_id)}
        require(person_id == 0 or person_id in people)
        row.teacher_id = person_id or None
        audit.record(session, context, actor.person_id, "class-teacher", "class", row.id, teacher=person_id)
        await session.flush()
        return await _card(session, actor, row)


async def close(context: Context, actor: Actor, class_id: int) -> ClassBoard:
    """The class leaves the course; its lessons stay as facts. A second tap changes nothing."""
    async with context.transaction(write=True) as session:
        row = await _editable(session, actor, class_id)
        await classes.close(session, class_id, context.now())
        audit.record(session, context, actor.person_id, "class-closed", "class", class_id)
        return await _board(session, context, actor, row.organisation_id)


def _may_edit(actor: Actor, organisation_id: int) -> bool:
    return coordinates(actor, organisation_id) or administers(actor, organisation_id)


async def _editable(session: AsyncSession, actor: Actor, class_id: int) -> SchoolClass:
    row = await classes.open_class(session, class_id)
    if row is None or not _may_edit(actor, row.organisation_id):
        raise AccessDenied
    return row


async def _board(session: AsyncSession, context: Context, actor: Actor, organisation_id: int) -> ClassBoard:
    editable = _may_edit(actor, organisation_id)
    require(editable or organisation_id in actor.organisations())
    school = await session.get(Organisation, organisation_id)
    require(school is not None and school.kind in {OrganisationKind.SCHOOL, OrganisationKind.INSTITUTION})
    rows = await classes.of_school(session, organisation_id)
    shown = tuple(_row(actor, row, teacher) for row, teacher in rows)
    name, moment = (school.short_name, school.lesson_time) if school else ("", None)
    named = coordinates(actor, organisation_id)
    due = year_due(school, rows, context.now()) if school and named else None
    return ClassBoard(organisation_id, name, moment, editable, shown, due, named)


def _row(actor: Actor, row: SchoolClass, teacher: Person | None) -> ClassRow:
    """Names of teachers stay in the school (rules.md, rule 6)."""
    shown = coordinates(actor, row.organisation_id)
    name = (teacher.name or teacher.designation) if teacher and shown else None
    mine = row.teacher_id == actor.person_id
    return ClassRow(row.id, row.name, row.lesson_time, row.teacher_id is not None, mine, name)


async def _teachers(session: AsyncSession, organisation_id: int) -> tuple[Teacher, ...]:
    found: dict[int, Teacher] = {}
    for _, person, _ in await memberships.of_organisations(session, [organisation_id]):
        name = person.name or person.designation
        if name is not None:
            found[person.id] = Teacher(person.id, name)
    return tuple(found.values())


async def _card(session: AsyncSession, actor: Actor, row: SchoolClass) -> ClassCard:
    school = await session.get_one(Organisation, row.organisation_id)
    teacher = await session.get(Person, row.teacher_id) if row.teacher_id else None
    inside = coordinates(actor, row.organisation_id)
    teachers = await _teachers(session, row.organisation_id) if inside else ()
    return ClassCard(row.organisation_id, school.lesson_time, _row(actor, row, teacher), teachers)
