"""/export: the tables as xlsx, for an administrator the own subtree, for a coordinator the own school."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Actor
from bot.ui.callbacks import ExportTap, MenuTap
from bot.ui.callers import Known
from bot.ui.screens.status import exported
from bot.ui.show import Show
from bot.ui.words import Word
from bot.usecases.context import Context
from bot.usecases.exports import export


def create_router() -> Router:
    router = Router(name="exports")
    router.message.register(send_report, Command("export"), Known())
    router.message.register(send_report, Word("export"), Known())
    router.callback_query.register(send_report, MenuTap.filter(F.to == "export"), Known())
    router.callback_query.register(send_chosen, ExportTap.filter(), Known())
    return router


async def send_report(_: Message | CallbackQuery, actor: Actor, context: Context, show: Show) -> None:
    await show.working()
    made = await export(context, actor)
    await show.document(made.name, made.content, exported(made))


async def send_chosen(_: CallbackQuery, callback_data: ExportTap, actor: Actor, context: Context, show: Show) -> None:
    await show.working()
    made = await export(context, actor, callback_data.org, callback_data.plan)
    await show.document(made.name, made.content, exported(made))
