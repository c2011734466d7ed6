"""What a delivery says, drawn from the whole state at the moment it leaves: rights, tasks and lessons are read again.

`draw` gives the message, or the reason why nothing is left to say. Reasons are codes (`kept-<reason>` in the texts).
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.deliveries import DeliveryKind, Stage
from bot.domain.digests import Digest, Line, compose
from bot.domain.listeners import Directory
from bot.domain.reminders import PERSON, TASK
from bot.domain.stages import Days
from bot.usecases import lessons, past
from bot.usecases.assignment_pushes import GivenPush, RefusedPush, given_push, refused_push
from bot.usecases.assignments import REFUSED, SUBJECT
from bot.usecases.context import Context
from bot.usecases.courier import Edit, Joined, Launched, Message
from db import outbox, people, pushes, reminders
from db.outbox import Claimed, Reason

NOTHING_LEFT, NO_RIGHTS = "nothing-left", "no-rights"
DATED = (Stage.WEEK, Stage.BEFORE, Stage.OVERDUE)


@dataclass(frozen=True, slots=True)
class Nothing:
    """The delivery is cancelled, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Desk:
    """What every draft needs: the transaction, and the directory read for this pass."""

    session: AsyncSession
    context: Context
    directory: Directory


async def draw(desk: Desk, claimed: Claimed) -> Message | Nothing:
    """The message of a claimed delivery as of now."""
    if not await outbox.has_role(desk.session, claimed.person_id):
        return Nothing(NO_RIGHTS)
    return await DRAFTS[claimed.kind](desk, claimed)


async def lines_of(desk: Desk, person_id: int) -> list[Line]:
    """Every open task that the person hears about now: own organisations, assigned ones, those stood in for."""
    now = desk.context.now()
    stood_in = {one for one in desk.directory.people if desk.directory.stand_in(one, now) == person_id}
    places = desk.directory.heard_places(person_id, now)
    found = await reminders.lines(desk.session, places, stood_in)
    given = await reminders.assignees(desk.session, [line.task_id for line in found])
    return [
        line
        for line in found
        if person_id in desk.directory.hearing(line.organisation_id, given.get(line.task_id, ()), now)
    ]


async def digest_of(desk: Desk, person_id: int, asked: frozenset[int] = frozenset()) -> Digest:
    today = _today(desk, person_id)
    return compose(person_id, today, await lines_of(desk, person_id), asked=asked)


async def _digest(desk: Desk, claimed: Claimed) -> Message | Nothing:
    """Sent while one of its notices still holds."""
    lines = await lines_of(desk, claimed.person_id)
    known = {line.task_id: line.days for line in lines}
    today = _today(desk, claimed.person_id)
    reasons = await outbox.reasons(desk.session, claimed.id)
    holding = [reason for reason in reasons if _holds(reason, known, today)]
    if not holding:
        return Nothing(NOTHING_LEFT)
    asked = frozenset(reason.subject_id for reason in holding if reason.subject_kind == TASK)
    digest = compose(claimed.person_id, today, lines, asked=asked)
    return Nothing(NOTHING_LEFT) if digest.is_empty() else digest


def _holds(reason: Reason, known: dict[int, Days], today: date) -> bool:
    """Done, taken away or moved to another day: that notice has nothing to say any more."""
    if reason.subject_kind == PERSON:
        return bool(known) if reason.stage is Stage.SNOOZED else any(_overdue(days, today) for days in known.values())
    days = known.get(reason.subject_id)
    return days is not None and (reason.stage not in DATED or days.due == reason.day)


def _overdue(days: Days, today: date) -> bool:
    return days.can_pass is not None and days.can_pass < today


async def _slot(desk: Desk, claimed: Claimed) -> Message | Nothing:
    day = date.fromisoformat(claimed.payload["day"])
    found = await lessons.slots_on(desk.session, desk.context, day, claimed.person_id)
    return next((slot for slot in found if slot.key == claimed.slot), Nothing(NOTHING_LEFT))


async def _question(desk: Desk, claimed: Claimed) -> Message | Nothing:
    day = date.fromisoformat(claimed.payload["day"])
    ask = lessons.chases_on if claimed.payload.get("chase") else lessons.questions_on
    found = await ask(desk.session, desk.context, day, claimed.person_id)
    return next((question for question in found if question.key == claimed.slot), Nothing(NOTHING_LEFT))


async def _summary(desk: Desk, claimed: Claimed) -> Message | Nothing:
    day = date.fromisoformat(claimed.payload["day"])
    found = await lessons.summaries_on(desk.session, desk.context, day, claimed.person_id)
    return next((summary for summary in found if summary.key == claimed.slot), Nothing(NOTHING_LEFT))


async def _assignment(desk: Desk, claimed: Claimed) -> Message | Nothing:
    """A task was given to the person, or one that the person had given came back."""
    actor = await people.actor_by_id(desk.session, claimed.person_id, desk.context.default_zone)
    if actor is None:
        return Nothing(NO_RIGHTS)
    push: GivenPush | RefusedPush | None
    if SUBJECT in claimed.payload:
        push = await given_push(desk.session, desk.context, actor, claimed.payload[SUBJECT])
    else:
        push = await refused_push(desk.session, desk.context, actor, claimed.payload[REFUSED])
    return push or Nothing(NOTHING_LEFT)


async def _joined(desk: Desk, claimed: Claimed) -> Message | Nothing:
    found = await pushes.membership(desk.session, claimed.payload["membership"])
    return Nothing(NOTHING_LEFT) if found is None else Joined(*found)


async def _launch(desk: Desk, claimed: Claimed) -> Message | Nothing:
    """What has passed is asked about, not called overdue, until the question is answered."""
    title = await pushes.running_plan(desk.session, claimed.payload["roadmap"])
    lines = await lines_of(desk, claimed.person_id)
    if title is None or not lines:
        return Nothing(NOTHING_LEFT)
    digest = compose(claimed.person_id, _today(desk, claimed.person_id), lines)
    places = desk.directory.heard_places(claimed.person_id, desk.context.now())
    asked = await past.waiting(desk.session, places, claimed.payload["roadmap"])
    return Launched(title, len(lines), replace(digest, overdue=()) if asked else digest, asked)


async def _edit(desk: Desk, claimed: Claimed) -> Message | Nothing:
    """The digest on screen as it reads now, with what somebody else has marked on top."""
    done = await pushes.closed_lines(desk.session, claimed.payload["delivery"])
    if not done or claimed.replaces is None:
        return Nothing(NOTHING_LEFT)
    digest = await digest_of(desk, claimed.person_id)
    return Edit(claimed.replaces, digest.with_done(*done))


def _today(desk: Desk, person_id: int) -> date:
    return desk.directory.people[person_id].today(desk.context.now())


DRAFTS: dict[DeliveryKind, Callable[[Desk, Claimed], Awaitable[Message | Nothing]]] = {
    DeliveryKind.DIGEST: _digest,
    DeliveryKind.LESSON_SLOT: _slot,
    DeliveryKind.LESSON_QUESTION: _question,
    DeliveryKind.LESSON_SUMMARY: _summary,
    DeliveryKind.ASSIGNMENT: _assignment,
    DeliveryKind.JOINED: _joined,
    DeliveryKind.LAUNCH: _launch,
    DeliveryKind.EDIT: _edit,
}
