"""/settings: zone, hour of the digest, quiet hours, when to hear of Thursday, the own name."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.errors import Refusal
from bot.domain.people import Actor
from bot.ui.callbacks.menu import MenuTap
from bot.ui.callbacks.people import SettingsTap, ZoneTap
from bot.ui.callers import TYPED, Asked, Known
from bot.ui.screens import settings as screens
from bot.ui.screens.settings import BOUNDS
from bot.ui.show import Show
from bot.ui.words import Word
from bot.usecases import dialogues, settings
from bot.usecases.actors import Sender
from bot.usecases.context import Context
from bot.usecases.dialogues import Talk

QUIET = ("quiet", *BOUNDS)


def create_router() -> Router:
    router = Router(name="settings")
    router.message.register(open_settings, Command("settings"), Known())
    router.message.register(open_settings, Word("settings"), Known())
    router.callback_query.register(open_settings, MenuTap.filter(F.to == "settings"), Known())
    router.callback_query.register(turn_page, ZoneTap.filter((F.scope == "me") & (F.name == "")), Known())
    router.callback_query.register(choose_zone, ZoneTap.filter(F.scope == "me"), Known())
    router.callback_query.register(ask_name, SettingsTap.filter(F.key == "name"), Known())
    router.callback_query.register(choose, SettingsTap.filter(F.value != ""), Known())
    router.callback_query.register(ask, SettingsTap.filter(), Known())
    return router


def create_answers() -> Router:
    """Typed answers: behind all commands and words."""
    router = Router(name="settings-answers")
    router.message.register(write_name, Asked(Talk.SETTINGS, "name"), Known(), TYPED)
    return router


async def open_settings(_: Message | CallbackQuery, actor: Actor, sender: Sender, context: Context, show: Show) -> None:
    await dialogues.end(context, sender)
    await show(screens.settings(actor, await settings.own(context, actor), context.now()))


async def turn_page(_: CallbackQuery, callback_data: ZoneTap, show: Show) -> None:
    await show(screens.own_zone(callback_data.page))


async def choose_zone(_: CallbackQuery, callback_data: ZoneTap, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.settings(actor, await settings.set_zone(context, actor, callback_data.name), context.now()))


async def choose(_: CallbackQuery, callback_data: SettingsTap, actor: Actor, context: Context, show: Show) -> None:
    key, value = callback_data.key, callback_data.value
    hour = int(value) if value.isascii() and value.isdigit() else None
    if key == "hour" and hour is not None:
        own = await settings.set_hour(context, actor, hour)
    elif key == "announce":
        own = await settings.set_announce(context, actor, value)
    elif key in BOUNDS and hour is not None:
        own = await settings.set_quiet(context, actor, key, hour)
    elif (key, value) == ("quiet", "reset"):
        own = await settings.reset_quiet(context, actor)
    else:
        raise Refusal("stale")
    await show(screens.quiet(own) if key in QUIET else screens.settings(actor, own, context.now()))


async def ask(_: CallbackQuery, callback_data: SettingsTap, actor: Actor, context: Context, show: Show) -> None:
    if callback_data.key == "zone":
        await show(screens.own_zone(0))
    elif callback_data.key == "hour":
        await show(screens.hours(await settings.own(context, actor)))
    elif callback_data.key == "quiet":
        await show(screens.quiet(await settings.own(context, actor)))
    elif callback_data.key in BOUNDS:
        await show(screens.bound(await settings.own(context, actor), callback_data.key))
    else:
        await show(screens.announce())


async def ask_name(_: CallbackQuery, actor: Actor, sender: Sender, context: Context, show: Show) -> None:
    await dialogues.begin(context, sender, Talk.SETTINGS, "name")
    await show(screens.ask_name(actor.name or ""))


async def write_name(message: Message, actor: Actor, sender: Sender, context: Context, show: Show) -> None:
    name = await settings.rename(context, actor, message.text or "")
    await dialogues.end(context, sender)
    await show(screens.renamed(name))
