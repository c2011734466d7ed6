"""A letter of the day, typed or forwarded outside any question, with a file or without, becomes a task «вне плана»."""

from datetime import date
from typing import Any

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.domain.clock import local_day
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.letters import LetterDay
from bot.domain.people import Actor, Role
from bot.ui.callbacks.letters import LetterTap
from bot.ui.callbacks.tasks import StrayTap, TaskTap
from bot.ui.callers import TYPED, Asked, Known
from bot.ui.files import name_of
from bot.ui.screen import Screen
from bot.ui.screens import letters as screens
from bot.ui.show import Show
from bot.usecases import dialogues, letters
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.attachments import Attachment, letter_file
from bot.usecases.context import Cause, Context
from bot.usecases.dialogues import WAITS_FOR_WORDS, Talk
from bot.usecases.inquiries import STRAY, stray
from bot.usecases.letters import Home, Order

SAID, DAYS, DAY, WHOM = "said", "days", "day", "whom"
OWN_WORDS = WAITS_FOR_WORDS - {
    Talk.ANSWER,
    Talk.BRIEFING,
    Talk.CLASSES,
    Talk.ORGANISATIONS,
    Talk.PROOF,
    Talk.QUESTION,
}


class Current(Filter):
    """A button under the letter that is being dealt with: those under older ones are stale."""

    async def __call__(
        self, event: TelegramObject, callback_data: LetterTap, dialogue: OpenDialogue | None = None
    ) -> bool:
        return (
            dialogue is not None and dialogue.kind == Talk.LETTER and dialogue.data.get("stamp") == callback_data.stamp
        )


class Idle(Filter):
    """No question is open, or only one that waits for buttons or for words to search: a letter takes its place."""

    async def __call__(self, event: TelegramObject, dialogue: OpenDialogue | None = None) -> bool:
        return dialogue is None or dialogue.kind in {Talk.LETTER, Talk.SEARCH, Talk.PASTED}


class OwnWords(Filter):
    """A question is open that nobody answers with the letter of somebody else."""

    async def __call__(self, event: TelegramObject, dialogue: OpenDialogue | None = None) -> bool:
        return dialogue is not None and dialogue.kind in OWN_WORDS


class Dated(Filter):
    """Words that ask for something until a day. What is searched for is shorter, and is forwarded by nobody."""

    async def __call__(self, message: Message, actor: Actor, context: Context) -> bool:
        letter = letters.read(context, actor, message.text or message.caption or "")
        return letter.dated and (message.forward_origin is not None or letter.is_sentence)


def create_router() -> Router:
    router = Router(name="letters")
    givers = Known(Role.ADMIN, Role.COORDINATOR)
    of = LetterTap.filter
    router.callback_query.register(ask_cancel, of(F.action == "drop"), givers)
    router.callback_query.register(cancel, of(F.action == "drop-yes"), givers)
    router.callback_query.register(give_file, TaskTap.filter(F.action == "letter"), Known())
    router.callback_query.register(ask_day, of(F.action.in_({"make", "day"})), givers, Current())
    router.callback_query.register(pick_day, of(F.action == "pick"), givers, Current(), Asked(Talk.LETTER, DAYS))
    router.callback_query.register(take_aside, StrayTap.filter(F.action == "letter"), givers, Asked(Talk.PROOF, STRAY))
    waiting = Asked(Talk.LETTER, WHOM)
    router.callback_query.register(show_home, of(F.action == "home"), givers, Current(), waiting)
    router.callback_query.register(give_person, of(F.action == "person"), givers, Current(), waiting)
    router.callback_query.register(give_schools, of(F.action.in_({"all", "tag", "send"})), givers, Current(), waiting)
    router.callback_query.register(show_tags, of(F.action == "tags"), givers, Current(), waiting)
    router.callback_query.register(tick, of(F.action.in_({"some", "tick"})), givers, Current(), waiting)
    return router


def create_answers() -> Router:
    router = Router(name="letters answers")
    router.message.register(write_day, Asked(Talk.LETTER, DAY), Known(Role.ADMIN, Role.COORDINATOR), TYPED)
    return router


