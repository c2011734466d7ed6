"""Pictures of the documents that the demo's administrator gets: drawn by LibreOffice, page by page."""

import asyncio
import subprocess
from pathlib import Path

from playwright.async_api import Locator, expect

from tests.e2e.visitor import Visitor
from tests.sandbox.world import Someone

DOTS = 90


async def papers(visitor: Visitor, chat: Locator, admin: Someone, folder: Path) -> dict[str, bytes]:
    """Name of the picture → png: the plan given back, the справка, the year."""
    found = {}
    for name, buttons in (
        ("returned", ("План с исполнением", "Получить файл")),
        ("briefing", ("Справка к совещанию", "Получить docx")),
    ):
        await visitor.says(chat, "/status")
        for button in ("Другие отчёты", *buttons):
            await visitor.press(chat, button)
        await expect(chat.locator(".file b").last).to_contain_text("исполнение" if name == "returned" else "Справка")
        _, content = await admin.last_file()
        found[name] = await asyncio.to_thread(first_page, content, folder / f"{name}.docx")
    await visitor.says(chat, "/status")
    await visitor.press(chat, "Картинкой")
    await visitor.reads(chat, "наступило сроков")
    found["picture-year"] = (await admin.last_file())[1]
    return found


def first_page(content: bytes, paper: Path) -> bytes:
    """The first page as png."""
    paper.write_bytes(content)
    office = ["soffice", f"-env:UserInstallation=file://{paper.parent}/office", "--headless", "--convert-to", "pdf"]
    subprocess.run([*office, "--outdir", paper.parent, paper], check=True, capture_output=True)
    pdf = str(paper.with_suffix(".pdf"))
    draw = ["pdftoppm", "-f", "1", "-l", "1", "-r", str(DOTS), "-png", pdf]
    return subprocess.run(draw, check=True, capture_output=True).stdout
