"""Files that people send: fetched into memory, after their announced size was looked at."""

from io import BytesIO

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import Document

from bot.domain.errors import Refusal
from bot.domain.evidence import SentFile

UNNAMED = "file"


def name_of(document: Document) -> str:
    return document.file_name or UNNAMED


def file_of(document: Document) -> SentFile:
    """As it is announced; nothing is fetched."""
    return SentFile(document.file_id, name_of(document), document.file_size or 0, document.mime_type or "")


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
