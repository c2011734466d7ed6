"""One tap marks; after the day «Когда это сделано?»; undo; «Не про нас», «Не выполнено» with reasons; the level."""

from datetime import timedelta

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.domain.errors import AccessDenied
from bot.domain.people import Actor
from bot.texts import say
from bot.ui.callbacks.tasks import DayTap, LevelTap, ReasonTap, TaskTap
from bot.ui.callers import TYPED, Asked, Known
from bot.ui.screen import Screen
from bot.ui.screens import cards
from bot.ui.screens import marks as screens
from bot.ui.screens.digest import digest
from bot.ui.screens.inquiries import question
from bot.ui.show import Show
from bot.ui.trail import DIGEST, read_trail
from bot.usecases import dialogues, inquiries, levels, marks
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.cards import card
from bot.usecases.context import Cause, Context
from bot.usecases.dialogues import Talk
from bot.usecases.digests import digest_again


def create_router() -> Router:
    router = Router(name="marks")
    router.callback_query.register(mark, TaskTap.filter(F.action.in_({"done", *marks.When})), Known())
    router.callback_query.register(ask_day, TaskTap.filter(F.action == "day"), Known())
    router.callback_query.register(mark_on, DayTap.filter(), Known())
    router.callback_query.register(undo, TaskTap.filter(F.action == "undo"), Known())
    router.callback_query.register(ask_reason, TaskTap.filter(F.action.in_(set(screens.REASONS))), Known())
    router.callback_query.register(ask_own_reason, ReasonTap.filter(F.reason == screens.OWN_REASON), Known())
    router.callback_query.register(give_reason, ReasonTap.filter(), Known())
    router.callback_query.register(choose_level, LevelTap.filter(), Known())
    return router


def create_answers() -> Router:
    router = Router(name="marks answers")
    router.message.register(write_day, Asked(Talk.MARK_DAY), Known(), TYPED)
    router.message.register(write_reason, Asked(Talk.MARK_REASON), Known(), TYPED)
    return router


async def mark(
    _: CallbackQuery,
    callback_data: TaskTap,
    actor: Actor,
    sender: Sender,
    context: Context,
    cause: Cause,
    show: Show,
) -> None:
    when = None if callback_data.action == "done" else marks.When(callback_data.action)
    marked = await marks.mark_done(context, actor, cause, callback_data.task, callback_data.version, when)
    await show(await _after(context, actor, sender, marked, callback_data.at), toast=screens.toast(marked))


async def ask_day(
    _: CallbackQuery, callback_data: TaskTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    shown = await card(context, actor, callback_data.task)
    await dialogues.begin(
        context,
        sender,
        Talk.MARK_DAY,
        "day",
        task=callback_data.task,
        version=callback_data.version,
        at=callback_data.at,
    )
    await show(screens.other_day(shown, callback_data.at))


async def mark_on(
    _: CallbackQuery,
    callback_data: DayTap,
    actor: Actor,
    sender: Sender,
    context: Context,
    cause: Cause,
    show: Show,
) -> None:
    ago = timedelta(days=callback_data.ago)
    marked = await marks.mark_done_on(context, actor, cause, callback_data.task, callback_data.version, ago)
    await dialogues.end(context, sender)
    await show(await _after(context, actor, sender, marked, callback_data.at), toast=screens.toast(marked))


async def write_day(
    message: Message,
    actor: Actor,
    sender: Sender,
    dialogue: OpenDialogue,
    context: Context,
    cause: Cause,
    show: Show,
) -> None:
    task, version = dialogue.data["task"], dialogue.data["version"]
    marked = await marks.mark_done_on(context, actor, cause, task, version, message.text or "")
    await dialogues.end(context, sender)
    await show(await _after(context, actor, sender, marked, dialogue.data["at"]))


async def _after(context: Context, actor: Actor, sender: Sender, marked: marks.Marked, at: str = "") -> Screen:
    """What became of the mark, and the first thing that the row asks for."""
    done = marked.outcome is marks.Outcome.DONE
    if not done:
        await dialogues.turn_away(context, sender)
    inquiry = await inquiries.after_mark(context, actor, sender, marked.card, at) if done else None
    if done and inquiry is None and not marked.card.asks_level and read_trail(at).selection == DIGEST:
        return digest(await digest_again(context, actor, marked.card), undo=True)
    return screens.after_mark(marked, at, inquiry)


async def undo(
    _: CallbackQuery, callback_data: TaskTap, actor: Actor, context: Context, cause: Cause, show: Show
) -> None:
    marked = await marks.undo_mark(context, actor, cause, callback_data.task, callback_data.version)
    await show(screens.after_mark(marked, callback_data.at), toast=screens.toast(marked))


async def ask_reason(_: CallbackQuery, callback_data: TaskTap, actor: Actor, context: Context, show: Show) -> None:
    shown = await card(context, actor, callback_data.task)
    await show(screens.reasons(shown, callback_data.action, callback_data.at))


async def ask_own_reason(
    _: CallbackQuery, callback_data: ReasonTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    shown = await card(context, actor, callback_data.task)
    await dialogues.begin(
        context,
        sender,
        Talk.MARK_REASON,
        callback_data.kind,
        task=callback_data.task,
        version=callback_data.version,
        at=callback_data.at,
    )
    await show(screens.own_reason(shown, callback_data.at))


async def give_reason(
    _: CallbackQuery, callback_data: ReasonTap, actor: Actor, context: Context, cause: Cause, show: Show
) -> None:
    words = screens.reason_words(callback_data.kind, callback_data.reason)
    if words is None:
        raise AccessDenied
    marked = await _close(context, actor, cause, callback_data.kind, callback_data.task, callback_data.version, words)
    await show(screens.after_mark(marked, callback_data.at), toast=screens.toast(marked))


async def write_reason(
    message: Message,
    actor: Actor,
    sender: Sender,
    dialogue: OpenDialogue,
    context: Context,
    cause: Cause,
    show: Show,
) -> None:
    task, version = dialogue.data["task"], dialogue.data["version"]
    marked = await _close(context, actor, cause, dialogue.step, task, version, message.text or "")
    await dialogues.end(context, sender)
    await show(screens.after_mark(marked, dialogue.data.get("at", "")))


async def _close(
    context: Context, actor: Actor, cause: Cause, kind: str, task: int, version: int, words: str
) -> marks.Marked:
    act = marks.mark_unfulfilled if kind == "failed" else marks.mark_not_ours
    return await act(context, actor, cause, task, version, words)


async def choose_level(
    _: CallbackQuery, callback_data: LevelTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    shown = await levels.set_level(context, actor, callback_data.task, callback_data.hours)
    inquiry = await inquiries.after_mark(context, actor, sender, shown, "")
    screen = question(shown, inquiry) if inquiry else cards.card(shown)
    await show(screen, toast=say("toast-level", hours=callback_data.hours))
