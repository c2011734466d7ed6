"""`make screenshots`: draws the pictures of README and docs/guide anew, from the demo and from a district that begins.

Needs Chromium; the workbook is drawn by LibreOffice and pdftoppm, and is left as it is where they are missing.
"""

import asyncio
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pdfplumber
from playwright.async_api import Locator, expect

from bot.texts import say
from tests.e2e.camera import PHONE, SHARPNESS, reduced, shoot
from tests.e2e.papers import papers
from tests.e2e.process import ROOT, a_bot, link_in
from tests.e2e.test_process import PLAN, coordinator
from tests.e2e.visitor import Visitor, a_demo
from tests.sandbox.browser import CHROMIUM, WIDE, chat_page
from tests.sandbox.world import World

GUIDE = ROOT / "docs" / "guide"
STORIES = GUIDE / "stories"
DOTS = 120
"""An inch, of the workbook's picture."""
ADMIN, COORDINATOR, TEACHER = "Ольга Викторовна", "Анна Петровна", "Вера Николаевна"
JUNE = "2023-06-26T09:10:00+03:00"


class Camera:
    """Takes the latest messages of a chat, together with the wall around them."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor

    async def take(self, name: str, chat: Locator, messages: int = 1) -> None:
        save(name, await shoot(chat, messages))


def save(name: str, picture: bytes) -> None:
    (GUIDE / f"{name}.png").write_bytes(reduced(picture))


async def main() -> None:
    """Everything; a picture that cannot be taken stops it."""
    assert CHROMIUM, "no Chromium here: apt-get install chromium"
    with tempfile.TemporaryDirectory() as folder:
        await from_the_demo(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        await from_the_beginning(Path(folder))
    await asyncio.to_thread(of_the_stories)


def of_the_stories() -> None:
    """Each story of tests/stories leaves a picture of its decisive screen."""
    STORIES.mkdir(exist_ok=True)
    playing = [sys.executable, "-m", "pytest", "-q", "-x", "tests/stories"]
    subprocess.run(playing, cwd=ROOT, env={**os.environ, "SHTURMAN_STORY_PICTURES": str(STORIES)}, check=True)


async def from_the_demo(folder: Path) -> None:
    async with a_demo(folder) as demo:
        async with chat_page(demo.base, WIDE) as page:
            await expect(page.locator(".chat")).to_have_count(3)
            save("demo", await page.screenshot(animations="disabled"))
        async with chat_page(demo.base, PHONE, sharpness=SHARPNESS) as page:
            visitor = Visitor(page)
            visitor.phone = True
            camera = Camera(visitor)
            await _status(camera)
            await _marks(camera)
            await visitor.moves_clock("завтра утром")
            await camera.take("digest", await visitor.chat(COORDINATOR))
            await _thursday(camera)
            await _workbook(visitor, World(demo.base), folder)


async def _status(camera: Camera) -> None:
    visitor = camera.visitor
    chat = await visitor.chat(ADMIN)
    await camera.take("status", chat)
    await visitor.press(chat, "По школам")
    await visitor.reads(chat, "выполнено из наступивших")
    await camera.take("places", chat)


async def _marks(camera: Camera) -> None:
    visitor = camera.visitor
    chat = await visitor.chat(COORDINATOR)
    await camera.take("measures", chat)
    await visitor.press(chat, await visitor.digit_of(chat, "3.13"))
    await visitor.reads(chat, "Срок в плане")
    await camera.take("card", chat)
    await visitor.press(chat, "✅ Выполнено")
    await visitor.reads(chat, "в срок")
    await camera.take("marked", chat)
    await visitor.says(chat, "сегодня")
    await visitor.reads(chat, "(3.12)")
    await visitor.press(chat, await visitor.digit_of(chat, "3.12"))
    await visitor.reads(chat, re.compile(r"3\.12.*Срок в плане", re.DOTALL))
    await visitor.press(chat, "✅ Выполнено")
    await visitor.reads(chat, "Когда это сделано?")
    await camera.take("late", chat)


async def _thursday(camera: Camera) -> None:
    visitor = camera.visitor
    await visitor.moves_clock("к ближайшему четвергу")
    await visitor.moves_clock("днём")
    chat = await visitor.chat(TEACHER)
    await visitor.reads(chat, "Всё прошло?")
    await camera.take("lesson", chat, messages=2)
    await visitor.press(chat, "✅ Да, все провели")
    await visitor.reads(chat, "Отмечено")
    await camera.take("lesson-done", chat)
    await visitor.moves_clock("завтра утром")
    await visitor.moves_clock("днём")
    chat = await visitor.chat(COORDINATOR)
    await visitor.reads(chat, "провели")
    await camera.take("friday", chat)


async def _workbook(visitor: Visitor, world: World, folder: Path) -> None:
    """The matrix of the administrator's workbook, as an office program prints it."""
    chat = await visitor.chat(ADMIN)
    await visitor.says(chat, "/export")
    await expect(chat.locator(".file b").last).to_contain_text(".xlsx")
    if not (shutil.which("soffice") and shutil.which("pdftoppm")):
        sys.stderr.write("matrix.png is left as it is: LibreOffice or pdftoppm is missing\n")
        return
    async with world:
        admin = await world.person(1, ADMIN)
        _, content = await admin.last_file()
        for name, picture in (await papers(visitor, chat, admin, folder)).items():
            save(name, picture)
    book = folder / "book.xlsx"
    book.write_bytes(content)
    save("matrix", await asyncio.to_thread(_draw_matrix, book))


