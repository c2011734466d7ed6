"""Pictures of stories: the end of a chat on a phone, as the sandbox's page shows it."""

from pathlib import Path

from playwright.async_api import FloatRect, expect

from tests.e2e.visitor import Visitor
from tests.sandbox.browser import chat_page

PHONE = (390, 1600)
"""So tall that no message is cut."""
MARGIN = 10
HIDE_ALL_BUT = """(nodes, count) => {
    const shown = nodes.filter((node) => node.matches(".msg")).slice(-count);
    for (const node of nodes) node.style.visibility = shown.includes(node) ? "" : "hidden";
}"""


async def take(base: str, name: str, path: Path, messages: int) -> None:
    """Save the latest messages of the chat of somebody of this name as a PNG."""
    async with chat_page(base, PHONE) as page:
        visitor = Visitor(page)
        visitor.phone = True
        chat = await visitor.chat(name)
        await expect(chat.locator(".key.waiting")).to_have_count(0)
        await chat.locator(".feed > *").evaluate_all(HIDE_ALL_BUT, messages)
        boxes = [box for message in await chat.locator(".msg:visible").all() if (box := await message.bounding_box())]
        top = min(box["y"] for box in boxes) - MARGIN
        height = max(box["y"] + box["height"] for box in boxes) + MARGIN - top
        clip = FloatRect(x=0, y=top, width=PHONE[0], height=height)
        await page.screenshot(clip=clip, animations="disabled", path=path)
