"""Mending rows of a plan by typing, and the short names of a whole plan."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.domain.clock import local_day
from bot.domain.errors import Refusal
from bot.domain.people import Actor, Role
from bot.exports.worker import text_sheet_in_worker
from bot.texts import say
from bot.ui.callbacks.roadmaps import NamesTap, RowTap
from bot.ui.callers import TYPED, Asked, Known
from bot.ui.screens import mending as screens
from bot.ui.screens import short_names as name_screens
from bot.ui.screens.rows import row_card
from bot.ui.show import Show
from bot.usecases import dialogues, mending, rows, setting_days, short_names
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.context import Context
from bot.usecases.dialogues import Talk
from bot.usecases.mending import Part


def create_router() -> Router:
    """Before the conversation of plans, which answers every other button of a row."""
    router = Router(name="mending")
    router.callback_query.register(choose_part, RowTap.filter(F.action == "mend"), Known())
    router.callback_query.register(ask_part, RowTap.filter(F.action == "ask"), Known())
    router.callback_query.register(ask_day, RowTap.filter(F.action == "day"), Known())
    router.callback_query.register(show_names, NamesTap.filter(F.action == "list"), Known())
    router.callback_query.register(ask_name, NamesTap.filter(F.action == "ask"), Known())
    router.callback_query.register(give_sheet, NamesTap.filter(F.action == "file"), Known())
    return router


def create_answers() -> Router:
    """Typed answers: behind all commands and words."""
    router = Router(name="mending-answers")
    router.message.register(write_part, Asked(Talk.MENDING, *Part), Known(Role.ADMIN), TYPED)
    router.message.register(write_day, Asked(Talk.MENDING, "set-day"), Known(Role.ADMIN), TYPED)
    router.message.register(write_name, Asked(Talk.SHORT_NAMES), Known(Role.ADMIN), TYPED)
    return router


async def choose_part(_: CallbackQuery, callback_data: RowTap, actor: Actor, context: Context, show: Show) -> None:
    card = await rows.row_card(context, actor, callback_data.measure)
    await show(screens.menu(card, callback_data.view, callback_data.page))


async def ask_part(
    _: CallbackQuery, callback_data: RowTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    tap = callback_data
    part = next((part for part in Part if part == tap.target), None)
    if part is None:
        raise Refusal("stale")
    card = await mending.asked(context, actor, tap.measure, part)
    where = {"measure": tap.measure, "version": card.version, "view": tap.view, "page": tap.page}
    await dialogues.begin(context, sender, Talk.MENDING, part.value, **where)
    await show(screens.question(card, part, tap.view, tap.page))


async def write_part(
    message: Message, dialogue: OpenDialogue, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    """What is refused may be written anew: the question stays open."""
    told = dialogue.data
    part = Part(dialogue.step)
    done = await mending.mend(context, actor, told["measure"], told["version"], part, message.text or "")
    await dialogues.end(context, sender)
    today = local_day(context.now(), actor.zone)
    await show(row_card(done.card, today, told["view"], told["page"], screens.told(done)))


async def ask_day(
    _: CallbackQuery, callback_data: RowTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    tap = callback_data
    card = await setting_days.row_to_date(context, actor, tap.measure)
    where = {"measure": tap.measure, "version": card.version, "view": tap.view, "page": tap.page}
    await dialogues.begin(context, sender, Talk.MENDING, "set-day", **where)
    await show(screens.day_question(card, tap.view, tap.page))


async def write_day(
    message: Message, dialogue: OpenDialogue, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    told = dialogue.data
    done = await setting_days.set_day(context, actor, told["measure"], told["version"], message.text or "")
    await dialogues.end(context, sender)
    today = local_day(context.now(), actor.zone)
    await show(row_card(done.card, today, told["view"], told["page"], screens.day_told(done)))


async def show_names(
    _: CallbackQuery,
    callback_data: NamesTap,
    dialogue: OpenDialogue | None,
    actor: Actor,
    sender: Sender,
    context: Context,
    show: Show,
) -> None:
    await dialogues.leave(context, sender, dialogue, Talk.SHORT_NAMES)
    await show(
        name_screens.names_page(await short_names.names_page(context, actor, callback_data.roadmap, callback_data.page))
    )


async def ask_name(
    _: CallbackQuery, callback_data: NamesTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    tap = callback_data
    card = await mending.asked(context, actor, tap.measure, Part.NAME)
    row = await short_names.named(context, actor, card.roadmap_id, tap.measure)
    where = {"measure": tap.measure, "version": card.version, "roadmap": card.roadmap_id, "page": tap.page}
    await dialogues.begin(context, sender, Talk.SHORT_NAMES, "name", **where)
    await show(name_screens.question(row, card.roadmap_id, tap.page))


async def write_name(
    message: Message, dialogue: OpenDialogue, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    told = dialogue.data
    done = await mending.mend(context, actor, told["measure"], told["version"], Part.NAME, message.text or "")
    await dialogues.end(context, sender)
    page = await short_names.names_page(context, actor, told["roadmap"], told["page"])
    await show(name_screens.names_page(page, screens.told(done)))


async def give_sheet(_: CallbackQuery, callback_data: NamesTap, actor: Actor, context: Context, show: Show) -> None:
    sheet = await short_names.names_sheet(context, actor, callback_data.roadmap)
    content = await text_sheet_in_worker(say("names-sheet"), *name_screens.sheet_cells(sheet))
    await show.document(say("names-file"), content, name_screens.sheet_caption())
