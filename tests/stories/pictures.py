"""Pictures of stories: the end of a chat, taken from the sandbox's page while the story is played."""

import asyncio
from pathlib import Path

from tests.e2e.camera import PHONE, reduced, shoot
from tests.e2e.visitor import Visitor
from tests.sandbox.browser import chat_page


async def take(base: str, name: str, path: Path, messages: int) -> None:
    """Save the latest messages of the chat of somebody of this name as a PNG."""
    async with chat_page(base, PHONE) as page:
        visitor = Visitor(page)
        visitor.phone = True
        picture = await shoot(await visitor.chat(name), messages)
    await asyncio.to_thread(path.write_bytes, reduced(picture))
