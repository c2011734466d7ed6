"""«Напомнить отстающим»: one digest to those who hear of what is overdue; at most once a day, in no quiet hour."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import administers, require
from bot.domain.clock import local_day
from bot.domain.deliveries import Stage
from bot.domain.listeners import Directory
from bot.domain.people import Actor
from bot.domain.reminders import PERSON, Key, PlannedNotice, Slot
from bot.domain.silence import digest_at, next_opening
from bot.usecases import audit
from bot.usecases.context import Context
from bot.usecases.listeners import directory
from bot.usecases.reminders import told_days
from bot.usecases.report_rows import Scope
from bot.usecases.reports import scope_of
from db import deliveries, progress, reminders, reports
from db.nudges import nudged

MEMORY = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Nudge:
    """What a tap on «Напомнить» does. Moments are local to the organisation that asks.

    `first` and `last` say when the messages leave; `again` counts schools that are reminded that day already, `deaf`
    names those where nobody can be written to, with their office telephones.
    """

    organisation_id: int
    roadmap_id: int
    measure_id: int
    lagging: int
    schools: int
    again: int
    deaf: tuple[tuple[str, str | None], ...]
    now: datetime
    first: datetime | None = None
    last: datetime | None = None


async def nudge(
    context: Context, actor: Actor, organisation_id: int, roadmap_id: int = 0, measure_id: int = 0
) -> Nudge:
    """Remind everybody below (or one school) of what is overdue; of one row when it is named."""
    require(administers(actor, organisation_id))
    async with context.transaction(write=True) as session:
        scope = await scope_of(session, context, organisation_id, roadmap_id or None)
        late = await progress.overdue(session, scope.ids, scope.roadmap_ids, scope.today, measure_id)
        found = await directory(session, context)
        ears = await _ears(session, context, actor, found, late)
        slots = await _slots(session, context, found, {person for heard in ears.values() for person in heard})
        fresh = {slot.person_id: slot for slot in slots}
        await deliveries.save_slots(session, slots, context.now())
        told = [place for place, heard in ears.items() if not heard.isdisjoint(fresh)]
        if fresh:
            audit.record(
                session, context, actor.person_id, "nudged", "organisation", organisation_id,
                schools=len(told), measure=measure_id,
            )  # fmt: skip
        zone = ZoneInfo(scope.root.zone)
        moments = sorted(slot.due_at.astimezone(zone) for slot in slots)
        return Nudge(
            organisation_id=organisation_id,
            roadmap_id=roadmap_id,
            measure_id=measure_id,
            lagging=len(ears),
            schools=len(told),
            again=sum(bool(heard) for heard in ears.values()) - len(told),
            deaf=await _deaf(session, scope, {place for place, heard in ears.items() if not heard}),
            now=scope.moment,
            first=moments[0] if moments else None,
            last=moments[-1] if moments else None,
        )


async def _ears(
    session: AsyncSession, context: Context, actor: Actor, found: Directory, late: list[tuple[int, int]]
) -> dict[int, set[int]]:
    """Organisation → its people who hear of what is late; those above hear by /status, not by this."""
    given = await reminders.assignees(session, [task for task, _ in late])
    staff: dict[int, set[int]] = {}
    for (place, _), people in found.roles.items():
        staff.setdefault(place, set()).update(people)
    ears: dict[int, set[int]] = {}
    for task, place in late:
        own = staff.get(place, set())
        heard = set(found.hearing(place, given.get(task, ()), context.now())) & own - found.unreachable
        ears.setdefault(place, set()).update(heard - {actor.person_id})
    return ears


async def _slots(session: AsyncSession, context: Context, found: Directory, people: Collection[int]) -> list[Slot]:
    """The next digest of each, unless it was asked for that day before."""
    now = context.now()
    left = await told_days(session, context, found)
    when = {person: next_opening(found.people[person], context.reminders, now) for person in people}
    days = {person: local_day(moment, found.people[person].zone) for person, moment in when.items()}
    known = await nudged(session, local_day(now, context.default_zone) - MEMORY)
    return [
        _slot(context, found, person, days[person], when[person], (person, days[person]) in left)
        for person in sorted(people)
        if (person, days[person]) not in known
    ]


def _slot(context: Context, found: Directory, person: int, day: date, opening: datetime, left: bool) -> Slot:
    """Part of the morning digest while that has not gone, else a message of its own."""
    notice = PlannedNotice(Key(person, PERSON, person, Stage.NUDGED, 0, day))
    due_at = max(opening, digest_at(found.people[person], context.reminders, day))
    name = f"{day.isoformat()}T{opening:%H:%M}" if left else day.isoformat()
    return Slot(person, name, due_at, (notice,))


async def _deaf(session: AsyncSession, scope: Scope, ids: set[int]) -> tuple[tuple[str, str | None], ...]:
    return tuple((place.short_name, place.phone) for place in await reports.places(session, scope.ids & ids))
