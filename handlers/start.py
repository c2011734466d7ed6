"""The way in: invite, consent, own name. Whoever the bot does not know gets no further than here."""

from typing import Any

from aiogram import Bot, F, Router
from aiogram.filters import Command, CommandObject, CommandStart, Filter
from aiogram.types import CallbackQuery, Message

from bot.domain.errors import Refusal
from bot.domain.invites import InviteKind, code_in, is_code
from bot.domain.people import Actor
from bot.texts import say
from bot.ui.callbacks.menu import CancelTap, MenuTap
from bot.ui.callbacks.people import ApplyTap, ConsentTap, JoinTap
from bot.ui.callers import Asked
from bot.ui.doorstep import Doorstep
from bot.ui.screens import start as screens
from bot.ui.show import Show
from bot.ui.words import Word
from bot.usecases import dialogues, invites, joining
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.context import Context
from bot.usecases.dialogues import Talk

AGREE, ROLE = "consent", "role"
OF_ROLES = ("measures", "lessons", "status", "export", "import", "people")
"""Commands that mean nothing without a role."""
ON_THE_WAY_IN = tuple(f"{tap.__prefix__}:" for tap in (ConsentTap, JoinTap, ApplyTap))


class Outsider(Filter):
    """Somebody without consent or name: no conversation but this one serves them."""

    async def __call__(self, event: Any, actor: Actor | None = None) -> bool:
        return actor is None or not actor.consented


class Roleless(Filter):
    """Somebody known whose last role has ended, or who has not founded anything yet."""

    async def __call__(self, event: Any, actor: Actor | None = None) -> bool:
        return actor is not None and actor.consented and not actor.memberships


class Pasted(Filter):
    """A link of an invite, or its bare code when nothing else was asked; gives the handler `code`."""

    async def __call__(self, message: Message, dialogue: OpenDialogue | None = None) -> bool | dict[str, str]:
        text = message.text or ""
        code = code_in(text)
        if code is None or (dialogue is not None and is_code(text.strip())):
            return False
        return {"code": code}


def create_router() -> Router:
    """Goes first: outsiders are stopped here, whatever they type or tap."""
    router = Router(name="start")
    router.message.register(open_link, CommandStart(deep_link=True))
    router.message.register(open_code, Pasted())
    router.callback_query.register(agree, ConsentTap.filter(F.action == "agree"))
    router.callback_query.register(decline, ConsentTap.filter(F.action == "decline"))
    router.callback_query.register(read_consent, ConsentTap.filter(F.action.in_({"full", "back"})))
    router.callback_query.register(accept_role, JoinTap.filter(F.action == "accept"))
    router.callback_query.register(leave_role, JoinTap.filter(F.action == "leave"))
    router.message.register(write_name, Outsider(), Asked(Talk.JOIN, "name"), F.text, ~Command("cancel"))
    router.message.register(meet, Outsider(), ~Command("cancel"))
    router.callback_query.register(answer_outsider, Outsider(), ~CancelTap.filter())
    router.message.register(say_no_role, Roleless(), Command(*OF_ROLES))
    for name in OF_ROLES:
        router.message.register(say_no_role, Roleless(), Word(name))
    router.callback_query.register(say_no_role, Roleless(), MenuTap.filter(F.to.in_(OF_ROLES)))
    return router


async def say_no_role(
    _: Message | CallbackQuery, actor: Actor, sender: Sender, bot: Bot, context: Context, show: Show
) -> None:
    """An empty list would sound as if something might still come."""
    await show(await Doorstep(bot, context, sender).next_screen(actor))


async def open_link(
    message: Message,
    command: CommandObject,
    actor: Actor | None,
    sender: Sender,
    bot: Bot,
    context: Context,
    show: Show,
) -> None:
    await open_code(message, code_in(command.args or "") or "", actor, sender, bot, context, show)


async def open_code(
    _: Message, code: str, actor: Actor | None, sender: Sender, bot: Bot, context: Context, show: Show
) -> None:
    """Somebody new, or with an old consent, is asked for it first; the others take one more role by a tap."""
    invitation = await invites.look(context, code, actor)
    common = invitation.kind is InviteKind.COMMON
    known = actor is not None and (actor.consented or actor.name is None)
    if actor is not None and known and common:
        await show(await Doorstep(bot, context, sender).next_screen(actor, invitation.invite_id))
        return
    step = ROLE if known else AGREE
    await dialogues.begin(context, sender, Talk.JOIN, step, invite=invitation.invite_id, common=common)
    await show(screens.role_offer(invitation) if known else screens.consent(context.privacy))


async def agree(
    _: CallbackQuery, dialogue: OpenDialogue | None, sender: Sender, bot: Bot, context: Context, show: Show
) -> None:
    """The consent counts from this tap on; the invite is used by it."""
    invite = _invite_of(dialogue, AGREE)
    actor = await joining.agree(context, sender, invite)
    common = invite if dialogue is not None and dialogue.data.get("common") else None
    await show(await Doorstep(bot, context, sender).next_screen(actor, common))


async def decline(_: CallbackQuery, actor: Actor | None, sender: Sender, context: Context, show: Show) -> None:
    """A full answer: nothing is kept, not even what was asked."""
    await dialogues.end(context, sender)
    await show(screens.declined(known=actor is not None))


async def read_consent(_: CallbackQuery, callback_data: ConsentTap, context: Context, show: Show) -> None:
    full = callback_data.action == "full"
    await show(screens.full_consent(context.privacy) if full else screens.consent(context.privacy))


async def accept_role(
    _: CallbackQuery, dialogue: OpenDialogue | None, sender: Sender, bot: Bot, context: Context, show: Show
) -> None:
    actor = await joining.agree(context, sender, _invite_of(dialogue, ROLE))
    await show(await Doorstep(bot, context, sender).next_screen(actor))


async def leave_role(_: CallbackQuery, sender: Sender, context: Context, show: Show) -> None:
    await dialogues.end(context, sender)
    await show(screens.role_left())


async def write_name(
    message: Message, dialogue: OpenDialogue, sender: Sender, bot: Bot, context: Context, show: Show
) -> None:
    actor = await joining.introduce(context, sender, message.text or "")
    await show(await Doorstep(bot, context, sender).next_screen(actor, dialogue.data.get("common")))


async def meet(_: Message, actor: Actor | None, sender: Sender, context: Context, show: Show) -> None:
    """Whatever an outsider writes: what is missing comes next, a stranger hears whom to ask."""
    standing = joining.standing(context, sender, actor)
    if standing is joining.Standing.STRANGER:
        await show(screens.stranger(sender.external_id))
    elif standing is joining.Standing.NAMELESS and actor is not None:
        await dialogues.begin(context, sender, Talk.JOIN, "name")
        await show(screens.name_question(actor))
    else:
        await dialogues.begin(context, sender, Talk.JOIN, AGREE, invite=None)
        await show(screens.consent(context.privacy))


async def answer_outsider(tap: CallbackQuery, show: Show) -> None:
    on_the_way = (tap.data or "").startswith(ON_THE_WAY_IN)
    await show.toast(say("refusal-stale" if on_the_way else "refusal-no-access"), alert=True)


def _invite_of(dialogue: OpenDialogue | None, step: str) -> int | None:
    """The invite that this conversation began with. Raises Refusal invite-forgotten when it is over."""
    if dialogue is None or dialogue.kind != Talk.JOIN or dialogue.step != step:
        raise Refusal("invite-forgotten")
    invite: int | None = dialogue.data.get("invite")
    return invite
