"""A newer version of a running plan: the difference, and its launch."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.domain.errors import Refusal
from bot.domain.people import Actor
from bot.ui.callbacks.roadmaps import PlanTap
from bot.ui.callers import Known
from bot.ui.screens import amendments as screens
from bot.ui.show import Show
from bot.usecases import amendments
from bot.usecases.context import Cause, Context


def create_router() -> Router:
    router = Router(name="amendments")
    router.callback_query.register(look, PlanTap.filter(F.action == "diff"), Known())
    router.callback_query.register(launch, PlanTap.filter(F.action == "amend"), Known())
    return router


async def look(_: CallbackQuery, callback_data: PlanTap, actor: Actor, context: Context, show: Show) -> None:
    running = _running(callback_data)
    await show(screens.versions(await amendments.versions(context, actor, callback_data.roadmap, running)))


async def launch(
    _: CallbackQuery, callback_data: PlanTap, actor: Actor, context: Context, show: Show, cause: Cause
) -> None:
    tap = callback_data
    await show(screens.amended(await amendments.amend(context, actor, tap.roadmap, tap.version, _running(tap), cause)))


def _running(tap: PlanTap) -> int:
    if not (tap.arg.isascii() and tap.arg.isdigit() and len(tap.arg) < 19):
        raise Refusal("stale")
    return int(tap.arg)
