"""Reporting upward, set for one plan by its administrator."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.domain.errors import Refusal
from bot.domain.people import Actor
from bot.ui.callbacks.escalations import EscalationTap
from bot.ui.callers import Known
from bot.ui.screens import escalations as screens
from bot.ui.show import Show
from bot.usecases import escalations
from bot.usecases.context import Context


def create_router() -> Router:
    router = Router(name="escalations")
    router.callback_query.register(show_ladder, EscalationTap.filter(F.action == "show"), Known())
    router.callback_query.register(ask, EscalationTap.filter(F.action == "ask"), Known())
    router.callback_query.register(set_step, EscalationTap.filter(F.action == "set"), Known())
    return router


async def show_ladder(
    _: CallbackQuery, callback_data: EscalationTap, actor: Actor, context: Context, show: Show
) -> None:
    await show(screens.escalation(await escalations.escalation(context, actor, callback_data.roadmap)))


async def ask(_: CallbackQuery, callback_data: EscalationTap, actor: Actor, context: Context, show: Show) -> None:
    if callback_data.step not in screens.STEPS:
        raise Refusal("stale")
    found = await escalations.escalation(context, actor, callback_data.roadmap)
    await show(screens.ask(found, callback_data.step))


async def set_step(_: CallbackQuery, callback_data: EscalationTap, actor: Actor, context: Context, show: Show) -> None:
    tap = callback_data
    await show(screens.escalation(await escalations.set_step(context, actor, tap.roadmap, tap.step, tap.days)))
