"""An excursion or a professional trial: four taps, nothing typed unless somebody wants to."""

from datetime import date

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.domain.course import iso_day
from bot.domain.errors import Refusal
from bot.domain.hours import OUTINGS, ActivityKind, Outing
from bot.domain.people import Actor
from bot.texts import say
from bot.ui.callbacks.hours import OutingTap
from bot.ui.callers import TYPED, Asked, Known
from bot.ui.screens import outings as screens
from bot.ui.show import Show
from bot.ui.words import Word
from bot.usecases import dialogues, outings
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.context import Cause, Context
from bot.usecases.dialogues import Talk

KIND = F.kind.in_({kind.value for kind in OUTINGS})


def create_router() -> Router:
    router = Router(name="outings")
    router.message.register(ask_excursion, Word(ActivityKind.EXCURSION), Known())
    router.message.register(ask_trial, Word(ActivityKind.TRIAL), Known())
    router.callback_query.register(ask_day, OutingTap.filter((F.action == "day") & KIND), Known())
    router.callback_query.register(ask_class, OutingTap.filter((F.action == "class") & KIND), Known())
    router.callback_query.register(ask_number, OutingTap.filter((F.action == "number") & KIND), Known())
    router.callback_query.register(ask_place, OutingTap.filter((F.action == "place") & KIND), Known())
    router.callback_query.register(save, OutingTap.filter((F.action == "save") & KIND), Known())
    router.callback_query.register(ask_typed, OutingTap.filter(F.action.startswith("type-") & KIND), Known())
    router.callback_query.register(undo, OutingTap.filter(F.action == "undo"), Known())
    return router


def create_answers() -> Router:
    router = Router(name="outings answers")
    router.message.register(write, Asked(Talk.OUTING), Known(), TYPED)
    return router


async def ask_excursion(_: Message, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.day_question(ActivityKind.EXCURSION, outings.days(context, actor)))


async def ask_trial(_: Message, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.day_question(ActivityKind.TRIAL, outings.days(context, actor)))


async def ask_day(_: CallbackQuery, callback_data: OutingTap, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.day_question(callback_data.kind, outings.days(context, actor)))


async def ask_class(_: CallbackQuery, callback_data: OutingTap, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.class_question(callback_data, await outings.choices(context, actor)))


async def ask_number(_: CallbackQuery, callback_data: OutingTap, show: Show) -> None:
    await show(screens.number_question(callback_data))


async def ask_place(_: CallbackQuery, callback_data: OutingTap, actor: Actor, context: Context, show: Show) -> None:
    found = await outings.places(context, actor, callback_data.class_id)
    await show(screens.place_question(callback_data, found))


async def ask_typed(_: CallbackQuery, callback_data: OutingTap, sender: Sender, context: Context, show: Show) -> None:
    tap = callback_data
    place = tap.action == "type-place"
    kept = {"what": tap.kind, "day": tap.day, "class_id": tap.class_id, "pupils": tap.pupils}
    await dialogues.begin(context, sender, Talk.OUTING, "place" if place else "number", **kept)
    await show(screens.type_place(tap) if place else screens.type_number(tap))


async def save(
    _: CallbackQuery, callback_data: OutingTap, actor: Actor, context: Context, cause: Cause, show: Show
) -> None:
    tap = callback_data
    if tap.where in screens.PLACES:
        place = say(f"outing-place-{tap.where}")
    else:
        place = await outings.visited(context, actor, tap.class_id, _number(tap.where))
    await show(screens.saved(await _record(context, actor, cause, tap, place)))


async def write(
    message: Message,
    dialogue: OpenDialogue,
    actor: Actor,
    sender: Sender,
    context: Context,
    cause: Cause,
    show: Show,
) -> None:
    told, text = dialogue.data, message.text or ""
    tap = OutingTap(
        action="place", kind=told["what"], day=told["day"], class_id=told["class_id"], pupils=told["pupils"]
    )
    if dialogue.step == "number":
        tap = tap.model_copy(update={"pupils": outings.read_pupils(text)})
        found = await outings.places(context, actor, tap.class_id)
        await dialogues.end(context, sender)
        await show(screens.place_question(tap, found))
        return
    done = await _record(context, actor, cause, tap, text)
    await dialogues.end(context, sender)
    await show(screens.saved(done))


async def undo(_: CallbackQuery, callback_data: OutingTap, actor: Actor, context: Context, show: Show) -> None:
    await outings.undo(context, actor, _number(callback_data.where))
    await show(screens.undone())


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise Refusal("stale")
    return int(text)


async def _record(context: Context, actor: Actor, cause: Cause, tap: OutingTap, place: str) -> Outing:
    day: date = iso_day(tap.day)
    return await outings.record(context, actor, cause, tap.kind, day, tap.class_id, tap.pupils, place)
