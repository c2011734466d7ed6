"""Everybody the bot can write to, as the domain sees them: roles, zones, calendars, absences, taps."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.calendar import Calendar
from bot.domain.clock import local_day
from bot.domain.listeners import Directory
from bot.domain.people import Role
from bot.domain.silence import Away, Listener, digest_at, next_day, own_hour, own_quiet
from bot.usecases.calendar import overridden, public_calendar
from bot.usecases.context import Context
from bot.usecases.school_years import lineage
from bot.usecases.settings import SEND_AT
from db import calendars, listeners
from db.listeners import Heard, Held

BACK, AHEAD = timedelta(days=40), timedelta(days=120)


async def directory(session: AsyncSession, context: Context) -> Directory:
    """The whole directory as of now, in seven queries whatever the number of people."""
    now = context.now()
    today = local_day(now, context.default_zone)
    places = await listeners.places(session)
    held: dict[int, list[Held]] = defaultdict(list)
    for one in await listeners.held(session):
        if one.organisation_id in places:
            held[one.person_id].append(one)
    away: dict[int, tuple[Away, ...]] = defaultdict(tuple)
    for row in await listeners.absences(session, today - BACK, today + AHEAD):
        away[row.person_id] += (Away(row.opens, row.until, row.substitute_id),)
    everybody = await listeners.heard(session)
    heard = [one for one in everybody if one.person_id in held]
    guests = [one for one in everybody if one.person_id not in held]
    known = await listeners.places_before(session, [one.person_id for one in guests]) if guests else {}
    firsts = {held[one.person_id][0].organisation_id for one in heard}
    working = await _calendars(session, context, firsts | set(known.values()))
    zones = {place: zone for place, (_, zone) in places.items()}
    return Directory(
        places={place: found for place, (found, _) in places.items()},
        roles=_roles(held),
        people={
            one.person_id: _listener(one, held[one.person_id], zones, working, away[one.person_id]) for one in heard
        },
        unreachable=frozenset(one.person_id for one in heard if not one.reachable),
        guests={one.person_id: _guest(context, one, known.get(one.person_id), zones, working) for one in guests},
        zones=zones,
    )


def _roles(held: dict[int, list[Held]]) -> dict[tuple[int, Role], tuple[int, ...]]:
    found: dict[tuple[int, Role], tuple[int, ...]] = defaultdict(tuple)
    for roles in held.values():
        for one in roles:
            found[one.organisation_id, one.role] += (one.person_id,)
    return dict(found)


def _listener(
    one: Heard, held: list[Held], zones: dict[int, str], working: dict[int, Calendar], away: tuple[Away, ...]
) -> Listener:
    """One zone and one calendar per person: those of the first organisation, the zone changeable."""
    first = held[0].organisation_id
    zone = one.zone or zones[first]
    joined = min(role.from_at for role in held)
    return Listener(
        one.person_id,
        zone,
        working[first],
        local_day(joined, zone),
        max(one.last_tap_at or joined, joined),
        away,
        own_hour(one.settings.get(SEND_AT)),
        own_quiet(one.settings),
    )


def _guest(
    context: Context, one: Heard, place: int | None, zones: dict[int, str], working: dict[int, Calendar]
) -> Listener:
    """Who has no role lives where a role was held or asked for; else by the country's calendar in the bot's zone."""
    now = context.now()
    zone, tapped = one.zone or zones.get(place or 0, context.default_zone), one.last_tap_at or now
    year = now.year
    calendar = working[place] if place else public_calendar(year - 1, year + 1, context.terms.weekend)
    return Listener(one.person_id, zone, calendar, local_day(tapped, zone), tapped, quiet=own_quiet(one.settings))


async def _calendars(session: AsyncSession, context: Context, organisation_ids: Iterable[int]) -> dict[int, Calendar]:
    """Working calendars of organisations; those to which the same overrides apply share one value."""
    year = context.now().year
    public = public_calendar(year - 1, year + 1, context.terms.weekend)
    rows: dict[int | None, list[tuple[date, str]]] = defaultdict(list)
    for row in await calendars.all_overrides(session, date(year - 1, 1, 1), date(year + 1, 12, 31)):
        rows[row.organisation_id].append((row.day, row.kind))
    above = await calendars.parents(session)
    shared: dict[tuple[tuple[date, str], ...], Calendar] = {(): public}
    found = {}
    for organisation_id in organisation_ids:
        key = tuple(row for place in lineage(above, organisation_id) for row in rows.get(place, ()))
        if key not in shared:
            shared[key] = overridden(public, key)
        found[organisation_id] = shared[key]
    return found


def next_digest(context: Context, listener: Listener, now: datetime) -> date:
    """The local day of this person's next digest, whether or not anything opens it."""
    today = listener.today(now)
    still = listener.hears(today) and now < digest_at(listener, context.reminders, today)
    return today if still else next_day(listener, today)
