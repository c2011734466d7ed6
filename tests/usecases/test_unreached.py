"""«Не доставлено»: who cannot be written to, why, since when, and what arrived last; on both databases."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import openpyxl
from sqlalchemy import update

from bot.domain.clock import FixedClock
from bot.domain.deadline import say_day
from bot.domain.people import OrganisationKind, Role
from bot.domain.unreached import Unreached
from bot.exports.worker import build
from bot.texts import say
from bot.ui.screens import organisations as screens
from bot.usecases.blocks import reachable_again
from bot.usecases.context import Context
from bot.usecases.courier import Retry, Unreachable
from bot.usecases.reports import report_for
from bot.usecases.tick import plan_once, send_due
from bot.usecases.unreached import unreached_in
from db.models import Identity, Membership, Organisation
from tests.post import FakeCourier, roadmap, task
from tests.sample import ADMIN, ANNA, District, actor, district, organisation, person

EVE = datetime(2023, 9, 13, 5, 0, tzinfo=UTC)


async def listed(context: Context, place: District) -> list[Unreached]:
    found = await unreached_in(context, await actor(context, ADMIN), place.municipality)
    return [line for line in found.lines if line.role is not None]


async def planned(context: Context, clock: FixedClock) -> District:
    place = await district(context, 2)
    plan = await roadmap(context, place.municipality)
    for day in (14, 18):
        await task(context, plan, place.schools[0], date(2023, 9, day))
    clock.moment = EVE
    await plan_once(context)
    return place


async def test_a_block_is_listed_with_its_day_and_the_last_message(context: Context, clock: FixedClock) -> None:
    place = await planned(context, clock)
    await send_due(context, FakeCourier())
    assert await listed(context, place) == []
    clock.moment = datetime(2023, 9, 15, 5, 0, tzinfo=UTC)
    await plan_once(context)
    await send_due(context, FakeCourier(answer=lambda to, message: Unreachable("blocked")))
    (line,) = await listed(context, place)
    assert (line.reason, line.since, line.delivered) == ("blocked", date(2023, 9, 15), date(2023, 9, 13))
    await reachable_again(context, place.anna)
    assert await listed(context, place) == []


async def test_one_failure_after_the_other_is_listed_and_a_hiccup_is_not(context: Context, clock: FixedClock) -> None:
    place = await planned(context, clock)
    broken = FakeCourier(answer=lambda to, message: Retry("TelegramNetworkError"))
    for expected in (0, 0, 0, 1):
        await send_due(context, broken)
        clock.moment += timedelta(minutes=2)
        assert len(await listed(context, place)) == expected
    (line,) = await listed(context, place)
    assert (line.reason, line.since, line.delivered) == ("failing", date(2023, 9, 13), None)


async def test_who_never_started_the_bot_is_listed(context: Context) -> None:
    place = await district(context, 2)
    async with context.transaction(write=True) as session:
        await session.execute(update(Identity).where(Identity.person_id == place.boris).values(reachable_since=None))
    (line,) = await listed(context, place)
    assert (line.organisation_name, line.reason, line.since) == ("Школа № 2", "never-started", None)


async def test_a_school_where_nobody_answers_for_it_is_on_the_list(context: Context) -> None:
    """School 1 keeps its teacher when its coordinator goes; school 3 never had anybody."""
    place = await district(context, 3)
    async with context.transaction(write=True) as session:
        gone = update(Membership).where(Membership.person_id == place.anna)
        await session.execute(gone.values(until_at=context.now()))
    found = await unreached_in(context, await actor(context, ADMIN), place.municipality)
    lines = {line.organisation_name: line.reason for line in found.lines if line.role is None}
    assert lines["Школа № 1"] == "no-coordinator"
    assert lines["Школа № 3"] is None
    assert "Школа № 2" not in lines


REGION_HEAD = 5


async def silenced(context: Context, clock: FixedClock) -> District:
    """Anna and Vera of school 1 have blocked the bot, the telephone of its office is known; school 3 is empty. The
    district has a region above it."""
    place = await district(context, 3)
    plan = await roadmap(context, place.municipality)
    await task(context, plan, place.schools[0], date(2023, 9, 14))
    async with context.transaction(write=True) as session:
        lost = {"unreachable_since": EVE, "unreachable_reason": "blocked"}
        await session.execute(update(Identity).where(Identity.person_id.in_([place.anna, place.vera])).values(**lost))
        region = await organisation(session, context.now(), OrganisationKind.REGION, "Область", "Область")
        await person(session, context.now(), REGION_HEAD, "Глава", (region, Role.ADMIN))
        (await session.get_one(Organisation, place.municipality)).parent_id = region
        (await session.get_one(Organisation, place.schools[0])).phone = "8 475 000-00-01"
    clock.moment = EVE + timedelta(days=2)
    return place


async def sheet(context: Context, reader: int, organisation_id: int) -> list[tuple[object, ...]]:
    report = await report_for(context, await actor(context, reader), organisation_id)
    page = openpyxl.load_workbook(BytesIO(build(report)))[say("sheet-unreached")]
    head, *rows = page.iter_rows(min_row=3, values_only=True)
    assert head == tuple(say(f"report-{n}") for n in ("school", "who", "role", "why", "since", "delivered", "phone"))
    return [*rows]


async def test_the_chat_and_the_sheet_say_the_same(context: Context, clock: FixedClock) -> None:
    """Each cell of a line of the sheet is said in the same line of the chat."""
    place = await silenced(context, clock)
    reader = await actor(context, ADMIN)
    screen = screens.unreached(await unreached_in(context, reader, place.municipality), 0)
    *said, what_next = [line for line in screen.text.splitlines()[1:] if line]
    assert what_next == say("unreached-next")
    rows = await sheet(context, ADMIN, place.municipality)
    assert len(said) == len(rows) == 3
    for line, (school, who, role, why, since, _, phone) in zip(said, rows, strict=True):
        day = say_day(since.date()) if isinstance(since, datetime) else ""
        assert all(str(cell) in line for cell in (school, who or role or "", why, day, phone or "")), line
    assert rows[0][:4] == ("Школа № 1", "Анна П.", "координатор", "бот остановлен или заблокирован")
    assert (rows[0][4], rows[0][6]) == (datetime(2023, 9, 13), "8 475 000-00-01")  # noqa: DTZ001 - a cell
    assert rows[2][:4] == ("Школа № 3", None, None, "никто не подключён")


async def test_names_go_no_further_than_rights(context: Context, clock: FixedClock) -> None:
    """Teachers' names stay in the school; a region reads none; a school's own report has no such sheet."""
    place = await silenced(context, clock)
    assert [row[1] for row in await sheet(context, ADMIN, place.municipality)] == ["Анна П.", None, None]
    rows = await sheet(context, REGION_HEAD, place.municipality)
    assert [row[1:3] for row in rows] == [(None, "координатор"), (None, "педагог"), (None, None)]
    own = await report_for(context, await actor(context, ANNA), place.schools[0])
    assert say("sheet-unreached") not in openpyxl.load_workbook(BytesIO(build(own))).sheetnames
