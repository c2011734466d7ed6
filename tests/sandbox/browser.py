"""A real Chromium in front of the sandbox's page, for tests and for screenshots."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Literal

import pytest
from playwright.async_api import Page, ViewportSize, async_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-quic",
    "--disable-component-update",
    "--disable-sync",
]
WIDE = (1280, 800)
PHONE = (390, 844)

with_chromium = pytest.mark.skipif(not CHROMIUM, reason="no Chromium here: apt-get install chromium")


@asynccontextmanager
async def chat_page(
    base: str, size: tuple[int, int] = WIDE, scheme: Literal["light", "dark"] = "light", sharpness: float = 1
) -> AsyncIterator[Page]:
    """The page of the sandbox at `base`, loaded; an error in its console fails whoever looks.

    `sharpness` is how many pixels of a picture stand for one of the page.
    """
    troubles: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        viewport = ViewportSize(width=size[0], height=size[1])
        page = await browser.new_page(
            viewport=viewport, color_scheme=scheme, locale="ru-RU", device_scale_factor=sharpness
        )
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
        await page.goto(base)
        await page.locator("#clock-time").filter(has_text=":").wait_for()
        yield page
        await browser.close()
    assert troubles == []
