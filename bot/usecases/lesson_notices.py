"""The Thursday course in the outbox: announcement, question, its one repetition and the summary, each once.

What is said and when is the course's own business (`usecases/lessons.py`); here it only becomes rows. The message is
drawn again from the lessons of the moment in which it leaves.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.clock import local_day
from bot.domain.course import course_year_of
from bot.domain.deliveries import DeliveryKind, Stage
from bot.domain.lesson_pushes import LessonQuestion, LessonSummary, TeacherSlot
from bot.usecases import lessons
from bot.usecases.calendar import furthest_after
from bot.usecases.context import Context
from db import deliveries
from db import lesson_days as days
from db import lessons as rows
from db.deliveries import Push
from db.passing import passes

log = structlog.get_logger()

ONE_DAY = timedelta(days=1)
BACK = timedelta(days=7)
"""How long a question stays worth asking."""
SUBJECT = "lessons"
AT_ONCE = 50
"""Schools whose plan is brought up to date in one transaction."""


@dataclass(frozen=True, slots=True)
class _Kind:
    kind: DeliveryKind
    stage: Stage


SLOT = _Kind(DeliveryKind.LESSON_SLOT, Stage.SLOT)
QUESTION = _Kind(DeliveryKind.LESSON_QUESTION, Stage.QUESTION)
SUMMARY = _Kind(DeliveryKind.LESSON_SUMMARY, Stage.SUMMARY)


async def keep_course(context: Context) -> int:
    """Bring the plan of all classes up to date, once a day; how many lessons were made or moved.

    Some schools at a time: in July a whole new year is written, and nobody waits for a lock that long. The day counts
    as done when the last one is: a pass that was killed begins anew, which changes nothing where it has been.
    """
    today = local_day(context.now(), context.default_zone)
    async with context.transaction(write=True) as session:
        if not await days.begin_today(session, today, context.now()):
            return 0
        schools = await rows.schools_with_classes(session)
    changed = 0
    for start in range(0, len(schools), AT_ONCE):
        changed += await _keep(context, today, schools[start : start + AT_ONCE])
    async with context.transaction(write=True) as session:
        await days.end_today(session, today)
    return changed


async def _keep(context: Context, today: date, schools: Sequence[int]) -> int:
    """A school whose rows break the program keeps its plan of yesterday, and holds up no other one."""
    try:
        async with context.transaction(write=True) as session:
            return await lessons.ensure_lessons(session, context, course_year_of(today), today, schools)
    except Exception as error:
        if passes(error):
            raise
        if len(schools) == 1:
            log.exception("course not kept", organisation_id=schools[0])
            return 0
    return sum([await _keep(context, today, [school]) for school in schools])


async def plan_lessons(context: Context) -> tuple[Push, ...]:
    """Write what is due about lessons; gives what was new."""
    now = context.now()
    async with context.transaction() as session:
        pushes = await due_between(session, context, now - BACK, now)
        fresh = await deliveries.unknown(session, [push for push in pushes if push.expires_at > now])
    if fresh:
        async with context.transaction(write=True) as session:
            await deliveries.save_pushes(session, fresh, now)
    return tuple(fresh)


async def due_between(session: AsyncSession, context: Context, since: datetime, until: datetime) -> list[Push]:
    """What the course says between two moments, whatever has been said: the rehearsal asks for days to come."""
    zone = context.default_zone
    ahead = await furthest_after(session, context, local_day(until, zone) + ONE_DAY)
    spoken = await days.spoken_of(session, local_day(since, zone) - BACK, ahead)
    pushes: list[Push] = []
    for day in sorted(spoken):
        pushes += [_push(SLOT, slot) for slot in await lessons.slots_on(session, context, day)]
        pushes += [_push(QUESTION, question) for question in await lessons.questions_on(session, context, day)]
        pushes += [_push(QUESTION, question) for question in await lessons.chases_on(session, context, day)]
    for day in _weekdays(local_day(since, zone), local_day(until, zone) - ONE_DAY, context.course.weekday):
        if not await days.summed_up(session, day, until - ONE_DAY):
            pushes += [_push(SUMMARY, summary) for summary in await lessons.summaries_on(session, context, day)]
    return [push for push in pushes if since <= push.due_at <= until]


def _weekdays(since: date, until: date, weekday: int) -> Iterable[date]:
    first = since + timedelta(days=(weekday - since.weekday()) % 7)
    return (first + timedelta(days=n) for n in range(0, (until - first).days + 1, 7))


def _push(kind: _Kind, said: TeacherSlot | LessonQuestion | LessonSummary) -> Push:
    """The row of one message. A summary is one of its school, the others are one of the person."""
    subject = said.organisation_id if isinstance(said, LessonSummary) else said.person_id
    chase = isinstance(said, LessonQuestion) and said.chase
    return Push(
        person_id=said.person_id,
        kind=kind.kind,
        slot=said.key,
        due_at=said.due_at,
        expires_at=said.over_at if isinstance(said, TeacherSlot) else said.due_at + BACK,
        payload={"day": said.day.isoformat(), **({"chase": True} if chase else {})},
        subject_kind=SUBJECT,
        subject_id=subject,
        stage=kind.stage,
        step=int(chase),
        day=said.day,
    )
