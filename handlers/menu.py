"""/start and /help of somebody the bot knows, /cancel, and the answer to what nobody understood."""

from aiogram import Bot, F, Router
from aiogram.filters import Command, CommandStart
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Actor
from bot.texts import say
from bot.ui.callbacks.menu import CancelTap, MenuTap
from bot.ui.callers import Known
from bot.ui.commands import set_commands
from bot.ui.screens.menu import cancelled, guide, menu, unknown
from bot.ui.show import Show
from bot.ui.words import Word
from bot.usecases import dialogues
from bot.usecases.actors import Sender
from bot.usecases.context import Context


def create_router() -> Router:
    router = Router(name="menu")
    router.message.register(greet, CommandStart(), Known())
    router.message.register(show_guide, Command("help"), Known())
    router.message.register(show_guide, Word("help"), Known())
    router.message.register(cancel, Command("cancel"))
    router.message.register(cancel, Word("cancel"))
    router.callback_query.register(cancel_tap, CancelTap.filter())
    router.callback_query.register(show_menu, MenuTap.filter(F.to == "menu"), Known())
    return router


def create_fallback_router() -> Router:
    router = Router(name="fallback")
    router.message.register(answer_unknown, Known())
    router.callback_query.register(answer_old_button)
    return router


async def greet(_: Message, actor: Actor, sender: Sender, bot: Bot, context: Context, show: Show) -> None:
    """The menu, and the commands of the role: somebody else may have changed it."""
    await set_commands(bot, sender.chat_id, actor)
    await show_menu(_, actor, sender, context, show)


async def show_menu(_: Message | CallbackQuery, actor: Actor, sender: Sender, context: Context, show: Show) -> None:
    await dialogues.end(context, sender)
    await show(menu(actor))


async def show_guide(_: Message, actor: Actor, sender: Sender, context: Context, show: Show) -> None:
    await dialogues.end(context, sender)
    await show(guide(actor))


async def cancel(_: Message, actor: Actor | None, sender: Sender, context: Context, show: Show) -> None:
    await show(cancelled(actor, await dialogues.end(context, sender)))


async def cancel_tap(_: CallbackQuery, actor: Actor | None, sender: Sender, context: Context, show: Show) -> None:
    await dialogues.end(context, sender)
    await show(cancelled(actor, True))


async def answer_unknown(_: Message, actor: Actor, show: Show) -> None:
    await show(unknown(actor))


async def answer_old_button(_: CallbackQuery, show: Show) -> None:
    """Buttons of an older version, or of a conversation for another role."""
    await show.toast(say("refusal-stale"), alert=True)