def create_search_router() -> Router:
    """Before the open search and the questions, which would take a letter for words to look for or for an answer."""
    router = Router(name="letters in a search")
    givers = Known(Role.ADMIN, Role.COORDINATOR)
    router.message.register(take, Asked(Talk.SEARCH), TYPED, givers, F.forward_origin)
    router.message.register(take, Asked(Talk.SEARCH), TYPED, givers, Dated())
    router.message.register(take, OwnWords(), TYPED, givers, F.forward_origin, Dated())
    return router


def create_upload_router() -> Router:
    """Before the plans: a file whose caption asks for something until a day is a letter."""
    router = Router(name="letters files")
    router.message.register(take, F.document, F.caption, Known(Role.ADMIN, Role.COORDINATOR), Dated())
    return router


def create_words_router() -> Router:
    """Behind everything that reads words, before the answer to what nobody understood."""
    router = Router(name="letters words")
    router.message.register(take, TYPED, Known(Role.ADMIN, Role.COORDINATOR), Idle())
    return router


async def take(message: Message, actor: Actor, sender: Sender, context: Context, show: Show) -> None:
    """Words with a day are asked about; others get the usual answer, with a button that makes a task of them."""
    file = message.document
    attached = Attachment(file.file_id, name_of(file), file.file_size or 0) if file else None
    text = message.text or message.caption or ""
    await show(await _asked(context, actor, sender, text, message.message_id, attached))


async def take_aside(
    _: CallbackQuery,
    callback_data: StrayTap,
    dialogue: OpenDialogue,
    actor: Actor,
    sender: Sender,
    context: Context,
    show: Show,
) -> None:
    """What came while evidence was asked for is a letter."""
    kept = stray(dialogue, callback_data.stamp)
    file = Attachment(kept.file.file_id, kept.file.name, kept.file.size) if kept.file else None
    text = kept.text or (kept.file.name if kept.file else "")
    await show(await _asked(context, actor, sender, text, callback_data.stamp, file))


async def _asked(
    context: Context, actor: Actor, sender: Sender, text: str, stamp: int, attached: Attachment | None
) -> Screen:
    letter, today = letters.read(context, actor, text), local_day(context.now(), actor.zone)
    file = attached.as_json() if attached else None
    kept = {"stamp": stamp, "title": letter.title, "days": [_kept(day) for day in letter.days], "file": file}
    if len(letter.days) == 1:
        return await _whose(context, actor, sender, kept, letter.days[0])
    if letter.days:
        await dialogues.begin(context, sender, Talk.LETTER, DAYS, **kept)
        return screens.choose_day(letter, stamp, today)
    if letter.past or letter.impossible:
        await dialogues.begin(context, sender, Talk.LETTER, DAY, **kept)
        return screens.no_day(letter, today)
    await dialogues.begin(context, sender, Talk.LETTER, SAID, **kept)
    return screens.unknown(actor, stamp)


async def _whose(context: Context, actor: Actor, sender: Sender, told: dict[str, Any], day: LetterDay) -> Screen:
    """`told` is what the dialogue has kept of the letter."""
    kept = {key: told.get(key) for key in ("stamp", "title", "file")} | {"day": _kept(day), "chosen": []}
    found = await letters.homes(context, actor)
    await dialogues.begin(context, sender, Talk.LETTER, WHOM, **kept)
    order, today = _order(kept), local_day(context.now(), actor.zone)
    return screens.whose(order, found, told["stamp"], today, warned=letters.names_in(order.title))


async def ask_day(_: CallbackQuery, dialogue: OpenDialogue, sender: Sender, context: Context, show: Show) -> None:
    """«Сделать поручением», «Другой срок»: the next typed words name the day."""
    kept = {key: dialogue.data.get(key) for key in ("stamp", "title", "file")}
    await dialogues.begin(context, sender, Talk.LETTER, DAY, **kept)
    await show(screens.ask_day(str(kept["title"])))


