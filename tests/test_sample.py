"""The world that the other tests stand on."""

from bot.domain.access import administers, coordinates
from bot.usecases.context import Context
from tests import sample


async def test_each_has_rights_at_home_and_none_elsewhere(context: Context) -> None:
    world = await sample.district(context, schools=3)
    admin, anna, stranger = [await sample.actor(context, n) for n in (sample.ADMIN, sample.ANNA, sample.STRANGER)]
    assert all(administers(admin, school) for school in (world.municipality, *world.schools))
    assert coordinates(anna, world.schools[0])
    assert not coordinates(anna, world.schools[1])
    assert not any(administers(stranger, school) for school in world.schools)
