"""How much is stored about one person, and its erasing: names and ids go, facts stay (rule 6)."""

from collections.abc import Sequence

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.deliveries import DeliveryState
from db.models import (
    Delivery,
    Entry,
    Evidence,
    Lesson,
    Mark,
    Membership,
    Organisation,
    Update,
)

OPEN = (DeliveryState.PENDING, DeliveryState.RETRY)


async def counts(session: AsyncSession, person_id: int) -> dict[str, int]:
    """How many marks, entries, pieces of evidence and lesson answers bear this person's id."""
    queries = {
        "marks": select(func.count(Mark.id)).where(Mark.by_person_id == person_id),
        "entries": select(func.count(Entry.id)).where(Entry.by_person_id == person_id),
        "evidence": select(func.count(Evidence.id)).where(Evidence.by_person_id == person_id),
        "lessons": select(func.count(Lesson.id)).where(Lesson.answered_by == person_id),
    }
    return {name: await session.scalar(query) or 0 for name, query in queries.items()}


async def roles(session: AsyncSession, person_id: int) -> Sequence[tuple[Membership, str]]:
    """Every role the person ever had, with the organisation's name."""
    rows = await session.execute(
        select(Membership, Organisation.name)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Membership.person_id == person_id)
        .order_by(Membership.id)
    )
    return [(membership, name) for membership, name in rows]


async def silence(session: AsyncSession, person_id: int) -> None:
    """Nothing more goes out to this person, and no message of theirs can be found again."""
    await session.execute(
        update(Delivery)
        .where(Delivery.person_id == person_id, Delivery.state.in_(OPEN))
        .values(state=DeliveryState.CANCELLED)
    )
    await session.execute(
        update(Delivery).where(Delivery.person_id == person_id).values(reference=None, replaces=None, payload={})
    )


async def forget_updates(session: AsyncSession, sender: str) -> None:
    """The inbox keeps who sent an update for a week: not of somebody erased. The one being handled stays open."""
    await session.execute(update(Update).where(Update.sender == sender).values(sender="erased"))
    await session.execute(
        update(Update).where(Update.sender == "erased", Update.handled_at.is_not(None)).values(body=None)
    )
