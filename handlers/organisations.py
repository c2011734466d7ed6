"""Organisations in /people: schools and municipalities by list, file or one by one; invites for all of them."""

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from bot.domain.errors import AccessDenied
from bot.domain.organisations import read_list
from bot.domain.people import Actor, OrganisationKind, Role
from bot.exports.worker import invites_in_worker, text_sheet_in_worker
from bot.texts import say
from bot.ui.callbacks.organisations import OrgTap
from bot.ui.callers import TYPED, Asked, Known
from bot.ui.files import Incoming, named_like
from bot.ui.screen import Screen
from bot.ui.screens import invites as invite_screens
from bot.ui.screens import organisations as screens
from bot.ui.screens import place_edits as edits
from bot.ui.show import Show
from bot.usecases import dialogues, invites, organisations, unreached
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.context import Context
from bot.usecases.dialogues import Talk
from bot.usecases.organisations import TakenList


class Template(Filter):
    """A file named like one of the templates, «Школы (1).xlsx»: gives the handler its `kind`."""

    async def __call__(self, message: Message) -> bool | dict[str, OrganisationKind]:
        kinds = (OrganisationKind.SCHOOL, OrganisationKind.MUNICIPALITY, OrganisationKind.INSTITUTION)
        return next(({"kind": kind} for kind in kinds if named_like(message, f"template-{kind}-name")), False)


WRITERS = {"tags": organisations.set_tags, "phone": organisations.set_phone, "short": organisations.set_short}


def create_router() -> Router:
    router = Router(name="organisations")
    router.callback_query.register(open_children, OrgTap.filter(F.action == "children"), Known())
    router.callback_query.register(ask_list, OrgTap.filter(F.action.startswith("add-")), Known())
    router.callback_query.register(ask_list, OrgTap.filter(F.action.startswith("one-")), Known())
    router.callback_query.register(give_template, OrgTap.filter(F.action.startswith("template-")), Known())
    router.callback_query.register(ask_links, OrgTap.filter(F.action.startswith("links-")), Known())
    router.callback_query.register(give_files, OrgTap.filter(F.action.startswith("sheet-")), Known())
    router.callback_query.register(give_files, OrgTap.filter(F.action.startswith("paper-")), Known())
    router.callback_query.register(give_text, OrgTap.filter(F.action.startswith("text-")), Known())
    router.callback_query.register(ask_name, OrgTap.filter(F.action == "rename"), Known())
    router.callback_query.register(ask_about, OrgTap.filter(F.action.in_({"tags", "phone", "short"})), Known())
    router.callback_query.register(open_unreached, OrgTap.filter(F.action == "unreached"), Known())
    router.callback_query.register(ask_close, OrgTap.filter(F.action == "close"), Known())
    router.callback_query.register(close, OrgTap.filter(F.action == "close-yes"), Known())
    return router


def create_answers() -> Router:
    """Typed answers: behind all commands and words."""
    router = Router(name="organisations-answers")
    router.message.register(write_list, Asked(Talk.ORGANISATIONS, "list"), Known(), TYPED)
    router.message.register(write_name, Asked(Talk.ORGANISATIONS, "rename"), Known(), TYPED)
    router.message.register(write_about, Asked(Talk.ORGANISATIONS, "tags", "phone", "short"), Known(), TYPED)
    return router


def create_upload_router() -> Router:
    """Before the plans: a file that answers the question for a list, or that is called like the template."""
    router = Router(name="organisations-upload")
    router.message.register(take_file, F.document, Asked(Talk.ORGANISATIONS, "list"), Known())
    router.message.register(offer_file, F.document, Template(), Known(Role.ADMIN))
    return router


async def open_children(_: CallbackQuery, callback_data: OrgTap, actor: Actor, context: Context, show: Show) -> None:
    place = await organisations.place(context, actor, callback_data.organisation)
    if not place.administered:
        raise AccessDenied
    await show(screens.children(place, callback_data.page))


