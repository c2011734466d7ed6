"""Files that people send: fetched into memory, after their announced size was looked at."""

from io import BytesIO

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import Document

from bot.domain.errors import Refusal

UNNAMED = "file"


def name_of(document: Document) -> str:
    return document.file_name or UNNAMED


async def fetch(bot: Bot, document: Document) -> bytes:
    """The bytes of a document. Telegram refuses what is larger than a bot may download."""
    content = BytesIO()
    try:
        await bot.download(document.file_id, destination=content)
    except TelegramBadRequest as error:
        if "too big" in error.message:
            raise Refusal("file-too-big", name=name_of(document), limit=20) from error
        raise
    return content.getvalue()
