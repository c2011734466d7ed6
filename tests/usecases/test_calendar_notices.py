"""A coming year without known days off is told to administrators: in the digest, in /status, by `check`."""

from datetime import UTC, date, datetime, timedelta

from bot.domain.clock import FixedClock
from bot.domain.digests import Digest
from bot.ui.screens.digest import digest
from bot.usecases.calendar import DECREED
from bot.usecases.calendar_notices import warn
from bot.usecases.checkup import decrees
from bot.usecases.context import Context
from bot.usecases.tick import plan_once, send_due
from tests.post import FakeCourier
from tests.sample import district

LAST = max(DECREED)


async def test_administrators_hear_of_it_once_a_month(context: Context, clock: FixedClock) -> None:
    place = await district(context)
    courier = FakeCourier()
    for first in (datetime(LAST, 9, 28, 6, tzinfo=UTC), datetime(LAST, 10, 30, 6, tzinfo=UTC)):
        for day in range(7):
            clock.moment = first + timedelta(days=day)
            await plan_once(context)
            await send_due(context, courier)
    told = [(person, said.today) for person, said in courier.brought if isinstance(said, Digest)]
    assert {person for person, _ in told} == {place.admin, place.stranger}
    assert [day.month for person, day in told if person == place.admin] == [10, 11]
    (words,) = {digest(said).text for _, said in courier.brought if isinstance(said, Digest)}
    assert f"Переносы выходных на {LAST + 1} год боту не известны" in words


async def test_nothing_is_said_while_all_is_known(context: Context, clock: FixedClock) -> None:
    await district(context)
    clock.moment = datetime(LAST - 1, 12, 20, 6, tzinfo=UTC)
    assert await warn(context) == 0


def test_check_names_the_year_and_fails_only_when_it_has_begun() -> None:
    assert decrees(date(LAST, 9, 1)).fine
    soon, late = decrees(date(LAST, 12, 1)), decrees(date(LAST + 1, 1, 15))
    assert soon.fine
    assert not late.fine
    assert str(LAST + 1) in soon.words
    assert str(LAST + 1) in late.words
