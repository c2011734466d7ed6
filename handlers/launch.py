"""Launching a draft: the question about days that have passed, the launch itself, the archive."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.domain.people import Actor
from bot.domain.roadmaps import PastAnswer
from bot.ui.callbacks.roadmaps import PlanTap
from bot.ui.callers import Known
from bot.ui.screens import launch as screens
from bot.ui.show import Show
from bot.usecases import launch as launches
from bot.usecases.context import Cause, Context


def create_router() -> Router:
    router = Router(name="launch")
    router.callback_query.register(launch, PlanTap.filter(F.action == "launch"), Known())
    router.callback_query.register(archive, PlanTap.filter(F.action == "archive"), Known())
    return router


async def launch(
    _: CallbackQuery, callback_data: PlanTap, actor: Actor, context: Context, show: Show, cause: Cause
) -> None:
    past = next((answer for answer in PastAnswer if answer == callback_data.arg), None)
    done = await launches.launch(context, actor, callback_data.roadmap, callback_data.version, past, cause)
    await show(screens.past_question(done) if isinstance(done, launches.PastWindows) else screens.launched(done))


async def archive(_: CallbackQuery, callback_data: PlanTap, actor: Actor, context: Context, show: Show) -> None:
    title = await launches.archive(context, actor, callback_data.roadmap, callback_data.version)
    await show(screens.archived(title))
