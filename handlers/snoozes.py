"""«⏰ Позже» under a card and under a digest: an hour, tomorrow morning, Monday."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.domain.errors import AccessDenied
from bot.domain.people import Actor
from bot.domain.snoozes import Until
from bot.ui.callbacks.tasks import SnoozeTap, TaskTap
from bot.ui.callers import Known
from bot.ui.screens import snoozes as screens
from bot.ui.screens.digest import digest
from bot.ui.show import Show
from bot.usecases import snoozes
from bot.usecases.cards import card
from bot.usecases.context import Context
from bot.usecases.digests import digest_again


def create_router() -> Router:
    router = Router(name="snoozes")
    router.callback_query.register(ask, TaskTap.filter(F.action == "later"), Known())
    router.callback_query.register(ask_digest, SnoozeTap.filter((F.task == 0) & (F.until == "ask")), Known())
    router.callback_query.register(show_digest, SnoozeTap.filter((F.task == 0) & (F.until == "back")), Known())
    router.callback_query.register(snooze, SnoozeTap.filter(), Known())
    return router


async def ask(_: CallbackQuery, callback_data: TaskTap, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.question(await card(context, actor, callback_data.task), callback_data.at))


async def ask_digest(_: CallbackQuery, show: Show) -> None:
    await show(screens.digest_question())


async def show_digest(_: CallbackQuery, actor: Actor, context: Context, show: Show) -> None:
    await show(digest(await digest_again(context, actor)))


async def snooze(_: CallbackQuery, callback_data: SnoozeTap, actor: Actor, context: Context, show: Show) -> None:
    if callback_data.until not in set(Until):
        raise AccessDenied
    until = Until(callback_data.until)
    if callback_data.task:
        await show(screens.snoozed(await snoozes.snooze(context, actor, callback_data.task, until)))
    else:
        await show(screens.snoozed(await snoozes.snooze_digest(context, actor, until)))
