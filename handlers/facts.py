"""What is added to a task: entries, the school's own day."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Actor
from bot.texts import say
from bot.ui.callbacks.tasks import EntryTap, TaskTap
from bot.ui.callers import TYPED, Asked, Known
from bot.ui.screens import cards, own_days
from bot.ui.screens import entries as entry_screens
from bot.ui.show import Show
from bot.usecases import dialogues, entries
from bot.usecases import own_days as own_day_cases
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.cards import card
from bot.usecases.context import Cause, Context
from bot.usecases.dialogues import Talk

QUESTIONS = {
    "entry": (Talk.ENTRY, entry_screens.entry_question),
    "own": (Talk.OWN_DAY, own_days.own_day_question),
}


def create_router() -> Router:
    router = Router(name="facts")
    router.callback_query.register(ask, TaskTap.filter(F.action.in_(set(QUESTIONS))), Known())
    router.callback_query.register(repeat_entry, TaskTap.filter(F.action == "repeat"), Known())
    router.callback_query.register(undo_entry, EntryTap.filter(), Known())
    return router


def create_answers() -> Router:
    router = Router(name="facts answers")
    router.message.register(write_entry, Asked(Talk.ENTRY), Known(), TYPED)
    router.message.register(write_own_day, Asked(Talk.OWN_DAY), Known(), TYPED)
    return router


async def ask(
    _: CallbackQuery, callback_data: TaskTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    """Begin one of the questions that a typed line answers."""
    kind, question = QUESTIONS[callback_data.action]
    shown = await card(context, actor, callback_data.task)
    version, at = callback_data.version, callback_data.at
    await dialogues.begin(context, sender, kind, "words", task=callback_data.task, version=version, at=at)
    await show(question(shown, at))


async def write_entry(
    message: Message,
    actor: Actor,
    sender: Sender,
    dialogue: OpenDialogue,
    context: Context,
    cause: Cause,
    show: Show,
) -> None:
    entered = await entries.add_entry(context, actor, cause, dialogue.data["task"], message.text or "")
    await dialogues.end(context, sender)
    await show(entry_screens.entry_made(entered, dialogue.data["at"]))


async def repeat_entry(
    _: CallbackQuery,
    callback_data: TaskTap,
    actor: Actor,
    sender: Sender,
    context: Context,
    cause: Cause,
    show: Show,
) -> None:
    entered = await entries.repeat_entry(context, actor, cause, callback_data.task)
    await dialogues.end(context, sender)
    await show(entry_screens.entry_made(entered, callback_data.at))


async def undo_entry(_: CallbackQuery, callback_data: EntryTap, actor: Actor, context: Context, show: Show) -> None:
    undone = await entries.undo_entry(context, actor, callback_data.task, callback_data.entry)
    await show(cards.card(undone.card), toast=say("toast-entry-undone"))


async def write_own_day(
    message: Message,
    actor: Actor,
    sender: Sender,
    dialogue: OpenDialogue,
    context: Context,
    cause: Cause,
    show: Show,
) -> None:
    task, version = dialogue.data["task"], dialogue.data["version"]
    shown = await own_day_cases.set_own_day(context, actor, cause, task, version, message.text or "")
    await dialogues.end(context, sender)
    await show(own_days.own_day_made(shown, dialogue.data["at"]))
