"""`make demo` as a process, and a visitor who presses what is on its page, on a wide screen or on a phone."""

import asyncio
import os
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Locator, Page, expect

from tests.e2e.process import PATIENCE, ROOT
from tests.sandbox.browser import PHONE

MILLISECONDS = 1000 * PATIENCE


@dataclass
class Demo:
    """The running command, serving at `base`; `words` is what it has printed up to its «ready»."""

    process: asyncio.subprocess.Process
    base: str
    words: str

    async def stop(self) -> tuple[int, str]:
        """Ctrl+C; the exit code and what was printed after «ready»."""
        self.process.send_signal(signal.SIGINT)
        rest, _ = await self.process.communicate()
        return self.process.returncode or 0, rest.decode()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def start_demo(folder: Path, port: int, *options: str) -> asyncio.subprocess.Process:
    """`python -m bot demo` in a folder of its own: there it keeps its `var/`."""
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", "--port", str(port), *options,
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip


@asynccontextmanager
async def a_demo(folder: Path, *options: str) -> AsyncIterator[Demo]:
    """A demo that is ready for visitors; whoever has not stopped it leaves that to this."""
    port = free_port()
    process = await start_demo(folder, port, *options)
    try:
        yield Demo(process, f"http://127.0.0.1:{port}", await _ready(process))
    finally:
        if process.returncode is None:
            process.terminate()
            await process.communicate()


async def _ready(process: asyncio.subprocess.Process) -> str:
    assert process.stdout is not None
    words = ""
    async with asyncio.timeout(PATIENCE):
        while "--keep" not in words:
            line = await process.stdout.readline()
            assert line, words
            words += line.decode()
    return words


class Visitor:
    """Reads and presses; waits for what is to appear, never for time."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.set_default_timeout(MILLISECONDS)
        expect.set_options(timeout=MILLISECONDS)
        size = page.viewport_size
        self.phone = size is not None and size["width"] == PHONE[0]

    async def chat(self, name: str) -> Locator:
        """The chat of a person, brought to the front."""
        person = self.page.locator("#people .person", has_text=name)
        if self.phone:
            await self._list()
            await person.click()
        chat = self.page.locator(".chat", has=self.page.locator("header", has_text=name))
        await expect(chat).to_be_visible()
        return chat

    async def _list(self) -> None:
        back = self.page.locator(".chat.front .back")
        if await back.is_visible():
            await back.click()

    async def press(self, chat: Locator, button: str) -> None:
        """The latest button of that text; it has been answered when this returns.

        An emoji that the page draws itself has lost its variation selector.
        """
        text = re.compile(f"^{re.escape(button)}$".replace("\ufe0f", "\ufe0f?"))
        await chat.locator(".key", has_text=text).last.click()
        await expect(chat.locator(".key.waiting")).to_have_count(0)

    async def says(self, chat: Locator, text: str) -> None:
        field = chat.get_by_role("textbox")
        await field.fill(text)
        await field.press("Enter")

    async def reads(self, chat: Locator, words: str | re.Pattern[str]) -> Locator:
        """The latest message, which says so."""
        message = chat.locator(".msg").last
        await expect(message).to_contain_text(words)
        return message

    async def moves_clock(self, jump: str) -> None:
        """By a press on the top line, on a phone through the dialog behind the clock."""
        if self.phone:
            await self.page.locator("#clock").click()
            await self.page.locator("#dialog").get_by_role("button", name=jump).click()
        else:
            await self.page.locator("#jumps").get_by_role("button", name=jump).click()
        await expect(self.page.locator("#jumps button").first).to_be_enabled()
        await expect(self.page.locator("#clock")).not_to_have_class(re.compile("moving"))

    async def digit_of(self, chat: Locator, row: str) -> str:
        """The digit that opens a row of the list shown last."""
        text = await chat.locator(".msg").last.locator(".bubble").inner_text()
        line = next(line for line in text.splitlines() if f"({row})" in line)
        return line.split(".")[0]
