"""«Объявления»: whom, what, preview, send; who has read, and «Прочитано»."""

from dataclasses import replace

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.domain.announcements import Audience, Draft, announcement_text, draft, urgent_reason
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.people import Actor, Role
from bot.ui.callbacks.announcements import AnnounceTap
from bot.ui.callers import TYPED, Asked, Known
from bot.ui.screens import announcements as screens
from bot.ui.show import Show
from bot.usecases import announcement_pushes, announcements, dialogues
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.context import Cause, Context
from bot.usecases.dialogues import Talk

ROLES = {
    "coordinators": (Role.COORDINATOR,),
    "everybody": (Role.COORDINATOR, Role.NAVIGATOR),
    "teachers": (Role.NAVIGATOR,),
    "administrators": (Role.ADMIN,),
}


def create_router() -> Router:
    router = Router(name="announcements")
    router.callback_query.register(read, AnnounceTap.filter(F.action == "read"), Known())
    router.callback_query.register(show_list, AnnounceTap.filter(F.action == "list"), Known())
    router.callback_query.register(show_one, AnnounceTap.filter(F.action == "show"), Known())
    router.callback_query.register(show_unread, AnnounceTap.filter(F.action == "unread"), Known())
    router.callback_query.register(begin, AnnounceTap.filter(F.action == "new"), Known())
    for handler, *actions in (
        (choose_roles, "to"),
        (choose_places, "tags", "schools"),
        (tick, "school"),
        (ask_text, "all", "tag", "chosen"),
        (ask_again, "text", "urgent"),
    ):
        router.callback_query.register(
            handler, AnnounceTap.filter(F.action.in_(set(actions))), Known(), Asked(Talk.ANNOUNCE)
        )
    router.callback_query.register(
        send, AnnounceTap.filter(F.action == "send"), Known(), Asked(Talk.ANNOUNCE, "preview")
    )
    router.callback_query.register(forget, AnnounceTap.filter(), Known())
    return router


def create_answers() -> Router:
    router = Router(name="announcements answers")
    router.message.register(write_text, Asked(Talk.ANNOUNCE, "text", "preview"), Known(), TYPED)
    router.message.register(write_reason, Asked(Talk.ANNOUNCE, "urgent"), Known(), TYPED)
    return router


async def _keep(context: Context, sender: Sender, step: str, kept: Draft) -> None:
    await dialogues.begin(context, sender, Talk.ANNOUNCE, step, **kept.pack())


async def read(_: CallbackQuery, callback_data: AnnounceTap, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.push(await announcement_pushes.read(context, actor, callback_data.key)))


async def show_list(
    _: CallbackQuery, callback_data: AnnounceTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    found = await announcements.listed(context, actor, callback_data.key)
    await dialogues.end(context, sender)
    await show(screens.listed(found, callback_data.key, callback_data.page))


async def show_one(_: CallbackQuery, callback_data: AnnounceTap, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.announced(await announcements.announced(context, actor, callback_data.key)))


async def show_unread(_: CallbackQuery, callback_data: AnnounceTap, actor: Actor, context: Context, show: Show) -> None:
    found = await announcements.not_read(context, actor, callback_data.key)
    await show(screens.unread(found, callback_data.key, callback_data.page))


async def begin(
    _: CallbackQuery, callback_data: AnnounceTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    kept = Draft(callback_data.key)
    shown = await announcements.choices(context, actor, kept)
    await _keep(context, sender, "whom", kept)
    await show(screens.whom(shown))


async def choose_roles(
    _: CallbackQuery,
    callback_data: AnnounceTap,
    actor: Actor,
    sender: Sender,
    dialogue: OpenDialogue,
    context: Context,
    show: Show,
) -> None:
    if callback_data.arg not in ROLES:
        raise AccessDenied
    kept = replace(draft(dialogue.data), audience=Audience(ROLES[callback_data.arg]))
    shown = await announcements.choices(context, actor, kept)
    school = screens.asks_where(shown) and Role.ADMIN not in kept.audience.roles
    await _keep(context, sender, "where" if school else "text", kept)
    await show(screens.where(shown) if school else screens.ask_text(kept.organisation_id))


async def choose_places(
    _: CallbackQuery,
    callback_data: AnnounceTap,
    actor: Actor,
    dialogue: OpenDialogue,
    context: Context,
    show: Show,
) -> None:
    shown = await announcements.choices(context, actor, draft(dialogue.data))
    await show(screens.tags(shown) if callback_data.action == "tags" else screens.schools(shown, callback_data.page))


async def tick(
    _: CallbackQuery,
    callback_data: AnnounceTap,
    actor: Actor,
    sender: Sender,
    dialogue: OpenDialogue,
    context: Context,
    show: Show,
) -> None:
    kept = draft(dialogue.data).ticked(callback_data.key)
    shown = await announcements.choices(context, actor, kept)
    if callback_data.key not in dict(shown.schools):
        raise AccessDenied
    await _keep(context, sender, "where", kept)
    await show(screens.schools(shown, callback_data.page))


async def ask_text(
    _: CallbackQuery,
    callback_data: AnnounceTap,
    actor: Actor,
    sender: Sender,
    dialogue: OpenDialogue,
    context: Context,
    show: Show,
) -> None:
    """Whom is settled: everybody, the schools with a tag, or those that were ticked."""
    kept = draft(dialogue.data)
    shown = await announcements.choices(context, actor, kept)
    if callback_data.action == "tag":
        if not 1 <= callback_data.key <= len(shown.tags):
            raise Refusal("stale")
        to = replace(kept.audience, tag=shown.tags[callback_data.key - 1], places=())
        kept = replace(kept, audience=to)
    elif callback_data.action == "all":
        kept = replace(kept, audience=Audience(kept.audience.roles))
    await _keep(context, sender, "text", kept)
    await show(screens.ask_text(kept.organisation_id))


async def ask_again(
    _: CallbackQuery,
    callback_data: AnnounceTap,
    sender: Sender,
    dialogue: OpenDialogue,
    context: Context,
    show: Show,
) -> None:
    kept = draft(dialogue.data)
    await _keep(context, sender, callback_data.action, kept)
    ask = screens.ask_text if callback_data.action == "text" else screens.ask_reason
    await show(ask(kept.organisation_id))


async def write_text(
    message: Message, actor: Actor, sender: Sender, dialogue: OpenDialogue, context: Context, show: Show
) -> None:
    kept = replace(draft(dialogue.data), text=announcement_text(message.text or ""))
    shown = await announcements.preview(context, actor, kept)
    await _keep(context, sender, "preview", kept)
    await show(screens.preview(shown))


async def write_reason(
    message: Message, actor: Actor, sender: Sender, dialogue: OpenDialogue, context: Context, show: Show
) -> None:
    kept = replace(draft(dialogue.data), reason=urgent_reason(message.text or ""))
    shown = await announcements.preview(context, actor, kept)
    await _keep(context, sender, "preview", kept)
    await show(screens.preview(shown))


async def send(
    _: CallbackQuery,
    actor: Actor,
    sender: Sender,
    dialogue: OpenDialogue,
    context: Context,
    cause: Cause,
    show: Show,
) -> None:
    done = await announcements.send(context, actor, cause, draft(dialogue.data))
    await dialogues.end(context, sender)
    await show(screens.announced(done))


async def forget(_: CallbackQuery) -> None:
    """A button of a draft that is no more."""
    raise Refusal("stale")
