"""The Thursday course: /lessons, answers to the question after a lesson, corrections, lessons before joining."""

from datetime import date

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.clock import local_day
from bot.domain.course import course_year_of, read_day
from bot.domain.errors import Refusal
from bot.domain.lessons import Reason
from bot.domain.people import Actor
from bot.ui.callbacks import CourseClassTap, CourseTap, LessonTap, MenuTap
from bot.ui.callers import Asked, Known
from bot.ui.screen import Screen
from bot.ui.screens import lesson_cards, lesson_classes, lesson_weeks
from bot.ui.screens import lessons as screens
from bot.ui.show import Show
from bot.ui.words import Word
from bot.usecases import dialogues, lesson_additions, lesson_answers, lesson_lists
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.context import Cause, Context
from bot.usecases.lesson_lists import OwnCourse
from bot.usecases.lesson_weeks import CourseCount, Overview, overview

TYPED = F.text & ~F.text.startswith("/")
YEARS = range(2000, 2101)


def create_router() -> Router:
    """Commands, words and taps; what people type in answer to a question is in `create_answers`."""
    router = Router(name="lessons")
    router.message.register(open_lessons, Command("lessons"), Known())
    router.message.register(open_lessons, Word("lessons"), Known())
    router.callback_query.register(open_lessons, MenuTap.filter(F.to == "lessons"), Known())
    router.callback_query.register(open_lessons, CourseTap.filter(F.action == "overview"), Known())
    router.callback_query.register(open_mine, CourseTap.filter(F.action == "mine"), Known())
    router.callback_query.register(hold_all, CourseTap.filter(F.action == "hold"), Known())
    router.callback_query.register(open_day, CourseTap.filter(F.action == "fix"), Known())
    router.callback_query.register(open_overdue, CourseTap.filter(F.action == "overdue"), Known())
    router.callback_query.register(open_totals, CourseTap.filter(F.action == "classes"), Known())
    router.callback_query.register(open_week, CourseTap.filter(F.action.in_({"week", "counts"})), Known())
    router.callback_query.register(ask_all_before, CourseTap.filter(F.action == "before"), Known())
    router.callback_query.register(settle_all, CourseTap.filter(F.action.in_({"before-held", "before-skip"})), Known())
    router.callback_query.register(hold, LessonTap.filter(F.action == "hold"), Known())
    router.callback_query.register(choose_day, LessonTap.filter(F.action == "move"), Known())
    router.callback_query.register(move, LessonTap.filter(F.action == "day"), Known())
    router.callback_query.register(ask_day, LessonTap.filter(F.action == "typed"), Known())
    router.callback_query.register(choose_reason, LessonTap.filter(F.action == "cancel"), Known())
    router.callback_query.register(cancel, LessonTap.filter(F.action == "reason"), Known())
    router.callback_query.register(undo, LessonTap.filter(F.action == "undo"), Known())
    router.callback_query.register(ask_present, LessonTap.filter(F.action == "present"), Known())
    router.callback_query.register(open_card, LessonTap.filter(F.action == "open"), Known())
    router.callback_query.register(ask_before, CourseClassTap.filter(F.action == "before"), Known())
    router.callback_query.register(settle, CourseClassTap.filter(F.action.in_({"held", "skip"})), Known())
    router.callback_query.register(choose_extra, CourseClassTap.filter(F.action == "extra"), Known())
    router.callback_query.register(add_extra, CourseClassTap.filter(F.action == "day"), Known())
    router.callback_query.register(ask_extra, CourseClassTap.filter(F.action == "typed"), Known())
    router.callback_query.register(open_class, CourseClassTap.filter(F.action == "open"), Known())
    return router


def create_answers() -> Router:
    router = Router(name="lesson answers")
    router.message.register(write_day, Asked("lesson", "day"), Known(), TYPED)
    router.message.register(write_present, Asked("lesson", "present"), Known(), TYPED)
    router.message.register(write_extra, Asked("lesson", "extra"), Known(), TYPED)
    return router


async def open_lessons(_: Message | CallbackQuery, actor: Actor, context: Context, show: Show) -> None:
    await show(_overview(await overview(context, actor)))


async def open_week(_: CallbackQuery, callback_data: CourseTap, actor: Actor, context: Context, show: Show) -> None:
    day = iso(callback_data.day) if callback_data.day else None
    found = await overview(context, actor, day, callback_data.org)
    await show(_overview(found, callback_data.page))


async def open_mine(_: CallbackQuery, callback_data: CourseTap, actor: Actor, context: Context, show: Show) -> None:
    await show(lesson_classes.own(await lesson_lists.own_course(context, actor), callback_data.page))


async def open_totals(_: CallbackQuery, callback_data: CourseTap, actor: Actor, context: Context, show: Show) -> None:
    found = await lesson_lists.school_classes(context, actor, callback_data.org)
    await show(lesson_classes.totals(found, callback_data.org, callback_data.page))


async def open_day(_: CallbackQuery, callback_data: CourseTap, actor: Actor, context: Context, show: Show) -> None:
    found = await lesson_lists.day_list(context, actor, iso(callback_data.day), callback_data.org)
    await show(lesson_cards.day_list(found, local_day(context.now(), actor.zone), callback_data.page))


