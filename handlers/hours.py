"""«Часы»: a school's hours by class and direction, and what levels require."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.domain.errors import Refusal
from bot.domain.hours import BY_HAND, LEVELS, Direction
from bot.domain.people import Actor, Role
from bot.ui.callbacks.hours import HoursTap
from bot.ui.callers import TYPED, Asked, Known
from bot.ui.screens import hours as screens
from bot.ui.show import Show
from bot.ui.words import Word
from bot.usecases import dialogues, hours
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.context import Cause, Context
from bot.usecases.dialogues import Talk

KEEPERS = Known(Role.COORDINATOR, Role.ADMIN)


def create_router() -> Router:
    router = Router(name="hours")
    router.message.register(show_own, Word("hours"), KEEPERS)
    router.callback_query.register(show_school, HoursTap.filter(F.action == "school"), Known())
    router.callback_query.register(show_class, HoursTap.filter(F.action == "class"), Known())
    router.callback_query.register(ask_direction, HoursTap.filter(F.action == "add"), Known())
    typed = F.direction.in_({one.value for one in BY_HAND})
    router.callback_query.register(ask_number, HoursTap.filter((F.action == "type") & typed), Known())
    router.callback_query.register(undo, HoursTap.filter(F.action == "undo"), Known())
    router.callback_query.register(set_level, HoursTap.filter(F.action == "level"), Known())
    router.callback_query.register(show_norms, HoursTap.filter((F.action == "norms") & F.value.in_(LEVELS)), Known())
    norm = F.direction.in_({*(one.value for one in Direction), hours.OUTING})
    router.callback_query.register(ask_norm, HoursTap.filter((F.action == "norm") & norm), Known())
    return router


def create_answers() -> Router:
    router = Router(name="hours answers")
    router.message.register(write_number, Asked(Talk.HOURS, "number"), KEEPERS, TYPED)
    router.message.register(write_norm, Asked(Talk.HOURS, "norm"), KEEPERS, TYPED)
    return router


async def show_own(_: Message, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.school(await hours.school_hours(context, actor)))


async def show_school(
    _: CallbackQuery,
    callback_data: HoursTap,
    dialogue: OpenDialogue | None,
    actor: Actor,
    sender: Sender,
    context: Context,
    show: Show,
) -> None:
    await dialogues.leave(context, sender, dialogue, Talk.HOURS)
    found = await hours.school_hours(context, actor, callback_data.org)
    await show(screens.school(found, callback_data.page))


async def show_class(_: CallbackQuery, callback_data: HoursTap, actor: Actor, context: Context, show: Show) -> None:
    found = await hours.school_hours(context, actor, callback_data.org)
    one = next((one for one in found.classes if one.id == callback_data.class_id), None)
    if one is None:
        raise Refusal("stale")
    await show(screens.class_hours(found, one))


async def ask_direction(_: CallbackQuery, callback_data: HoursTap, actor: Actor, context: Context, show: Show) -> None:
    found = await hours.school_hours(context, actor, callback_data.org)
    await show(screens.direction_question(found, callback_data.class_id))


async def ask_number(_: CallbackQuery, callback_data: HoursTap, sender: Sender, context: Context, show: Show) -> None:
    tap = callback_data
    kept = {"org": tap.org, "class_id": tap.class_id, "direction": tap.direction}
    await dialogues.begin(context, sender, Talk.HOURS, "number", **kept)
    await show(screens.number_question(tap))


async def write_number(
    message: Message,
    dialogue: OpenDialogue,
    actor: Actor,
    sender: Sender,
    context: Context,
    cause: Cause,
    show: Show,
) -> None:
    told, text = dialogue.data, message.text or ""
    found = await hours.add_hours(context, actor, cause, told["org"], told["class_id"], told["direction"], text)
    await dialogues.end(context, sender)
    one = next((one for one in found.classes if one.id == told["class_id"]), None)
    await show(screens.class_hours(found, one) if one else screens.school(found))


async def undo(_: CallbackQuery, callback_data: HoursTap, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.school(await hours.undo_last(context, actor, callback_data.org)))


async def set_level(_: CallbackQuery, callback_data: HoursTap, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.school(await hours.set_level(context, actor, callback_data.org, callback_data.value)))


async def show_norms(_: CallbackQuery, callback_data: HoursTap, actor: Actor, context: Context, show: Show) -> None:
    found = await hours.norms_of(context, actor, callback_data.org)
    await show(screens.norms(found, callback_data.org, callback_data.value))


async def ask_norm(
    _: CallbackQuery, callback_data: HoursTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    tap = callback_data
    await hours.norms_of(context, actor, tap.org)
    kept = {"org": tap.org, "level": tap.value, "direction": tap.direction}
    await dialogues.begin(context, sender, Talk.HOURS, "norm", **kept)
    await show(screens.norm_question(tap))


async def write_norm(
    message: Message, dialogue: OpenDialogue, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    told, text = dialogue.data, message.text or ""
    found = await hours.set_norm(context, actor, told["org"], told["level"], told["direction"], text)
    await dialogues.end(context, sender)
    await show(screens.norms(found, told["org"], told["level"] or LEVELS[0]))
