"""«Сделать план на 2026/2027»: a draft of a later year, and its rows that happen once."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.domain.people import Actor
from bot.domain.roadmaps import read_school_year
from bot.ui.callbacks.roadmaps import OnceTap, PlanTap
from bot.ui.callers import Known
from bot.ui.screens import new_year as screens
from bot.ui.screens.roadmaps import preview
from bot.ui.show import Show
from bot.usecases import new_year, roadmaps
from bot.usecases.context import Context


def create_router() -> Router:
    router = Router(name="new-year")
    router.callback_query.register(make, PlanTap.filter(F.action == "anew"), Known())
    router.callback_query.register(tick, OnceTap.filter(F.action == "tick"), Known())
    router.callback_query.register(show_once, OnceTap.filter(F.action == "list"), Known())
    return router


async def make(_: CallbackQuery, callback_data: PlanTap, actor: Actor, context: Context, show: Show) -> None:
    year = read_school_year(callback_data.arg)
    draft = await new_year.make_later(context, actor, callback_data.roadmap, year)
    await show(preview(await roadmaps.preview(context, actor, draft), screens.made()))


async def show_once(_: CallbackQuery, callback_data: OnceTap, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.once(await new_year.once_page(context, actor, callback_data.roadmap, callback_data.page)))


async def tick(_: CallbackQuery, callback_data: OnceTap, actor: Actor, context: Context, show: Show) -> None:
    tap = callback_data
    page = await new_year.tick(context, actor, tap.roadmap, tap.version, tap.measure, tap.page)
    await show(screens.once(page))
