"""The common link: a newcomer applies for a role, somebody who knows them decides."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.domain.errors import Refusal
from bot.domain.people import Actor, Role
from bot.ui.callbacks.organisations import OrgTap
from bot.ui.callbacks.people import ApplicationTap, ApplyTap
from bot.ui.callers import TYPED, Asked, Known
from bot.ui.screens import applications as screens
from bot.ui.screens.invites import sent
from bot.ui.show import Show
from bot.usecases import applications, dialogues, invites
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.context import Cause, Context
from bot.usecases.dialogues import Talk


def create_router() -> Router:
    router = Router(name="applications")
    router.callback_query.register(make_link, OrgTap.filter(F.action == "common"), Known())
    router.callback_query.register(open_list, OrgTap.filter(F.action == "applications"), Known())
    router.callback_query.register(turn_page, ApplyTap.filter(F.action == "page"), Known())
    router.callback_query.register(choose_school, ApplyTap.filter(F.action == "school"), Known())
    router.callback_query.register(apply, ApplyTap.filter(F.action.in_(set(applications.ROLES))), Known())
    router.callback_query.register(open_one, ApplicationTap.filter(F.action == "show"), Known())
    router.callback_query.register(decide, ApplicationTap.filter(F.action.in_({"yes", "no"})), Known())
    return router


def create_answers() -> Router:
    """Typed answers: behind all commands and words."""
    router = Router(name="applications-answers")
    router.message.register(find_school, Asked(Talk.APPLY, "school"), Known(), TYPED)
    return router


async def make_link(_: CallbackQuery, callback_data: OrgTap, actor: Actor, context: Context, show: Show) -> None:
    new = await invites.invite_all_comers(context, actor, callback_data.organisation)
    await show(sent(new, callback_data.organisation))
    await show.new(screens.common_link(new, context.bot_name, actor.zone))


async def open_list(_: CallbackQuery, callback_data: OrgTap, actor: Actor, context: Context, show: Show) -> None:
    rows = await applications.waiting(context, actor, callback_data.organisation)
    await show(screens.waiting_list(rows, callback_data.organisation, callback_data.page))


async def turn_page(
    _: CallbackQuery,
    callback_data: ApplyTap,
    dialogue: OpenDialogue | None,
    actor: Actor,
    context: Context,
    show: Show,
) -> None:
    found = await applications.choices(context, actor, _invite(dialogue), _words(dialogue))
    await show(screens.choose_school(found, callback_data.page))


async def find_school(
    message: Message, dialogue: OpenDialogue, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    words, invite = (message.text or "")[:100], dialogue.data["invite"]
    found = await applications.choices(context, actor, invite, words)
    await dialogues.begin(context, sender, Talk.APPLY, "school", invite=invite, words=words if found.schools else "")
    await show(screens.choose_school(found, 0))


async def choose_school(
    _: CallbackQuery,
    callback_data: ApplyTap,
    dialogue: OpenDialogue | None,
    actor: Actor,
    context: Context,
    show: Show,
) -> None:
    found = await applications.choices(context, actor, _invite(dialogue))
    name = dict(found.schools).get(callback_data.organisation)
    if name is None:
        raise Refusal("no-access")
    await show(screens.choose_role(callback_data.organisation, name))


async def apply(
    _: CallbackQuery,
    callback_data: ApplyTap,
    dialogue: OpenDialogue | None,
    actor: Actor,
    sender: Sender,
    cause: Cause,
    context: Context,
    show: Show,
) -> None:
    role, place = Role(callback_data.action), callback_data.organisation
    waiting = await applications.apply(context, actor, cause, _invite(dialogue), place, role)
    await dialogues.end(context, sender)
    await show(screens.applied(waiting))


async def open_one(_: CallbackQuery, callback_data: ApplicationTap, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.application(await applications.one(context, actor, callback_data.application)))


async def decide(_: CallbackQuery, callback_data: ApplicationTap, actor: Actor, context: Context, show: Show) -> None:
    granted = callback_data.action == "yes"
    await show(screens.decided(await applications.decide(context, actor, callback_data.application, granted)))


def _invite(dialogue: OpenDialogue | None) -> int:
    if dialogue is None or dialogue.kind != Talk.APPLY:
        raise Refusal("invite-forgotten")
    invite: int = dialogue.data["invite"]
    return invite


def _words(dialogue: OpenDialogue | None) -> str:
    return str(dialogue.data.get("words", "")) if dialogue is not None else ""
