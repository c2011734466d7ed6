"""All organisations as one sheet: given out, taken back with a diff, written after a tap."""

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from bot.domain.errors import Refusal
from bot.domain.people import Actor, Role
from bot.domain.tree_sheets import Column
from bot.exports.worker import tree_in_worker
from bot.texts import say
from bot.ui.callbacks.trees import TreeTap
from bot.ui.callers import Asked, Known
from bot.ui.files import Incoming, Named
from bot.ui.screens import tree_sheets as screens
from bot.ui.show import Show
from bot.usecases import dialogues, tree_sheets
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.context import Context
from bot.usecases.dialogues import Talk


def create_router() -> Router:
    router = Router(name="trees")
    router.callback_query.register(give, TreeTap.filter(F.action == "file"), Known(Role.ADMIN))
    router.callback_query.register(
        write, TreeTap.filter(F.action == "write"), Known(Role.ADMIN), Asked(Talk.TREE, "write")
    )
    router.callback_query.register(forget, TreeTap.filter(), Known())
    return router


def create_upload_router() -> Router:
    """Before other files: what is called like the sheet that was given out."""
    router = Router(name="trees upload")
    router.message.register(take, Named("tree-file"), Known(Role.ADMIN))
    router.message.register(take, Asked(Talk.TREE), Renamed(), Known(Role.ADMIN))
    return router


class Renamed(Filter):
    """The sheet under another name, while it is waited for: a look inside tells it from a plan."""

    async def __call__(self, message: Message, incoming: Incoming, context: Context) -> bool:
        name = (message.document.file_name if message.document else None) or ""
        return name.casefold().endswith(".xlsx") and await tree_sheets.is_tree(context, await incoming.fetched())


async def give(
    _: CallbackQuery, callback_data: TreeTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    found = await tree_sheets.sheet(context, actor, callback_data.organisation)
    await show.working()
    heads, rows, choices = screens.headings(), screens.rows(found), screens.choices(found)
    content = await tree_in_worker(say("tree-sheet"), say("tree-lists"), heads, rows, choices)
    await dialogues.begin(context, sender, Talk.TREE, "file", organisation=found.organisation_id)
    await show.document(say("tree-file"), content, screens.caption(found))


async def take(
    message: Message,
    dialogue: OpenDialogue | None,
    actor: Actor,
    sender: Sender,
    incoming: Incoming,
    context: Context,
    show: Show,
) -> None:
    asked = dialogue is not None and dialogue.kind == Talk.TREE
    found = await tree_sheets.read(
        context, actor, dialogue.data["organisation"] if dialogue and asked else 0, await incoming.fetched()
    )
    place = found.organisation_id
    if found.faults or not found.changes:
        await dialogues.begin(context, sender, Talk.TREE, "file", organisation=place)
    else:
        await dialogues.begin(context, sender, Talk.TREE, "write", organisation=place, lines=list(found.lines))
    await show(screens.preview(found))


async def write(
    _: CallbackQuery,
    callback_data: TreeTap,
    dialogue: OpenDialogue,
    actor: Actor,
    sender: Sender,
    context: Context,
    show: Show,
) -> None:
    place = dialogue.data["organisation"]
    lines = [(number, {Column(name): text for name, text in cells.items()}) for number, cells in dialogue.data["lines"]]
    done = await tree_sheets.write(context, actor, place, lines, callback_data.number)
    await dialogues.end(context, sender)
    await show(screens.written(done))


async def forget(_: CallbackQuery) -> None:
    """A diff that is no more."""
    raise Refusal("stale")
