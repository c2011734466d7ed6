"""«На проверке»: accept, return with a reason and a day, everything at once; and the policy of a plan."""

from datetime import date

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.domain.errors import AccessDenied, Refusal
from bot.domain.people import Actor, Role
from bot.texts import say
from bot.ui.callbacks.reviews import ReviewTap
from bot.ui.callers import TYPED, Asked, Known
from bot.ui.screens import reviews as screens
from bot.ui.show import Show
from bot.ui.words import means
from bot.usecases import dialogues, reviews
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.context import Cause, Context
from bot.usecases.dialogues import Talk


def create_router() -> Router:
    router = Router(name="reviews")
    router.callback_query.register(show_queue, ReviewTap.filter(F.action == "queue"), Known(Role.ADMIN))
    router.callback_query.register(show_one, ReviewTap.filter(F.action == "open"), Known())
    router.callback_query.register(accept, ReviewTap.filter(F.action == "accept"), Known())
    router.callback_query.register(give_back, ReviewTap.filter(F.action == "back"), Known())
    router.callback_query.register(ask_reason, ReviewTap.filter(F.action == "own"), Known())
    router.callback_query.register(ask_all, ReviewTap.filter(F.action == "all"), Known(Role.ADMIN))
    router.callback_query.register(accept_all, ReviewTap.filter(F.action == "all-yes"), Known(Role.ADMIN))
    router.callback_query.register(show_policy, ReviewTap.filter(F.action == "policy"), Known())
    router.callback_query.register(set_policy, ReviewTap.filter(F.action.in_({"on", "off"})), Known())
    return router


def create_answers() -> Router:
    router = Router(name="reviews answers")
    router.message.register(write_reason, Asked(Talk.REVIEW, "reason"), Known(), TYPED)
    router.message.register(write_day, Asked(Talk.REVIEW, "day"), Known(), TYPED)
    return router


async def show_queue(_: CallbackQuery, callback_data: ReviewTap, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.queue(await reviews.queue(context, actor, callback_data.page)))


async def show_one(
    _: CallbackQuery, callback_data: ReviewTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    await dialogues.end(context, sender)
    await show(screens.review(await reviews.review(context, actor, callback_data.task), callback_data.page))


async def accept(
    _: CallbackQuery, callback_data: ReviewTap, actor: Actor, context: Context, cause: Cause, show: Show
) -> None:
    await reviews.accept(context, actor, cause, callback_data.task, callback_data.version)
    await show(screens.queue(await reviews.queue(context, actor, callback_data.page)), toast=say("toast-accepted"))


async def give_back(
    _: CallbackQuery, callback_data: ReviewTap, actor: Actor, context: Context, cause: Cause, show: Show
) -> None:
    words = screens.ready_reason(callback_data.why)
    if words is None:
        raise AccessDenied
    await show(
        screens.returned(
            await reviews.give_back(context, actor, cause, callback_data.task, callback_data.version, words)
        )
    )


async def ask_reason(
    _: CallbackQuery, callback_data: ReviewTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    shown = await reviews.review(context, actor, callback_data.task)
    await dialogues.begin(
        context, sender, Talk.REVIEW, "reason", task=callback_data.task, version=callback_data.version
    )
    await show(screens.ask_reason(shown))


async def write_reason(
    message: Message,
    actor: Actor,
    sender: Sender,
    dialogue: OpenDialogue,
    context: Context,
    cause: Cause,
    show: Show,
) -> None:
    """A row without a day comes back at once, any other asks until when."""
    task, version, reason = dialogue.data["task"], dialogue.data["version"], message.text or ""
    shown = await reviews.review(context, actor, task)
    if shown.day is None:
        await dialogues.end(context, sender)
        await show(screens.returned(await reviews.give_back(context, actor, cause, task, version, reason)))
        return
    reviews.check_reason(reason)
    kept = {"task": task, "version": version, "reason": reason, "day": shown.day.isoformat()}
    await dialogues.begin(context, sender, Talk.REVIEW, "day", **kept)
    await show(screens.ask_day(shown, shown.day))


async def write_day(
    message: Message,
    actor: Actor,
    sender: Sender,
    dialogue: OpenDialogue,
    context: Context,
    cause: Cause,
    show: Show,
) -> None:
    words, kept = message.text or "", dialogue.data
    agreed = means("yes", words)
    day = date.fromisoformat(kept["day"]) if agreed else await reviews.check_day(context, actor, kept["task"], words)
    card = await reviews.give_back(context, actor, cause, kept["task"], kept["version"], kept["reason"], day)
    await dialogues.end(context, sender)
    await show(screens.returned(card))


async def ask_all(_: CallbackQuery, callback_data: ReviewTap, actor: Actor, context: Context, show: Show) -> None:
    found = await reviews.queue(context, actor, callback_data.page)
    if not found.total:
        raise Refusal("stale-review")
    await show(screens.all_question(found))


async def accept_all(
    _: CallbackQuery, callback_data: ReviewTap, actor: Actor, context: Context, cause: Cause, show: Show
) -> None:
    number = await reviews.accept_all(context, actor, cause, callback_data.task)
    await show(screens.accepted_all(number, await reviews.queue(context, actor)))


async def show_policy(_: CallbackQuery, callback_data: ReviewTap, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.policy(await reviews.policy(context, actor, callback_data.task)))


async def set_policy(_: CallbackQuery, callback_data: ReviewTap, actor: Actor, context: Context, show: Show) -> None:
    on = callback_data.action == "on"
    found = await reviews.set_policy(context, actor, callback_data.task, callback_data.version, acceptance=on)
    await show(screens.policy(found))
