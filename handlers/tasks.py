"""/measures: lists of tasks with filters and search, and the card of one task."""

from aiogram import F, Router
from aiogram.filters import Command, Filter
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.domain.boards import Selection
from bot.domain.people import Actor
from bot.ui.callbacks.menu import MenuTap
from bot.ui.callbacks.tasks import BoardTap, TaskTap, TextTap
from bot.ui.callers import TYPED, Asked, Known
from bot.ui.screens import cards
from bot.ui.screens import tasks as screens
from bot.ui.show import Show
from bot.ui.words import Word
from bot.usecases import boards, dialogues
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.cards import card
from bot.usecases.context import Context
from bot.usecases.dialogues import Talk

NUMBER = r"^\s*\d{1,2}(\.\d{1,2}){1,3}\.?\s*$"


class Busy(Filter):
    """A question is open that waits for something else."""

    async def __call__(self, event: TelegramObject, dialogue: OpenDialogue | None = None) -> bool:
        return dialogue is not None and dialogue.kind != Talk.SEARCH


class OfRow(Filter):
    """The number of a row that the person sees; «01.09» may be a day."""

    async def __call__(self, message: Message, actor: Actor, context: Context) -> bool:
        return await boards.is_number(context, actor, message.text or "")


def create_router() -> Router:
    router = Router(name="tasks")
    router.message.register(show_now, Command("measures"), Known())
    router.message.register(show_now, Word("measures"), Known())
    router.callback_query.register(open_now, MenuTap.filter(F.to == "measures"), Known())
    router.callback_query.register(show_filters, BoardTap.filter(F.show == screens.FILTER), Known())
    router.callback_query.register(ask_words, BoardTap.filter(F.show == screens.SEARCH), Known())
    router.callback_query.register(turn_found, BoardTap.filter(F.show == Selection.FOUND), Known(), Asked(Talk.SEARCH))
    router.callback_query.register(show_board, BoardTap.filter(), Known())
    router.callback_query.register(open_card, TaskTap.filter(F.action == "open"), Known())
    router.callback_query.register(open_more, TaskTap.filter(F.action == "more"), Known())
    router.callback_query.register(open_history, TaskTap.filter(F.action == "history"), Known())
    router.callback_query.register(open_text, TextTap.filter(), Known())
    return router


def create_answers() -> Router:
    """Goes behind every command and word: what is typed while a search is open."""
    router = Router(name="tasks answers")
    router.message.register(find, Asked(Talk.SEARCH), Known(), TYPED)
    return router


def create_aside_router() -> Router:
    """Before the answers about evidence: the number of a row shows nothing of another one."""
    router = Router(name="tasks aside")
    router.message.register(find, Asked(Talk.PROOF), Known(), F.text.regexp(NUMBER), OfRow())
    return router


def create_number_router() -> Router:
    """A bare number of the plan, typed while nothing is asked: the rows that bear it."""
    router = Router(name="tasks number")
    router.message.register(find, Known(), F.text.regexp(NUMBER), ~Busy())
    return router


async def show_now(_: Message, actor: Actor, sender: Sender, context: Context, show: Show) -> None:
    await dialogues.end(context, sender)
    await show(screens.board(await boards.board(context, actor)))


async def open_now(_: CallbackQuery, actor: Actor, sender: Sender, context: Context, show: Show) -> None:
    await dialogues.end(context, sender)
    await show(screens.board(await boards.board(context, actor)))


async def show_board(_: CallbackQuery, callback_data: BoardTap, actor: Actor, context: Context, show: Show) -> None:
    """A selection that this version does not know, or a search that was forgotten, leads to «Сегодня»."""
    known = callback_data.show in set(Selection) - {Selection.FOUND}
    selection = Selection(callback_data.show) if known else Selection.NOW
    await show(screens.board(await boards.board(context, actor, selection, callback_data.page, callback_data.org)))


async def show_filters(_: CallbackQuery, callback_data: BoardTap, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.filters(await boards.board(context, actor, organisation_id=callback_data.org)))


async def ask_words(_: CallbackQuery, sender: Sender, context: Context, show: Show) -> None:
    await dialogues.begin(context, sender, Talk.SEARCH, "words")
    await show(screens.search_question())


async def find(message: Message, actor: Actor, sender: Sender, context: Context, show: Show) -> None:
    """The search stays open: the next words search again, the pages know what was asked."""
    query = (message.text or "").strip()[: boards.QUERY_LIMIT]
    await dialogues.begin(context, sender, Talk.SEARCH, "found", query=query)
    await show(screens.board(await boards.search(context, actor, query)))


async def turn_found(
    _: CallbackQuery, callback_data: BoardTap, actor: Actor, dialogue: OpenDialogue, context: Context, show: Show
) -> None:
    query = str(dialogue.data.get("query", ""))
    await show(screens.board(await boards.search(context, actor, query, callback_data.page)))


async def open_card(
    _: CallbackQuery,
    callback_data: TaskTap,
    actor: Actor,
    sender: Sender,
    dialogue: OpenDialogue | None,
    context: Context,
    show: Show,
) -> None:
    """Also the way out of a question about this task: «Пропустить», «⬅️ Назад»."""
    shown = await card(context, actor, callback_data.task)
    if dialogue is not None and (dialogue.kind == Talk.PROOF or dialogue.data.get("task") == callback_data.task):
        await dialogues.end(context, sender)
    await show(cards.card(shown, callback_data.at))


async def open_more(_: CallbackQuery, callback_data: TaskTap, actor: Actor, context: Context, show: Show) -> None:
    await show(cards.more(await card(context, actor, callback_data.task), callback_data.at))


async def open_history(_: CallbackQuery, callback_data: TaskTap, actor: Actor, context: Context, show: Show) -> None:
    await show(cards.history(await card(context, actor, callback_data.task), callback_data.at))


async def open_text(_: CallbackQuery, callback_data: TextTap, actor: Actor, context: Context, show: Show) -> None:
    await show(cards.full_text(await card(context, actor, callback_data.task), callback_data.page))
