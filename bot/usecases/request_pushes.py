"""What an administrator is told about a request of a school, and the school about the answer: as of the sending."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import administers
from bot.domain.clock import local_day
from bot.domain.deliveries import DeliveryKind, Stage
from bot.domain.errors import Refusal
from bot.domain.extensions import ExtensionState
from bot.domain.people import Actor
from bot.domain.tasks import TaskState
from bot.usecases.cards import read_card
from bot.usecases.context import Context
from bot.usecases.names import Who, names_of
from bot.usecases.notices import notify
from bot.usecases.tasks import TaskCard
from db import requests
from db.models import Extension, Mark, Organisation, Question


@dataclass(frozen=True, slots=True)
class AskedExtension:
    """To the administrator: a school asks for a later day."""

    extension_id: int
    card: TaskCard
    by: Who | None
    due: date
    reason: str


@dataclass(frozen=True, slots=True)
class DecidedExtension:
    """To who asked: yes or no."""

    card: TaskCard
    due: date
    granted: bool


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question about a row, perhaps with its answer. `published` names the organisation whose schools see both;
    `decides`: the reader may answer, and show it to all schools below an own organisation."""

    question_id: int
    card: TaskCard
    by: Who | None
    text: str
    answer: str | None
    published: str | None
    decides: bool


@dataclass(frozen=True, slots=True)
class ReturnedPush:
    """A mark of the reader's school was returned, and why."""

    card: TaskCard
    reason: str


RequestPush = AskedExtension | DecidedExtension | AskedQuestion | ReturnedPush


async def tell(session: AsyncSession, context: Context, person_id: int, subject: str, subject_id: int) -> None:
    """`subject`: extension or question (to those above), decision, answer or returned (back to the school)."""
    stage = Stage.REQUESTED if subject in ("extension", "question") else Stage.ANSWERED
    day = local_day(context.now(), context.default_zone)
    slot = f"{subject}:{subject_id}"
    await notify(
        session, context, person_id, subject, subject_id, stage, day, DeliveryKind.REQUEST, slot, context.now(),
        {subject: subject_id},
    )  # fmt: skip


async def request_push(
    session: AsyncSession, context: Context, actor: Actor, payload: dict[str, int]
) -> RequestPush | None:
    """The push that `tell` promised; None when there is nothing left to say or the reader has no rights any more."""
    ((subject, subject_id),) = payload.items()
    match subject:
        case "extension":
            return await _asked_extension(session, context, actor, subject_id)
        case "decision":
            return await _decided_extension(session, context, actor, subject_id)
        case "returned":
            return await _returned(session, context, actor, subject_id)
    shown = await asked_question(session, context, actor, subject_id)
    if shown is None or (subject == "question") == (shown.answer is not None):
        return None
    return shown


async def asked_question(
    session: AsyncSession, context: Context, actor: Actor, question_id: int
) -> AskedQuestion | None:
    question = await session.get(Question, question_id, populate_existing=True)
    task_id = await requests.task_of(session, question) if question is not None else None
    card = await _card(session, context, actor, task_id)
    if question is None or card is None:
        return None
    home = question.organisation_id
    return AskedQuestion(
        question_id,
        card,
        await _who(session, actor, home, question.asked_by),
        question.text,
        question.answer,
        await _published(session, question),
        administers(actor, home),
    )


async def _published(session: AsyncSession, question: Question) -> str | None:
    if question.published_below_id is None:
        return None
    return (await session.get_one(Organisation, question.published_below_id)).short_name


async def _asked_extension(
    session: AsyncSession, context: Context, actor: Actor, extension_id: int
) -> AskedExtension | None:
    asked = await session.get(Extension, extension_id, populate_existing=True)
    if asked is None or asked.state != ExtensionState.ASKED:
        return None
    card = await _card(session, context, actor, asked.task_id)
    if card is None or not administers(actor, card.line.organisation_id):
        return None
    by = await _who(session, actor, card.line.organisation_id, asked.asked_by)
    return AskedExtension(asked.id, card, by, asked.due, asked.reason)


async def _decided_extension(
    session: AsyncSession, context: Context, actor: Actor, extension_id: int
) -> DecidedExtension | None:
    asked = await session.get(Extension, extension_id, populate_existing=True)
    if asked is None or asked.state not in (ExtensionState.GRANTED, ExtensionState.DECLINED):
        return None
    card = await _card(session, context, actor, asked.task_id)
    return DecidedExtension(card, asked.due, asked.state == ExtensionState.GRANTED) if card else None


async def _returned(session: AsyncSession, context: Context, actor: Actor, mark_id: int) -> ReturnedPush | None:
    mark = await session.get(Mark, mark_id)
    card = await _card(session, context, actor, mark.task_id) if mark is not None else None
    if mark is None or card is None or card.line.state is not TaskState.OPEN:
        return None
    return ReturnedPush(card, mark.reason or "")


async def _card(session: AsyncSession, context: Context, actor: Actor, task_id: int | None) -> TaskCard | None:
    if task_id is None:
        return None
    try:
        return await read_card(session, context, actor, task_id)
    except Refusal:
        return None


async def _who(session: AsyncSession, viewer: Actor, home: int, person_id: int | None) -> Who | None:
    return (await names_of(session, viewer, home, [person_id])).get(person_id) if person_id is not None else None
