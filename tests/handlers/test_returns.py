"""The plan given back in chat: looked at, put into other words, sent as the file it came as."""

import hashlib
from io import BytesIO
from pathlib import Path

import docx
import pytest
from sqlalchemy import update

from bot.domain.clock import FixedClock
from bot.usecases.context import Context
from db.models import Document, Roadmap
from tests import sample
from tests.golden_files import Golden
from tests.messenger import Messenger
from tests.messenger import Person as Chatter

pytestmark = pytest.mark.slow
REAL = Path(__file__).parents[1] / "golden" / "roadmaps" / "real"


@pytest.fixture
async def world(sqlite_context: Context, clock: FixedClock) -> sample.District:
    """The Tambov plan, uploaded as docx and launched."""
    world = await sample.district(sqlite_context, schools=2)
    roadmap = await sample.launched(sqlite_context, world)
    await uploaded(sqlite_context, roadmap, "План района.docx", (REAL / "tambov.docx").read_bytes())
    return world


async def uploaded(context: Context, roadmap: int, name: str, content: bytes) -> None:
    async with context.transaction(write=True) as session:
        document = Document(
            name=name,
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(content),
            content=content,
            uploaded_at=context.now(),
        )
        session.add(document)
        await session.flush()
        await session.execute(update(Roadmap).where(Roadmap.id == roadmap).values(document_id=document.id))


@pytest.fixture
def admin(sqlite_context: Context, world: sample.District) -> Chatter:
    return Messenger(sqlite_context).person(sample.ADMIN)


def sent(person: Chatter) -> tuple[str, bytes]:
    document = person.shown[-1].document
    assert document is not None, person.screen()
    return document


async def test_story_3_5_the_same_document_comes_back(admin: Chatter, golden: Golden) -> None:
    await admin.says("/status")
    await admin.taps("Другие отчёты")
    await admin.taps("План с исполнением")
    golden("screens/returns/story_menu", admin.screen())
    await admin.taps("Посмотреть и править")
    golden("screens/returns/story_rows", admin.screen())
    await admin.taps("2")
    await admin.taps("Написать иначе")
    await admin.says("Перечень утверждён приказом № 12")
    golden("screens/returns/story_row", admin.screen())
    await admin.taps("⬅️ Назад")
    await admin.taps("⬅️ Назад")
    assert "с вашими словами: 1" in admin.screen()
    await admin.taps("Получить файл")
    name, content = sent(admin)
    golden("screens/returns/story_caption", admin.screen())
    assert name == "План района, исполнение на 04.09.2023.docx"
    column = [row.cells[-1].text for row in docx.Document(BytesIO(content)).tables[0].rows]
    assert column[0] == "Исполнение на 04.09.2023"
    assert "Перечень утверждён приказом № 12" in column


async def test_own_words_are_taken_back(admin: Chatter, world: sample.District) -> None:
    plan = f"{world.municipality}:1"
    await admin.presses(f"rt:write:{plan}:0:2")
    await admin.says("Сделано")
    assert "Ваши слова" in admin.screen()
    await admin.taps("Вернуть подсчёт")
    assert "Ваши слова" not in admin.screen()
    await admin.presses(f"rt:write:{plan}:0:3")
    await admin.says("Сделано")
    await admin.presses(f"rt:menu:{plan}:0:0")
    await admin.taps("Убрать свои слова: 1")
    assert "с вашими словами" not in admin.screen()


async def test_empty_and_endless_words_are_refused(admin: Chatter, world: sample.District) -> None:
    await admin.presses(f"rt:write:{world.municipality}:1:0:2")
    await admin.says("я" * 1001)
    assert "Уложитесь в 1\xa0000 знаков" in admin.screen()
    await admin.says("   ")
    assert "Напишите хотя бы слово" in admin.screen()


async def test_a_pdf_comes_back_as_docx_in_the_layout_of_the_plan(
    admin: Chatter, sqlite_context: Context, world: sample.District
) -> None:
    await uploaded(sqlite_context, 1, "план.pdf", (REAL / "tambov.pdf").read_bytes())
    await admin.presses(f"rt:menu:{world.municipality}:1:0:0")
    assert "будет docx" in admin.screen()
    await admin.taps("Получить файл")
    name, content = sent(admin)
    assert name == "план, исполнение на 04.09.2023.docx"
    table = docx.Document(BytesIO(content)).tables[0]
    assert [cell.text for cell in table.rows[0].cells][-1] == "Исполнение на 04.09.2023"
    assert len(table.rows) == 1 + 4 + 44


async def test_a_coordinator_gives_back_the_own_school_only(sqlite_context: Context, world: sample.District) -> None:
    chat = Messenger(sqlite_context)
    anna = chat.person(sample.ANNA)
    await anna.presses(f"rt:file:{world.schools[0]}:1:0:0")
    assert sent(anna)[0].endswith(".docx")
    for person in (anna, chat.person(sample.VERA), chat.person(sample.STRANGER)):
        shown = len(person.shown)
        for view in ("menu", "file", "rows", "row", "write", "drop", "clear"):
            await person.presses(f"rt:{view}:{world.municipality}:1:0:2")
        assert all(one.document is None for one in person.shown[shown:])
        assert "нет доступа" in (person.screen() + person.toast()).casefold()
