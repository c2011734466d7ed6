"""After a mark the bot asks for what the row asks for, one thing after another; each can be skipped.

What is asked next follows from what the task has: only the open question is a row, and nothing is lost by a restart.
"""

from dataclasses import asdict, dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.demands import NUMBERS, OUT_OF, Demand
from bot.domain.errors import Refusal
from bot.domain.evidence import SentFile
from bot.domain.letters import TEXT_LIMIT
from bot.domain.people import Actor
from bot.usecases import dialogues
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.cards import Seen, see
from bot.usecases.context import Context
from bot.usecases.dialogues import Talk
from bot.usecases.evidence import last_year
from bot.usecases.tasks import TaskCard
from db import classes, roadmaps

ANY, SURE, STRAY = "any", "sure", "stray"


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One question. Of a number: that of a year before, what it is a part of, and what the entries add up to."""

    demand: Demand
    last: int | None = None
    whole: int | None = None
    entries: int | None = None


@dataclass(frozen=True, slots=True)
class Stray:
    """What came while evidence of this task was asked for: words, a file, or both."""

    task: int
    at: str
    text: str
    file: SentFile | None


async def ask_next(
    context: Context, actor: Actor, sender: Sender, card: TaskCard, at: str, after: Demand | None = None
) -> Inquiry | None:
    """Ask for the first thing that the task lacks, behind `after` when that was skipped; None when nothing is left."""
    order = list(Demand)
    left = [one for one in card.missing if after is None or order.index(one) > order.index(after)]
    if not left:
        await dialogues.end(context, sender)
        return None
    task = card.line.task_id
    await dialogues.begin(context, sender, Talk.PROOF, left[0].value, task=task, version=card.line.version, at=at)
    async with context.transaction() as session:
        return await _with_hints(session, await see(session, actor, task), card, left[0])


async def after_mark(context: Context, actor: Actor, sender: Sender, card: TaskCard, at: str) -> Inquiry | None:
    """The first question after a mark. Teachers are asked for taps only: to them it is offered (rules.md, rule 7)."""
    if not card.asks_proof or card.asks_level or not card.may_assign:
        await dialogues.turn_away(context, sender)
        return None
    return await ask_next(context, actor, sender, card, at)


async def ask_any(context: Context, sender: Sender, card: TaskCard, at: str) -> None:
    """Whatever shows it: words, an order, a link, a file."""
    line = card.line
    await dialogues.begin(context, sender, Talk.PROOF, ANY, task=line.task_id, version=line.version, at=at)


async def put_aside(
    context: Context, sender: Sender, dialogue: OpenDialogue, stamp: int, text: str, file: SentFile | None
) -> None:
    """Keep what came while evidence is asked for, until its sender says what it is."""
    told = dialogue.data
    wanted = told.get("wanted", dialogue.step)
    sent = asdict(file) if file else None
    kept = {"task": told["task"], "version": told["version"], "at": told["at"]}
    await dialogues.begin(
        context, sender, Talk.PROOF, STRAY, **kept, wanted=wanted, stamp=stamp, text=text[:TEXT_LIMIT], file=sent
    )


def stray(dialogue: OpenDialogue, stamp: int) -> Stray:
    """What was put aside. Raises Refusal «stale» for a button under another message."""
    told = dialogue.data
    if told["stamp"] != stamp:
        raise Refusal("stale")
    return Stray(told["task"], told["at"], told["text"], SentFile(**told["file"]) if told["file"] else None)


async def _with_hints(session: AsyncSession, seen: Seen, card: TaskCard, demand: Demand) -> Inquiry:
    if demand not in NUMBERS:
        return Inquiry(demand)
    numbers = [entry.number for entry in card.entries if entry.number is not None]
    last = (await last_year(session, seen)).get(demand.value)
    return Inquiry(demand, last, await _whole(session, seen, card, demand), sum(numbers) if numbers else None)


async def _whole(session: AsyncSession, seen: Seen, card: TaskCard, demand: Demand) -> int | None:
    """What the number is a part of, where the bot knows it."""
    organisation = seen.row.organisation
    if demand is Demand.CLASSES:
        return len(await classes.of_school(session, organisation.id)) or None
    if demand is Demand.SCHOOLS:
        return len((await roadmaps.reach(session, organisation)).schools) or None
    whole = OUT_OF.get(demand)
    given = {name: number for proof in card.proofs for name, number in proof.numbers.items()}
    return given.get(whole.value) if whole else None
