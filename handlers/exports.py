"""/export: an administrator of an authority gets the tables at once; for a school there are xlsx, docx and ics."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.access import administers
from bot.domain.people import Actor
from bot.ui.callbacks.menu import MenuTap
from bot.ui.callbacks.reports import ExportTap, FileTap
from bot.ui.callers import Known
from bot.ui.meter import meter
from bot.ui.screens import exports as screens
from bot.ui.screens.status import exported
from bot.ui.show import Show
from bot.ui.words import Word
from bot.usecases.calendar_days import calendar_file
from bot.usecases.context import Context
from bot.usecases.exports import export, export_docx, first_school, own_schools, place_of


def create_router() -> Router:
    router = Router(name="exports")
    router.message.register(send_report, Command("export"), Known())
    router.message.register(send_report, Word("export"), Known())
    router.callback_query.register(send_report, MenuTap.filter(F.to == "export"), Known())
    router.callback_query.register(send_chosen, ExportTap.filter(), Known())
    router.callback_query.register(show_forms, FileTap.filter(F.form == "menu"), Known())
    router.callback_query.register(send_docx, FileTap.filter(F.form == "docx"), Known())
    router.callback_query.register(send_calendar, FileTap.filter(F.form == "ics"), Known())
    return router


async def send_report(_: Message | CallbackQuery, actor: Actor, context: Context, show: Show) -> None:
    """The first own organisation: a school is asked in which form, others get the tables."""
    school, places = first_school(actor)
    if school:
        await show(screens.forms(school, dict(places)[school], places))
        return
    await show.working()
    async with meter(show) as told:
        made = await export(context, actor, told=told)
    await show.document(made.name, made.content, exported(made))


async def send_chosen(_: CallbackQuery, callback_data: ExportTap, actor: Actor, context: Context, show: Show) -> None:
    await show.working()
    async with meter(show) as told:
        made = await export(context, actor, callback_data.org, callback_data.plan, told)
    await show.document(made.name, made.content, exported(made))


async def show_forms(_: CallbackQuery, callback_data: FileTap, actor: Actor, context: Context, show: Show) -> None:
    name, school = await place_of(context, actor, callback_data.org)
    await show(
        screens.forms(
            callback_data.org,
            name,
            own_schools(actor),
            school=school,
            administered=administers(actor, callback_data.org),
        )
    )


async def send_docx(_: CallbackQuery, callback_data: FileTap, actor: Actor, context: Context, show: Show) -> None:
    await show.working()
    async with meter(show) as told:
        made = await export_docx(context, actor, callback_data.org, told)
    await show.document(made.name, made.content, exported(made))


async def send_calendar(_: CallbackQuery, callback_data: FileTap, actor: Actor, context: Context, show: Show) -> None:
    await show.working()
    made = await calendar_file(context, actor, callback_data.org)
    await show.document(made.name, made.content, screens.calendar(made))
