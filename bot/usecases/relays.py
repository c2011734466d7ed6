"""Requests, answers, applications, tasks and letters do not wait for somebody who is away.

Digests and lessons find the substitute by themselves. A message to one person is taken back here, with the reason, and
goes to who stands in, or to the next one who may act on it; where there is nobody it waits for the return.
"""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.clock import local_day
from bot.domain.deliveries import DeliveryKind, Stage
from bot.domain.listeners import Circle, Directory
from bot.domain.people import Role
from bot.domain.silence import Silence
from bot.usecases.assignments import SUBJECT as ASSIGNMENT
from bot.usecases.context import Context
from bot.usecases.listeners import directory
from bot.usecases.notices import notify
from db import relays
from db.models import Application, Succession
from db.relays import Word

RELAYED = frozenset({DeliveryKind.REQUEST, DeliveryKind.ASSIGNMENT, DeliveryKind.APPLICATION})
ONE_DAY = timedelta(days=1)


async def relay_words(context: Context) -> int:
    """Hand on what waits for people who are away now; how many messages. Safe to repeat: who was told is not told."""
    now = context.now()
    today = local_day(now, context.default_zone)
    async with context.transaction() as session:
        words = await relays.waiting(session, RELAYED, today - ONE_DAY, today + ONE_DAY)
        if not words:
            return 0
        everybody = await directory(session, context)
        moved = [(word, ears) for word in words if (ears := await _ears(session, context, everybody, word))]
    if not moved:
        return 0
    async with context.transaction(write=True) as session:
        for word, ears in moved:
            if await relays.take_back(session, word.delivery_id, Silence.AWAY):
                for ear in ears:
                    await _hand_on(session, context, word, ear)
    return len(moved)


async def _hand_on(session: AsyncSession, context: Context, word: Word, ear: int) -> None:
    """Who has come back meanwhile may be the one from whom it was taken."""
    now = context.now()
    if not await relays.bring_back(session, word, ear, Silence.AWAY, now):
        await notify(
            session, context, ear, word.subject_kind, word.subject_id, word.stage, word.day, word.kind, word.slot,
            now, word.payload,
        )  # fmt: skip


async def _ears(session: AsyncSession, context: Context, everybody: Directory, word: Word) -> Circle:
    """Who hears it instead; nobody while the person is there, and where nobody can."""
    now, listener = context.now(), everybody.people.get(word.person_id)
    if listener is None or not listener.is_away(listener.today(now)):
        return ()
    if word.subject_kind == ASSIGNMENT:
        ear = everybody.stand_in(word.person_id, now)
        return () if ear is None or ear in everybody.unreachable else (ear,)
    home = await relays.home(session, word.subject_kind, word.subject_id)
    ladder = await _ladder(session, everybody, word, home) if home is not None else ()
    return everybody.instead_of(word.person_id, ladder, now)


async def _ladder(session: AsyncSession, everybody: Directory, word: Word, home: int) -> tuple[Circle, ...]:
    """Who may act on a word about this organisation, the nearest first."""
    coordinators = everybody.roles.get((home, Role.COORDINATOR), ())
    own = everybody.roles.get((home, Role.ADMIN), ())
    above = everybody.rulers(home)
    if word.kind is DeliveryKind.APPLICATION:
        return await _deciders(session, word, (coordinators, own, *above)) if word.stage is Stage.APPLIED else ()
    return above if word.stage is Stage.REQUESTED else (coordinators, own)


async def _deciders(session: AsyncSession, word: Word, ladder: tuple[Circle, ...]) -> tuple[Circle, ...]:
    """A teacher's application may be decided by the coordinators; nobody decides about the own role."""
    application = await session.get(Application, word.subject_id) if word.subject_kind == "application" else None
    if application is not None and application.role is Role.NAVIGATOR:
        return ladder
    handing = await session.get(Succession, word.subject_id) if application is None else None
    giver = handing.from_id if handing is not None else None
    return tuple(tuple(one for one in circle if one != giver) for circle in ladder[1:])
