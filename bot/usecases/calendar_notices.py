"""A word in good time: the days off of the coming year are not known, and nobody may notice it before January."""

from bot.domain.clock import local_day
from bot.domain.deliveries import Stage
from bot.domain.people import Role
from bot.domain.reminders import PERSON, Key, PlannedNotice, Slot
from bot.domain.silence import digest_at
from bot.usecases.calendar import undecreed
from bot.usecases.context import Context
from bot.usecases.listeners import directory, next_digest
from db import deliveries, reminders


async def warn(context: Context) -> int:
    """Once a month, while a near year has no decree: a line in the next digest of whoever administers a root."""
    now = context.now()
    today = local_day(now, context.default_zone)
    if undecreed(today) is None:
        return 0
    month = today.replace(day=1)
    async with context.transaction() as session:
        if await reminders.is_said(session, Stage.UNDECREED, month):
            return 0
    async with context.transaction(write=True) as session:
        found = await directory(session, context)
        tops = [place for place in found.places.values() if place.parent_id is None]
        heads = {person for place in tops for person in found.roles.get((place.organisation_id, Role.ADMIN), ())}
        slots = []
        for person_id in sorted(heads & found.people.keys() - found.unreachable):
            listener = found.people[person_id]
            day = next_digest(context, listener, now)
            notice = PlannedNotice(Key(person_id, PERSON, person_id, Stage.UNDECREED, 0, month))
            slots.append(Slot(person_id, day.isoformat(), digest_at(listener, context.reminders, day), (notice,)))
        await deliveries.save_slots(session, slots, now)
    return len(slots)
