"""The first administrator says whom the bot serves: kind, name, zone; nothing else is needed."""

from typing import Any

from aiogram import Bot, F, Router
from aiogram.filters import CommandStart, Filter
from aiogram.types import CallbackQuery, Message

from bot.domain.errors import Refusal
from bot.domain.organisations import organisation_name
from bot.domain.people import Actor, OrganisationKind, Role
from bot.ui.callbacks.organisations import FoundTap
from bot.ui.callbacks.people import ZoneTap
from bot.ui.callers import TYPED, Asked, Known
from bot.ui.doorstep import Doorstep
from bot.ui.screens import start as screens
from bot.ui.show import Show
from bot.usecases import dialogues
from bot.usecases import founding as trees
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.context import Context
from bot.usecases.dialogues import Talk


class Unplaced(Filter):
    """Somebody without any role, or named in `[access] admins` and not yet an administrator."""

    async def __call__(self, event: Any, context: Context, sender: Sender, actor: Actor | None = None) -> bool:
        if actor is None or not actor.consented:
            return False
        return not actor.memberships or (sender.external_id in context.admins and Role.ADMIN not in actor.roles())


def create_router() -> Router:
    """Before the menu: /start of somebody unplaced asks the question again."""
    router = Router(name="founding")
    router.message.register(begin, CommandStart(), Unplaced())
    router.callback_query.register(adopt, FoundTap.filter(F.kind == "root"), Known())
    router.callback_query.register(choose_kind, FoundTap.filter(), Known())
    router.callback_query.register(turn_page, ZoneTap.filter((F.scope == "found") & (F.name == "")), Known())
    router.callback_query.register(choose_zone, ZoneTap.filter(F.scope == "found"), Known())
    return router


def create_answers() -> Router:
    """Typed answers: behind all commands and words."""
    router = Router(name="founding-answers")
    router.message.register(write_name, Asked(Talk.FOUND, "name"), Known(), TYPED)
    return router


async def begin(_: Message, actor: Actor, sender: Sender, bot: Bot, context: Context, show: Show) -> None:
    await show(await Doorstep(bot, context, sender).next_screen(actor))


async def adopt(
    _: CallbackQuery, callback_data: FoundTap, actor: Actor, sender: Sender, bot: Bot, context: Context, show: Show
) -> None:
    placed = await trees.adopt(context, sender, actor, callback_data.organisation)
    await show(await Doorstep(bot, context, sender).next_screen(placed))


async def choose_kind(
    _: CallbackQuery, callback_data: FoundTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    if callback_data.kind not in set(trees.ROOT_KINDS) or await trees.offer(context, sender, actor) is None:
        raise Refusal("no-access")
    await dialogues.begin(context, sender, Talk.FOUND, "name", tree=callback_data.kind)
    await show(screens.root_name(OrganisationKind(callback_data.kind)))


async def write_name(message: Message, dialogue: OpenDialogue, sender: Sender, context: Context, show: Show) -> None:
    name = organisation_name(message.text or "")
    await dialogues.begin(context, sender, Talk.FOUND, "zone", tree=dialogue.data["tree"], name=name)
    await show(screens.root_zone(name, 0))


async def turn_page(_: CallbackQuery, callback_data: ZoneTap, dialogue: OpenDialogue | None, show: Show) -> None:
    await show(screens.root_zone(_asked(dialogue).data["name"], callback_data.page))


async def choose_zone(
    _: CallbackQuery,
    callback_data: ZoneTap,
    dialogue: OpenDialogue | None,
    actor: Actor,
    sender: Sender,
    bot: Bot,
    context: Context,
    show: Show,
) -> None:
    said = _asked(dialogue).data
    kind = OrganisationKind(said["tree"])
    founder = await trees.found(context, sender, actor, kind, said["name"], callback_data.name)
    await show(screens.founded(founder, context.now()))
    following = await Doorstep(bot, context, sender).next_screen(founder)
    if kind is OrganisationKind.SCHOOL:
        await show.new(following)


def _asked(dialogue: OpenDialogue | None) -> OpenDialogue:
    if dialogue is None or dialogue.kind != Talk.FOUND or dialogue.step != "zone":
        raise Refusal("stale")
    return dialogue