async def ask_list(
    _: CallbackQuery, callback_data: OrgTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    """The question stays open until «Готово»: a long list comes in several messages."""
    kind = _kind(callback_data)
    place = await organisations.place_to_fill(context, actor, callback_data.organisation, kind)
    await dialogues.begin(context, sender, Talk.ORGANISATIONS, "list", parent=place.organisation_id, below=kind.value)
    one = callback_data.action.startswith("one-")
    await show((screens.ask_one if one else screens.ask_list)(place.organisation_id, kind))


async def write_list(message: Message, dialogue: OpenDialogue, actor: Actor, context: Context, show: Show) -> None:
    lines = read_list(message.text or "")
    kind = OrganisationKind(dialogue.data["below"])
    await _answer(show, await organisations.add_list(context, actor, dialogue.data["parent"], kind, lines))


async def take_file(
    _: Message, dialogue: OpenDialogue, actor: Actor, incoming: Incoming, context: Context, show: Show
) -> None:
    """The template filled in, while the question for a list is open."""
    kind, parent = OrganisationKind(dialogue.data["below"]), dialogue.data["parent"]
    await _answer(show, await organisations.add_file(context, actor, parent, kind, await incoming.fetched()))


async def offer_file(
    _: Message, kind: OrganisationKind, actor: Actor, incoming: Incoming, context: Context, show: Show
) -> None:
    """The template filled in and sent a day later: it goes to the only organisation that can take it."""
    parent = organisations.only_place_for(actor, kind)
    await _answer(show, await organisations.add_file(context, actor, parent, kind, await incoming.fetched()))


async def _answer(show: Show, result: TakenList) -> None:
    await show(screens.taken(result))
    report = screens.report(result)
    if report is not None:
        await show.document(*report, Screen(screens.report_caption()))


async def give_template(_: CallbackQuery, callback_data: OrgTap, actor: Actor, context: Context, show: Show) -> None:
    kind = _kind(callback_data)
    await organisations.place_to_fill(context, actor, callback_data.organisation, kind)
    content = await text_sheet_in_worker(say(f"template-sheet-{kind}"), screens.template_headings(), [])
    await show.document(say(f"template-{kind}-name"), content, screens.template_caption())


async def ask_links(_: CallbackQuery, callback_data: OrgTap, actor: Actor, context: Context, show: Show) -> None:
    kind = _kind(callback_data)
    place = await organisations.place_to_fill(context, actor, callback_data.organisation, kind)
    await show(screens.links_question(place, kind))


async def give_files(_: CallbackQuery, callback_data: OrgTap, actor: Actor, context: Context, show: Show) -> None:
    """Cards to be printed and the same as a sheet, of one set of codes; without anything to print the sheet alone."""
    sheet = await invites.invite_all(context, actor, callback_data.organisation, _kind(callback_data))
    told = invite_screens.caption(sheet, actor.zone)
    await show.working()
    cards = invite_screens.cards(sheet, context.bot_name, actor.zone)
    if cards:
        title = say("links-paper-title", name=sheet.organisation_name)
        await show.document(say("links-paper-file"), await invites_in_worker(cards, title, context.now()), told)
        told = invite_screens.sheet_caption()
    rows = [invite_screens.cells(row, context.bot_name, actor.zone) for row in sheet.rows]
    await show.document(
        say("links-file"), await text_sheet_in_worker(say("links-sheet"), invite_screens.headings(), rows), told
    )


async def give_text(_: CallbackQuery, callback_data: OrgTap, actor: Actor, context: Context, show: Show) -> None:
    """One message when it fits, else a text file."""
    sheet = await invites.invite_all(context, actor, callback_data.organisation, _kind(callback_data))
    message = invite_screens.message(sheet, context.bot_name)
    if message is not None:
        await show.new(message)
        await show.new(invite_screens.caption(sheet, actor.zone))
        return
    content = invite_screens.text(sheet, context.bot_name).encode()
    await show.document(say("links-text-file"), content, invite_screens.caption(sheet, actor.zone))


async def ask_name(
    _: CallbackQuery, callback_data: OrgTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    place = await organisations.place(context, actor, callback_data.organisation)
    await dialogues.begin(context, sender, Talk.ORGANISATIONS, "rename", organisation=place.organisation_id)
    await show(edits.edit(place))


async def write_name(
    message: Message, dialogue: OpenDialogue, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    place = await organisations.rename(context, actor, dialogue.data["organisation"], message.text or "")
    await dialogues.end(context, sender)
    await show(screens.home(place))


async def ask_about(
    _: CallbackQuery, callback_data: OrgTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    place = await organisations.place(context, actor, callback_data.organisation)
    await dialogues.begin(context, sender, Talk.ORGANISATIONS, callback_data.action, organisation=place.organisation_id)
    await show(screens.ask_about(place, callback_data.action))


async def write_about(
    message: Message, dialogue: OpenDialogue, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    place = await WRITERS[dialogue.step](context, actor, dialogue.data["organisation"], message.text or "")
    await dialogues.end(context, sender)
    await show(screens.home(place))


async def open_unreached(_: CallbackQuery, callback_data: OrgTap, actor: Actor, context: Context, show: Show) -> None:
    found = await unreached.unreached_in(context, actor, callback_data.organisation)
    await show(screens.unreached(found, callback_data.page))


async def ask_close(_: CallbackQuery, callback_data: OrgTap, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.close_question(await organisations.closing(context, actor, callback_data.organisation)))


async def close(_: CallbackQuery, callback_data: OrgTap, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.home(await organisations.close(context, actor, callback_data.organisation)))


def _kind(tap: OrgTap) -> OrganisationKind:
    """The kind in the second half of an action; a forged one is refused."""
    word = tap.action.partition("-")[2]
    if word not in set(OrganisationKind):
        raise AccessDenied
    return OrganisationKind(word)
