"""Classes of a school: a line typed by the coordinator, taps of a teacher, the card of one class."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Actor
from bot.ui.callbacks.classes import ClassesTap, ClassTap
from bot.ui.callers import TYPED, Asked, Known
from bot.ui.screen import Screen
from bot.ui.screens import classes as screens
from bot.ui.screens import moving_up as moving_screens
from bot.ui.screens.menu import menu
from bot.ui.show import Show
from bot.usecases import classes, dialogues, moving_up
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.context import Context
from bot.usecases.dialogues import Talk


def create_router() -> Router:
    router = Router(name="classes")
    router.callback_query.register(ask_line, ClassesTap.filter(F.action == "add"), Known())
    router.callback_query.register(ask_usual_time, ClassesTap.filter(F.action == "time"), Known())
    router.callback_query.register(ask_moving_up, ClassesTap.filter(F.action == "newyear"), Known())
    router.callback_query.register(move_up, ClassesTap.filter(F.action == "moveup"), Known())
    router.callback_query.register(keep_classes, ClassesTap.filter(F.action == "keep"), Known())
    router.callback_query.register(open_board, ClassesTap.filter(), Known())
    router.callback_query.register(toggle, ClassTap.filter(F.action == "mine"), Known())
    router.callback_query.register(ask_time, ClassTap.filter(F.action == "time"), Known())
    router.callback_query.register(give, ClassTap.filter(F.action == "teacher"), Known())
    router.callback_query.register(close, ClassTap.filter(F.action == "gone"), Known())
    router.callback_query.register(open_card, ClassTap.filter(), Known())
    return router


def create_answers() -> Router:
    """Typed answers: behind all commands and words."""
    router = Router(name="classes-answers")
    router.message.register(write_classes, Asked(Talk.CLASSES, "line", "more"), Known(), TYPED)
    router.message.register(write_usual_time, Asked(Talk.CLASSES, "time"), Known(), TYPED)
    router.message.register(write_time, Asked(Talk.CLASS, "time"), Known(), TYPED)
    return router


async def write_classes(
    message: Message, dialogue: OpenDialogue, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    """On the way in, and whenever no time is set, the usual time is asked next."""
    added = await classes.add(context, actor, dialogue.data["organisation"], message.text or "")
    if added.board.lesson_time is None:
        await dialogues.begin(context, sender, Talk.CLASSES, "time", organisation=added.board.organisation_id)
        await show(screens.ask_time(added, added.board.organisation_id, context.course.weekday))
        return
    await dialogues.end(context, sender)
    await show(screens.board(added.board, context.course.weekday))


async def write_usual_time(
    message: Message, dialogue: OpenDialogue, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    board = await classes.set_usual_time(context, actor, dialogue.data["organisation"], message.text or "")
    await dialogues.end(context, sender)
    await show(screens.board(board, context.course.weekday))


async def write_time(
    message: Message, dialogue: OpenDialogue, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    card = await classes.set_time(context, actor, dialogue.data["class_id"], message.text or "")
    await dialogues.end(context, sender)
    await show(screens.card(card))


async def ask_line(
    _: CallbackQuery, callback_data: ClassesTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    board = await classes.board_for_editing(context, actor, callback_data.organisation)
    await dialogues.begin(context, sender, Talk.CLASSES, "more", organisation=board.organisation_id)
    await show(screens.ask_classes(board.organisation_id, False, context.course.weekday))


async def ask_usual_time(
    _: CallbackQuery, callback_data: ClassesTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    board = await classes.board_for_editing(context, actor, callback_data.organisation)
    await dialogues.begin(context, sender, Talk.CLASSES, "time", organisation=board.organisation_id)
    await show(screens.ask_time(None, board.organisation_id, context.course.weekday))


async def open_board(
    _: CallbackQuery, callback_data: ClassesTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    """The board, the own classes, or the way out of either; forgets a question that was skipped."""
    await dialogues.end(context, sender)
    board = await classes.board(context, actor, callback_data.organisation)
    screen: Screen
    if callback_data.action == "own":
        screen = screens.own_classes(board, callback_data.page)
    elif callback_data.action == "done":
        screen = screens.own_done(board)
    elif callback_data.action == "board" and board.editable:
        screen = screens.board(board, context.course.weekday, callback_data.page)
    else:
        screen = menu(actor)
    await show(screen)


async def ask_moving_up(
    _: CallbackQuery, callback_data: ClassesTap, actor: Actor, context: Context, show: Show
) -> None:
    await show(moving_screens.question(await moving_up.proposal(context, actor, callback_data.organisation)))


async def move_up(
    _: CallbackQuery, callback_data: ClassesTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    """The next typed line names the sixth classes."""
    done = await moving_up.move_up(context, actor, callback_data.organisation, callback_data.page)
    await dialogues.begin(context, sender, Talk.CLASSES, "more", organisation=done.organisation_id)
    await show(moving_screens.moved(done))


async def keep_classes(_: CallbackQuery, callback_data: ClassesTap, actor: Actor, context: Context, show: Show) -> None:
    await moving_up.keep(context, actor, callback_data.organisation, callback_data.page)
    board = await classes.board(context, actor, callback_data.organisation)
    await show(screens.board(board, context.course.weekday))


async def toggle(_: CallbackQuery, callback_data: ClassTap, actor: Actor, context: Context, show: Show) -> None:
    board = await classes.toggle_own(context, actor, callback_data.class_id)
    await show(screens.own_classes(board, callback_data.page))


async def ask_time(
    _: CallbackQuery, callback_data: ClassTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    card = await classes.card(context, actor, callback_data.class_id)
    await dialogues.begin(context, sender, Talk.CLASS, "time", class_id=callback_data.class_id)
    await show(screens.time_question(card))


async def give(_: CallbackQuery, callback_data: ClassTap, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.card(await classes.set_teacher(context, actor, callback_data.class_id, callback_data.person)))


async def close(_: CallbackQuery, callback_data: ClassTap, actor: Actor, context: Context, show: Show) -> None:
    board = await classes.close(context, actor, callback_data.class_id)
    await show(screens.board(board, context.course.weekday))


async def open_card(_: CallbackQuery, callback_data: ClassTap, actor: Actor, context: Context, show: Show) -> None:
    card = await classes.card(context, actor, callback_data.class_id)
    if callback_data.action == "teachers":
        await show(screens.teachers(card, callback_data.page))
    elif callback_data.action == "close":
        await show(screens.close_question(card))
    else:
        await show(screens.card(card))
