"""Tables of a part, chosen in chat."""

from io import BytesIO

import openpyxl
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


async def test_a_part_is_chosen_by_buttons(chat: Messenger, golden: Golden) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.presses("xf:menu:1")
    golden("screens/exports/story_forms_authority", admin.screen())
    await admin.taps("Таблица xlsx с отбором")
    await admin.taps("Состояние")
    await admin.taps("просрочено")
    await admin.taps("Организация")
    await admin.taps("Школа № 2")
    golden("screens/exports/story_part", admin.screen())
    await admin.taps("Скачать xlsx")
    document = admin.shown[-1].document
    assert document is not None
    book = openpyxl.load_workbook(BytesIO(document[1]))
    page = book["Сводка"]
    assert "отбор: Школа № 2; просроченное" in str(page["A2"].value)
    assert [page["A4"].value, page["A5"].value] == ["Школа № 2", None]
    late = list(book["Просрочено"].iter_rows(min_row=4, values_only=True))
    assert {row[0] for row in late} == {"Школа № 2"}


async def test_a_part_with_nothing_in_it_says_so(chat: Messenger) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.presses("xs:file:1:0:all:0:0:done:0")
    assert "не попал ни один пункт" in admin.screen() + admin.toast()


@pytest.mark.parametrize("data", ["xs:menu:1:0:all:999:0::0", "xs:file:1:0:all:0:99::0", "xs:file:1:0:all:0:0:x:0"])
async def test_forged_parts_are_refused(chat: Messenger, data: str) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.presses(data)
    assert all(shown.document is None for shown in admin.shown)
    await chat.person(sample.STRANGER).presses("xs:file:1:0:all:0:0::0")
    assert all(shown.document is None for shown in chat.person(sample.STRANGER).shown)
