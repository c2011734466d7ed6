"""«Спросить школы»: a school unticks what had not been done before the plan was launched."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.domain.clock import local_day
from bot.domain.people import Actor
from bot.ui.callbacks.roadmaps import PastTap
from bot.ui.callers import Known
from bot.ui.screens import past as screens
from bot.ui.show import Show
from bot.usecases import past as questions
from bot.usecases.context import Cause, Context


def create_router() -> Router:
    router = Router(name="past")
    router.callback_query.register(look, PastTap.filter(F.action == "show"), Known())
    router.callback_query.register(tick, PastTap.filter(F.action == "tick"), Known())
    router.callback_query.register(answer, PastTap.filter(F.action == "done"), Known())
    return router


async def look(_: CallbackQuery, callback_data: PastTap, actor: Actor, context: Context, show: Show) -> None:
    asked = await questions.look(context, actor, callback_data.question)
    await show(screens.past_list(asked, local_day(context.now(), actor.zone), callback_data.page))


async def tick(_: CallbackQuery, callback_data: PastTap, actor: Actor, context: Context, show: Show) -> None:
    tap = callback_data
    asked = await questions.tick(context, actor, tap.question, tap.version, tap.task)
    await show(screens.past_list(asked, local_day(context.now(), actor.zone), tap.page))


async def answer(
    _: CallbackQuery, callback_data: PastTap, actor: Actor, context: Context, show: Show, cause: Cause
) -> None:
    done = await questions.answer(context, actor, callback_data.question, callback_data.version, cause)
    await show(screens.past_answered(done))
