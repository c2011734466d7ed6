"""«Изменить» of an organisation: short name, zone, level, what it belongs to. The name itself is written."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.domain.errors import AccessDenied
from bot.domain.people import Actor
from bot.ui.callbacks.organisations import MoveTap, OrgTap
from bot.ui.callbacks.people import ZoneTap
from bot.ui.callers import Asked, Known
from bot.ui.screens import organisations as place_screens
from bot.ui.screens import place_edits as screens
from bot.ui.show import Show
from bot.usecases import dialogues, hours, organisations, relocations
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.context import Context
from bot.usecases.dialogues import Talk


def create_router() -> Router:
    router = Router(name="place edits")
    asked = Asked(Talk.ORGANISATIONS, "zone")
    router.callback_query.register(ask_zone, OrgTap.filter(F.action == "zone"), Known())
    router.callback_query.register(turn_zones, ZoneTap.filter((F.scope == "org") & (F.name == "")), asked, Known())
    router.callback_query.register(write_zone, ZoneTap.filter(F.scope == "org"), asked, Known())
    router.callback_query.register(write_level, OrgTap.filter(F.action.startswith("level-")), Known())
    router.callback_query.register(choose_above, MoveTap.filter(F.action == "list"), Known())
    router.callback_query.register(ask_above, MoveTap.filter(F.action == "ask"), Known())
    router.callback_query.register(move, MoveTap.filter(F.action == "yes"), Known())
    return router


async def ask_zone(
    _: CallbackQuery, callback_data: OrgTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    place = await organisations.place(context, actor, callback_data.organisation)
    await dialogues.begin(context, sender, Talk.ORGANISATIONS, "zone", organisation=place.organisation_id)
    await show(screens.ask_zone(place.organisation_id, 0))


async def turn_zones(_: CallbackQuery, callback_data: ZoneTap, dialogue: OpenDialogue, show: Show) -> None:
    await show(screens.ask_zone(dialogue.data["organisation"], callback_data.page))


async def write_zone(
    _: CallbackQuery,
    callback_data: ZoneTap,
    dialogue: OpenDialogue,
    actor: Actor,
    sender: Sender,
    context: Context,
    show: Show,
) -> None:
    place = await organisations.set_zone(context, actor, dialogue.data["organisation"], callback_data.name)
    await dialogues.end(context, sender)
    await show(screens.edit(place))


async def write_level(_: CallbackQuery, callback_data: OrgTap, actor: Actor, context: Context, show: Show) -> None:
    level = callback_data.action.removeprefix("level-")
    if not level.isdecimal():
        raise AccessDenied
    await hours.set_level(context, actor, callback_data.organisation, int(level))
    await show(place_screens.home(await organisations.place(context, actor, callback_data.organisation)))


async def choose_above(_: CallbackQuery, callback_data: MoveTap, actor: Actor, context: Context, show: Show) -> None:
    found = await relocations.choices(context, actor, callback_data.organisation)
    await show(screens.choose(found, callback_data.page))


async def ask_above(_: CallbackQuery, callback_data: MoveTap, actor: Actor, context: Context, show: Show) -> None:
    found = await relocations.choices(context, actor, callback_data.organisation)
    if callback_data.above not in dict(found.others):
        raise AccessDenied
    await show(screens.ask(found, callback_data.above))


async def move(_: CallbackQuery, callback_data: MoveTap, actor: Actor, context: Context, show: Show) -> None:
    await relocations.move(context, actor, callback_data.organisation, callback_data.above)
    await show(place_screens.home(await organisations.place(context, actor, callback_data.organisation)))
