"""What a delivery says, drawn from the whole state at the moment it leaves: rights, tasks and lessons are read again.

`draw` gives the message, or the reason why nothing is left to say. Reasons are codes (`kept-<reason>` in the texts).
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date

from bot.domain.deliveries import TELL_ALL, DeliveryKind
from bot.domain.digests import Digest
from bot.usecases import lessons
from bot.usecases.absences import away_push
from bot.usecases.announcement_pushes import SUBJECT as ANNOUNCEMENT
from bot.usecases.announcement_pushes import announcement_push
from bot.usecases.applications import application_push
from bot.usecases.assignment_pushes import GivenPush, LetterPush, RefusedPush, given_push, letter_push, refused_push
from bot.usecases.assignments import REFUSED, SUBJECT
from bot.usecases.courier import Edit, Joined, Message
from bot.usecases.digests import NOTHING_LEFT, Desk, Nothing, digest_draft, digest_now
from bot.usecases.letters import LETTER
from bot.usecases.request_pushes import request_push
from bot.usecases.successions import SUBJECT as HANDING
from bot.usecases.successions import handing_push
from bot.usecases.weekly_pushes import weekly_report
from db import outbox, people, pushes
from db.outbox import Claimed


async def draw(desk: Desk, claimed: Claimed) -> Message | Nothing:
    """The message of a claimed delivery as of now."""
    return await DRAFTS[claimed.kind](desk, claimed)


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
    """A task was given to the person, or one that the person had given came back; or the school got a letter."""
    actor = await people.actor_by_id(desk.session, claimed.person_id, desk.context.default_zone)
    if actor is None:
        return Nothing(NOTHING_LEFT)
    stood_in = desk.directory.stood_in(claimed.person_id, desk.context.now())
    actor = replace(actor, stands_in=stood_in - {claimed.person_id})
    push: GivenPush | RefusedPush | LetterPush | None
    if SUBJECT in claimed.payload:
        push = await given_push(desk.session, desk.context, actor, claimed.payload[SUBJECT])
    elif LETTER in claimed.payload:
        push = await letter_push(desk.session, desk.context, actor, claimed.payload[LETTER])
    else:
        push = await refused_push(desk.session, desk.context, actor, claimed.payload[REFUSED])
    return push or Nothing(NOTHING_LEFT)


async def _request(desk: Desk, claimed: Claimed) -> Message | Nothing:
    """A school asks for a later day or asks a question; or the answer comes back to it."""
    actor = await people.actor_by_id(desk.session, claimed.person_id, desk.context.default_zone)
    if actor is None:
        return Nothing(NOTHING_LEFT)
    return await request_push(desk.session, desk.context, actor, claimed.payload) or Nothing(NOTHING_LEFT)


async def _joined(desk: Desk, claimed: Claimed) -> Message | Nothing:
    found = await pushes.membership(desk.session, claimed.payload["membership"])
    return Nothing(NOTHING_LEFT) if found is None else Joined(*found)


async def _report(desk: Desk, claimed: Claimed) -> Message | Nothing:
    actor = await people.actor_by_id(desk.session, claimed.person_id, desk.context.default_zone)
    if actor is None:
        return Nothing(NOTHING_LEFT)
    place, told = claimed.payload["organisation"], claimed.payload.get("day")
    day = date.fromisoformat(told) if told else None
    return await weekly_report(desk.session, desk.context, actor, place, day) or Nothing(NOTHING_LEFT)


async def _absence(desk: Desk, claimed: Claimed) -> Message | Nothing:
    return await away_push(desk.session, desk.context, claimed.payload["absence"]) or Nothing(NOTHING_LEFT)


async def _application(desk: Desk, claimed: Claimed) -> Message | Nothing:
    """The one message that reaches somebody without a role: how the application was decided."""
    if HANDING in claimed.payload:
        return await handing_push(desk.session, claimed.person_id, claimed.payload[HANDING]) or Nothing(NOTHING_LEFT)
    push = await application_push(desk.session, claimed.person_id, claimed.payload["application"])
    return push or Nothing(NOTHING_LEFT)


async def _edit(desk: Desk, claimed: Claimed) -> Message | Nothing:
    """The message on screen as it reads now, with what somebody else has marked on top.

    Its reader may have tapped since the edit was written: another screen stands there then, and is left alone.
    """
    shown = await pushes.untouched(desk.session, claimed.payload["delivery"])
    if shown is None or claimed.replaces is None or claimed.person_id not in desk.directory.people:
        return Nothing(NOTHING_LEFT)
    done = await pushes.closed_lines(desk.session, shown.payload.get(outbox.SHOWN, ()))
    if not done:
        return Nothing(NOTHING_LEFT)
    digest, _ = await digest_now(desk, claimed.person_id, await outbox.reasons(desk.session, shown.id))
    if shown.kind not in TELL_ALL:
        digest = Digest(digest.person_id, digest.today, digest.several_places, alone=True)
    return Edit(claimed.replaces, digest.with_done(*done))


def told_tasks(message: Message) -> tuple[int, ...]:
    """The tasks that a message asks about, as it is on screen."""
    match message:
        case Digest():
            return message.tasks()
        case GivenPush() | RefusedPush() | LetterPush():
            return (message.card.line.task_id,)
    return ()


async def _announcement(desk: Desk, claimed: Claimed) -> Message | Nothing:
    push = await announcement_push(desk.session, claimed.person_id, claimed.payload[ANNOUNCEMENT])
    return push or Nothing(NOTHING_LEFT)


DRAFTS: dict[DeliveryKind, Callable[[Desk, Claimed], Awaitable[Message | Nothing]]] = {
    DeliveryKind.DIGEST: digest_draft,
    DeliveryKind.LESSON_SLOT: _slot,
    DeliveryKind.LESSON_QUESTION: _question,
    DeliveryKind.LESSON_SUMMARY: _summary,
    DeliveryKind.ASSIGNMENT: _assignment,
    DeliveryKind.JOINED: _joined,
    DeliveryKind.ABSENCE: _absence,
    DeliveryKind.APPLICATION: _application,
    DeliveryKind.REQUEST: _request,
    DeliveryKind.ANNOUNCEMENT: _announcement,
    DeliveryKind.URGENT: _announcement,
    DeliveryKind.LAUNCH: digest_draft,
    DeliveryKind.REPORT: _report,
    DeliveryKind.EDIT: _edit,
}
