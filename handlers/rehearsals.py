"""«Пробный прогон» under the preview of a draft."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.domain.people import Actor
from bot.ui.callbacks.roadmaps import PlanTap
from bot.ui.callers import Known
from bot.ui.screens.rehearsals import rehearsal
from bot.ui.show import Show
from bot.usecases.context import Cause, Context
from bot.usecases.launch_rehearsals import rehearse_launch


def create_router() -> Router:
    router = Router(name="rehearsals")
    router.callback_query.register(rehearse, PlanTap.filter(F.action == "rehearse"), Known())
    return router


async def rehearse(
    _: CallbackQuery, callback_data: PlanTap, actor: Actor, context: Context, show: Show, cause: Cause
) -> None:
    await show.working()
    found = await rehearse_launch(context, actor, callback_data.roadmap, callback_data.version, cause)
    await show(rehearsal(found))
