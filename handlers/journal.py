"""«Журнал» of an organisation or a person, and the merging of two schools."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.domain.errors import AccessDenied
from bot.domain.people import Actor
from bot.ui.callbacks.journal import JournalTap, MergeTap
from bot.ui.callers import Known
from bot.ui.screens import journal as screens
from bot.ui.screens import mergers as merger_screens
from bot.ui.screens import organisations as place_screens
from bot.ui.show import Show
from bot.usecases import journal, mergers
from bot.usecases.context import Context


def create_router() -> Router:
    router = Router(name="journal")
    router.callback_query.register(show_journal, JournalTap.filter(), Known())
    router.callback_query.register(choose, MergeTap.filter(F.action == "list"), Known())
    router.callback_query.register(ask, MergeTap.filter(F.action == "ask"), Known())
    router.callback_query.register(merge, MergeTap.filter(F.action == "yes"), Known())
    return router


async def show_journal(_: CallbackQuery, callback_data: JournalTap, actor: Actor, context: Context, show: Show) -> None:
    tap = callback_data
    await show(screens.journal(await journal.read(context, actor, tap.organisation, tap.person, tap.page)))


async def choose(_: CallbackQuery, callback_data: MergeTap, actor: Actor, context: Context, show: Show) -> None:
    found = await mergers.choices(context, actor, callback_data.organisation)
    await show(merger_screens.choose(found, callback_data.page))


async def ask(_: CallbackQuery, callback_data: MergeTap, actor: Actor, context: Context, show: Show) -> None:
    found = await mergers.choices(context, actor, callback_data.organisation)
    if callback_data.into not in dict(found.others):
        raise AccessDenied
    await show(merger_screens.ask(found, callback_data.into))


async def merge(_: CallbackQuery, callback_data: MergeTap, actor: Actor, context: Context, show: Show) -> None:
    tap = callback_data
    await show(place_screens.home(await mergers.merge(context, actor, tap.organisation, tap.into)))
