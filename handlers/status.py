"""/status: figures of the plans, by school and by row."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.access import administers
from bot.domain.errors import Refusal
from bot.domain.people import Actor
from bot.ui.callbacks.menu import MenuTap
from bot.ui.callbacks.reports import StatusTap
from bot.ui.callers import Known
from bot.ui.screens import status as screens
from bot.ui.screens import status_lists as lists
from bot.ui.show import Show
from bot.ui.words import Word
from bot.usecases import nudges as nudging
from bot.usecases import status
from bot.usecases.context import Context


def create_router() -> Router:
    router = Router(name="status")
    router.message.register(show_status, Command("status"), Known())
    router.message.register(show_status, Word("status"), Known())
    router.callback_query.register(show_status, MenuTap.filter(F.to == "status"), Known())
    router.callback_query.register(show_all, StatusTap.filter(F.view == "all"), Known())
    router.callback_query.register(show_places, StatusTap.filter(F.view == "places"), Known())
    router.callback_query.register(show_rows, StatusTap.filter(F.view == "rows"), Known())
    router.callback_query.register(show_row, StatusTap.filter(F.view == "row"), Known())
    router.callback_query.register(show_sections, StatusTap.filter(F.view == "sections"), Known())
    router.callback_query.register(show_section, StatusTap.filter(F.view == "section"), Known())
    router.callback_query.register(show_inside, StatusTap.filter(F.view == "rowin"), Known())
    router.callback_query.register(show_behind, StatusTap.filter(F.view == "behind"), Known())
    router.callback_query.register(show_plans, StatusTap.filter(F.view == "plans"), Known())
    router.callback_query.register(show_tasks, StatusTap.filter(F.view == "tasks"), Known())
    router.callback_query.register(nudge, StatusTap.filter(F.view == "nudge"), Known())
    return router


async def show_status(_: Message | CallbackQuery, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.overview(await status.overview(context, actor)))


async def show_all(_: CallbackQuery, callback_data: StatusTap, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.overview(await status.overview(context, actor, callback_data.org, callback_data.plan)))


async def show_places(_: CallbackQuery, callback_data: StatusTap, actor: Actor, context: Context, show: Show) -> None:
    tap = callback_data
    found = await status.by_place(context, actor, tap.org, tap.plan)
    await show(screens.places(found, tap.org, tap.plan, max(tap.page, 0)))


async def show_rows(_: CallbackQuery, callback_data: StatusTap, actor: Actor, context: Context, show: Show) -> None:
    tap = callback_data
    found = await status.by_row(context, actor, tap.org, tap.plan)
    await show(screens.rows(found, tap.org, tap.plan, max(tap.page, 0)))


async def show_row(_: CallbackQuery, callback_data: StatusTap, actor: Actor, context: Context, show: Show) -> None:
    tap = callback_data
    found = await status.one_row(context, actor, tap.org, tap.item)
    await show(screens.row(found, tap.org, tap.plan, tap.page, nudges=administers(actor, tap.org)))


async def show_sections(_: CallbackQuery, callback_data: StatusTap, actor: Actor, context: Context, show: Show) -> None:
    tap = callback_data
    found = await status.by_section(context, actor, tap.org, tap.plan)
    await show(lists.sections(found, tap.org, tap.plan, tap.page))


async def show_section(_: CallbackQuery, callback_data: StatusTap, actor: Actor, context: Context, show: Show) -> None:
    tap = callback_data
    found = await status.by_section(context, actor, tap.org, tap.plan)
    if not 1 <= tap.item <= len(found):
        raise Refusal("stale")
    await show(lists.section(found[tap.item - 1], tap.org, tap.plan, tap.item, tap.page))


async def show_inside(_: CallbackQuery, callback_data: StatusTap, actor: Actor, context: Context, show: Show) -> None:
    """A row opened from its section: the way back leads there."""
    tap = callback_data
    found = await status.one_row(context, actor, tap.org, tap.item)
    origin = lists.section_of(tap)
    await show(screens.row(found, tap.org, tap.plan, 0, nudges=administers(actor, tap.org), origin=origin))


async def show_behind(_: CallbackQuery, callback_data: StatusTap, actor: Actor, context: Context, show: Show) -> None:
    tap = callback_data
    found = await status.one_row(context, actor, tap.org, tap.item)
    await show(lists.behind(found, tap.org, tap.plan, tap.page))


async def show_plans(_: CallbackQuery, callback_data: StatusTap, actor: Actor, context: Context, show: Show) -> None:
    tap = callback_data
    await show(lists.plans(await status.overview(context, actor, tap.org, tap.plan), tap.page))


async def show_tasks(_: CallbackQuery, callback_data: StatusTap, actor: Actor, context: Context, show: Show) -> None:
    tap = callback_data
    found = await status.place_tasks(context, actor, tap.org, tap.plan, tap.page, closed=tap.item == 1)
    await show(lists.tasks(found))


async def nudge(_: CallbackQuery, callback_data: StatusTap, actor: Actor, context: Context, show: Show) -> None:
    tap = callback_data
    await show(lists.nudge(await nudging.nudge(context, actor, tap.org, tap.plan, tap.item)))
