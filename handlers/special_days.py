"""«Календарь»: days off, working and short days, vacations and quarantine of a territory or a school."""

from datetime import date

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.domain.errors import Refusal
from bot.domain.people import Actor, Role
from bot.domain.special_days import DayKind, as_json, from_json
from bot.ui.callbacks.menu import MenuTap
from bot.ui.callbacks.special_days import DaysTap
from bot.ui.callers import TYPED, Asked, Known
from bot.ui.files import Incoming, Named
from bot.ui.screens import special_days as screens
from bot.ui.show import Show
from bot.ui.words import Word
from bot.usecases import dialogues, special_day_changes, special_day_sheets, special_days
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.context import Context
from bot.usecases.dialogues import Talk

KEEPERS = Known(Role.COORDINATOR, Role.ADMIN)


def create_router() -> Router:
    router = Router(name="special days")
    router.message.register(open_year, Word("days"), KEEPERS)
    router.callback_query.register(open_year, MenuTap.filter(F.to == "days"), KEEPERS)
    router.callback_query.register(show_year, DaysTap.filter(F.action == "show"), KEEPERS)
    router.callback_query.register(ask, DaysTap.filter(F.action == "ask"), KEEPERS)
    router.callback_query.register(open_card, DaysTap.filter(F.action == "card"), KEEPERS)
    router.callback_query.register(drop, DaysTap.filter(F.action == "drop"), KEEPERS)
    router.callback_query.register(send_file, DaysTap.filter(F.action == "file"), KEEPERS)
    router.callback_query.register(
        write, DaysTap.filter(F.action == "write"), KEEPERS, Asked(Talk.SPECIAL_DAYS, "write", "table")
    )
    return router


def create_answers() -> Router:
    """Typed days; after a proposal the next message is another try."""
    router = Router(name="special days, typed")
    router.message.register(read, Asked(Talk.SPECIAL_DAYS, "line", "write"), KEEPERS, TYPED)
    return router


def create_upload_router() -> Router:
    router = Router(name="special days, table")
    router.message.register(take_file, F.document, KEEPERS, Named("days-file-stem"))
    return router


async def open_year(_: Message | CallbackQuery, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.year(await special_days.year_days(context, actor)))


async def show_year(
    _: CallbackQuery,
    callback_data: DaysTap,
    actor: Actor,
    sender: Sender,
    dialogue: OpenDialogue | None,
    context: Context,
    show: Show,
) -> None:
    await dialogues.leave(context, sender, dialogue, Talk.SPECIAL_DAYS)
    tap = callback_data
    await show(screens.year(await special_days.year_days(context, actor, tap.organisation, tap.year)))


async def ask(
    _: CallbackQuery, callback_data: DaysTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    tap, kind = callback_data, _kind(callback_data)
    seen = await special_days.to_change(context, actor, tap.organisation, tap.year, kind)
    data = {"organisation": seen.organisation_id, "year": seen.school_year, "days": kind.value}
    await dialogues.begin(context, sender, Talk.SPECIAL_DAYS, "line", **data)
    await show(screens.ask_vacation(seen) if kind is DayKind.VACATION else screens.ask(kind))


async def read(
    message: Message, dialogue: OpenDialogue, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    data, stamp = dialogue.data, message.message_id
    place, year, kind = data["organisation"], data["year"], DayKind(data["days"])
    found = await special_days.propose(context, actor, place, year, kind, message.text or "")
    told = {**data, "stamp": stamp, "found": as_json(found.found)}
    await dialogues.begin(context, sender, Talk.SPECIAL_DAYS, "write", **told)
    await show(screens.proposal(found, stamp))


async def take_file(
    message: Message, actor: Actor, sender: Sender, incoming: Incoming, context: Context, show: Show
) -> None:
    filled = await special_day_sheets.read_file(context, await incoming.fetched())
    place, year, stamp = filled.organisation_id, filled.school_year, message.message_id
    found = await special_days.propose_year(context, actor, place, year, filled.found)
    data = {"organisation": place, "year": year, "stamp": stamp, "found": as_json(filled.found)}
    await dialogues.begin(context, sender, Talk.SPECIAL_DAYS, "table", **data)
    await show(screens.proposal(found, stamp))


async def write(
    _: CallbackQuery,
    callback_data: DaysTap,
    dialogue: OpenDialogue,
    actor: Actor,
    sender: Sender,
    context: Context,
    show: Show,
) -> None:
    data = dialogue.data
    if str(data["stamp"]) != callback_data.day:
        raise Refusal("stale")
    change = special_day_changes.replace_year if dialogue.step == "table" else special_day_changes.write
    done = await change(context, actor, data["organisation"], data["year"], from_json(data["found"]))
    await dialogues.end(context, sender)
    await show(screens.written(done))


async def open_card(_: CallbackQuery, callback_data: DaysTap, actor: Actor, context: Context, show: Show) -> None:
    tap, day = callback_data, _day(callback_data)
    place, year, kind = tap.organisation, tap.year, _kind(tap)
    await show(screens.card(await special_days.propose_drop(context, actor, place, year, kind, day)))


async def drop(
    _: CallbackQuery,
    callback_data: DaysTap,
    actor: Actor,
    sender: Sender,
    dialogue: OpenDialogue | None,
    context: Context,
    show: Show,
) -> None:
    tap, day = callback_data, _day(callback_data)
    place, year, kind = tap.organisation, tap.year, _kind(tap)
    done = await special_day_changes.drop(context, actor, place, year, kind, day)
    await dialogues.leave(context, sender, dialogue, Talk.SPECIAL_DAYS)
    await show(screens.written(done))


async def send_file(_: CallbackQuery, callback_data: DaysTap, actor: Actor, context: Context, show: Show) -> None:
    await show.working()
    tap = callback_data
    name, content = await special_day_sheets.year_file(context, actor, tap.organisation, tap.year)
    await show.document(name, content, screens.file_caption())


def _kind(tap: DaysTap) -> DayKind:
    if tap.kind not in set(DayKind):
        raise Refusal("stale")
    return DayKind(tap.kind)


def _day(tap: DaysTap) -> date:
    try:
        return date.fromisoformat(tap.day)
    except ValueError:
        raise Refusal("stale") from None
