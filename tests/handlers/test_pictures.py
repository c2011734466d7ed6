"""/status as a picture, in chat."""

import pytest

from bot.domain.clock import FixedClock
from bot.usecases.context import Context
from tests import sample, sample_tasks
from tests.golden_files import Golden
from tests.messenger import Messenger

pytestmark = pytest.mark.slow


@pytest.fixture
async def chat(sqlite_context: Context, clock: FixedClock) -> Messenger:
    clock.moment = sample_tasks.THURSDAY
    world = await sample.district(sqlite_context, schools=2)
    await sample_tasks.plan(sqlite_context, world.municipality, world.schools)
    return Messenger(sqlite_context)


async def test_story_3_4_the_status_as_a_picture(chat: Messenger, golden: Golden) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.says("/status")
    await admin.taps("Картинкой")
    golden("screens/pictures/story_year", admin.screen())
    for name in ("По школам", "По месяцам"):
        await admin.taps(name, of=admin.shown[-1])
        assert admin.shown[-1].document is not None
        assert admin.shown[-1].document[1].startswith(b"\x89PNG")


async def test_a_school_sees_its_year_and_nobody_else(chat: Messenger) -> None:
    anna = chat.person(sample.ANNA)
    await anna.presses("pic:schools:2:0")
    assert anna.shown[-1].buttons() == []
    shown = len(anna.shown)
    await anna.presses("pic:schools:1:0")
    await anna.presses("pic:nonsense:2:0")
    assert all(one.document is None for one in anna.shown[shown:])
