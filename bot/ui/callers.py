"""Middleware that resolves the person behind an update once, and filters that handlers ask.

Handlers receive: `sender: Sender`, `actor: Actor | None`, `dialogue: OpenDialogue | None`, `cause: Cause`,
`show: Show`, `incoming: Incoming` and `context: Context`.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware, Bot, F
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Chat, ChatMemberUpdated, Message, TelegramObject, User
from aiogram.types import Update as TelegramUpdate

from bot.domain.people import Actor, Role
from bot.ui.files import Incoming
from bot.ui.show import Show
from bot.usecases.actors import OpenDialogue, Sender, resolve
from bot.usecases.blocks import reachable_again
from bot.usecases.context import Cause, Context
from bot.usecases.dialogues import Talk

PLATFORM = "telegram"
TYPED = F.text & ~F.text.startswith("/")
"""Words that answer a question: a command never does."""

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class Callers(BaseMiddleware):
    """Outer middleware of updates. Groups and channels are not served: the bot speaks with persons."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        if not isinstance(event, TelegramUpdate):
            return None
        user, chat = people_of(event)
        if user is None or chat is None or user.is_bot or chat.type != "private":
            return None
        context: Context = data["context"]
        bot: Bot = data["bot"]
        caller = await resolve(context, Sender(PLATFORM, str(user.id), str(chat.id)))
        if caller.lost and caller.actor is not None and event.my_chat_member is None:
            await reachable_again(context, caller.actor.person_id)
        data["sender"], data["actor"], data["dialogue"] = caller.sender, caller.actor, caller.dialogue
        data["cause"] = Cause(f"{bot.id}:{event.update_id}")
        data["show"] = Show(bot, event, chat.id)
        data["incoming"] = Incoming(bot, context, event.message.document if event.message else None)
        return await handler(event, data)


def people_of(update: TelegramUpdate) -> tuple[User | None, Chat | None]:
    """Who sent an update, and in which chat; the chat of a tap on a very old message is the private one."""
    event = update.event
    if isinstance(event, CallbackQuery):
        chat = event.message.chat if event.message else Chat(id=event.from_user.id, type="private")
        return event.from_user, chat
    if isinstance(event, Message | ChatMemberUpdated):
        return event.from_user, event.chat
    return None, None


class Known(Filter):
    """The sender is a person with consent and a name, in one of these roles (any role when none is named)."""

    def __init__(self, *roles: Role) -> None:
        self.roles = frozenset(roles)

    async def __call__(self, event: TelegramObject, actor: Actor | None = None) -> bool:
        if actor is None or not actor.consented:
            return False
        return not self.roles or bool(self.roles & actor.roles())


class Asked(Filter):
    """The sender was asked something: this kind of dialogue at this step (any step when none is named)."""

    def __init__(self, kind: Talk, *steps: str) -> None:
        self.kind, self.steps = kind, frozenset(steps)

    async def __call__(self, event: TelegramObject, dialogue: OpenDialogue | None = None) -> bool:
        return dialogue is not None and dialogue.kind == self.kind and (not self.steps or dialogue.step in self.steps)
