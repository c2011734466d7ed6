"""What goes wrong on the way and not in the program: it is tried again as it is, and nobody is told of a failure."""

from socket import gaierror

from aiogram.exceptions import (
    ClientDecodeError,
    TelegramEntityTooLarge,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiohttp import ClientError

from bot.usecases import inbox

ON_THE_WAY = (
    TelegramNetworkError,
    TelegramServerError,
    TelegramRetryAfter,
    ClientDecodeError,
    ClientError,
    ConnectionError,
    gaierror,
    TimeoutError,
)
"""Telegram, or what lies between: downloads of files break with the errors of aiohttp itself."""


def passes(error: BaseException) -> bool:
    if isinstance(error, TelegramEntityTooLarge):
        return False
    return isinstance(error, ON_THE_WAY) or inbox.passes(error)
