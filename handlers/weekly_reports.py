"""The day of the weekly report."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.domain.people import Actor
from bot.ui.callbacks.reports import WeeklyTap
from bot.ui.callers import Known
from bot.ui.screens import weekly_reports as screens
from bot.ui.show import Show
from bot.usecases import weekly_reports
from bot.usecases.context import Context

ASKS = 9


def create_router() -> Router:
    router = Router(name="weekly reports")
    router.callback_query.register(ask_day, WeeklyTap.filter(F.day == ASKS), Known())
    router.callback_query.register(choose_day, WeeklyTap.filter(), Known())
    return router


async def ask_day(_: CallbackQuery, callback_data: WeeklyTap, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.days(callback_data.org, await weekly_reports.chosen_day(context, actor, callback_data.org)))


async def choose_day(_: CallbackQuery, callback_data: WeeklyTap, actor: Actor, context: Context, show: Show) -> None:
    day = None if callback_data.day == screens.OFF else callback_data.day
    await weekly_reports.choose_day(context, actor, callback_data.org, day)
    await show(screens.days(callback_data.org, day))
