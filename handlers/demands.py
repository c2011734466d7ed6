"""What a row of a plan asks for at completion: ticked by its administrator."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.domain.people import Actor
from bot.ui.callbacks.demands import DemandTap
from bot.ui.callers import Known
from bot.ui.screens import demands as screens
from bot.ui.show import Show
from bot.usecases import demands
from bot.usecases.context import Context


def create_router() -> Router:
    router = Router(name="demands")
    router.callback_query.register(show_demands, DemandTap.filter(F.action == "list"), Known())
    router.callback_query.register(tick, DemandTap.filter(F.action == "tick"), Known())
    router.callback_query.register(read_anew, DemandTap.filter(F.action == "words"), Known())
    return router


async def show_demands(_: CallbackQuery, callback_data: DemandTap, actor: Actor, context: Context, show: Show) -> None:
    found = await demands.row_demands(context, actor, callback_data.measure)
    await show(screens.row_demands(found, callback_data.view, callback_data.page))


async def tick(_: CallbackQuery, callback_data: DemandTap, actor: Actor, context: Context, show: Show) -> None:
    tap = callback_data
    found = await demands.tick(context, actor, tap.measure, tap.version, tap.demand)
    await show(screens.row_demands(found, tap.view, tap.page))


async def read_anew(_: CallbackQuery, callback_data: DemandTap, actor: Actor, context: Context, show: Show) -> None:
    tap = callback_data
    found = await demands.read_anew(context, actor, tap.measure, tap.version)
    await show(screens.row_demands(found, tap.view, tap.page))
