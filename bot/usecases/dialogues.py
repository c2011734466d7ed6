"""Unfinished conversations are rows: a restart loses nothing (design.md, rule 11)."""

from datetime import timedelta
from typing import Any

from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.context import Context
from db import dialogues

KEPT = timedelta(hours=24)
"""A question that waited a day is forgotten; drafts of plans are rows of their own and stay."""


async def begin(context: Context, sender: Sender, kind: str, step: str, **data: Any) -> OpenDialogue:
    """Ask something of a person: the next typed message answers it. `data` is JSON. One question at a time."""
    now = context.now()
    async with context.transaction(write=True) as session:
        await dialogues.clear(session, sender.key)
        await dialogues.put(session, sender.key, kind, step, data, now, now + KEPT)
    return OpenDialogue(kind, step, data)


async def end(context: Context, sender: Sender) -> bool:
    """Forget what was asked; says whether there was anything."""
    if not sender.asked:
        return False
    async with context.transaction(write=True) as session:
        return await dialogues.clear(session, sender.key)


async def leave(context: Context, sender: Sender, dialogue: OpenDialogue | None, kind: str) -> None:
    """«Назад» from a question of this kind takes the question back; other questions stay."""
    if dialogue is not None and dialogue.kind == kind:
        await end(context, sender)
