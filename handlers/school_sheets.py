"""«Лист школы»: sent from the list of tasks, taken back filled in, written after a preview."""

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from bot.domain.errors import Refusal
from bot.domain.people import Actor, Role
from bot.domain.school_sheets import FilledLine
from bot.ui.callbacks.tasks import SheetTap
from bot.ui.callers import Asked, Known
from bot.ui.files import Incoming, name_of
from bot.ui.screens import school_sheets as screens
from bot.ui.show import Show
from bot.usecases import dialogues, school_sheets
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.context import Cause, Context
from bot.usecases.dialogues import Talk

WRITERS = Known(Role.COORDINATOR, Role.ADMIN)


class Returned(Filter):
    """A file that is a sheet of a school by its own headings, whatever it is called: gives the handler its lines."""

    async def __call__(
        self, message: Message, incoming: Incoming, context: Context
    ) -> bool | dict[str, tuple[FilledLine, ...]]:
        document = message.document
        if document is None or (document.file_size or 0) > school_sheets.LARGEST_SHEET:
            return False
        if not name_of(document).casefold().endswith(".xlsx"):
            return False
        found = await school_sheets.read_file(context, await incoming.fetched())
        return False if found is None else {"filled": found}


def create_router() -> Router:
    router = Router(name="school sheets")
    router.callback_query.register(send, SheetTap.filter(F.action == "send"), WRITERS)
    router.callback_query.register(write, SheetTap.filter(F.action == "write"), WRITERS, Asked(Talk.SCHOOL_SHEET))
    return router


def create_upload_router() -> Router:
    """Before every other file: what has the headings of a sheet is one."""
    router = Router(name="school sheets upload")
    router.message.register(take, F.document, WRITERS, Returned())
    return router


async def send(_: CallbackQuery, callback_data: SheetTap, actor: Actor, context: Context, show: Show) -> None:
    await show.working()
    for name, content in await school_sheets.sheet_file(context, actor, callback_data.value):
        await show.document(name, content, screens.caption())


async def take(
    message: Message, filled: tuple[FilledLine, ...], actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    found, stamp = await school_sheets.preview(context, actor, filled), message.message_id
    await dialogues.begin(
        context, sender, Talk.SCHOOL_SHEET, "write", stamp=stamp, rows=[row.as_json() for row in found.rows]
    )
    await show(screens.preview(found, stamp))


async def write(
    _: CallbackQuery,
    callback_data: SheetTap,
    dialogue: OpenDialogue,
    actor: Actor,
    sender: Sender,
    context: Context,
    cause: Cause,
    show: Show,
) -> None:
    if dialogue.data["stamp"] != callback_data.value or not dialogue.data["rows"]:
        raise Refusal("stale")
    rows = [school_sheets.Filled.of(row) for row in dialogue.data["rows"]]
    await show(screens.written(await school_sheets.write(context, actor, sender, cause, rows)))
