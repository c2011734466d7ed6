"""Plans: an administrator sends a file, looks at what was understood, mends whom rows are for, closes a plan."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.addressing import Target
from bot.domain.clock import local_day
from bot.domain.errors import Refusal
from bot.domain.people import Actor, Role
from bot.domain.roadmaps import read_school_year
from bot.texts import html
from bot.ui.callbacks.menu import MenuTap
from bot.ui.callbacks.roadmaps import PlanTap, RowsTap, RowTap, YearTap
from bot.ui.callers import TYPED, Asked, Known
from bot.ui.errors import refusal_text
from bot.ui.files import Incoming, file_of, name_of
from bot.ui.screen import Screen
from bot.ui.screens import roadmaps as screens
from bot.ui.screens.evidence import file_offer
from bot.ui.screens.rows import row_card, rows_page
from bot.ui.screens.short_names import taken as names_taken
from bot.ui.show import Show
from bot.ui.uploads import near, outcome, plan_screen
from bot.ui.words import Word
from bot.usecases import (
    addressing,
    dialogues,
    evidence_files,
    following,
    roadmaps,
    rows,
    short_names,
    uploads,
)
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.context import Context
from bot.usecases.dialogues import Talk

VIEWS = {view.value for view in rows.View}


def create_router() -> Router:
    """Everything but the files themselves."""
    router = Router(name="roadmaps")
    router.message.register(show_plans, Command("import"), Known())
    router.message.register(show_plans, Word("import"), Known())
    router.callback_query.register(show_plans, MenuTap.filter(F.to == "import"), Known())
    router.callback_query.register(show_plans, PlanTap.filter(F.action == "list"), Known())
    router.callback_query.register(show_plan, PlanTap.filter(F.action == "show"), Known())
    router.callback_query.register(settle_owner, PlanTap.filter(F.action == "owner"), Known())
    router.callback_query.register(ask_about, PlanTap.filter(F.action.in_({"nobody", "rejected", "year"})), Known())
    router.callback_query.register(give_to, PlanTap.filter(F.action == "whom"), Known())
    router.callback_query.register(change_year, PlanTap.filter(F.action == "yearset"), Known())
    router.callback_query.register(ask_discard, PlanTap.filter(F.action == "discard"), Known())
    router.callback_query.register(discard, PlanTap.filter(F.action == "discardyes"), Known())
    router.callback_query.register(upload_again, PlanTap.filter(F.action == "again"), Known())
    router.callback_query.register(ask_close, PlanTap.filter(F.action == "close"), Known())
    router.callback_query.register(close, PlanTap.filter(F.action == "closeyes"), Known())
    router.callback_query.register(show_rows, RowsTap.filter(), Known())
    router.callback_query.register(change_row, RowTap.filter(), Known())
    router.callback_query.register(tap_year, YearTap.filter(), Known())
    return router


def create_answers() -> Router:
    """What is typed when the bot has asked; after every command and word."""
    router = Router(name="roadmaps-answers")
    router.message.register(write_year, Asked(Talk.PLAN_YEAR), Known(Role.ADMIN), TYPED)
    return router


def create_upload_router() -> Router:
    """Files that no question asked for: plans. They come after every question that a file may answer."""
    router = Router(name="uploads")
    router.message.register(take_file, F.document, Known(Role.ADMIN))
    router.message.register(refuse_photo, F.photo, Known(Role.ADMIN))
    return router


async def show_plans(_: Message | CallbackQuery, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.plan_list(await roadmaps.list_plans(context, actor)))


async def show_plan(_: CallbackQuery, callback_data: PlanTap, actor: Actor, context: Context, show: Show) -> None:
    await show(await plan_screen(context, actor, callback_data.roadmap))


async def take_file(_: Message, actor: Actor, sender: Sender, context: Context, show: Show, incoming: Incoming) -> None:
    """Progress is said first: reading may take up to a minute, in a process of its own."""
    document = incoming.check()
    progress = await show.new(screens.reading(name_of(document)))
    try:
        screen = await _read(context, actor, sender, incoming)
    except Refusal as refusal:
        await evidence_files.wait(context, sender, file_of(document))
        screen = file_offer(refusal_text(refusal))
    await show.edit(progress, screen)


async def _read(context: Context, actor: Actor, sender: Sender, incoming: Incoming) -> Screen:
    file = await incoming.fetched()
    names = await short_names.take_sheet(context, actor, file)
    if names is not None:
        return names_taken(names)
    return await outcome(context, actor, sender, await uploads.upload(context, actor, file))


async def refuse_photo(_: Message, show: Show) -> None:
    await show(Screen(html("upload-photo")))


async def tap_year(
    _: CallbackQuery, callback_data: YearTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    await show.working()
    done = await uploads.settle_year(context, actor, callback_data.document, callback_data.year)
    await dialogues.end(context, sender)
    await show(await outcome(context, actor, sender, done))


async def write_year(
    message: Message, dialogue: OpenDialogue, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    """«2026/2027» typed for a document without a year, or for a draft that was read for a wrong one."""
    year = read_school_year(message.text or "")
    data = dialogue.data
    if dialogue.step == "draft":
        roadmap = await uploads.change_year(context, actor, data["roadmap"], data["version"], year)
        screen = await plan_screen(context, actor, roadmap)
    else:
        done = await uploads.settle_year(context, actor, data["document"], year)
        screen = await outcome(context, actor, sender, done)
    await dialogues.end(context, sender)
    await show(screen)


async def change_year(
    _: CallbackQuery, callback_data: PlanTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    year = read_school_year(callback_data.arg)
    await show.working()
    roadmap = await uploads.change_year(context, actor, callback_data.roadmap, callback_data.version, year)
    await dialogues.end(context, sender)
    await show(await plan_screen(context, actor, roadmap))


async def upload_again(
    _: CallbackQuery, callback_data: PlanTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    await show.working()
    done = await uploads.upload_again(context, actor, callback_data.roadmap)
    await show(await outcome(context, actor, sender, done))


async def settle_owner(_: CallbackQuery, callback_data: PlanTap, actor: Actor, context: Context, show: Show) -> None:
    owner = _number(callback_data.arg)
    plan = await addressing.settle_owner(context, actor, callback_data.roadmap, callback_data.version, owner)
    await show(screens.preview(plan))


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise Refusal("stale")
    return int(text)


async def ask_about(
    _: CallbackQuery, callback_data: PlanTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    """What was not read, whom rows are for that name nobody, or another school year."""
    plan = await roadmaps.preview(context, actor, callback_data.roadmap)
    if callback_data.action == "rejected":
        await show(screens.rejected(plan))
    elif callback_data.action == "nobody":
        await show(screens.nobody(plan))
    else:
        await dialogues.begin(context, sender, Talk.PLAN_YEAR, "draft", roadmap=plan.id, version=plan.version)
        await show(screens.year_change(plan, near(context, actor)))


async def give_to(_: CallbackQuery, callback_data: PlanTap, actor: Actor, context: Context, show: Show) -> None:
    targets = [target for target in Target if target == callback_data.arg]
    version = callback_data.version
    await show(
        screens.preview(await addressing.address_nobody(context, actor, callback_data.roadmap, version, targets))
    )


async def ask_discard(_: CallbackQuery, callback_data: PlanTap, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.discard_question(await roadmaps.preview(context, actor, callback_data.roadmap)))


async def discard(_: CallbackQuery, callback_data: PlanTap, actor: Actor, context: Context, show: Show) -> None:
    await roadmaps.discard(context, actor, callback_data.roadmap, callback_data.version)
    await show(screens.discarded())


async def ask_close(_: CallbackQuery, callback_data: PlanTap, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.close_question(await roadmaps.progress(context, actor, callback_data.roadmap)))


async def close(_: CallbackQuery, callback_data: PlanTap, actor: Actor, context: Context, show: Show) -> None:
    await roadmaps.close(context, actor, callback_data.roadmap, callback_data.version)
    await show(screens.closed())


async def show_rows(_: CallbackQuery, callback_data: RowsTap, actor: Actor, context: Context, show: Show) -> None:
    view = rows.View(callback_data.view) if callback_data.view in VIEWS else rows.View.ALL
    await show(rows_page(await rows.rows_page(context, actor, callback_data.roadmap, view, callback_data.page)))


async def change_row(
    _: CallbackQuery,
    callback_data: RowTap,
    dialogue: OpenDialogue | None,
    actor: Actor,
    sender: Sender,
    context: Context,
    show: Show,
) -> None:
    """The card of a row, after what was tapped on it."""
    tap = callback_data
    for question in (Talk.MENDING, Talk.PICKING, Talk.POSTPONING):
        await dialogues.leave(context, sender, dialogue, question)
    match tap.action:
        case "follow":
            card = await following.follow(context, actor, tap.measure)
        case "unfollow":
            card = await following.unfollow(context, actor, tap.measure)
        case "to" if tap.target in set(Target):
            card = await addressing.address_row(context, actor, tap.measure, tap.version, Target(tap.target))
        case "fine":
            card = await addressing.accept_row(context, actor, tap.measure, tap.version)
        case _:
            card = await rows.row_card(context, actor, tap.measure)
    await show(row_card(card, local_day(context.now(), actor.zone), tap.view, tap.page))