async def open_overdue(_: CallbackQuery, callback_data: CourseTap, actor: Actor, context: Context, show: Show) -> None:
    found = await lesson_lists.overdue_list(context, actor, callback_data.org)
    await show(lesson_cards.overdue(found, local_day(context.now(), actor.zone), callback_data.page))


async def hold_all(
    _: CallbackQuery, callback_data: CourseTap, actor: Actor, context: Context, cause: Cause, show: Show
) -> None:
    tap = callback_data
    found = await lesson_answers.hold_day(context, actor, iso(tap.day), tap.stamp, cause, tap.org)
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
    await _forget(context, sender, dialogue)
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
    await _forget(context, sender, dialogue)
    found = await lesson_lists.day_choice(context, actor, callback_data.lesson)
    await show(lesson_cards.choose_day(found, callback_data.at))


async def move(
    _: CallbackQuery, callback_data: LessonTap, actor: Actor, context: Context, cause: Cause, show: Show
) -> None:
    tap = callback_data
    found = await lesson_answers.move(context, actor, tap.lesson, tap.version, iso(tap.value), cause)
    await show(screens.answered(found, tap.at), toast=screens.toast(found))


async def ask_day(
    _: CallbackQuery, callback_data: LessonTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    lesson = (await lesson_lists.lesson_card(context, actor, callback_data.lesson)).lesson
    await dialogues.begin(
        context, sender, "lesson", "day", lesson=lesson.id, version=lesson.version, at=callback_data.at
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
        context, sender, "lesson", "present", lesson=lesson.id, version=lesson.version, at=callback_data.at
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


async def open_class(
    _: CallbackQuery,
    callback_data: CourseClassTap,
    actor: Actor,
    sender: Sender,
    dialogue: OpenDialogue | None,
    context: Context,
    show: Show,
) -> None:
    await _forget(context, sender, dialogue)
    found = await lesson_lists.class_course(context, actor, callback_data.class_id)
    await show(lesson_classes.course(found, local_day(context.now(), actor.zone), callback_data.page))


async def ask_before(
    _: CallbackQuery, callback_data: CourseClassTap, actor: Actor, context: Context, show: Show
) -> None:
    await show(lesson_classes.ask_before(await lesson_lists.class_course(context, actor, callback_data.class_id)))


async def settle(
    _: CallbackQuery, callback_data: CourseClassTap, actor: Actor, context: Context, cause: Cause, show: Show
) -> None:
    held = callback_data.action == "held"
    count = await lesson_additions.settle_before(context, actor, callback_data.class_id, held, cause)
    await show(lesson_classes.settled_before(callback_data.class_id, count, held))


async def ask_all_before(
    _: CallbackQuery, callback_data: CourseTap, actor: Actor, context: Context, show: Show
) -> None:
    found = await lesson_additions.unasked(context, actor, callback_data.org)
    await show(lesson_classes.ask_all_before(found, callback_data.org))


async def settle_all(
    _: CallbackQuery, callback_data: CourseTap, actor: Actor, context: Context, cause: Cause, show: Show
) -> None:
    held = callback_data.action == "before-held"
    count = await lesson_additions.settle_all(context, actor, callback_data.org, held, cause)
    await show(lesson_classes.settled_all_before(callback_data.org, count, held))


async def choose_extra(
    _: CallbackQuery, callback_data: CourseClassTap, actor: Actor, context: Context, show: Show
) -> None:
    found = await lesson_lists.class_course(context, actor, callback_data.class_id)
    days = await lesson_additions.extra_days(context, actor, found.id)
    await show(lesson_classes.choose_extra(found.name, found.id, days))


async def add_extra(
    _: CallbackQuery, callback_data: CourseClassTap, actor: Actor, context: Context, cause: Cause, show: Show
) -> None:
    day = iso(callback_data.value)
    await show(
        lesson_classes.extra_added(
            await lesson_additions.add_lesson(context, actor, callback_data.class_id, day, cause)
        )
    )


async def ask_extra(
    _: CallbackQuery, callback_data: CourseClassTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    found = await lesson_lists.class_course(context, actor, callback_data.class_id)
    await dialogues.begin(context, sender, "lesson", "extra", class_id=found.id)
    await show(lesson_classes.type_extra(found.id))


async def write_extra(
    message: Message,
    dialogue: OpenDialogue,
    actor: Actor,
    sender: Sender,
    context: Context,
    cause: Cause,
    show: Show,
) -> None:
    day = read_day(message.text or "", course_year_of(local_day(context.now(), actor.zone)))
    lesson = await lesson_additions.add_lesson(context, actor, dialogue.data["class_id"], day, cause)
    await dialogues.end(context, sender)
    await show(lesson_classes.extra_added(lesson))


def iso(text: str) -> date:
    """A day from a button. Whoever forged it gets the answer of an old button."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Refusal("lesson-stale") from None
    if day.year not in YEARS:
        raise Refusal("lesson-stale")
    return day


async def _forget(context: Context, sender: Sender, dialogue: OpenDialogue | None) -> None:
    """«Назад» from a question about a lesson takes the question back."""
    if dialogue is not None and dialogue.kind == "lesson":
        await dialogues.end(context, sender)


def _overview(found: Overview, page: int = 0) -> Screen:
    if isinstance(found, OwnCourse):
        return lesson_classes.own(found, page)
    if isinstance(found, CourseCount):
        return lesson_weeks.count(found, page)
    return lesson_weeks.week(found)
