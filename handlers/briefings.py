"""The справка for a meeting: shown, put into own words, sent as docx."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Actor
from bot.ui.callbacks.reports import BriefingTap
from bot.ui.callers import TYPED, Asked, Known
from bot.ui.meter import meter
from bot.ui.screens import briefings as screens
from bot.ui.show import Show
from bot.usecases import briefings, dialogues
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.context import Context
from bot.usecases.dialogues import Talk


def create_router() -> Router:
    router = Router(name="briefings")
    router.callback_query.register(show_briefing, BriefingTap.filter(F.view == "show"), Known())
    router.callback_query.register(send_file, BriefingTap.filter(F.view == "file"), Known())
    router.callback_query.register(ask_help, BriefingTap.filter(F.view == "write"), Known())
    router.callback_query.register(drop_help, BriefingTap.filter(F.view == "drop"), Known())
    return router


def create_answers() -> Router:
    router = Router(name="briefings answers")
    router.message.register(write_help, Asked(Talk.BRIEFING), Known(), TYPED)
    return router


async def show_briefing(
    _: CallbackQuery, callback_data: BriefingTap, actor: Actor, context: Context, show: Show
) -> None:
    async with meter(show) as told:
        found = await briefings.briefing(context, actor, callback_data.org, told)
    await show(screens.briefing(found, callback_data.org))


async def send_file(_: CallbackQuery, callback_data: BriefingTap, actor: Actor, context: Context, show: Show) -> None:
    await show.working()
    async with meter(show) as told:
        made = await briefings.briefing_file(context, actor, callback_data.org, told)
    await show.document(made.name, made.content, screens.given(made))


async def ask_help(
    _: CallbackQuery, callback_data: BriefingTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    await briefings.check_help(context, actor, callback_data.org)
    await dialogues.begin(context, sender, Talk.BRIEFING, "help", org=callback_data.org)
    await show(screens.ask())


async def write_help(
    message: Message, actor: Actor, sender: Sender, dialogue: OpenDialogue, context: Context, show: Show
) -> None:
    found = await briefings.write_help(context, actor, dialogue.data["org"], message.text or "")
    await dialogues.end(context, sender)
    await show(screens.briefing(found, dialogue.data["org"]))


async def drop_help(_: CallbackQuery, callback_data: BriefingTap, actor: Actor, context: Context, show: Show) -> None:
    found = await briefings.drop_help(context, actor, callback_data.org)
    await show(screens.briefing(found, callback_data.org))
