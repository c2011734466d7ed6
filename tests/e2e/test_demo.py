"""The story of `make demo` by clicks in a real Chromium, on a wide screen and on a phone."""

import json
import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from bot.sandbox import Sandbox
from tests.e2e.visitor import Visitor, a_demo, start_demo
from tests.sandbox.browser import PHONE, WIDE, chat_page, with_chromium

pytestmark = [pytest.mark.slow]

ADMIN, COORDINATOR, TEACHER = "Ольга Викторовна", "Анна Петровна", "Вера Николаевна"


async def first_screens(visitor: Visitor) -> None:
    """Every state is there at the first look, and nothing of the summer waits to be read."""
    await expect(visitor.page.locator("#tips")).to_contain_text("завтра утром")
    await expect(visitor.page.locator(".badge")).to_have_count(0)
    admin = await visitor.chat(ADMIN)
    status = await visitor.reads(admin, "Наступило сроков")
    for state in ("выполнено", "в срок", "позже", "Просрочено", "впереди", "Весь год", "Без даты", "Не про нас"):
        await expect(status).to_contain_text(state)
    coordinator = await visitor.chat(COORDINATOR)
    await visitor.reads(coordinator, re.compile(r"Просрочено.*На этой неделе.*Весь год.*Без даты", re.DOTALL))
    teacher = await visitor.chat(TEACHER)
    await visitor.reads(teacher, "6А — 0 из 34")
    await expect(teacher.locator(".feed")).to_contain_text("Вам поручен пункт")


async def coordinator_marks(visitor: Visitor) -> None:
    """In time and undone again; then a row whose day is gone."""
    chat = await visitor.chat(COORDINATOR)
    await visitor.press(chat, await visitor.digit_of(chat, "3.13"))
    await visitor.reads(chat, "Срок в плане")
    await visitor.press(chat, "✅ Выполнено")
    await visitor.reads(chat, re.compile(r"3\.13.*в срок", re.DOTALL))
    await visitor.press(chat, "↩️ Отменить отметку")
    await expect(chat.locator(".msg").last.get_by_text("✅ Выполнено")).to_be_visible()
    await visitor.says(chat, "сегодня")
    await visitor.reads(chat, "(3.13)")
    await visitor.press(chat, await visitor.digit_of(chat, "3.12"))
    await visitor.reads(chat, re.compile(r"3\.12.*Срок в плане", re.DOTALL))
    await visitor.press(chat, "✅ Выполнено")
    await visitor.reads(chat, "Когда это сделано?")
    await visitor.press(chat, "В срок, отметка позже")
    await visitor.reads(chat, re.compile(r"3\.12.*выполнен", re.DOTALL))


async def mornings_come(visitor: Visitor) -> None:
    await visitor.moves_clock("завтра утром")
    chat = await visitor.chat(COORDINATOR)
    digest = await visitor.reads(chat, "Просрочено")
    await expect(digest).to_contain_text("(1.12)")
    await expect(digest).not_to_contain_text("(3.12)")
    await visitor.moves_clock("к ближайшему четвергу")
    await visitor.reads(await visitor.chat(TEACHER), "Сегодня, 7 сентября")


async def teacher_answers(visitor: Visitor) -> None:
    """One tap is the whole answer."""
    await visitor.moves_clock("днём")
    chat = await visitor.chat(TEACHER)
    await visitor.reads(chat, "Всё прошло?")
    await visitor.press(chat, "✅ Да, все провели")
    await visitor.reads(chat, "Отмечено: 6А, 7Б")


async def administrator_gets_tables(visitor: Visitor) -> None:
    """The totals in the chat are those of the workbook, which opens on the page."""
    chat = await visitor.chat(ADMIN)
    await visitor.says(chat, "/status")
    status = await visitor.reads(chat, "на 7 сентября")
    found = re.search(r"Просрочено (\d+)", await status.inner_text())
    assert found
    await visitor.says(chat, "/export")
    await expect(chat.locator(".file b").last).to_contain_text(".xlsx")
    await chat.locator(".file").last.get_by_role("button", name="Открыть").click()
    dialog = visitor.page.locator("#dialog")
    await expect(dialog.get_by_role("tab")).to_contain_text(
        ["Сводка", "План", "Матрица", "Просрочено", "Занятия", "Показатели", "Журнал"]
    )
    headings = await dialog.locator("tr.heading td").all_inner_texts()
    total = await dialog.locator("tr", has_text="Всего").locator("td").all_inner_texts()
    assert total[headings.index("Просрочено")] == found.group(1)
    await dialog.get_by_role("button", name="Закрыть").click()


def chats_of(folder: Path) -> str:
    """Every chat as a stopped demo has left it."""
    saved = json.loads((folder / "var" / "demo-world.json").read_text("utf-8"))
    return json.dumps(saved["chats"], ensure_ascii=False)


@pytest.mark.browser
@with_chromium
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
async def test_visitor_walks_through_the_demo_and_goes_on_another_day(tmp_path: Path, size: tuple[int, int]) -> None:
    async with a_demo(tmp_path) as demo:
        async with chat_page(demo.base, size) as page:
            visitor = Visitor(page)
            await first_screens(visitor)
            await coordinator_marks(visitor)
            await mornings_come(visitor)
            await teacher_answers(visitor)
            await administrator_gets_tables(visitor)
            assert await page.evaluate("document.documentElement.scrollWidth") <= size[0]
        assert await demo.stop() == (0, "")
    left = chats_of(tmp_path)
    async with a_demo(tmp_path, "--keep") as again:
        assert await again.stop() == (0, "")
    assert "Отмечено: 6А, 7Б" in left
    assert chats_of(tmp_path) == left


async def test_busy_port_is_a_sentence_and_harms_nothing(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "demo.sqlite3").write_bytes(b"of an earlier demo")
    async with Sandbox() as other:
        port = int(other.base.rpartition(":")[2])
        process = await start_demo(tmp_path, port)
        out, _ = await process.communicate()
    assert process.returncode == 2
    assert f"Порт {port} занят" in out.decode()
    assert (tmp_path / "var" / "demo.sqlite3").read_bytes() == b"of an earlier demo"
