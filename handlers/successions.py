"""«Передать роль»: a coordinator asks, an administrator answers."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.domain.people import Actor, Role
from bot.ui.callbacks.successions import HandingTap, HandTap
from bot.ui.callers import Known
from bot.ui.screens import successions as screens
from bot.ui.show import Show
from bot.usecases import successions
from bot.usecases.context import Cause, Context


def create_router() -> Router:
    router = Router(name="successions")
    router.callback_query.register(ask, HandTap.filter(F.action == "ask"), Known(Role.COORDINATOR))
    router.callback_query.register(hand, HandTap.filter(F.action == "yes"), Known(Role.COORDINATOR))
    router.callback_query.register(decide, HandingTap.filter(F.action.in_({"yes", "no"})), Known(Role.ADMIN))
    return router


async def ask(_: CallbackQuery, callback_data: HandTap, actor: Actor, context: Context, show: Show) -> None:
    found = await successions.question(context, actor, callback_data.organisation, callback_data.person)
    await show(screens.question(found))


async def hand(
    _: CallbackQuery, callback_data: HandTap, actor: Actor, cause: Cause, context: Context, show: Show
) -> None:
    here, person = callback_data.organisation, callback_data.person
    await show(screens.asked(await successions.ask(context, actor, cause, here, person)))


async def decide(_: CallbackQuery, callback_data: HandingTap, actor: Actor, context: Context, show: Show) -> None:
    granted = callback_data.action == "yes"
    await show(screens.decided(await successions.decide(context, actor, callback_data.succession, granted)))
