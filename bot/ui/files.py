"""Files that people send: fetched into memory once, after their announced size was looked at."""

from io import BytesIO

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramNetworkError
from aiogram.filters import Filter
from aiogram.types import Document, Message

from bot.domain.errors import Refusal
from bot.domain.evidence import SentFile
from bot.domain.organisations import same_name
from bot.texts import say
from bot.usecases.context import Context
from bot.usecases.drafts import Upload
from bot.usecases.uploads import check_size

UNNAMED = "file"
TRIES = 3
"""A connection that breaks in the middle of a file holds at the second try, or the person is told to send it again."""


class Named(Filter):
    """A table named like one that was given out, «Темы занятий (1).xlsx»: `text` is the key of that name."""

    def __init__(self, text: str) -> None:
        self._text = text

    async def __call__(self, message: Message) -> bool:
        return named_like(message, self._text)


def named_like(message: Message, text: str) -> bool:
    name = (message.document.file_name if message.document else None) or ""
    stem = same_name(say(text).removesuffix(".xlsx"))
    return same_name(name).startswith(stem) and name.casefold().endswith(".xlsx")


class Incoming:
    """The document of one update, for whoever asks: a filter that looks inside and the handler get the same bytes."""

    def __init__(self, bot: Bot, context: Context, document: Document | None) -> None:
        self._bot = bot
        self._context = context
        self._document = document
        self._upload: Upload | None = None

    def check(self) -> Document:
        """Raises Refusal by the size that was announced, before anything is downloaded."""
        if self._document is None:
            raise Refusal("stale")
        check_size(self._context, name_of(self._document), self._document.file_size)
        return self._document

    async def fetched(self) -> Upload:
        """The document with its bytes. Raises Refusal when it is too big, empty, or the connection breaks."""
        if self._upload is None:
            document = self.check()
            self._upload = Upload(name_of(document), await self._download(document))
        return self._upload

    async def _download(self, document: Document) -> bytes:
        for _ in range(TRIES):
            content = BytesIO()
            try:
                await self._bot.download(document.file_id, destination=content)
            except TelegramNetworkError:
                continue
            except TelegramBadRequest as error:
                if "too big" not in error.message:
                    raise
                limit = self._context.reading.file // 2**20
                raise Refusal("file-too-big", name=name_of(document), limit=limit) from error
            return content.getvalue()
        raise Refusal("file-not-fetched", name=name_of(document))


def name_of(document: Document) -> str:
    return document.file_name or UNNAMED


def file_of(document: Document) -> SentFile:
    """As it is announced; nothing is fetched."""
    return SentFile(document.file_id, name_of(document), document.file_size or 0, document.mime_type or "")