def _draw_matrix(book: Path) -> bytes:
    """Page of the sheet, cut to its words."""
    folder = book.parent
    convert = ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "pdf"]
    subprocess.run([*convert, "--outdir", folder, book], check=True, capture_output=True)
    with pdfplumber.open(folder / "book.pdf") as pages:
        found = [page for page in pages.pages if say("report-sign-not_ours") in (page.extract_text() or "")]
        (page, words) = next((page, page.extract_words()) for page in found if "3.12" in page.extract_text())
    dots = DOTS / 72
    left, right = min(word["x0"] for word in words) - 8, max(word["x1"] for word in words) + 8
    top, bottom = min(word["top"] for word in words) - 8, max(word["bottom"] for word in words) + 8
    corner = ["-x", str(int(left * dots)), "-y", str(int(top * dots))]
    size = ["-W", str(int((right - left) * dots)), "-H", str(int((bottom - top) * dots))]
    only = ["-f", str(page.page_number), "-l", str(page.page_number), "-r", str(DOTS), "-png"]
    drawn = subprocess.run(["pdftoppm", *only, *corner, *size, folder / "book.pdf"], check=True, capture_output=True)
    return drawn.stdout


async def from_the_beginning(folder: Path) -> None:
    """How an administrator, a coordinator and a teacher come in, up to the preview of a plan."""
    async with a_bot(folder, JUNE) as bot:
        await bot.start()
        admin = await bot.world.person(1, ADMIN)
        await admin.opens_link(link_in(await bot.command("invite", "--role", "admin")))
        async with chat_page(bot.world.base, PHONE, sharpness=SHARPNESS) as page:
            visitor = Visitor(page)
            visitor.phone = True
            camera = Camera(visitor)
            chat = await visitor.chat(ADMIN)
            await camera.take("consent", chat)
            await visitor.press(chat, "Даю согласие")
            for words in (ADMIN, "Отдел образования Ромашковского района"):
                await visitor.says(chat, words)
                await bot.world.quiet()
                if words == ADMIN:
                    await camera.take("founding", chat)
                    await visitor.press(chat, "Школы района или города")
                    await bot.world.quiet()
            await visitor.press(chat, "Москва")
            await visitor.says(chat, "/people")
            await visitor.reads(chat, "Добавить школы")
            await visitor.press(chat, "Добавить школы")
            await visitor.reads(chat, "Пришлите список")
            await visitor.says(chat, "МБОУ СОШ № 3; город\nМБОУ СОШ № 4\nМБОУ Сосновская ООШ")
            await visitor.reads(chat, "Добавлено организаций: 3")
            await camera.take("schools", chat, messages=2)
            await coordinator(bot, admin)
            await admin.sends_file("План-график.docx", PLAN.read_bytes())
            await visitor.reads(chat, "Никто ещё ничего не получил")
            await camera.take("preview", chat, messages=2)


if __name__ == "__main__":
    asyncio.run(main())
