"""«Пробный прогон» in words: measured for long and hostile ones."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.deliveries import DeliveryKind, Stage
from bot.domain.people import Role
from bot.domain.shifts import Shift
from bot.ui.screens import rehearsals as screens
from bot.usecases.launch_rehearsals import LaunchRehearsal
from bot.usecases.rehearsals import Flood, Going
from tests.golden_files import Golden, picture
from tests.screen_sizes import faults

NOW = datetime(2023, 9, 4, 5, tzinfo=UTC)
MOVED = (date(2023, 9, 9), date(2023, 9, 10), date(2023, 9, 16))


def shown(name: str, many: int, *, running: bool = True) -> LaunchRehearsal:
    going = tuple(
        Going(
            n % 3,
            DeliveryKind.LESSON_SUMMARY if n % 2 else DeliveryKind.DIGEST,
            NOW + timedelta(hours=n),
            tuple(sorted(stage.value for stage in list(Stage)[:6])) if many > 9 else ("week", "before"),
            MOVED[: n % 4],
            tuple(Shift)[: n % 6],
        )
        for n in range(many)
    )
    days = tuple((date(2023, 9, 1) + timedelta(n), 10**6) for n in range(min(many, 60)))
    floods = tuple(Flood(n % 3, date(2023, 9, 5), 10**6) for n in range(many))
    posts = {1: (name, Role.COORDINATOR), 2: (name, Role.NAVIGATOR)}
    zones = dict.fromkeys(range(3), "Asia/Kamchatka")
    return LaunchRehearsal(2**53, 2**31 - 1, running, days, going, floods if many > 9 else (), posts, zones)


def test_a_page_looks_like_this(golden: Golden) -> None:
    golden("screens/rehearsals/page", picture(screens.page(shown("Школа № 3", 5), 0)))
    golden("screens/rehearsals/running", picture(screens.rehearsal(shown("Школа № 3", 5))))


@pytest.mark.parametrize("name", ["Ж" * 300, "<b>&«Ж»" * 40], ids=["long", "hostile"])
def test_any_words_fit(name: str) -> None:
    found = shown(name, 400)
    for screen in (screens.rehearsal(found), screens.page(found, 0), screens.page(found, 999), screens.file(found)):
        assert faults(screen) == []
