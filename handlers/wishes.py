"""«Просьбы»: what schools ask for, answered one by one or all alike at once."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.domain.people import Actor, Role
from bot.ui.callbacks.wishes import WishTap
from bot.ui.callers import Known
from bot.ui.screens import wishes as screens
from bot.ui.show import Show
from bot.usecases import wishes
from bot.usecases.context import Context


def create_router() -> Router:
    router = Router(name="wishes")
    router.callback_query.register(show_list, WishTap.filter(F.action == "list"), Known(Role.ADMIN))
    router.callback_query.register(show_group, WishTap.filter(F.action == "group"), Known())
    router.callback_query.register(answer, WishTap.filter(F.action.in_({"yes", "no"})), Known())
    return router


async def show_list(_: CallbackQuery, callback_data: WishTap, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.wishes(await wishes.wishes(context, actor), callback_data.page))


async def show_group(_: CallbackQuery, callback_data: WishTap, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.alike(await wishes.alike(context, actor, callback_data.extension)))


async def answer(_: CallbackQuery, callback_data: WishTap, actor: Actor, context: Context, show: Show) -> None:
    grant, tap = callback_data.action == "yes", callback_data
    number = await wishes.decide_alike(context, actor, tap.extension, tap.last, grant=grant)
    await show(screens.answered(number, await wishes.wishes(context, actor), grant=grant))
