"""«👤 Назначить» and the answers of those to whom a task was given."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Actor
from bot.texts import say
from bot.ui.callbacks.tasks import GivenTap, GiveTap, TaskTap
from bot.ui.callers import TYPED, Asked, Known
from bot.ui.screens import assignments as screens
from bot.ui.screens import cards
from bot.ui.show import Show
from bot.usecases import assignments, dialogues
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.context import Cause, Context
from bot.usecases.dialogues import Talk


def create_router() -> Router:
    router = Router(name="assignments")
    router.callback_query.register(choose, TaskTap.filter(F.action == "assign"), Known())
    router.callback_query.register(turn, GiveTap.filter(F.action == "page"), Known())
    router.callback_query.register(give, GiveTap.filter(F.action == "give"), Known())
    router.callback_query.register(take, GiveTap.filter(F.action == "take"), Known())
    router.callback_query.register(ask_outside, GiveTap.filter(F.action == "outside"), Known())
    router.callback_query.register(accept, GivenTap.filter(F.action == "accept"), Known())
    router.callback_query.register(ask_words, GivenTap.filter(F.action == "decline"), Known())
    router.callback_query.register(decline, GivenTap.filter(F.action == "silent"), Known())
    return router


def create_answers() -> Router:
    router = Router(name="assignments answers")
    router.message.register(write_outside, Asked(Talk.GIVE_OUTSIDE), Known(), TYPED)
    router.message.register(write_words, Asked(Talk.DECLINE), Known(), TYPED)
    return router


async def choose(_: CallbackQuery, callback_data: TaskTap, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.choose(await assignments.candidates(context, actor, callback_data.task)))


async def turn(_: CallbackQuery, callback_data: GiveTap, actor: Actor, context: Context, show: Show) -> None:
    page = callback_data.person
    await show(screens.choose(await assignments.candidates(context, actor, callback_data.task), page))


async def give(
    _: CallbackQuery, callback_data: GiveTap, actor: Actor, context: Context, cause: Cause, show: Show
) -> None:
    person = callback_data.person
    shown = await assignments.assign(context, actor, cause, callback_data.task, person)
    await show(screens.choose(shown, screens.page_of(shown, person)), toast=screens.given_toast(shown, person))


async def take(_: CallbackQuery, callback_data: GiveTap, actor: Actor, context: Context, show: Show) -> None:
    person = callback_data.person
    shown = await assignments.unassign(context, actor, callback_data.task, person)
    await show(screens.choose(shown, screens.page_of(shown, person)), toast=say("toast-taken"))


async def ask_outside(
    _: CallbackQuery, callback_data: GiveTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    shown = await assignments.candidates(context, actor, callback_data.task)
    await dialogues.begin(context, sender, Talk.GIVE_OUTSIDE, "designation", task=callback_data.task)
    await show(screens.outside_question(shown.card))


async def write_outside(
    message: Message,
    actor: Actor,
    sender: Sender,
    dialogue: OpenDialogue,
    context: Context,
    cause: Cause,
    show: Show,
) -> None:
    shown = await assignments.assign_outside(context, actor, cause, dialogue.data["task"], message.text or "")
    await dialogues.end(context, sender)
    await show(screens.choose(shown))


async def accept(_: CallbackQuery, callback_data: GivenTap, actor: Actor, context: Context, show: Show) -> None:
    shown = await assignments.accept(context, actor, callback_data.assignment)
    await show(cards.card(shown), toast=say("given-accepted"))


async def ask_words(
    _: CallbackQuery, callback_data: GivenTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    await assignments.check_given(context, actor, callback_data.assignment)
    await dialogues.begin(context, sender, Talk.DECLINE, "words", assignment=callback_data.assignment)
    await show(screens.decline_question(callback_data.assignment))


async def decline(
    _: CallbackQuery, callback_data: GivenTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    name = await assignments.decline(context, actor, callback_data.assignment)
    await dialogues.end(context, sender)
    await show(screens.declined(name))


async def write_words(
    message: Message, actor: Actor, sender: Sender, dialogue: OpenDialogue, context: Context, show: Show
) -> None:
    name = await assignments.decline(context, actor, dialogue.data["assignment"], message.text or "")
    await dialogues.end(context, sender)
    await show(screens.declined(name))
