"""Answers about lessons: «Да, все провели», one class otherwise, another day, a reason, a correction."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.domain.clock import local_day
from bot.domain.course import course_year_of, iso_day, read_day
from bot.domain.errors import Refusal
from bot.domain.lessons import Reason
from bot.domain.people import Actor
from bot.ui.callbacks.lessons import CourseTap, LessonTap
from bot.ui.callers import TYPED, Asked, Known
from bot.ui.screens import lesson_cards
from bot.ui.screens import lessons as screens
from bot.ui.show import Show
from bot.usecases import dialogues, lesson_answers, lesson_lists
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.context import Cause, Context
from bot.usecases.dialogues import Talk


def create_router() -> Router:
    """Taps under a question, in a list or on a card; typed days and numbers are in `create_answers`."""
    router = Router(name="lesson answers")
    router.callback_query.register(hold_all, CourseTap.filter(F.action == "hold"), Known())
    router.callback_query.register(hold, LessonTap.filter(F.action == "hold"), Known())
    router.callback_query.register(choose_day, LessonTap.filter(F.action == "move"), Known())
    router.callback_query.register(move, LessonTap.filter(F.action == "day"), Known())
    router.callback_query.register(ask_day, LessonTap.filter(F.action == "typed"), Known())
    router.callback_query.register(choose_reason, LessonTap.filter(F.action == "cancel"), Known())
    router.callback_query.register(cancel, LessonTap.filter(F.action == "reason"), Known())
    router.callback_query.register(undo, LessonTap.filter(F.action == "undo"), Known())
    router.callback_query.register(ask_present, LessonTap.filter(F.action == "present"), Known())
    router.callback_query.register(open_card, LessonTap.filter(F.action == "open"), Known())
    return router


def create_answers() -> Router:
    router = Router(name="typed answers about lessons")
    router.message.register(write_day, Asked(Talk.LESSON, "day"), Known(), TYPED)
    router.message.register(write_present, Asked(Talk.LESSON, "present"), Known(), TYPED)
    return router


async def hold_all(
    _: CallbackQuery, callback_data: CourseTap, actor: Actor, context: Context, cause: Cause, show: Show
) -> None:
    tap = callback_data
    found = await lesson_answers.hold_day(context, actor, iso_day(tap.day), tap.stamp, cause, tap.org)
    await show(screens.answered(found), toast=screens.toast(found))


async def open_card(
    _: CallbackQuery,
    callback_data: LessonTap,
    actor: Actor,
    sender: Sender,
    dialogue: OpenDialogue | None,
    context: Context,
    show: Show,
) -> None:
    await dialogues.leave(context, sender, dialogue, Talk.LESSON)
    await show(
        lesson_cards.card(await lesson_lists.lesson_card(context, actor, callback_data.lesson), callback_data.at)
    )


async def hold(
    _: CallbackQuery, callback_data: LessonTap, actor: Actor, context: Context, cause: Cause, show: Show
) -> None:
    tap = callback_data
    found = await lesson_answers.hold(context, actor, tap.lesson, tap.version, cause)
    await show(screens.answered(found, tap.at), toast=screens.toast(found))


async def choose_day(
    _: CallbackQuery,
    callback_data: LessonTap,
    actor: Actor,
    sender: Sender,
    dialogue: OpenDialogue | None,
    context: Context,
    show: Show,
) -> None:
    await dialogues.leave(context, sender, dialogue, Talk.LESSON)
    found = await lesson_lists.day_choice(context, actor, callback_data.lesson)
    await show(lesson_cards.choose_day(found, callback_data.at))


async def move(
    _: CallbackQuery, callback_data: LessonTap, actor: Actor, context: Context, cause: Cause, show: Show
) -> None:
    tap = callback_data
    found = await lesson_answers.move(context, actor, tap.lesson, tap.version, iso_day(tap.value), cause)
    await show(screens.answered(found, tap.at), toast=screens.toast(found))


async def ask_day(
    _: CallbackQuery, callback_data: LessonTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    lesson = (await lesson_lists.lesson_card(context, actor, callback_data.lesson)).lesson
    await dialogues.begin(
        context, sender, Talk.LESSON, "day", lesson=lesson.id, version=lesson.version, at=callback_data.at
    )
    await show(lesson_cards.type_day(lesson, callback_data.at))


async def write_day(
    message: Message,
    dialogue: OpenDialogue,
    actor: Actor,
    sender: Sender,
    context: Context,
    cause: Cause,
    show: Show,
) -> None:
    day = read_day(message.text or "", course_year_of(local_day(context.now(), actor.zone)))
    asked = dialogue.data
    found = await lesson_answers.move(context, actor, asked["lesson"], asked["version"], day, cause)
    await dialogues.end(context, sender)
    await show(screens.answered(found, asked["at"]))


async def choose_reason(_: CallbackQuery, callback_data: LessonTap, actor: Actor, context: Context, show: Show) -> None:
    lesson = (await lesson_lists.lesson_card(context, actor, callback_data.lesson)).lesson
    await show(lesson_cards.choose_reason(lesson, callback_data.at))


async def cancel(
    _: CallbackQuery, callback_data: LessonTap, actor: Actor, context: Context, cause: Cause, show: Show
) -> None:
    tap = callback_data
    if tap.value not in set(Reason):
        raise Refusal("lesson-stale")
    found = await lesson_answers.cancel(context, actor, tap.lesson, tap.version, Reason(tap.value), cause)
    await show(screens.answered(found, tap.at), toast=screens.toast(found))


async def undo(
    _: CallbackQuery, callback_data: LessonTap, actor: Actor, context: Context, cause: Cause, show: Show
) -> None:
    tap = callback_data
    found = await lesson_answers.undo(context, actor, tap.lesson, tap.version, cause)
    await show(screens.answered(found, tap.at), toast=screens.toast(found))


async def ask_present(
    _: CallbackQuery, callback_data: LessonTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    lesson = (await lesson_lists.lesson_card(context, actor, callback_data.lesson)).lesson
    await dialogues.begin(
        context, sender, Talk.LESSON, "present", lesson=lesson.id, version=lesson.version, at=callback_data.at
    )
    await show(lesson_cards.type_present(lesson, callback_data.at))


async def write_present(
    message: Message,
    dialogue: OpenDialogue,
    actor: Actor,
    sender: Sender,
    context: Context,
    cause: Cause,
    show: Show,
) -> None:
    typed, asked = (message.text or "").strip(), dialogue.data
    present = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else -1
    await lesson_answers.count_present(context, actor, asked["lesson"], asked["version"], present, cause)
    await dialogues.end(context, sender)
    await show(lesson_cards.card(await lesson_lists.lesson_card(context, actor, asked["lesson"]), asked["at"]))
