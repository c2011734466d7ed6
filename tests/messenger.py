"""A messenger that only records: the fake behind the real dispatcher in handler tests.

chat = Messenger(context)
anna = chat.person(101)
await anna.says("/start")
assert "Без приглашения" in anna.screen()
await anna.taps("✅ Выполнено")
"""

from __future__ import annotations

import itertools
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.base import BaseSession
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramBadRequest, TelegramNetworkError
from aiogram.methods import AnswerCallbackQuery, GetFile, TelegramMethod
from aiogram.types import Chat, Document, File, InlineKeyboardMarkup, Message, User

from bot.app import build_dispatcher
from bot.usecases.context import Context

DAY = datetime(2023, 9, 4, tzinfo=UTC)
FORWARDED = {"type": "hidden_user", "date": 1, "sender_user_name": "Управление"}


@dataclass
class Shown:
    """One message of the bot as it stands now."""

    message_id: int
    text: str
    markup: InlineKeyboardMarkup | None = None
    document: tuple[str, bytes] | None = None

    def buttons(self) -> list[str]:
        return [b.text for row in (self.markup.inline_keyboard if self.markup else []) for b in row]

    def picture(self) -> str:
        """Text and rows of buttons, as golden files hold them."""
        rows = self.markup.inline_keyboard if self.markup else []
        return "\n".join([self.text, *(" ".join(f"[{b.text}]" for b in row) for row in rows)])


