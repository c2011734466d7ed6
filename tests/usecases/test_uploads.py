"""A document becomes a draft, once; whose it is, which year, whom its rows are for; nothing is lost or left over."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.domain.addressing import Target
from bot.domain.clock import FixedClock
from bot.domain.deadline import DeadlineStatus, Pace
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.people import OrganisationKind, Role
from bot.domain.roadmaps import read_school_year
from bot.usecases import addressing, rows, uploads
from bot.usecases.context import Context
from bot.usecases.drafts import Upload
from bot.usecases.roadmaps import discard, list_plans, preview
from bot.usecases.rows import View
from db.models import Base, Document, Measure, Roadmap, Window
from tests import sample

REAL = Path(__file__).parent.parent / "golden" / "roadmaps" / "real"
TAMBOV = Upload("tambov.txt", (REAL / "tambov.txt").read_bytes())
YEARLESS = Upload("план.txt", "План\n\n№\tМероприятие\tСрок\tОтветственные\n1\tПриказ\tдо 15 октября\tШколы".encode())


async def count(context: Context, table: type[Base]) -> int:
    async with context.transaction() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def test_a_real_plan_is_kept_whole(context: Context) -> None:
    await sample.district(context, schools=1)
    admin = await sample.actor(context, sample.ADMIN)
    done = await uploads.upload(context, admin, TAMBOV)
    async with context.transaction() as session:
        found = list(await session.scalars(select(Measure).order_by(Measure.position)))
        windows = list(await session.scalars(select(Window)))
        plan = await session.get_one(Roadmap, done.drafts[0])
        document = await session.get_one(Document, plan.document_id)
    assert [measure.position for measure in found] == list(range(44))
    assert len({measure.short_name for measure in found}) == 44
    assert all(len(measure.short_name) <= 45 for measure in found)
    monthly = next(measure for measure in found if measure.number == "4.3")
    assert (monthly.pace, monthly.status, monthly.addressed) == (Pace.SERIES, DeadlineStatus.DATED, ["schools"])
    assert [w.repeats for w in windows if w.measure_id == monthly.id] == ["FREQ=MONTHLY;BYMONTHDAY=-1"]
    assert (plan.period_from, plan.period_until) == (date(2023, 4, 1), date(2024, 5, 31))
    assert (document.content, document.size, len(document.sha256)) == (TAMBOV.content, len(TAMBOV.content), 64)


async def test_the_same_bytes_open_the_plan_that_is_there(context: Context) -> None:
    await sample.district(context, schools=1)
    admin = await sample.actor(context, sample.ADMIN)
    first = await uploads.upload(context, admin, TAMBOV)
    again = await uploads.upload(context, admin, Upload("другое имя.txt", TAMBOV.content))
    assert (again.known, again.drafts) == (first.drafts[0], ())
    assert await count(context, Roadmap) == 1


async def test_the_neighbours_upload_is_no_business_of_ours(context: Context) -> None:
    await sample.district(context, schools=1)
    stranger = await sample.actor(context, sample.STRANGER)
    await uploads.upload(context, await sample.actor(context, sample.ADMIN), TAMBOV)
    theirs = await uploads.upload(context, stranger, TAMBOV)
    assert theirs.known is None
    assert [plan.id for plan in await list_plans(context, stranger)] == list(theirs.drafts)


async def test_a_discarded_draft_leaves_nothing(context: Context) -> None:
    await sample.district(context, schools=1)
    admin = await sample.actor(context, sample.ADMIN)
    (draft,) = (await uploads.upload(context, admin, TAMBOV)).drafts
    await discard(context, admin, draft, 1)
    assert [await count(context, table) for table in (Roadmap, Document, Measure, Window)] == [0, 0, 0, 0]
    with pytest.raises(Refusal, match="plan-gone"):
        await discard(context, admin, draft, 1)


async def test_a_year_is_asked_for_and_an_answer_comes_once(context: Context, clock: FixedClock) -> None:
    await sample.district(context, schools=1)
    admin = await sample.actor(context, sample.ADMIN)
    asked = await uploads.upload(context, admin, YEARLESS)
    assert asked.year_asked_of is not None
    with pytest.raises(AccessDenied):
        await uploads.settle_year(context, await sample.actor(context, sample.STRANGER), asked.year_asked_of, 2024)
    with pytest.raises(Refusal, match="no-such-school-year"):
        await uploads.settle_year(context, admin, asked.year_asked_of, 1900)
    first = await uploads.settle_year(context, admin, asked.year_asked_of, 2024)
    second = await uploads.settle_year(context, admin, asked.year_asked_of, 2025)
    assert second.known == first.drafts[0]
    async with context.transaction() as session:
        assert await session.scalar(select(Window.due)) == date(2024, 10, 15)


async def test_a_document_that_nobody_came_back_for_is_forgotten(context: Context, clock: FixedClock) -> None:
    await sample.district(context, schools=1)
    admin = await sample.actor(context, sample.ADMIN)
    await uploads.upload(context, admin, YEARLESS)
    clock.moment += timedelta(hours=25)
    await uploads.upload(context, admin, TAMBOV)
    async with context.transaction() as session:
        assert list(await session.scalars(select(Document.name))) == ["tambov.txt"]


async def test_another_year_reads_the_draft_anew(context: Context) -> None:
    await sample.district(context, schools=1)
    admin = await sample.actor(context, sample.ADMIN)
    asked = await uploads.upload(context, admin, YEARLESS)
    made = await uploads.settle_year(context, admin, asked.year_asked_of or 0, 2024)
    moved = await uploads.change_year(context, admin, made.drafts[0], 1, 2025)
    assert (await preview(context, admin, moved)).school_year == 2025
    async with context.transaction() as session:
        assert list(await session.scalars(select(Window.due))) == [date(2025, 10, 15)]
    with pytest.raises(Refusal, match="stale"):
        await uploads.change_year(context, admin, moved, 7, 2026)
    with pytest.raises(AccessDenied):
        await uploads.change_year(context, await sample.actor(context, sample.STRANGER), moved, 1, 2026)
    assert await count(context, Roadmap) == 1


async def test_the_owner_decides_whom_rows_are_for(context: Context) -> None:
    """The same plan for a district, then for one school of it."""
    world = await sample.district(context, schools=2)
    async with context.transaction(write=True) as session:
        roles = ((world.municipality, Role.ADMIN), (world.schools[1], Role.ADMIN))
        await sample.person(session, context.now(), 5, "Двое", *roles)
    both = await sample.actor(context, 5)
    (draft,) = (await uploads.upload(context, both, TAMBOV)).drafts
    seen = await preview(context, both, draft)
    assert [owner.id for owner in seen.owners] == [world.municipality, world.schools[1]]
    with pytest.raises(AccessDenied):
        await addressing.settle_owner(context, both, draft, 1, world.schools[0])
    settled = await addressing.settle_owner(context, both, draft, 1, world.schools[1])
    assert (settled.owner_kind, settled.owners) == (OrganisationKind.SCHOOL, ())
    assert (settled.counts.schools, settled.counts.owner_only, settled.counts.information) == (0, 24, 20)
    assert settled.counts.tasks == 35
    with pytest.raises(Refusal, match="stale"):
        await addressing.settle_owner(context, both, draft, 1, world.municipality)


async def test_a_person_settles_what_the_words_leave_open(context: Context) -> None:
    await sample.district(context, schools=3)
    admin = await sample.actor(context, sample.ADMIN)
    (draft,) = (await uploads.upload(context, admin, TAMBOV)).drafts
    before = await rows.rows_page(context, admin, draft, View.DOUBTFUL, 0)
    first, second = before.rows[:2]
    given = await addressing.address_row(context, admin, first.id, 1, Target.SCHOOLS)
    assert (given.row.targets, given.organisations) == (frozenset({Target.SCHOOLS}), 3)
    assert given.row.doubts == ()
    accepted = await addressing.accept_row(context, admin, second.id, given.version)
    assert not accepted.row.doubtful
    left = await rows.rows_page(context, admin, draft, View.DOUBTFUL, 0)
    assert left.counts[View.DOUBTFUL] == before.counts[View.DOUBTFUL] - 2
    back = await addressing.address_row(context, admin, first.id, accepted.version, Target.SCHOOLS)
    assert back.row.for_information


async def test_pages_hold_every_row_once_doubtful_ones_first(context: Context) -> None:
    await sample.district(context, schools=1)
    admin = await sample.actor(context, sample.ADMIN)
    (draft,) = (await uploads.upload(context, admin, TAMBOV)).drafts
    pages = [await rows.rows_page(context, admin, draft, View.ALL, number) for number in range(5)]
    every = [row for page in pages for row in page.rows]
    assert len({row.id for row in every}) == len(every) == 44
    assert [row.doubtful for row in every] == sorted((row.doubtful for row in every), reverse=True)
    assert (await rows.rows_page(context, admin, draft, View.ALL, 99)).page == 4


@pytest.mark.parametrize("telegram", [sample.ANNA, sample.VERA, sample.STRANGER])
async def test_rows_of_a_draft_are_changed_by_its_administrators_only(context: Context, telegram: int) -> None:
    world = await sample.district(context, schools=2)
    draft = await sample.draft(context, world.municipality)
    other = await sample.actor(context, telegram)
    for attempt in (
        rows.rows_page(context, other, draft, View.ALL, 0),
        rows.row_card(context, other, 1),
        addressing.address_row(context, other, 1, 1, Target.OWNER),
        addressing.accept_row(context, other, 1, 1),
        addressing.address_nobody(context, other, draft, 1, [Target.OWNER]),
        discard(context, other, draft, 1),
        uploads.upload_again(context, other, draft),
    ):
        with pytest.raises(AccessDenied):
            await attempt


@pytest.mark.parametrize("telegram", [sample.ANNA, sample.VERA])
async def test_only_administrators_upload(context: Context, telegram: int) -> None:
    await sample.district(context, schools=2)
    with pytest.raises(AccessDenied):
        await uploads.upload(context, await sample.actor(context, telegram), TAMBOV)


@pytest.mark.parametrize("text", ["2026", "2026/2027", "2026-27", " 2026–2027 учебный год "])
def test_a_school_year_is_read_as_people_write_it(text: str) -> None:
    assert read_school_year(text) == 2026


@pytest.mark.parametrize("text", ["", "26", "2026/2028", "в этом году", "1999", "2026 2027 2028", "²⁰²⁶"])
def test_what_is_no_school_year_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="no-such-school-year"):
        read_school_year(text)
