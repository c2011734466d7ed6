"""What a row asks for is kept at the import, changed by its administrator, and kept by amendment and new year."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.domain.demands import Demand
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.roadmaps import PastAnswer
from bot.usecases.amendments import amend
from bot.usecases.context import Cause, Context
from bot.usecases.demands import read_anew, row_demands, tick
from bot.usecases.launch import launch
from bot.usecases.mending import Part, mend
from bot.usecases.new_year import make_later
from db.models import Measure, Roadmap
from tests import sample

CAUSE = Cause("test:demands")


async def measure(context: Context, roadmap: int, number: str = "3.2") -> Measure:
    async with context.transaction() as session:
        query = select(Measure).where(Measure.number == number, Measure.roadmap_id == roadmap)
        return (await session.scalars(query)).one()


async def version(context: Context, roadmap: int) -> int:
    async with context.transaction() as session:
        return (await session.get_one(Roadmap, roadmap)).version


@pytest.fixture
async def world(context: Context) -> sample.District:
    return await sample.district(context, schools=2)


@pytest.fixture
async def draft(context: Context, world: sample.District) -> int:
    return await sample.draft(context, world.municipality, None, world.admin)


async def test_the_import_keeps_what_the_words_ask_for(context: Context, draft: int) -> None:
    assert (await measure(context, draft)).asks == ["order"]
    assert (await measure(context, draft, "3.12")).asks == ["order", "link", "pupils", "classes"]
    assert (await measure(context, draft, "1.6")).asks == ["nothing"]


async def test_the_administrator_changes_it_in_a_draft_and_in_a_running_plan(context: Context, draft: int) -> None:
    admin, row = await sample.actor(context, sample.ADMIN), await measure(context, draft)
    found = await tick(context, admin, row.id, 1, "pupils")
    assert (found.card.asks, found.by_hand) == ((Demand.ORDER, Demand.PUPILS), True)
    found = await tick(context, admin, row.id, found.card.version, "order")
    assert found.card.asks == (Demand.PUPILS,)
    await launch(context, admin, draft, found.card.version, PastAnswer.OVERDUE, CAUSE)
    found = await row_demands(context, admin, row.id)
    found = await tick(context, admin, row.id, found.card.version, "pupils")
    assert (found.card.asks, (await measure(context, draft)).asks) == ((), ["nothing"])
    found = await read_anew(context, admin, row.id, found.card.version)
    assert (found.card.asks, found.by_hand) == ((Demand.ORDER,), False)


async def test_an_old_button_a_stranger_and_a_forged_demand_change_nothing(context: Context, draft: int) -> None:
    admin, row = await sample.actor(context, sample.ADMIN), await measure(context, draft)
    consents = await measure(context, draft, "3.13")
    await tick(context, admin, row.id, 1, "pupils")
    for key, demand in ((row.id, "link"), (row.id, "photo"), (consents.id, "file")):
        with pytest.raises(Refusal) as refused:
            await tick(context, admin, key, 1, demand)
        assert refused.value.code == "stale"
    for number in (sample.STRANGER, sample.ANNA):
        with pytest.raises(AccessDenied):
            await tick(context, await sample.actor(context, number), row.id, 2, "link")
    assert (await measure(context, draft)).asks == ["order", "pupils"]


async def test_other_words_are_read_anew_unless_a_person_has_settled_it(context: Context, draft: int) -> None:
    admin, row = await sample.actor(context, sample.ADMIN), await measure(context, draft)
    await mend(context, admin, row.id, 1, Part.RESULT, "Размещена информация на сайте")
    assert (await measure(context, draft)).asks == ["order", "link"]
    await tick(context, admin, row.id, 2, "order")
    await mend(context, admin, row.id, 3, Part.RESULT, "Сдан отчёт")
    assert (await measure(context, draft)).asks == ["link"]


async def test_a_newer_version_and_a_new_year_keep_it(context: Context, world: sample.District) -> None:
    admin, plan = await sample.actor(context, sample.ADMIN), sample.plan()
    running = await sample.launched(context, world, plan)
    await tick(context, admin, (await measure(context, running)).id, await version(context, running), "pupils")
    changed = tuple(replace(row, result_text="Сдан отчёт") if row.number in {"3.2", "3.8"} else row
                    for row in plan.measures)  # fmt: skip
    newer = await sample.draft(context, world.municipality, replace(plan, measures=changed), world.admin)
    await amend(context, admin, newer, 1, running, None, CAUSE)
    assert (await measure(context, newer)).asks == ["order", "pupils"]
    assert (await measure(context, newer, "3.8")).asks == ["file", "classes"]
    later = await make_later(context, admin, newer, 2024)
    assert (await measure(context, later)).asks == ["order", "pupils"]
