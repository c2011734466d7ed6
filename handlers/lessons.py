"""/lessons: the week of a school, the own classes, one class through the year, lessons before joining."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.clock import local_day
from bot.domain.course import course_year_of, iso_day, read_day
from bot.domain.people import Actor
from bot.ui.callbacks.lessons import CourseClassTap, CourseTap
from bot.ui.callbacks.menu import MenuTap
from bot.ui.callers import TYPED, Asked, Known
from bot.ui.screen import Screen
from bot.ui.screens import lesson_cards, lesson_classes, lesson_weeks
from bot.ui.show import Show
from bot.ui.words import Word
from bot.usecases import dialogues, lesson_additions, lesson_lists
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.context import Cause, Context
from bot.usecases.dialogues import Talk
from bot.usecases.lesson_files import own_file
from bot.usecases.lesson_lists import OwnCourse
from bot.usecases.lesson_weeks import CourseCount, Overview, overview


def create_router() -> Router:
    """Commands, words and taps; what people type in answer to a question is in `create_answers`."""
    router = Router(name="lessons")
    router.message.register(open_lessons, Command("lessons"), Known())
    router.message.register(open_lessons, Word("lessons"), Known())
    router.callback_query.register(open_lessons, MenuTap.filter(F.to == "lessons"), Known())
    router.callback_query.register(open_lessons, CourseTap.filter(F.action == "overview"), Known())
    router.callback_query.register(open_mine, CourseTap.filter(F.action == "mine"), Known())
    router.callback_query.register(open_day, CourseTap.filter(F.action == "fix"), Known())
    router.callback_query.register(open_overdue, CourseTap.filter(F.action == "overdue"), Known())
    router.callback_query.register(open_totals, CourseTap.filter(F.action == "classes"), Known())
    router.callback_query.register(open_week, CourseTap.filter(F.action.in_({"week", "counts"})), Known())
    router.callback_query.register(send_file, CourseTap.filter(F.action.in_({"file", "file-past"})), Known())
    router.callback_query.register(ask_all_before, CourseTap.filter(F.action == "before"), Known())
    router.callback_query.register(settle_all, CourseTap.filter(F.action.in_({"before-held", "before-skip"})), Known())
    router.callback_query.register(ask_before, CourseClassTap.filter(F.action == "before"), Known())
    router.callback_query.register(settle, CourseClassTap.filter(F.action.in_({"held", "skip"})), Known())
    router.callback_query.register(choose_extra, CourseClassTap.filter(F.action == "extra"), Known())
    router.callback_query.register(add_extra, CourseClassTap.filter(F.action == "day"), Known())
    router.callback_query.register(ask_extra, CourseClassTap.filter(F.action == "typed"), Known())
    router.callback_query.register(open_class, CourseClassTap.filter(F.action == "open"), Known())
    return router


def create_answers() -> Router:
    router = Router(name="typed days of lessons")
    router.message.register(write_extra, Asked(Talk.LESSON, "extra"), Known(), TYPED)
    return router


async def open_lessons(_: Message | CallbackQuery, actor: Actor, context: Context, show: Show) -> None:
    await show(_overview(await overview(context, actor)))


async def open_week(_: CallbackQuery, callback_data: CourseTap, actor: Actor, context: Context, show: Show) -> None:
    day = iso_day(callback_data.day) if callback_data.day else None
    found = await overview(context, actor, day, callback_data.org)
    await show(_overview(found, callback_data.page))


async def open_mine(_: CallbackQuery, callback_data: CourseTap, actor: Actor, context: Context, show: Show) -> None:
    await show(lesson_classes.own(await lesson_lists.own_course(context, actor), callback_data.page))


async def send_file(_: CallbackQuery, callback_data: CourseTap, actor: Actor, context: Context, show: Show) -> None:
    await show.working()
    made = await own_file(context, actor, back=int(callback_data.action == "file-past"))
    await show.document(made.name, made.content, lesson_classes.file(made))


async def open_totals(_: CallbackQuery, callback_data: CourseTap, actor: Actor, context: Context, show: Show) -> None:
    found = await lesson_lists.school_classes(context, actor, callback_data.org)
    await show(lesson_classes.totals(found, callback_data.org, callback_data.page))


async def open_day(_: CallbackQuery, callback_data: CourseTap, actor: Actor, context: Context, show: Show) -> None:
    found = await lesson_lists.day_list(context, actor, iso_day(callback_data.day), callback_data.org)
    await show(lesson_cards.day_list(found, local_day(context.now(), actor.zone), callback_data.page))


async def open_overdue(_: CallbackQuery, callback_data: CourseTap, actor: Actor, context: Context, show: Show) -> None:
    found = await lesson_lists.overdue_list(context, actor, callback_data.org)
    await show(lesson_cards.overdue(found, local_day(context.now(), actor.zone), callback_data.page))


async def open_class(
    _: CallbackQuery,
    callback_data: CourseClassTap,
    actor: Actor,
    sender: Sender,
    dialogue: OpenDialogue | None,
    context: Context,
    show: Show,
) -> None:
    await dialogues.leave(context, sender, dialogue, Talk.LESSON)
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
    day = iso_day(callback_data.value)
    await show(
        lesson_classes.extra_added(
            await lesson_additions.add_lesson(context, actor, callback_data.class_id, day, cause)
        )
    )


async def ask_extra(
    _: CallbackQuery, callback_data: CourseClassTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    found = await lesson_lists.class_course(context, actor, callback_data.class_id)
    await dialogues.begin(context, sender, Talk.LESSON, "extra", class_id=found.id)
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


def _overview(found: Overview, page: int = 0) -> Screen:
    if isinstance(found, OwnCourse):
        return lesson_classes.own(found, page)
    if isinstance(found, CourseCount):
        return lesson_weeks.count(found, page)
    return lesson_weeks.week(found)