class Recorder(BaseSession):
    """Answers every call of the bot as Telegram would, and remembers it."""

    def __init__(self, messenger: Messenger) -> None:
        super().__init__()
        self.messenger = messenger

    async def close(self) -> None:
        """Nothing is open."""

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:  # noqa: ASYNC109
        return await self.messenger.answer(method)

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,  # noqa: ASYNC109
        chunk_size: int = 65536,
        raise_for_status: bool = True,
    ) -> AsyncGenerator[bytes, None]:
        content = self.messenger.files[url.rsplit("/", 1)[1]]
        if self.messenger.breaks:
            self.messenger.breaks -= 1
            yield content[: len(content) // 2]
            raise TelegramNetworkError(GetFile(file_id=""), "broken in the middle")
        yield content


@dataclass
class Person:
    messenger: Messenger
    number: int
    shown: list[Shown] = field(default_factory=list)
    toasts: list[str] = field(default_factory=list)

    async def says(self, text: str) -> None:
        await self.messenger.feed({"message": self._message(text=text)})

    async def forwards(self, text: str) -> None:
        """Send on what somebody else wrote."""
        await self.messenger.feed({"message": self._message(text=text, forward_origin=FORWARDED)})

    async def sends(
        self, name: str, content: bytes, caption: str | None = None, *, reply_to: Shown | None = None, on: bool = False
    ) -> None:
        """Send a file; `on` says that it is somebody else's, sent on."""
        file_id = f"file{next(self.messenger.counter)}"
        self.messenger.files[file_id] = content
        document = {"file_id": file_id, "file_unique_id": file_id, "file_name": name, "file_size": len(content)}
        origin = FORWARDED if on else None
        reply = self._replied(reply_to)
        message = self._message(document=document, caption=caption, reply_to_message=reply, forward_origin=origin)
        await self.messenger.feed({"message": message})

    def _replied(self, shown: Shown | None) -> dict[str, Any] | None:
        if shown is None:
            return None
        markup = shown.markup.model_dump(exclude_none=True) if shown.markup else None
        return {**self._message(text=shown.text, reply_markup=markup), "message_id": shown.message_id}

    async def taps(self, text: str, *, of: Shown | None = None) -> None:
        """Press a button by the beginning of its text, in the latest message that has it."""
        candidates = [of] if of is not None else list(reversed(self.shown))
        for shown in candidates:
            for row in shown.markup.inline_keyboard if shown.markup else []:
                for button in row:
                    if button.text.startswith(text):
                        await self.presses(button.callback_data or "", shown)
                        return
        raise AssertionError(f"no button «{text}» in:\n" + "\n---\n".join(s.picture() for s in self.shown[-3:]))

    async def presses(self, data: str, shown: Shown | None = None) -> None:
        """Send raw callback data: forged, forwarded, foreign."""
        message = self._message(text=shown.text if shown else "?")
        message["message_id"] = shown.message_id if shown else 1
        user = {"id": self.number, "is_bot": False, "first_name": "Кто-то"}
        await self.messenger.feed(
            {
                "callback_query": {
                    "id": f"{self.number}:tap",
                    "from": user,
                    "chat_instance": "1",
                    "message": message,
                    "data": data,
                }
            }
        )

    def screen(self) -> str:
        """The last message of the bot, with its buttons."""
        return self.shown[-1].picture() if self.shown else ""

    def toast(self) -> str:
        return self.toasts[-1] if self.toasts else ""

    def _message(self, **content: Any) -> dict[str, Any]:
        return {
            "message_id": next(self.messenger.counter),
            "date": int(DAY.timestamp()),
            "chat": {"id": self.number, "type": "private", "first_name": "Кто-то"},
            "from": {"id": self.number, "is_bot": False, "first_name": "Кто-то"},
            **{key: value for key, value in content.items() if value is not None},
        }


class Messenger:
    """The assembled dispatcher with a recording bot; `people` are Telegram ids."""

    def __init__(self, context: Context, **workflow: Any) -> None:
        self.context = context
        self.counter = itertools.count(10)
        self.people: dict[int, Person] = {}
        self.files: dict[str, bytes] = {}
        self.calls: list[TelegramMethod[Any]] = []
        self.breaks = 0
        """How many downloads from now on break in the middle."""
        self.too_big = False
        self.bot = Bot("42:TEST", session=Recorder(self), default=DefaultBotProperties(parse_mode=ParseMode.HTML))
        self.dispatcher = build_dispatcher(context)
        self.dispatcher.workflow_data.update(workflow)

    def person(self, number: int) -> Person:
        return self.people.setdefault(number, Person(self, number))

    async def feed(self, update: dict[str, Any]) -> None:
        await self.dispatcher.feed_raw_update(self.bot, {"update_id": next(self.counter), **update})

    async def answer(self, method: TelegramMethod[Any]) -> Any:
        self.calls.append(method)
        name = type(method).__name__
        if isinstance(method, AnswerCallbackQuery):
            self.person(int(method.callback_query_id.partition(":")[0])).toasts.append(method.text or "")
            return True
        if isinstance(method, GetFile):
            if self.too_big:
                raise TelegramBadRequest(method, "Bad Request: file is too big")
            return File(file_id=method.file_id, file_unique_id=method.file_id, file_path=f"documents/{method.file_id}")
        if name in {"SendMessage", "EditMessageText", "SendDocument", "SendPhoto"}:
            return self._shown(method, name)
        return True

    def _document(self, method: Any) -> tuple[str, bytes]:
        """A file that the bot made, or one that lies here already and is sent by its id."""
        sent = getattr(method, "photo", None) or method.document
        if not isinstance(sent, str):
            return sent.filename, sent.data
        if sent not in self.files:
            raise TelegramBadRequest(method, "Bad Request: wrong file identifier/HTTP URL specified")
        return sent, self.files[sent]

    def _shown(self, method: Any, name: str) -> Message:
        person = self.person(int(method.chat_id))
        text = getattr(method, "text", None) or getattr(method, "caption", None) or ""
        document = self._document(method) if name in {"SendDocument", "SendPhoto"} else None
        existing = next((s for s in person.shown if s.message_id == getattr(method, "message_id", None)), None)
        if name == "EditMessageText" and existing is not None:
            existing.text, existing.markup = text, method.reply_markup
            shown = existing
        else:
            shown = Shown(next(self.counter), text, method.reply_markup, document)
            person.shown.append(shown)
        return Message(
            message_id=shown.message_id,
            date=DAY,
            chat=Chat(id=person.number, type="private"),
            from_user=User(id=42, is_bot=True, first_name="Штурман"),
            text=text,
            document=Document(file_id="sent", file_unique_id="sent") if document else None,
        )
