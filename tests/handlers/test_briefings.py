"""The справка for a meeting: what it says, how it changes from meeting to meeting, whose words stand in it."""

import shutil
import subprocess
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import docx
import pytest

from bot.domain.clock import FixedClock
from bot.usecases.context import Context
from tests import sample, sample_tasks
from tests.golden_files import Golden
from tests.messenger import Messenger
from tests.messenger import Person as Chatter

pytestmark = pytest.mark.slow
DAY = timedelta(days=1)


@pytest.fixture
async def world(sqlite_context: Context, clock: FixedClock) -> sample.District:
    clock.moment = sample_tasks.THURSDAY
    world = await sample.district(sqlite_context, schools=3)
    await sample_tasks.plan(sqlite_context, world.municipality, world.schools)
    return world


@pytest.fixture
def chat(sqlite_context: Context, world: sample.District) -> Messenger:
    return Messenger(sqlite_context)


def sent(person: Chatter) -> tuple[str, bytes]:
    document = person.shown[-1].document
    assert document is not None, person.screen()
    return document


def words(content: bytes) -> str:
    paper = docx.Document(BytesIO(content))
    cells = (cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


async def test_story_3_14_a_page_for_the_meeting(
    chat: Messenger, clock: FixedClock, golden: Golden, tmp_path: Path
) -> None:
    admin, anna = chat.person(sample.ADMIN), chat.person(sample.ANNA)
    await admin.says("/status")
    await admin.taps("Другие отчёты")
    await admin.taps("Справка к совещанию")
    golden("screens/briefings/story_first", admin.screen())
    await admin.taps("Получить docx")
    assert sent(admin)[0] == "Справка, Район, 24.08.2023.docx"
    await anna.presses("t:extend:1:1:")
    await anna.says("до 30 августа")
    await anna.says("Ждём приказ района")
    await anna.presses("t:done:2:1:")
    clock.moment += 7 * DAY
    await admin.presses("bf:show:1")
    golden("screens/briefings/story_second", admin.screen())
    await admin.taps("Написать «Чем помочь»")
    await admin.says("Прислать школам образец приказа\nСобрать завучей 5 сентября")
    golden("screens/briefings/story_written", admin.screen())
    await admin.taps("Получить docx")
    _name, content = sent(admin)
    told = words(content)
    for part in ("На 24.08.2023", "Ждём приказ района", "Собрать завучей 5 сентября", "Что отстаёт"):
        assert part in told
    assert pages(content, tmp_path) in {None, 1}


def pages(content: bytes, folder: Path) -> int | None:
    """How many pages LibreOffice makes of it; None where it is not installed."""
    office, pdfinfo = shutil.which("soffice"), shutil.which("pdfinfo")
    if office is None or pdfinfo is None:
        return None
    (folder / "paper.docx").write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    convert = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(folder / "paper.docx"),
    ]
    subprocess.run(convert, check=True, capture_output=True)
    told = subprocess.run([pdfinfo, str(folder / "paper.pdf")], check=True, capture_output=True, text=True).stdout
    return int(told.partition("Pages:")[2].split()[0])


async def test_own_words_are_taken_back(chat: Messenger) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.presses("bf:write:1")
    await admin.says("Помочь приказом")
    assert "Чем помочь</b>, ваши слова" in admin.screen()
    await admin.taps("Вернуть подсчитанное")
    assert "ваши слова" not in admin.screen()


async def test_others_get_no_page(chat: Messenger, world: sample.District) -> None:
    for number in (sample.ANNA, sample.VERA, sample.STRANGER):
        person = chat.person(number)
        for view in ("show", "file", "write", "drop"):
            await person.presses(f"bf:{view}:{world.municipality}")
        assert all(shown.document is None for shown in person.shown)
        assert "нет доступа" in (person.screen() + person.toast()).casefold()
