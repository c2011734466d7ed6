"""On which days the Thursday course has something to say."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.deliveries import DeliveryKind, DeliveryState
from bot.domain.lessons import OPEN, LessonState
from db.models import Delivery, Lease, Lesson, SchoolClass
from db.results import count
from db.upsert import insert_all_new

DAILY = "course"
BEGUN = " begun"


async def spoken_of(session: AsyncSession, since: date, until: date) -> frozenset[date]:
    """Days of lessons that nobody has answered."""
    day = func.coalesce(Lesson.moved_to, Lesson.planned_on)
    query = select(day).where(Lesson.state.in_(OPEN), Lesson.before_joining.is_(False), day.between(since, until))
    return frozenset(await session.scalars(query.distinct()))


async def brought(session: AsyncSession, day: date) -> dict[int, datetime]:
    """When each teacher was asked about the lessons of a day."""
    query = select(Delivery.person_id, Delivery.sent_at).where(
        Delivery.kind == DeliveryKind.LESSON_QUESTION,
        Delivery.slot == day.isoformat(),
        Delivery.state == DeliveryState.SENT,
    )
    return {person: at for person, at in await session.execute(query) if at is not None}


async def begin_today(session: AsyncSession, today: date, now: datetime) -> bool:
    """Whether the pass of this day is still to be made: one that was killed on the way is begun again."""
    begun = f"{today.isoformat()}{BEGUN}"
    await insert_all_new(session, Lease, [{"name": DAILY, "holder": "", "until": now}])
    moved = update(Lease).where(Lease.name == DAILY, Lease.holder != today.isoformat())
    return count(await session.execute(moved.values(holder=begun, until=now))) == 1


async def end_today(session: AsyncSession, today: date) -> None:
    """The pass is made, unless somebody asked meanwhile for another one."""
    own = update(Lease).where(Lease.name == DAILY, Lease.holder == f"{today.isoformat()}{BEGUN}")
    await session.execute(own.values(holder=today.isoformat()))


async def plan_again(session: AsyncSession) -> None:
    """The next pass brings all plans up to date, as if it were the first of its day."""
    await session.execute(update(Lease).where(Lease.name == DAILY).values(holder=""))


async def standing_on(
    session: AsyncSession, organisation_ids: Collection[int], days: Collection[date]
) -> tuple[int, int, int]:
    """Lessons of these schools that wait on these days, of how many classes, and those among them put there by hand."""
    day = func.coalesce(Lesson.moved_to, Lesson.planned_on)
    by_hand = func.count().filter(Lesson.state == LessonState.MOVED)
    query = (
        select(func.count(), func.count(Lesson.class_id.distinct()), by_hand)
        .join(SchoolClass, SchoolClass.id == Lesson.class_id)
        .where(
            SchoolClass.organisation_id.in_(organisation_ids),
            SchoolClass.closed_at.is_(None),
            Lesson.state.in_(OPEN),
            or_(Lesson.state == LessonState.MOVED, and_(Lesson.answered_at.is_(None), ~Lesson.before_joining)),
            day.in_(days),
        )
    )
    row = (await session.execute(query)).one()
    return row[0], row[1], row[2]


async def summed_up(session: AsyncSession, day: date, before: datetime) -> bool:
    """Whether the summaries of a day were written before a moment: everybody's is due within hours of the first."""
    query = select(Delivery.id).where(
        Delivery.kind == DeliveryKind.LESSON_SUMMARY,
        Delivery.slot.startswith(day.isoformat()),
        Delivery.created_at < before,
    )
    return (await session.scalar(query.limit(1))) is not None
