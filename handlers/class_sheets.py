"""«Таблица классов»: given out from the board of a school, taken back filled in, written after a preview."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.domain.class_sheets import ClassSlot
from bot.domain.errors import Refusal
from bot.domain.people import Actor, Role
from bot.ui.callbacks.classes import ClassSheetTap
from bot.ui.callers import Asked, Known
from bot.ui.files import Incoming, Named
from bot.ui.screens import class_sheets as screens
from bot.ui.show import Show
from bot.usecases import class_sheets, dialogues
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.context import Context
from bot.usecases.dialogues import Talk

KEEPERS = Known(Role.COORDINATOR, Role.ADMIN)


def create_router() -> Router:
    router = Router(name="class sheets")
    router.callback_query.register(send_file, ClassSheetTap.filter(F.action == "file"), KEEPERS)
    router.callback_query.register(
        write, ClassSheetTap.filter(F.action == "write"), KEEPERS, Asked(Talk.CLASS_SHEET, "write")
    )
    return router


def create_upload_router() -> Router:
    router = Router(name="class sheets, table")
    router.message.register(take_file, F.document, KEEPERS, Named("class-sheet-file-stem"))
    return router


async def send_file(_: CallbackQuery, callback_data: ClassSheetTap, actor: Actor, context: Context, show: Show) -> None:
    await show.working()
    name, content = await class_sheets.class_file(context, actor, callback_data.organisation)
    await show.document(name, content, screens.caption())


async def take_file(
    message: Message, actor: Actor, sender: Sender, incoming: Incoming, context: Context, show: Show
) -> None:
    """A table with faults leaves nothing to confirm."""
    found = await class_sheets.read_file(context, actor, await incoming.fetched())
    place, stamp = found.seen.organisation_id, message.message_id
    if not found.faults and found.changes.count:
        shown, wanted = _as_json(found.seen.slots), _as_json(found.wanted)
        data = {"organisation": place, "stamp": stamp, "shown": shown, "wanted": wanted}
        await dialogues.begin(context, sender, Talk.CLASS_SHEET, "write", **data)
    await show(screens.preview(found, stamp))


async def write(
    _: CallbackQuery,
    callback_data: ClassSheetTap,
    dialogue: OpenDialogue,
    actor: Actor,
    sender: Sender,
    context: Context,
    show: Show,
) -> None:
    data = dialogue.data
    if data["stamp"] != callback_data.stamp:
        raise Refusal("stale")
    shown, wanted = _slots(data["shown"]), _slots(data["wanted"])
    done = await class_sheets.write(context, actor, data["organisation"], shown, wanted)
    await dialogues.end(context, sender)
    await show(screens.written(done))


def _as_json(slots: tuple[ClassSlot, ...]) -> list[list[str | int | None]]:
    return [[slot.name, slot.weekday, slot.time, slot.teacher_id] for slot in slots]


def _slots(rows: list[tuple[str, int, str | None, int | None]]) -> list[ClassSlot]:
    return [ClassSlot(*row) for row in rows]
