"""/people: whose people, who is there, invites, somebody outside the bot, somebody removed."""

from aiogram import Bot, F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.errors import AccessDenied
from bot.domain.invites import link
from bot.domain.people import Actor, Role
from bot.exports.qr import qr_png
from bot.ui.callbacks.menu import MenuTap
from bot.ui.callbacks.organisations import OrgTap
from bot.ui.callbacks.people import InviteTap, PersonTap, QrTap
from bot.ui.callers import TYPED, Asked, Known
from bot.ui.commands import set_commands
from bot.ui.questions import LEAVES
from bot.ui.screens import invites as invite_screens
from bot.ui.screens import organisations as place_screens
from bot.ui.screens import people as screens
from bot.ui.show import Show
from bot.ui.words import Word
from bot.usecases import actors, dialogues, invites, organisations, people
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.context import Context
from bot.usecases.dialogues import Talk


def create_router() -> Router:
    router = Router(name="people")
    router.message.register(open_people, Command("people"), Known())
    router.message.register(open_people, Word("people"), Known())
    router.callback_query.register(open_people, MenuTap.filter(F.to == "people"), Known())
    router.callback_query.register(open_home, OrgTap.filter(F.action == "home"), Known())
    router.callback_query.register(open_staff, OrgTap.filter(F.action == "people"), Known())
    router.callback_query.register(choose_role, OrgTap.filter(F.action == "invite"), Known())
    router.callback_query.register(make_invite, InviteTap.filter(), Known())
    router.callback_query.register(ask_outside, OrgTap.filter(F.action == "outside"), Known())
    router.callback_query.register(invite_person, PersonTap.filter(F.action == "invite"), Known())
    router.callback_query.register(invite_person, PersonTap.filter(F.action == "move-yes"), Known())
    router.callback_query.register(show_qr, QrTap.filter(), Known(Role.ADMIN, Role.COORDINATOR))
    router.callback_query.register(remove, PersonTap.filter(F.action == "remove-yes"), Known(), flags={LEAVES: True})
    router.callback_query.register(open_card, PersonTap.filter(), Known())
    return router


def create_answers() -> Router:
    """Typed answers: behind all commands and words."""
    router = Router(name="people-answers")
    router.message.register(write_outside, Asked(Talk.OUTSIDE, "words"), Known(), TYPED)
    return router


async def open_people(_: Message | CallbackQuery, actor: Actor, sender: Sender, context: Context, show: Show) -> None:
    """The only organisation at once; of several the person chooses. Teachers have no people to look after."""
    await dialogues.end(context, sender)
    places = organisations.own_places(actor)
    if not places:
        raise AccessDenied
    if len(places) > 1:
        await show(place_screens.choose(places))
        return
    await show(place_screens.home(await organisations.place(context, actor, places[0][0])))


async def open_home(
    _: CallbackQuery, callback_data: OrgTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    await dialogues.end(context, sender)
    await show(
        place_screens.home(await organisations.place(context, actor, callback_data.organisation), callback_data.page)
    )


async def open_staff(_: CallbackQuery, callback_data: OrgTap, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.staff(await people.staff(context, actor, callback_data.organisation), callback_data.page))


async def choose_role(_: CallbackQuery, callback_data: OrgTap, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.whom_to_invite(await people.staff(context, actor, callback_data.organisation)))


async def make_invite(_: CallbackQuery, callback_data: InviteTap, actor: Actor, context: Context, show: Show) -> None:
    """A message of its own, so that it can be forwarded as it is."""
    if callback_data.role not in set(Role) or not 1 <= callback_data.uses <= screens.SEVERAL:
        raise AccessDenied
    role, uses = Role(callback_data.role), callback_data.uses
    new = await invites.invite(context, actor, callback_data.organisation, role, uses=uses)
    await show(invite_screens.sent(new, callback_data.organisation))
    await show.new(invite_screens.ready(new, context.bot_name, actor.zone))


async def show_qr(_: CallbackQuery, callback_data: QrTap, actor: Actor, context: Context, show: Show) -> None:
    await invites.check_made(context, actor, callback_data.code)
    picture = qr_png(link(callback_data.code, context.bot_name))
    await show.photo("invite.png", picture, invite_screens.qr_caption(callback_data.code))


async def ask_outside(
    _: CallbackQuery, callback_data: OrgTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    staff = await people.staff(context, actor, callback_data.organisation)
    await dialogues.begin(context, sender, Talk.OUTSIDE, "words", organisation=staff.organisation_id)
    await show(screens.ask_outside())


async def write_outside(
    message: Message, dialogue: OpenDialogue, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    staff = await people.add_outside(context, actor, dialogue.data["organisation"], message.text or "")
    await dialogues.end(context, sender)
    await show(screens.staff(staff))


async def invite_person(_: CallbackQuery, callback_data: PersonTap, actor: Actor, context: Context, show: Show) -> None:
    """An invite bound to a person: whoever comes by it takes over roles, classes, tasks and history."""
    here, person_id = callback_data.organisation, callback_data.person
    card = await people.card(context, actor, here, person_id)
    new = await invites.invite(context, actor, here, card.colleague.role, person_id=person_id)
    await show(invite_screens.sent(new, here))
    await show.new(invite_screens.ready(new, context.bot_name, actor.zone))


async def remove(
    _: CallbackQuery, callback_data: PersonTap, actor: Actor, sender: Sender, bot: Bot, context: Context, show: Show
) -> None:
    staff = await people.dismiss(context, actor, callback_data.organisation, callback_data.person)
    if callback_data.person != actor.person_id:
        await show(screens.staff(staff))
        return
    caller = await actors.resolve(context, sender)
    if caller.actor is not None:
        await set_commands(bot, sender.chat_id, caller.actor)
    await show(screens.left(staff.organisation_name))


async def open_card(_: CallbackQuery, callback_data: PersonTap, actor: Actor, context: Context, show: Show) -> None:
    card = await people.card(context, actor, callback_data.organisation, callback_data.person)
    questions = {"remove": screens.remove_question, "move": screens.move_question}
    await show(questions.get(callback_data.action, screens.card)(card))
