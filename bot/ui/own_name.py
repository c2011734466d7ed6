"""The bot's own name for links: asked of the Bot API once, without insisting."""

import asyncio

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramAPIError
from aiogram.utils.token import TokenValidationError

PATIENCE = 5
"""Seconds for `getMe`: a person waits at the command line."""


async def own_name(token: str, api_base: str, proxy: str) -> str | None:
    """The username, or None where there is no connection or the token is not accepted."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(api_base), proxy=proxy or None)
    try:
        async with Bot(token, session=session).context() as bot:
            me = await asyncio.wait_for(bot.get_me(request_timeout=PATIENCE), PATIENCE)
            return me.username
    except (TelegramAPIError, TokenValidationError, TimeoutError):
        return None
    finally:
        await session.close()
