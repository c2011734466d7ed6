"""/status as a picture."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.people import Actor
from bot.ui.callbacks.reports import PictureTap
from bot.ui.callers import Known
from bot.ui.meter import meter
from bot.ui.screens import pictures as screens
from bot.ui.show import Show
from bot.usecases import pictures
from bot.usecases.context import Context


def create_router() -> Router:
    router = Router(name="pictures")
    router.callback_query.register(send_picture, PictureTap.filter(), Known())
    return router


async def send_picture(_: CallbackQuery, callback_data: PictureTap, actor: Actor, context: Context, show: Show) -> None:
    tap = callback_data
    await show.working()
    async with meter(show) as told:
        made = await pictures.draw(context, actor, tap.kind, tap.org, tap.plan, told)
    await show.photo(made.name, made.content, screens.drawn(made))
