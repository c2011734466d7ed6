"""Absences: one's own from /settings, a colleague's from the card or from the push to the coordinator."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Actor
from bot.ui.callbacks.people import AbsenceTap
from bot.ui.callers import TYPED, Asked, Known
from bot.ui.screens import absences as screens
from bot.ui.show import Show
from bot.usecases import absences, dialogues
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.context import Cause, Context
from bot.usecases.dialogues import Talk


def create_router() -> Router:
    router = Router(name="absences")
    router.callback_query.register(show_absence, AbsenceTap.filter(F.action == "show"), Known())
    router.callback_query.register(ask, AbsenceTap.filter(F.action == "ask"), Known())
    router.callback_query.register(choose, AbsenceTap.filter(F.action == "stands"), Known())
    router.callback_query.register(stand_in, AbsenceTap.filter(F.action == "stand"), Known())
    router.callback_query.register(end, AbsenceTap.filter(F.action == "end"), Known())
    return router


def create_answers() -> Router:
    """Typed answers: behind all commands and words."""
    router = Router(name="absences-answers")
    router.message.register(write_days, Asked(Talk.ABSENCE, "days"), Known(), TYPED)
    return router


async def show_absence(_: CallbackQuery, callback_data: AbsenceTap, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.absence(await absences.away(context, actor, _whose(callback_data, actor))))


async def ask(
    _: CallbackQuery, callback_data: AbsenceTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    shown = await absences.away(context, actor, _whose(callback_data, actor))
    await dialogues.begin(context, sender, Talk.ABSENCE, "days", person=shown.person_id)
    await show(screens.ask(shown))


async def write_days(
    message: Message,
    dialogue: OpenDialogue,
    actor: Actor,
    sender: Sender,
    cause: Cause,
    context: Context,
    show: Show,
) -> None:
    shown = await absences.begin(context, actor, cause, dialogue.data["person"], message.text or "")
    await dialogues.end(context, sender)
    await show(screens.absence(shown))


async def choose(_: CallbackQuery, callback_data: AbsenceTap, actor: Actor, context: Context, show: Show) -> None:
    shown = await absences.away(context, actor, _whose(callback_data, actor))
    await show(screens.stands(shown, callback_data.page))


async def stand_in(_: CallbackQuery, callback_data: AbsenceTap, actor: Actor, context: Context, show: Show) -> None:
    person = _whose(callback_data, actor)
    await show(screens.absence(await absences.stand_in(context, actor, person, callback_data.other)))


async def end(_: CallbackQuery, callback_data: AbsenceTap, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.absence(await absences.end(context, actor, _whose(callback_data, actor))))


def _whose(tap: AbsenceTap, actor: Actor) -> int:
    return tap.person or actor.person_id
