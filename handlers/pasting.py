"""A plan pasted as text, also when Telegram has cut it into several messages: the bot asks whether it is one."""

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from bot.domain.errors import Refusal
from bot.domain.grid.pasted import goes_on, looks_like_plan, whole
from bot.domain.people import Actor, Role
from bot.texts import say
from bot.ui.callbacks.roadmaps import PastedTap
from bot.ui.callers import TYPED, Asked, Known
from bot.ui.screens import pasted as screens
from bot.ui.screens.letters import ask_day
from bot.ui.show import Show
from bot.ui.uploads import outcome
from bot.usecases import dialogues, letters, uploads
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.context import Context
from bot.usecases.dialogues import Talk
from bot.usecases.drafts import Upload

SURE, DAY = "sure", "day"
"""The question of letters of the day that waits for a day."""
GIVES_WAY = frozenset({Talk.PASTED, Talk.LETTER, Talk.SEARCH, Talk.PROOF})
"""Questions that wait for a button or for a few words."""


class Pasted(Filter):
    """Lines that look like a plan, or the next part of such a text."""

    async def __call__(self, message: Message, dialogue: OpenDialogue | None = None) -> bool:
        if dialogue is not None and dialogue.kind not in GIVES_WAY:
            return False
        follows = dialogue is not None and dialogue.kind == Talk.PASTED and goes_on(dialogue.data["parts"])
        return follows or looks_like_plan(message.text or "")


def create_router() -> Router:
    """Before typed answers: nobody searches for a table."""
    router = Router(name="pasting")
    router.message.register(take, TYPED, Known(Role.ADMIN), Pasted())
    router.callback_query.register(
        read, PastedTap.filter(F.action == "plan"), Known(Role.ADMIN), Asked(Talk.PASTED, SURE)
    )
    router.callback_query.register(
        give, PastedTap.filter(F.action == "letter"), Known(Role.ADMIN), Asked(Talk.PASTED, SURE)
    )
    router.callback_query.register(stale, PastedTap.filter(), Known())
    return router


async def take(
    message: Message, sender: Sender, context: Context, show: Show, dialogue: OpenDialogue | None = None
) -> None:
    """The parts wait in the dialogue: a restart between two messages loses none."""
    before = dialogue.data["parts"] if dialogue is not None and dialogue.kind == Talk.PASTED else []
    parts = [*(before if goes_on(before) else []), message.text or ""]
    await dialogues.begin(context, sender, Talk.PASTED, SURE, parts=parts)
    await show(screens.question(parts))


async def read(
    _: CallbackQuery, dialogue: OpenDialogue, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    """The same road as a file."""
    await show.working()
    file = Upload(say("pasted-name"), whole(dialogue.data["parts"]).encode())
    done = await uploads.upload(context, actor, file)
    await dialogues.end(context, sender)
    await show(await outcome(context, actor, sender, done))


async def give(
    query: CallbackQuery, dialogue: OpenDialogue, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    """It is a letter after all: its day is asked for."""
    title = letters.read(context, actor, whole(dialogue.data["parts"])).title
    stamp = query.message.message_id if query.message else 0
    await dialogues.begin(context, sender, Talk.LETTER, DAY, stamp=stamp, title=title)
    await show(ask_day(title))


async def stale(_: CallbackQuery) -> None:
    raise Refusal("stale")
