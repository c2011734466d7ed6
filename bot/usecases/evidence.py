"""«📎 Подтверждение»: an order, a link, a file, numbers, short words; always optional, taken back by a fact."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.clock import local_day
from bot.domain.demands import NUMBERS, OUT_OF, Demand
from bot.domain.errors import Refusal
from bot.domain.evidence import (
    FILE_ID_LIMIT,
    FILE_NAME_LIMIT,
    TEXT_LIMIT,
    ProofKind,
    ProofValue,
    SentFile,
    is_link,
    looks_like_names,
    order_parts,
    read_number,
    read_proof,
)
from bot.domain.grid.demands import about_pupils
from bot.domain.people import Actor, visible
from bot.texts import say
from bot.usecases.cards import Seen, proof_of, read_card, see
from bot.usecases.context import Cause, Context
from bot.usecases.days import past_day
from bot.usecases.tasks import Proof, TaskCard
from db import facts, figures
from db.models import Evidence
from db.results import count

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Attached:
    """`proof` is None while the words look like a list of names and nobody has said that they are none.

    Of a number `last` is that of a year before, and `whole` what it is a part of, where they are known.
    """

    proof: Proof | None
    card: TaskCard
    last: int | None = None
    whole: int | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    """What was typed, as it is kept."""

    kind: ProofKind
    text: str | None
    link: str | None
    value: dict[str, Any]
    file_id: str | None = None


async def attach(
    context: Context,
    actor: Actor,
    cause: Cause,
    task_id: int,
    text: str,
    *,
    wanted: Demand | None = None,
    sure: bool = False,
) -> Attached:
    """Keep what shows that a task is done; `wanted` says what was asked for.

    Raises Refusal «empty-text», «long-text», «bad-link», «not-a-number», «order-unreadable», «order-without-day».
    """
    async with context.transaction(write=True) as session:
        seen = await _open_to(session, actor, task_id)
        read = _read(text, wanted, local_day(context.now(), seen.row.organisation.zone))
        if looks_like_names(text) and not sure:
            return Attached(None, await read_card(session, context, actor, task_id))
        return await _attached(session, context, actor, cause, seen, read)


async def attach_file(context: Context, actor: Actor, cause: Cause, task_id: int, file: SentFile) -> Attached:
    """Keep a file's id with name and size. Raises Refusal «no-pictures», and «no-files» where pupils are listed."""
    async with context.transaction(write=True) as session:
        seen = await _open_to(session, actor, task_id)
        measure = seen.row.measure
        if file.is_picture or len(file.file_id) > FILE_ID_LIMIT:
            raise Refusal("no-pictures")
        if about_pupils(measure.title, measure.result_text):
            raise Refusal("no-files", name=measure.short_name)
        value = {"name": visible(file.name)[:FILE_NAME_LIMIT], "size": file.size}
        return await _attached(
            session, context, actor, cause, seen, _Read(ProofKind.FILE, None, None, value, file.file_id)
        )


async def files(context: Context, actor: Actor, task_id: int) -> tuple[tuple[str, str], ...]:
    """Id and words of each file of a task, for those who may see it. Raises Refusal «no-proof» without any."""
    async with context.transaction() as session:
        await see(session, actor, task_id)
        kept = [one for one in await facts.proofs(session, task_id) if one.file_id]
    if not kept:
        raise Refusal("no-proof")
    return tuple((one.file_id or "", proof_of(one).words) for one in kept)


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


async def _open_to(session: AsyncSession, actor: Actor, task_id: int) -> Seen:
    seen = await see(session, actor, task_id)
    if seen.row.children:
        raise Refusal("parent-row")
    return seen


def _read(text: str, wanted: Demand | None, today: date) -> _Read:
    if wanted in NUMBERS:
        number = read_number(text)
        if number is None:
            raise Refusal("not-a-number", text=text[:SHOWN])
        return _Read(ProofKind.NUMBER, None, None, {wanted.value: number})
    if wanted is Demand.LINK and is_link(bare := text.strip()) and "://" not in bare:
        text = f"https://{bare}"
    value = _words(text)
    if wanted is Demand.LINK and value.link is None:
        raise Refusal("bad-link", text=text[:SHOWN])
    if wanted is Demand.ORDER and value.link is None:
        return _Read(ProofKind.ORDER, value.text, None, _order(text, today))
    return _Read(value.kind, value.text, value.link, {})


def _words(text: str) -> ProofValue:
    value = read_proof(text)
    if value is None:
        raise Refusal("bad-link", text=text[:SHOWN])
    if not (value.text or value.link):
        raise Refusal("empty-text")
    if len(value.text or "") > TEXT_LIMIT:
        raise Refusal("long-text", limit=TEXT_LIMIT)
    return value


def _order(text: str, today: date) -> dict[str, str]:
    number, day = order_parts(text, say("word-since"))
    if not number:
        raise Refusal("order-unreadable", text=text[:SHOWN])
    if not day:
        raise Refusal("order-without-day", text=text[:SHOWN])
    return {"order": number, "day": past_day(day, today).isoformat()}


async def _attached(
    session: AsyncSession, context: Context, actor: Actor, cause: Cause, seen: Seen, read: _Read
) -> Attached:
    task_id = seen.row.task.id
    proof = await _kept(session, context, actor, cause, task_id, read)
    card = await read_card(session, context, actor, task_id)
    if read.kind is not ProofKind.NUMBER:
        return Attached(proof_of(proof), card)
    (name,) = read.value
    whole = OUT_OF.get(Demand(name))
    given = {key: number for one in card.proofs for key, number in one.numbers.items()}
    return Attached(
        proof_of(proof), card, (await last_year(session, seen)).get(name), given.get(whole.value) if whole else None
    )


async def last_year(session: AsyncSession, seen: Seen) -> dict[str, int]:
    """Numbers of the same organisation for the same row and occurrence a school year before, by what they count."""
    measure, organisation = seen.row.measure, seen.row.organisation
    earlier = await figures.year_before(session, [measure])
    found = await figures.given(session, [organisation.id], earlier.get(measure.id, ()))
    return {one.name: one.value for one in found if one.occurrence == seen.row.task.occurrence}


async def _kept(
    session: AsyncSession, context: Context, actor: Actor, cause: Cause, task_id: int, read: _Read
) -> Evidence:
    """The row of this cause: an update handled twice makes one. A new number takes the place of the old one."""
    proof = (await session.scalars(select(Evidence).where(Evidence.cause == cause))).one_or_none()
    if proof is not None:
        return proof
    if read.kind is ProofKind.NUMBER:
        for old in await facts.proofs(session, task_id):
            if old.kind == ProofKind.NUMBER and old.value.keys() == read.value.keys():
                old.undone_at = context.now()
    proof = Evidence(
        task_id=task_id,
        kind=read.kind,
        text=read.text,
        link=read.link,
        file_id=read.file_id,
        value=read.value,
        at=context.now(),
        by_person_id=actor.person_id,
        cause=cause,
    )
    session.add(proof)
    await session.flush()
    return proof
