"""A file that came without a task waits as a row until its owner says to which task it belongs."""

from bot.domain.errors import Refusal
from bot.domain.evidence import SentFile
from bot.domain.people import Actor
from bot.usecases import dialogues
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.context import Context
from bot.usecases.dialogues import Talk
from bot.usecases.tasks import TaskLine, line_of
from db import tasks

OFFERED = 200


async def wait(context: Context, sender: Sender, file: SentFile) -> None:
    """Remember what was sent: id, name and size."""
    told = {"file_id": file.file_id, "name": file.name, "size": file.size, "mime": file.mime}
    await dialogues.begin(context, sender, Talk.FILE, "whose", **told)


def waiting(dialogue: OpenDialogue | None) -> SentFile:
    """The file that waits. Raises Refusal «stale» when there is none any more."""
    if dialogue is None or dialogue.kind != Talk.FILE:
        raise Refusal("stale")
    told = dialogue.data
    return SentFile(told["file_id"], told["name"], told["size"], told["mime"])


async def candidates(context: Context, actor: Actor) -> tuple[TaskLine, ...]:
    """The person's own tasks, those marked last first."""
    async with context.transaction() as session:
        found = await tasks.recently_marked(session, tasks.visible(actor), OFFERED)
    return tuple(map(line_of, found))