async def write_day(
    message: Message, dialogue: OpenDialogue, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    """A refusal leaves the question open: the next words are read again."""
    words = " ".join((message.text or "").split())
    due = letters.day_of(context, actor, words)
    day = LetterDay(None, due, words[:100])
    await show(await _whose(context, actor, sender, dialogue.data, day))


async def pick_day(
    _: CallbackQuery,
    callback_data: LetterTap,
    dialogue: OpenDialogue,
    actor: Actor,
    sender: Sender,
    context: Context,
    show: Show,
) -> None:
    days = dialogue.data["days"]
    if callback_data.value >= len(days):
        raise Refusal("stale")
    await show(await _whose(context, actor, sender, dialogue.data, _day(days[callback_data.value])))


async def show_home(
    _: CallbackQuery, callback_data: LetterTap, dialogue: OpenDialogue, actor: Actor, context: Context, show: Show
) -> None:
    home, order, today = await _at(context, actor, dialogue, callback_data)
    warned = letters.names_in(order.title)
    await show(screens.whose(order, [home], callback_data.stamp, today, warned=warned, page=callback_data.value))


async def show_tags(
    _: CallbackQuery, callback_data: LetterTap, dialogue: OpenDialogue, actor: Actor, context: Context, show: Show
) -> None:
    home, order, today = await _at(context, actor, dialogue, callback_data)
    await show(screens.tags(order, home, callback_data.stamp, today))


async def tick(
    _: CallbackQuery,
    callback_data: LetterTap,
    dialogue: OpenDialogue,
    actor: Actor,
    sender: Sender,
    context: Context,
    show: Show,
) -> None:
    """«Выбрать школы»: a tap ticks or unticks one; what is ticked waits in the dialogue."""
    home, order, today = await _at(context, actor, dialogue, callback_data)
    chosen, page = set(dialogue.data["chosen"]), callback_data.value
    if callback_data.action == "tick":
        if callback_data.value not in dict(home.schools):
            raise AccessDenied
        chosen ^= {callback_data.value}
        page = screens.page_of(home, callback_data.value)
        await dialogues.begin(context, sender, Talk.LETTER, WHOM, **{**dialogue.data, "chosen": sorted(chosen)})
    await show(screens.some(order, home, chosen, callback_data.stamp, today, page))


async def give_person(
    _: CallbackQuery,
    callback_data: LetterTap,
    dialogue: OpenDialogue,
    actor: Actor,
    sender: Sender,
    context: Context,
    cause: Cause,
    show: Show,
) -> None:
    order, tap = _order(dialogue.data), callback_data
    await show(screens.given(await letters.give_person(context, actor, sender, cause, tap.org, order, tap.value)))


async def give_schools(
    _: CallbackQuery,
    callback_data: LetterTap,
    dialogue: OpenDialogue,
    actor: Actor,
    sender: Sender,
    context: Context,
    show: Show,
) -> None:
    home, order, _today = await _at(context, actor, dialogue, callback_data)
    match callback_data.action:
        case "all":
            chosen = {key for key, _ in home.schools}
        case "tag":
            marked = (ids for tag, ids in home.tags if screens.tag_mark(tag) == callback_data.value)
            chosen = {key for ids in marked for key in ids}
        case _:
            chosen = set(dialogue.data["chosen"])
    await show(screens.given(await letters.give_schools(context, actor, sender, home.id, order, chosen)))


async def give_file(_: CallbackQuery, callback_data: TaskTap, actor: Actor, context: Context, show: Show) -> None:
    found = await letter_file(context, actor, callback_data.task)
    await show.stored(found.file_id, screens.file_caption(found))


async def ask_cancel(_: CallbackQuery, callback_data: LetterTap, actor: Actor, context: Context, show: Show) -> None:
    found = await letters.order_of(context, actor, callback_data.value)
    await show(screens.cancel_question(found, callback_data.value))


async def cancel(_: CallbackQuery, callback_data: LetterTap, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.cancelled(await letters.cancel(context, actor, callback_data.value)))


async def _at(context: Context, actor: Actor, dialogue: OpenDialogue, tap: LetterTap) -> tuple[Home, Order, date]:
    """The organisation of a button, if it is the actor's own, and what waits."""
    home = next((home for home in await letters.homes(context, actor) if home.id == tap.org), None)
    if home is None:
        raise AccessDenied
    return home, _order(dialogue.data), local_day(context.now(), actor.zone)


def _order(data: dict[str, Any]) -> Order:
    day = _day(data["day"])
    return Order(str(data["title"]), day.opens, day.due, day.words, Attachment.of(data.get("file")))


def _kept(day: LetterDay) -> list[str | None]:
    return [day.opens.isoformat() if day.opens else None, day.due.isoformat(), day.words]


def _day(kept: list[Any]) -> LetterDay:
    return LetterDay(date.fromisoformat(kept[0]) if kept[0] else None, date.fromisoformat(kept[1]), str(kept[2]))
