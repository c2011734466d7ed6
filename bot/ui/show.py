"""The one way to show a screen in answer to an update.

A tap changes the message that was tapped; a typed message gets a new one. Every edit sends text and buttons again and
falls back to a new message when the old one is gone.
"""

from html import escape

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BufferedInputFile, CallbackQuery, Message
from aiogram.types import Update as TelegramUpdate

from bot.domain.errors import Refusal
from bot.texts import Html
from bot.ui.screen import Screen

TOAST_LIMIT = 200


class Show:
    """Answers one update. It writes to nobody but the person who sent it."""

    def __init__(self, bot: Bot, update: TelegramUpdate, chat_id: int) -> None:
        self._bot = bot
        self._chat = chat_id
        self._tap: CallbackQuery | None = update.callback_query
        self._answered = False
        self.drawn = False
        """A screen was shown: what stood there before is no longer seen."""

    async def __call__(self, screen: Screen, *, toast: str | None = None) -> None:
        """Show a screen where the person looks now: in the tapped message, else in a new one."""
        if self._tap is None or self._tap.message is None:
            await self.new(screen)
            return
        await self.toast(toast)
        self.drawn = True
        try:
            await self._bot.edit_message_text(
                text=screen.text,
                chat_id=self._chat,
                message_id=self._tap.message.message_id,
                reply_markup=screen.keyboard(),
            )
        except TelegramBadRequest as error:
            if "message is not modified" not in error.message:
                await self.new(screen)

    async def new(self, screen: Screen) -> Message:
        """Show a screen in a message of its own."""
        await self.toast(None)
        self.drawn = True
        return await self._bot.send_message(self._chat, screen.text, reply_markup=screen.keyboard())

    async def edit(self, message: Message, screen: Screen) -> None:
        """Change a message that this conversation sent before (progress, then the result)."""
        try:
            await self._bot.edit_message_text(
                text=screen.text, chat_id=self._chat, message_id=message.message_id, reply_markup=screen.keyboard()
            )
        except TelegramBadRequest as error:
            if "message is not modified" not in error.message:
                await self.new(screen)

    def can_toast(self) -> bool:
        """A tap that waits for its answer; after a screen it has had one."""
        return self._tap is not None and not self._answered

    async def toast(self, text: str | None, *, alert: bool = False) -> None:
        """Answer the tap once, with or without words; a typed message has nothing to answer."""
        if self._tap is None or self._answered:
            return
        self._answered = True
        try:
            await self._bot.answer_callback_query(
                self._tap.id, text=text[:TOAST_LIMIT] if text else None, show_alert=alert
            )
        except TelegramBadRequest as error:
            if "query is too old" not in error.message:
                raise
            if alert and text:
                await self.new(Screen(Html(escape(text, quote=False))))

    async def document(self, name: str, content: bytes, caption: Screen) -> None:
        """Send a file with its words and buttons."""
        await self.toast(None)
        await self._bot.send_document(
            self._chat,
            BufferedInputFile(content, filename=name),
            caption=caption.text,
            reply_markup=caption.keyboard(),
        )

    async def stored(self, file_id: str, caption: Screen) -> None:
        """Send a file that lies at Telegram, by its id. Raises Refusal file-gone where Telegram has it no more."""
        try:
            await self._bot.send_document(self._chat, file_id, caption=caption.text, reply_markup=caption.keyboard())
        except TelegramBadRequest as error:
            raise Refusal("file-gone") from error
        await self.toast(None)

    async def photo(self, name: str, content: bytes, caption: Screen) -> None:
        """Send a picture with its words and buttons."""
        await self.toast(None)
        picture = BufferedInputFile(content, filename=name)
        await self._bot.send_photo(self._chat, picture, caption=caption.text, reply_markup=caption.keyboard())

    async def working(self) -> None:
        """«печатает…» while something takes longer than a moment. The tap waits for its answer, which may be a no."""
        await self._bot.send_chat_action(self._chat, "typing")
