"""«Перенести срок» and «Задать вопрос» from a card, and the administrator's answers under the pushes."""

from datetime import date

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.domain.errors import Refusal
from bot.domain.people import Actor
from bot.texts import say
from bot.ui.callbacks.tasks import ExtensionTap, QuestionTap, TaskTap
from bot.ui.callers import TYPED, Asked, Known
from bot.ui.screens import cards
from bot.ui.screens import requests as screens
from bot.ui.show import Show
from bot.ui.trail import WISHES, Trail
from bot.usecases import dialogues, extensions, questions
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.cards import card
from bot.usecases.context import Cause, Context
from bot.usecases.dialogues import Talk


def create_router() -> Router:
    router = Router(name="requests")
    router.callback_query.register(ask_day, TaskTap.filter(F.action == "extend"), Known())
    router.callback_query.register(ask_question, TaskTap.filter(F.action == "ask"), Known())
    router.callback_query.register(grant, ExtensionTap.filter(F.action == "grant"), Known())
    router.callback_query.register(choose_day, ExtensionTap.filter(F.action.in_({"working", "day"})), Known())
    router.callback_query.register(decline, ExtensionTap.filter(F.action == "decline"), Known())
    router.callback_query.register(open_question, QuestionTap.filter(F.action == "open"), Known())
    router.callback_query.register(ask_answer, QuestionTap.filter(F.action == "answer"), Known())
    router.callback_query.register(publish, QuestionTap.filter(F.action == "publish"), Known())
    return router


def create_answers() -> Router:
    router = Router(name="requests answers")
    router.message.register(write_day, Asked(Talk.EXTEND, "day", "weekend"), Known(), TYPED)
    router.message.register(write_reason, Asked(Talk.EXTEND, "reason"), Known(), TYPED)
    router.message.register(write_question, Asked(Talk.QUESTION), Known(), TYPED)
    router.message.register(write_answer, Asked(Talk.ANSWER), Known(), TYPED)
    return router


async def ask_day(
    _: CallbackQuery, callback_data: TaskTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    shown = await extensions.extendable(context, actor, callback_data.task)
    await dialogues.begin(context, sender, Talk.EXTEND, "day", task=callback_data.task, at=callback_data.at)
    await show(screens.extension_day(shown, callback_data.at))


async def write_day(
    message: Message, actor: Actor, sender: Sender, dialogue: OpenDialogue, context: Context, show: Show
) -> None:
    task, at = dialogue.data["task"], dialogue.data["at"]
    wished = await extensions.check_day(context, actor, task, message.text or "")
    if wished.working is not None:
        days = {"day": wished.day.isoformat(), "working": wished.working.isoformat()}
        await dialogues.begin(context, sender, Talk.EXTEND, "weekend", task=task, at=at, **days)
        await show(screens.extension_weekend(await card(context, actor, task), wished.day, wished.working, at))
        return
    await dialogues.begin(context, sender, Talk.EXTEND, "reason", task=task, at=at, day=wished.day.isoformat())
    await show(screens.extension_reason(await card(context, actor, task), wished.day, at))


async def choose_day(
    _: CallbackQuery,
    callback_data: ExtensionTap,
    actor: Actor,
    sender: Sender,
    dialogue: OpenDialogue | None,
    context: Context,
    show: Show,
) -> None:
    """A day off was named: the working day after it, or that day all the same."""
    if dialogue is None or (dialogue.kind, dialogue.step) != (Talk.EXTEND, "weekend"):
        raise Refusal("stale")
    task, at, day = dialogue.data["task"], dialogue.data["at"], dialogue.data[callback_data.action]
    await dialogues.begin(context, sender, Talk.EXTEND, "reason", task=task, at=at, day=day)
    await show(screens.extension_reason(await card(context, actor, task), date.fromisoformat(day), at))


async def write_reason(
    message: Message,
    actor: Actor,
    sender: Sender,
    dialogue: OpenDialogue,
    context: Context,
    cause: Cause,
    show: Show,
) -> None:
    task, day = dialogue.data["task"], date.fromisoformat(dialogue.data["day"])
    shown = await extensions.ask_extension(context, actor, cause, task, day, message.text or "")
    await dialogues.end(context, sender)
    await show(screens.extension_asked(shown, dialogue.data["at"]))


async def grant(_: CallbackQuery, callback_data: ExtensionTap, actor: Actor, context: Context, show: Show) -> None:
    shown = await extensions.decide(context, actor, callback_data.extension, grant=True)
    await show(cards.card(shown, str(Trail(WISHES))), toast=say("toast-granted"))


async def decline(_: CallbackQuery, callback_data: ExtensionTap, actor: Actor, context: Context, show: Show) -> None:
    shown = await extensions.decide(context, actor, callback_data.extension, grant=False)
    await show(cards.card(shown, str(Trail(WISHES))), toast=say("toast-declined"))


async def ask_question(
    _: CallbackQuery, callback_data: TaskTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    shown = await card(context, actor, callback_data.task)
    await dialogues.begin(context, sender, Talk.QUESTION, "words", task=callback_data.task, at=callback_data.at)
    await show(screens.question_question(shown, callback_data.at))


async def write_question(
    message: Message,
    actor: Actor,
    sender: Sender,
    dialogue: OpenDialogue,
    context: Context,
    cause: Cause,
    show: Show,
) -> None:
    shown = await questions.ask_question(context, actor, cause, dialogue.data["task"], message.text or "")
    await dialogues.end(context, sender)
    await show(screens.question_asked(shown, dialogue.data["at"]))


async def open_question(
    _: CallbackQuery, callback_data: QuestionTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    await dialogues.end(context, sender)
    await show(
        screens.question_push(await questions.read_question(context, actor, callback_data.question), listed=True)
    )


async def ask_answer(
    _: CallbackQuery, callback_data: QuestionTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    await questions.read_question(context, actor, callback_data.question)
    await dialogues.begin(context, sender, Talk.ANSWER, "words", question=callback_data.question)
    await show(screens.answer_question(callback_data.question))


async def write_answer(
    message: Message, actor: Actor, sender: Sender, dialogue: OpenDialogue, context: Context, show: Show
) -> None:
    shown = await questions.answer(context, actor, dialogue.data["question"], message.text or "")
    await dialogues.end(context, sender)
    await show(screens.question_push(shown, listed=True))


async def publish(_: CallbackQuery, callback_data: QuestionTap, actor: Actor, context: Context, show: Show) -> None:
    shown = await questions.publish(context, actor, callback_data.question)
    await show(screens.question_push(shown, listed=True), toast=say("toast-published"))
