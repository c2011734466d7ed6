"""/privacy: open to everybody, whether the consent is given, outdated or withdrawn."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Actor
from bot.texts import say
from bot.ui.callbacks.menu import MenuTap
from bot.ui.callbacks.people import PrivacyTap
from bot.ui.questions import LEAVES
from bot.ui.screens import privacy as screens
from bot.ui.show import Show
from bot.ui.words import Word
from bot.usecases import privacy
from bot.usecases.actors import Sender
from bot.usecases.context import Context


def create_router() -> Router:
    """Before the way in: somebody without a (current) consent must reach the own data too."""
    router = Router(name="privacy")
    router.message.register(open_privacy, Command("privacy"), flags={LEAVES: True})
    router.message.register(open_privacy, Word("privacy"), flags={LEAVES: True})
    router.callback_query.register(open_privacy, MenuTap.filter(F.to == "privacy"), flags={LEAVES: True})
    router.callback_query.register(open_privacy, PrivacyTap.filter(F.action == "show"), flags={LEAVES: True})
    router.callback_query.register(read_consent, PrivacyTap.filter(F.action == "consent"))
    router.callback_query.register(give_file, PrivacyTap.filter(F.action == "file"))
    router.callback_query.register(ask_erase, PrivacyTap.filter(F.action == "erase"), flags={LEAVES: True})
    router.callback_query.register(erase, PrivacyTap.filter(F.action == "erase-yes"))
    return router


async def open_privacy(
    _: Message | CallbackQuery, actor: Actor | None, sender: Sender, context: Context, show: Show
) -> None:
    if actor is None:
        await show(screens.nothing(context.privacy))
        return
    await show(screens.privacy(await privacy.record(context, sender, actor), context.privacy, actor.zone))


async def read_consent(_: CallbackQuery, context: Context, show: Show) -> None:
    await show(screens.consent_text(context.privacy))


async def give_file(_: CallbackQuery, actor: Actor | None, sender: Sender, context: Context, show: Show) -> None:
    if actor is None:
        await show(screens.nothing(context.privacy))
        return
    content = await privacy.as_file(context, sender, actor)
    await show.document(say("privacy-file-name"), content, screens.file_caption())


async def ask_erase(_: CallbackQuery, actor: Actor | None, sender: Sender, context: Context, show: Show) -> None:
    if actor is None:
        await show(screens.nothing(context.privacy))
        return
    await show(screens.erase_question(await privacy.record(context, sender, actor)))


async def erase(_: CallbackQuery, sender: Sender, context: Context, show: Show) -> None:
    """Nothing stays on the screen that was erased: the message changes into the answer."""
    erased = await privacy.erase(context, sender)
    await show(screens.erased() if erased else screens.nothing(context.privacy))
