"""Unfinished conversations are rows: a restart loses nothing (rules.md, rule 11)."""

from datetime import timedelta
from enum import StrEnum
from typing import Any

from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.context import Context
from db import dialogues

KEPT = timedelta(hours=24)
"""A question that waited a day is forgotten; drafts of plans are rows of their own and stay."""


class Talk(StrEnum):
    """What an unfinished conversation is about. Handlers that know nothing of each other meet here by its name."""

    ABSENCE = "absence"
    ANNOUNCE = "announce"
    ANSWER = "answer"
    APPLY = "apply"
    BRIEFING = "briefing"
    CLASS = "class"
    CLASS_SHEET = "class-sheet"
    CLASSES = "classes"
    DECLINE = "decline"
    ENTRY = "entry"
    EXTEND = "extend"
    FILE = "file"
    """A file without a task."""
    FOUND = "found"
    GIVE_OUTSIDE = "give-outside"
    HOURS = "hours"
    JOIN = "join"
    LESSON = "lesson"
    LETTER = "letter"
    MARK_DAY = "mark-day"
    MARK_REASON = "mark-reason"
    MENDING = "mending"
    ORGANISATIONS = "organisations"
    OUTING = "outing"
    OUTSIDE = "outside"
    OWN_DAY = "own-day"
    PASTED = "pasted"
    """A text that looks like a plan waits for a button."""
    PICKING = "picking"
    PLAN_YEAR = "plan-year"
    POSTPONING = "postponing"
    PROOF = "proof"
    """Every question for evidence; its step says what is asked, «any» for whatever it may be."""
    QUESTION = "question"
    RETURN = "return"
    REVIEW = "review"
    SCHOOL_SHEET = "school-sheet"
    SEARCH = "search"
    SETTINGS = "settings"
    SHORT_NAMES = "short-names"
    SPECIAL_DAYS = "special-days"
    TOPICS = "topics"
    TREE = "tree"


WAITS_FOR_WORDS = frozenset(
    {
        Talk.ABSENCE,
        Talk.ANSWER,
        Talk.BRIEFING,
        Talk.CLASS,
        Talk.CLASSES,
        Talk.DECLINE,
        Talk.ENTRY,
        Talk.EXTEND,
        Talk.GIVE_OUTSIDE,
        Talk.HOURS,
        Talk.LESSON,
        Talk.MARK_DAY,
        Talk.MARK_REASON,
        Talk.MENDING,
        Talk.ORGANISATIONS,
        Talk.OUTSIDE,
        Talk.OWN_DAY,
        Talk.PLAN_YEAR,
        Talk.PROOF,
        Talk.QUESTION,
        Talk.RETURN,
        Talk.REVIEW,
        Talk.SETTINGS,
        Talk.SHORT_NAMES,
    }
)
"""The others wait for buttons, hold what a person has put together, or, like a search, are left open on purpose."""


async def begin(context: Context, sender: Sender, kind: Talk, step: str, **data: Any) -> OpenDialogue:
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


async def turn_away(context: Context, sender: Sender) -> None:
    """Another screen stands where the question stood: what is typed later is not its answer."""
    if sender.asked:
        async with context.transaction(write=True) as session:
            await dialogues.clear(session, sender.key, WAITS_FOR_WORDS)


async def leave(context: Context, sender: Sender, dialogue: OpenDialogue | None, kind: Talk) -> None:
    """«Назад» from a question of this kind takes the question back; other questions stay."""
    if dialogue is not None and dialogue.kind == kind:
        await end(context, sender)
