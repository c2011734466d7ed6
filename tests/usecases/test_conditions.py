"""A condition in the words of a row chooses schools by their tags."""

from sqlalchemy import select, update

from bot.domain.organisations import read_list
from bot.domain.people import OrganisationKind
from bot.usecases.context import Context
from bot.usecases.organisations import add_list
from bot.usecases.roadmaps import preview
from bot.usecases.rows import row_card
from db.models import Measure, Organisation, Task
from tests import sample


async def tag(context: Context, school: int, *tags: str) -> None:
    async with context.transaction(write=True) as session:
        await session.execute(update(Organisation).where(Organisation.id == school).values(tags=list(tags)))


async def row(context: Context) -> int:
    """«… не являющиеся участниками проекта «Билет в будущее»»."""
    async with context.transaction() as session:
        return (await session.scalars(select(Measure.id).where(Measure.number == "3.7"))).one()


async def served(context: Context) -> list[int]:
    async with context.transaction() as session:
        query = select(Task.organisation_id).join(Measure).where(Measure.number == "3.7")
        return list(await session.scalars(query.order_by(Task.organisation_id)))


async def test_schools_with_the_tag_are_left_out(context: Context) -> None:
    world = await sample.district(context, schools=3)
    await tag(context, world.schools[1], "участник БвБ")
    draft = await sample.draft(context, world.municipality, None, world.admin)
    admin = await sample.actor(context, sample.ADMIN)
    card = await row_card(context, admin, await row(context))
    assert (card.served, card.unsettled) == (2, ())
    counted = (await preview(context, admin, draft)).counts.tasks
    await sample.launch_draft(context, draft)
    assert await served(context) == [world.schools[0], world.schools[2]]
    async with context.transaction() as session:
        assert len(list(await session.scalars(select(Task.id)))) == counted


async def test_without_any_tag_nobody_is_left_out(context: Context) -> None:
    world = await sample.district(context, schools=3)
    await sample.launched(context, world)
    assert await served(context) == list(world.schools)


async def test_a_school_added_later_is_asked_for_its_own_tag(context: Context) -> None:
    world = await sample.district(context, schools=2)
    await tag(context, world.schools[0], "Билет в будущее")
    await sample.launched(context, world)
    admin = await sample.actor(context, sample.ADMIN)
    lines = read_list("Новая школа; Билет в будущее\nДругая школа")
    await add_list(context, admin, world.municipality, OrganisationKind.SCHOOL, lines)
    async with context.transaction() as session:
        other = (await session.scalars(select(Organisation.id).where(Organisation.name == "Другая школа"))).one()
    assert await served(context) == [world.schools[1], other]
