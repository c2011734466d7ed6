"""A question whose screen has gone is no longer asked: what is typed later is not its answer."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.ui.show import Show
from bot.usecases import dialogues
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.context import Context
from bot.usecases.dialogues import WAITS_FOR_WORDS

KNOWS = frozenset({"sender", "dialogue"})
"""What a handler takes that begins, goes on with or ends a question itself."""
LEAVES = "leaves"
"""The flag of a handler that takes the sender for something else."""

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class LeftQuestions(BaseMiddleware):
    """Inner middleware of taps and messages: the handler is known. A refusal and a toast leave the question open."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        done = await handler(event, data)
        dialogue: OpenDialogue | None = data.get("dialogue")
        found = data["handler"]
        deals = not KNOWS.isdisjoint(found.params) and not found.flags.get(LEAVES)
        if dialogue is None or dialogue.kind not in WAITS_FOR_WORDS or deals:
            return done
        show: Show = data["show"]
        if show.drawn and _leads_away(event):
            context: Context = data["context"]
            sender: Sender = data["sender"]
            await dialogues.turn_away(context, sender)
        return done


def _leads_away(event: TelegramObject) -> bool:
    """A button, a command or its word; a voice message or a sticker is an answer that was not understood."""
    return isinstance(event, CallbackQuery) or (isinstance(event, Message) and bool(event.text))
