"""A letter of the day becomes a task «вне плана»: of people of a school, or of schools of an authority.

Such rows live in a plan of their own, one for each owner and school year, so that lists, reminders, counts and exports
treat them as any other row. The conversation is a row; saving takes it away in the same transaction, so a second tap
and a repeated update save nothing twice.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import coordinates, require
from bot.domain.addressing import Target
from bot.domain.clock import local_day
from bot.domain.deadline import DeadlineStatus, Pace, school_year_of
from bot.domain.deliveries import DeliveryKind, Stage
from bot.domain.errors import Refusal
from bot.domain.evidence import looks_like_names
from bot.domain.grid import short_names
from bot.domain.letters import OFF_PLAN, Letter, read_letter
from bot.domain.people import Actor, OrganisationKind, Role
from bot.domain.roadmaps import RoadmapState
from bot.domain.tasks import TaskState
from bot.texts import say
from bot.usecases import audit
from bot.usecases.actors import Sender
from bot.usecases.assignments import give
from bot.usecases.attachments import Attachment
from bot.usecases.cards import see
from bot.usecases.context import Cause, Context
from bot.usecases.days import coming_day
from bot.usecases.lexicon import letter_words
from bot.usecases.names import Who, names_of
from bot.usecases.notices import notify
from db import dialogues, letters, names, roadmaps
from db.models import Measure, Organisation, Roadmap, Task, Window

LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done, until when, and the words that said so; `file` is what the words came with."""

    title: str
    opens: date | None
    due: date
    words: str
    file: Attachment | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """An organisation in whose name a task may be given: its people, and the schools below with their tags."""

    id: int
    name: str
    people: tuple[Who, ...]
    schools: tuple[tuple[int, str], ...]
    tags: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Given:
    """A saved task: its row, and the task where it is the giver's own organisation that got it."""

    measure_id: int
    short_name: str
    opens: date | None
    due: date
    today: date
    who: Who | None
    schools: int
    told: int
    task_id: int = 0


@dataclass(frozen=True, slots=True)
class Cancelled:
    """`done` tasks were closed before and stay in the books."""

    short_name: str
    withdrawn: int
    done: int


def read(context: Context, actor: Actor, text: str) -> Letter:
    """The days in what somebody typed or forwarded, as of the person's own today."""
    return read_letter(text, local_day(context.now(), actor.zone), letter_words())


def day_of(context: Context, actor: Actor, text: str) -> date:
    """A day typed on request. Raises what `days.coming_day` raises."""
    return coming_day(text, local_day(context.now(), actor.zone))


def names_in(text: str) -> bool:
    """It looks like a list of names, which do not belong into a task."""
    return looks_like_names(text)


async def homes(context: Context, actor: Actor) -> tuple[Home, ...]:
    """Everything in whose name the actor may give tasks. Raises AccessDenied for others."""
    own = sorted(actor.organisations(Role.COORDINATOR, Role.ADMIN))
    require(bool(own))
    async with context.transaction() as session:
        return tuple([await _home(session, actor, place) for place in await letters.places(session, own)])


async def give_person(
    context: Context, actor: Actor, sender: Sender, cause: Cause, home_id: int, order: Order, person_id: int
) -> Given:
    """A task of the own organisation, in the hands of one of its people. Raises Refusal «stale» when saved already."""
    async with context.transaction(write=True) as session:
        home = await _own(session, actor, home_id)
        require(person_id in {one.person_id for one in await names.members(session, home_id)})
        await _close_dialogue(session, sender)
        measure = await _row(session, context, actor, home, order, Target.OWNER)
        task = await _task(session, context, measure, home_id, order)
        await give(session, context, actor, cause, await see(session, actor, task.id), person_id)
        known = await names_of(session, actor, home_id, [person_id])
        told = int(not known[person_id].outside and person_id != actor.person_id)
        return _given(context, measure, home, order, known[person_id], 0, told, task.id)


async def give_schools(
    context: Context, actor: Actor, sender: Sender, home_id: int, order: Order, chosen: Collection[int]
) -> Given:
    """One task for each chosen school below; their coordinators are told. A foreign school among them is refused."""
    async with context.transaction(write=True) as session:
        home = await _own(session, actor, home_id)
        below = set((await roadmaps.reach(session, home)).schools)
        require(bool(chosen) and set(chosen) <= below and set(chosen) <= actor.subtree)
        await _close_dialogue(session, sender)
        measure = await _row(session, context, actor, home, order, Target.SCHOOLS)
        tasks = {school: await _task(session, context, measure, school, order) for school in sorted(set(chosen))}
        told = 0
        for school, person_id in await letters.coordinators(session, list(tasks)):
            if person_id != actor.person_id:
                await _tell(session, context, home, person_id, tasks[school].id)
                told += 1
        return _given(context, measure, home, order, None, len(tasks), told)


async def order_of(context: Context, actor: Actor, measure_id: int) -> Cancelled:
    """What taking it back would do: asked before. Raises AccessDenied for anybody but the author."""
    async with context.transaction() as session:
        measure = await _mine(session, actor, measure_id)
        return _cancelled(measure, await letters.states(session, measure_id))


