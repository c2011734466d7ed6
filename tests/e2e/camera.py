"""Pictures of a chat on a phone, as the sandbox's page shows it: the latest messages with the wall around them."""

from io import BytesIO

from PIL import Image
from playwright.async_api import FloatRect, Locator, expect

PHONE = (390, 1600)
"""So tall that no message is cut."""
SHARPNESS = 1.5
MARGIN = 10
HIDE_ALL_BUT = """(nodes, count) => {
    const shown = nodes.filter((node) => node.matches(".msg")).slice(-count);
    for (const node of nodes) node.style.visibility = shown.includes(node) ? "" : "hidden";
}"""
SHOW = "(nodes) => { for (const node of nodes) node.style.visibility = ''; }"


async def shoot(chat: Locator, messages: int = 1) -> bytes:
    """A PNG of the latest messages of an open chat; the chat is left as it was."""
    await expect(chat.locator(".key.waiting")).to_have_count(0)
    feed = chat.locator(".feed > *")
    await feed.evaluate_all(HIDE_ALL_BUT, messages)
    boxes = [box for message in await chat.locator(".msg:visible").all() if (box := await message.bounding_box())]
    top = min(box["y"] for box in boxes) - MARGIN
    height = max(box["y"] + box["height"] for box in boxes) + MARGIN - top
    clip = FloatRect(x=0, y=top, width=PHONE[0], height=height)
    picture = await chat.page.screenshot(clip=clip, animations="disabled")
    await feed.evaluate_all(SHOW)
    return picture


def reduced(picture: bytes) -> bytes:
    """A PNG of 256 colours: a third of the size, and nobody sees a difference on a screen of text."""
    target = BytesIO()
    Image.open(BytesIO(picture)).convert("RGB").quantize(256, Image.Quantize.FASTOCTREE).save(
        target, format="PNG", optimize=True
    )
    return target.getvalue()
