"""The bot's own name for links: asked of the Bot API once, without insisting."""

import asyncio

from aiogram import Bot
from aiogram.exceptions import AiogramError

PATIENCE = 5
"""Seconds for `getMe`: a person waits at the command line."""


async def own_name(bot: Bot) -> str | None:
    """The username, or None where there is no connection or the token is not accepted."""
    try:
        return (await asyncio.wait_for(bot.get_me(request_timeout=PATIENCE), PATIENCE)).username
    except (AiogramError, TimeoutError, OSError):
        return None
    finally:
        await bot.session.close()