async def cancel(context: Context, actor: Actor, measure_id: int) -> Cancelled:
    """Take the task back where it is still open. Raises Refusal «stale» the second time."""
    async with context.transaction(write=True) as session:
        measure = await _mine(session, actor, measure_id)
        counted = _cancelled(measure, await letters.states(session, measure_id))
        withdrawn = await letters.withdraw(session, measure_id, actor.person_id, context.now())
        if withdrawn is None:
            raise Refusal("stale")
        audit.record(session, context, actor.person_id, "letter-cancelled", "measure", measure_id, tasks=withdrawn)
        return Cancelled(counted.short_name, withdrawn, counted.done)


def _cancelled(measure: Measure, states: list[TaskState]) -> Cancelled:
    counted = Counter(states)
    return Cancelled(
        measure.short_name,
        counted[TaskState.OPEN],
        sum(counted.values()) - counted[TaskState.OPEN] - counted[TaskState.CANCELLED],
    )


async def _mine(session: AsyncSession, actor: Actor, measure_id: int) -> Measure:
    """The author's own row. Whoever lost the organisation lost its rows too."""
    measure = await session.get(Measure, measure_id)
    roadmap = await session.get(Roadmap, measure.roadmap_id) if measure is not None else None
    if measure is None or roadmap is None:
        raise Refusal("stale")
    require(measure.author_id == actor.person_id and coordinates(actor, roadmap.owner_id))
    if measure.cancelled_at is not None:
        raise Refusal("stale")
    return measure


async def _own(session: AsyncSession, actor: Actor, home_id: int) -> Organisation:
    require(coordinates(actor, home_id))
    return await session.get_one(Organisation, home_id)


async def _close_dialogue(session: AsyncSession, sender: Sender) -> None:
    if not await dialogues.clear(session, sender.key):
        raise Refusal("stale")


async def _home(session: AsyncSession, actor: Actor, place: Organisation) -> Home:
    members = [one.person_id for one in await names.members(session, place.id)]
    known = await names_of(session, actor, place.id, members)
    people = sorted(known.values(), key=lambda who: (not who.is_viewer, members.index(who.person_id)))
    below: list[Organisation] = []
    if place.kind is not OrganisationKind.SCHOOL:
        ids = set((await roadmaps.reach(session, place)).schools) & actor.subtree
        below = await letters.places(session, ids)
    tags: dict[str, list[int]] = {}
    for school in below:
        for tag in school.tags:
            tags.setdefault(str(tag), []).append(school.id)
    return Home(
        place.id,
        place.short_name,
        tuple(people),
        tuple((school.id, school.short_name) for school in below),
        tuple((tag, tuple(tags[tag])) for tag in sorted(tags)),
    )


async def _row(
    session: AsyncSession, context: Context, actor: Actor, home: Organisation, order: Order, target: Target
) -> Measure:
    """The row with its window, in the owner's plan «вне плана» of the school year of its day."""
    roadmap = await _plan(session, context, actor, home, school_year_of(order.due))
    taken = await letters.taken(session, roadmap.id)
    measure = Measure(
        roadmap_id=roadmap.id,
        position=taken.position,
        short_name=short_names([*taken.names, order.title])[-1],
        pace=Pace.BY_DAY if order.opens is None else Pace.WINDOW,
        status=DeadlineStatus.DATED,
        title=order.title,
        deadline_text=order.words,
        responsible_text="",
        addressed=[target.value],
        author_id=actor.person_id,
        attachment=order.file.as_json() if order.file else None,
    )
    session.add(measure)
    await session.flush()
    session.add(Window(measure_id=measure.id, place=1, opens=order.opens, due=order.due))
    audit.record(session, context, actor.person_id, "letter-made", "measure", measure.id)
    return measure


async def _plan(session: AsyncSession, context: Context, actor: Actor, home: Organisation, school_year: int) -> Roadmap:
    roadmap = await letters.off_plan(session, home.id, school_year)
    if roadmap is None:
        since, until = letters.period(school_year)
        roadmap = Roadmap(
            owner_id=home.id,
            title=say("letters-plan"),
            school_year=school_year,
            period_from=since,
            period_until=until,
            columns=[say("letters-column-title"), say("letters-column-deadline")],
            state=RoadmapState.ACTIVE,
            policy={OFF_PLAN: True},
            created_by=actor.person_id,
            created_at=context.now(),
            launched_at=context.now(),
        )
        session.add(roadmap)
        await session.flush()
    return roadmap


async def _task(session: AsyncSession, context: Context, measure: Measure, place: int, order: Order) -> Task:
    task = Task(
        measure_id=measure.id,
        organisation_id=place,
        occurrence="1",
        opens=order.opens,
        due=order.due,
        state=TaskState.OPEN,
        created_at=context.now(),
    )
    session.add(task)
    await session.flush()
    return task


async def _tell(session: AsyncSession, context: Context, home: Organisation, person_id: int, task_id: int) -> None:
    day = local_day(context.now(), home.zone)
    slot = f"{LETTER}:{task_id}"
    await notify(
        session, context, person_id, LETTER, task_id, Stage.ASSIGNED, day, DeliveryKind.ASSIGNMENT, slot, context.now(),
        {LETTER: task_id},
    )  # fmt: skip


def _given(
    context: Context,
    measure: Measure,
    home: Organisation,
    order: Order,
    who: Who | None,
    schools: int,
    told: int,
    task_id: int = 0,
) -> Given:
    today = local_day(context.now(), home.zone)
    return Given(measure.id, measure.short_name, order.opens, order.due, today, who, schools, told, task_id)
