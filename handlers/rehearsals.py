"""«Пробный прогон» under the preview of a draft and under a running plan: the sum, message by message, a table."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.domain.people import Actor
from bot.ui.callbacks.roadmaps import PlanTap
from bot.ui.callers import Known
from bot.ui.screens import rehearsals as screens
from bot.ui.show import Show
from bot.usecases.context import Cause, Context
from bot.usecases.launch_rehearsals import rehearse_plan
from bot.usecases.rehearsal_files import rehearsal_file


def create_router() -> Router:
    router = Router(name="rehearsals")
    router.callback_query.register(rehearse, PlanTap.filter(F.action == "rehearse"), Known())
    return router


async def rehearse(
    _: CallbackQuery, callback_data: PlanTap, actor: Actor, context: Context, show: Show, cause: Cause
) -> None:
    await show.working()
    arg = callback_data.arg
    found = await rehearse_plan(context, actor, callback_data.roadmap, callback_data.version, cause)
    if arg == screens.FILE and found.messages:
        name, content = await rehearsal_file(context, actor, found)
        await show.document(name, content, screens.file(found))
    elif arg.isascii() and arg.isdigit() and found.messages:
        await show(screens.page(found, int(arg)))
    else:
        await show(screens.rehearsal(found))
