"""Who is behind an update, resolved once: person, roles, organisations, and the dialogue that is going on."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from bot.domain.people import Actor
from bot.usecases.context import Context
from db import dialogues, people

SIGN_OF_LIFE = timedelta(hours=1)
"""How exactly the moment of the last tap is kept: who is silent for three weeks is pushed on Mondays only."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Somebody in a messenger, perhaps a stranger. Both ids are text: another messenger may have other ones."""

    platform: str
    external_id: str
    chat_id: str
    asked: bool = True
    """Whether a question may be open: False spares the way to the database to forget it."""

    @property
    def key(self) -> str:
        return f"{self.platform}:{self.external_id}"


@dataclass(frozen=True, slots=True)
class OpenDialogue:
    """An unfinished conversation: what it is about, its step, and what has been said so far."""

    kind: str
    step: str
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Caller:
    """What one update needs to know of its sender. `actor` is None for somebody the bot does not know."""

    sender: Sender
    actor: Actor | None
    dialogue: OpenDialogue | None
    lost: bool = False
    """Until now nothing could be brought to this person: a block, or a chat that was not found."""


async def resolve(context: Context, sender: Sender) -> Caller:
    """One reading transaction per update, and a writing one where the sign of life is worth noting."""
    now = context.now()
    async with context.transaction() as session:
        who = (sender.platform, sender.external_id, context.default_zone)
        known = await people.known(session, *who, now, now - SIGN_OF_LIFE)
        row = await dialogues.current(session, sender.key, now)
        dialogue = OpenDialogue(row.kind, row.step, dict(row.data)) if row else None
    sender = replace(sender, asked=dialogue is not None)
    if known is None:
        return Caller(sender, None, dialogue)
    if known.worth:
        async with context.transaction(write=True) as session:
            await people.touch(session, known.actor.person_id, now)
    return Caller(sender, known.actor, dialogue, known.lost)
