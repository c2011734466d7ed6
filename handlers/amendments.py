"""A newer version of a running plan: the difference, and its launch."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.domain.errors import Refusal
from bot.domain.people import Actor
from bot.domain.roadmaps import PastAnswer
from bot.ui.callbacks.roadmaps import PlanTap
from bot.ui.callers import Known
from bot.ui.screens import amendments as screens
from bot.ui.screens.launch import past_question
from bot.ui.show import Show
from bot.usecases import amendments
from bot.usecases.context import Cause, Context
from bot.usecases.launch import PastWindows


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
    tap, running = callback_data, _running(callback_data)
    past = next((answer for answer in PastAnswer if tap.arg.endswith(f"-{answer}")), None)
    done = await amendments.amend(context, actor, tap.roadmap, tap.version, running, past, cause)
    await show(past_question(done, running) if isinstance(done, PastWindows) else screens.amended(done))


def _running(tap: PlanTap) -> int:
    number = tap.arg.partition("-")[0]
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise Refusal("stale")
    return int(number)
