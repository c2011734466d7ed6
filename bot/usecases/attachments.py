"""Files that stay in Telegram: the bot keeps their id, name and size, and forwards them on request."""

from dataclasses import dataclass
from typing import Any, Self

from bot.domain.errors import Refusal
from bot.domain.people import Actor
from bot.usecases.cards import see
from bot.usecases.context import Context

NAME_LIMIT = 100


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file by its id in Telegram; `size` in bytes, 0 where Telegram does not say."""

    file_id: str
    name: str
    size: int

    def as_json(self) -> dict[str, Any]:
        return {"id": self.file_id, "name": self.name[:NAME_LIMIT], "size": self.size}

    @classmethod
    def of(cls, kept: dict[str, Any] | None) -> Self | None:
        return cls(str(kept["id"]), str(kept["name"]), int(kept["size"])) if kept else None


async def letter_file(context: Context, actor: Actor, task_id: int) -> Attachment:
    """The file of the letter that a task came by, for whoever may see the task."""
    async with context.transaction() as session:
        found = Attachment.of((await see(session, actor, task_id)).row.measure.attachment)
    if found is None:
        raise Refusal("stale")
    return found
