"""What comes while evidence is asked for and may be none: forwarded, with words of its own, or asking for a day."""

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import Message

from bot.domain.people import Actor, Role
from bot.ui.callers import TYPED, Asked, Known
from bot.ui.files import file_of
from bot.ui.screens.evidence import stray_question
from bot.ui.show import Show
from bot.usecases import inquiries, letters
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.cards import card
from bot.usecases.context import Context
from bot.usecases.dialogues import Talk

GIVERS = Known(Role.ADMIN, Role.COORDINATOR)


class Asking(Filter):
    """Words that ask for something until a day that is still to come."""

    async def __call__(self, message: Message, actor: Actor, context: Context) -> bool:
        letter = letters.read(context, actor, message.text or "")
        return bool(letter.days) and letter.is_sentence


def create_answers() -> Router:
    router = Router(name="strays")
    router.message.register(ask, Asked(Talk.PROOF), GIVERS, TYPED, F.forward_origin)
    router.message.register(ask, Asked(Talk.PROOF), GIVERS, TYPED, Asking())
    return router


def create_file_answers() -> Router:
    router = Router(name="stray files")
    router.message.register(ask, F.document, F.forward_origin, Asked(Talk.PROOF), GIVERS)
    router.message.register(ask, F.document, F.caption, Asked(Talk.PROOF), GIVERS)
    return router


async def ask(
    message: Message, actor: Actor, sender: Sender, dialogue: OpenDialogue, context: Context, show: Show
) -> None:
    shown = await card(context, actor, dialogue.data["task"])
    file = file_of(message.document) if message.document else None
    text = message.text or message.caption or ""
    await inquiries.put_aside(context, sender, dialogue, message.message_id, text, file)
    await show(stray_question(shown, message.message_id))
