"""The tables of a part of a report: period, organisation, section and state are chosen by buttons."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.domain.people import Actor
from bot.ui.callbacks.reports import PartTap
from bot.ui.callers import Known
from bot.ui.meter import meter
from bot.ui.screens import report_parts as screens
from bot.ui.screens.status import exported
from bot.ui.show import Show
from bot.usecases.context import Context
from bot.usecases.exports import export_part
from bot.usecases.report_parts import Choice, Parts, parts

QUESTIONS = frozenset({"period", "place", "section", "condition"})


def create_router() -> Router:
    router = Router(name="report parts")
    router.callback_query.register(show_menu, PartTap.filter(F.view == "menu"), Known())
    router.callback_query.register(ask, PartTap.filter(F.view.in_(QUESTIONS)), Known())
    router.callback_query.register(send, PartTap.filter(F.view == "file"), Known())
    return router


async def show_menu(_: CallbackQuery, callback_data: PartTap, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.menu(await _parts(callback_data, actor, context)))


async def ask(_: CallbackQuery, callback_data: PartTap, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.ask(await _parts(callback_data, actor, context), callback_data.view, callback_data.page))


async def send(_: CallbackQuery, callback_data: PartTap, actor: Actor, context: Context, show: Show) -> None:
    found = await _parts(callback_data, actor, context)
    await show.working()
    async with meter(show) as told:
        made = await export_part(context, actor, found.organisation_id, found.roadmap_id, found.selection, told)
    await show.document(made.name, made.content, exported(made))


async def _parts(tap: PartTap, actor: Actor, context: Context) -> Parts:
    return await parts(context, actor, tap.org, tap.plan, Choice(tap.period, tap.place, tap.section, tap.state))
