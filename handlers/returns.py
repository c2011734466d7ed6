"""The plan given back with its execution: looked at row by row, put into other words, sent as a file."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.domain.errors import Refusal
from bot.domain.people import Actor
from bot.ui.callbacks.reports import ReturnTap
from bot.ui.callers import TYPED, Asked, Known
from bot.ui.meter import meter
from bot.ui.screens import returns as screens
from bot.ui.show import Show
from bot.usecases import dialogues, returns
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.context import Context
from bot.usecases.dialogues import Talk
from bot.usecases.returns import Returning


def create_router() -> Router:
    router = Router(name="returns")
    router.callback_query.register(show_menu, ReturnTap.filter(F.view == "menu"), Known())
    router.callback_query.register(send_file, ReturnTap.filter(F.view == "file"), Known())
    router.callback_query.register(show_rows, ReturnTap.filter(F.view == "rows"), Known())
    router.callback_query.register(show_row, ReturnTap.filter(F.view == "row"), Known())
    router.callback_query.register(ask_words, ReturnTap.filter(F.view == "write"), Known())
    router.callback_query.register(drop_words, ReturnTap.filter(F.view == "drop"), Known())
    router.callback_query.register(drop_all, ReturnTap.filter(F.view == "clear"), Known())
    return router


def create_answers() -> Router:
    router = Router(name="returns answers")
    router.message.register(write_words, Asked(Talk.RETURN), Known(), TYPED)
    return router


async def show_menu(_: CallbackQuery, callback_data: ReturnTap, actor: Actor, context: Context, show: Show) -> None:
    async with meter(show) as told:
        found = await returns.returning(context, actor, callback_data.org, callback_data.plan, told)
    await show(screens.menu(found, callback_data.page))


async def send_file(_: CallbackQuery, callback_data: ReturnTap, actor: Actor, context: Context, show: Show) -> None:
    await show.working()
    async with meter(show) as told:
        made = await returns.give_back(context, actor, callback_data.org, callback_data.plan, told)
    await show.document(made.name, made.content, screens.given(made))


async def show_rows(_: CallbackQuery, callback_data: ReturnTap, actor: Actor, context: Context, show: Show) -> None:
    async with meter(show) as told:
        found = await returns.returning(context, actor, callback_data.org, callback_data.plan, told)
    if not isinstance(found, Returning):
        raise Refusal("stale")
    await show(screens.rows(found, callback_data.page))


async def show_row(_: CallbackQuery, callback_data: ReturnTap, actor: Actor, context: Context, show: Show) -> None:
    tap = callback_data
    async with meter(show) as told:
        found, row = await returns.one_row(context, actor, tap.org, tap.plan, tap.item, told)
    await show(screens.row(found, row, tap.page))


async def ask_words(
    _: CallbackQuery, callback_data: ReturnTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    tap = callback_data
    _found, row = await returns.one_row(context, actor, tap.org, tap.plan, tap.item)
    place = {"org": tap.org, "plan": tap.plan, "item": tap.item, "page": tap.page}
    await dialogues.begin(context, sender, Talk.RETURN, "words", **place)
    await show(screens.ask(row))


async def write_words(
    message: Message, actor: Actor, sender: Sender, dialogue: OpenDialogue, context: Context, show: Show
) -> None:
    place = dialogue.data
    found, row = await returns.write_row(context, actor, place["org"], place["plan"], place["item"], message.text or "")
    await dialogues.end(context, sender)
    await show(screens.row(found, row, place["page"]))


async def drop_words(_: CallbackQuery, callback_data: ReturnTap, actor: Actor, context: Context, show: Show) -> None:
    tap = callback_data
    await returns.drop_rows(context, actor, tap.org, tap.plan, tap.item)
    found, row = await returns.one_row(context, actor, tap.org, tap.plan, tap.item)
    await show(screens.row(found, row, tap.page))


async def drop_all(_: CallbackQuery, callback_data: ReturnTap, actor: Actor, context: Context, show: Show) -> None:
    await returns.drop_rows(context, actor, callback_data.org, callback_data.plan)
    await show(screens.menu(await returns.returning(context, actor, callback_data.org, callback_data.plan)))
