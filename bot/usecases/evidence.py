"""«📎 Подтверждение»: short words, an order, a link; always optional, taken back by a fact."""

from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.errors import Refusal
from bot.domain.evidence import TEXT_LIMIT, ProofValue, looks_like_names, read_proof
from bot.domain.people import Actor
from bot.usecases.cards import read_card, see
from bot.usecases.context import Cause, Context
from bot.usecases.tasks import Proof, TaskCard
from db.models import Evidence
from db.results import count

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Attached:
    """`proof` is None while the words look like a list of names and nobody has said that they are none."""

    proof: Proof | None
    card: TaskCard


async def attach(
    context: Context, actor: Actor, cause: Cause, task_id: int, text: str, *, sure: bool = False
) -> Attached:
    """Keep what shows that a task is done. Raises Refusal «empty-text», «long-text», «bad-link»."""
    value = _read(text)
    async with context.transaction(write=True) as session:
        seen = await see(session, actor, task_id)
        if seen.row.children:
            raise Refusal("parent-row")
        if looks_like_names(text) and not sure:
            return Attached(None, await read_card(session, context, actor, task_id))
        proof = await _kept(session, context, actor, cause, task_id, value)
        return Attached(
            Proof(proof.id, proof.kind, proof.text, proof.link), await read_card(session, context, actor, task_id)
        )


async def detach(context: Context, actor: Actor, task_id: int, proof_id: int) -> TaskCard:
    """Take it back. Raises Refusal «no-proof» the second time."""
    async with context.transaction(write=True) as session:
        await see(session, actor, task_id)
        undone = await session.execute(
            update(Evidence)
            .where(Evidence.id == proof_id, Evidence.task_id == task_id, Evidence.undone_at.is_(None))
            .values(undone_at=context.now())
        )
        if count(undone) != 1:
            raise Refusal("no-proof")
        return await read_card(session, context, actor, task_id)


def _read(text: str) -> ProofValue:
    value = read_proof(text)
    if value is None:
        raise Refusal("bad-link", text=text[:SHOWN])
    if not (value.text or value.link):
        raise Refusal("empty-text")
    if len(value.text or "") > TEXT_LIMIT:
        raise Refusal("long-text", limit=TEXT_LIMIT)
    return value


async def _kept(
    session: AsyncSession, context: Context, actor: Actor, cause: Cause, task_id: int, value: ProofValue
) -> Evidence:
    """The row of this cause: an update handled twice makes one."""
    proof = (await session.scalars(select(Evidence).where(Evidence.cause == cause))).one_or_none()
    if proof is None:
        proof = Evidence(
            task_id=task_id,
            kind=value.kind,
            text=value.text,
            link=value.link,
            value={},
            at=context.now(),
            by_person_id=actor.person_id,
            cause=cause,
        )
        session.add(proof)
        await session.flush()
    return proof
