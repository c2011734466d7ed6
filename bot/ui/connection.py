"""The connection to the Bot API, straight or through a proxy (`[telegram] proxy`).

An address of the Bot API holds the token, and errors of aiohttp quote addresses: what leaves here quotes none.
"""

from collections.abc import AsyncGenerator
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import TelegramEntityTooLarge, TelegramNetworkError
from aiogram.methods import GetFile, TelegramMethod
from aiogram.methods.base import TelegramType
from aiohttp import ClientError, ClientResponseError, InvalidURL
from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError

BROKEN = (ClientError, TimeoutError, ProxyConnectionError, ProxyError, ProxyTimeoutError)


class Connection(AiohttpSession):
    """A proxy that is down or refuses is a broken connection like any other: what was to be sent is tried again.

    aiogram knows the errors of aiohttp only, and those not while a file is fetched; those of aiohttp-socks are none
    of them and would end the process.
    """

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - aiogram's name
    ) -> TelegramType:
        try:
            return await super().make_request(bot, method, timeout)
        except BROKEN as error:
            raise TelegramNetworkError(method=method, message=_said(error)) from None
        except TelegramEntityTooLarge:
            raise  # aiogram calls it a broken connection; the same file would be refused again and again
        except TelegramNetworkError as error:
            raise TelegramNetworkError(method=method, message=_said(error.__cause__ or error)) from None

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,  # noqa: ASYNC109 - aiogram's name
        chunk_size: int = 65536,
        raise_for_status: bool = True,
    ) -> AsyncGenerator[bytes, None]:
        """A file in pieces. Raises TelegramNetworkError, for 404 too: where a file lies is known for an hour only."""
        try:
            async for piece in super().stream_content(url, headers, timeout, chunk_size, raise_for_status):
                yield piece
        except BROKEN as error:
            raise TelegramNetworkError(method=GetFile(file_id=""), message=_said(error)) from None


def _said(error: BaseException) -> str:
    """What went wrong, without the address that these two kinds quote, token and all."""
    name = type(error).__name__
    if isinstance(error, ClientResponseError):
        return f"{name}: {error.status}"
    return name if isinstance(error, InvalidURL) else f"{name}: {error}"
