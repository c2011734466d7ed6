"""The open days of an organisation as a calendar file."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_

from bot.domain.access import coordinates, require
from bot.domain.calendar_days import DayCalendar, DaySpan
from bot.domain.errors import Refusal
from bot.domain.people import Actor
from bot.exports.worker import calendar_in_worker
from bot.texts import say
from bot.usecases.context import Context
from bot.usecases.exports import file_words
from bot.usecases.tasks import TaskLine, line_of
from db import tasks
from db.models import Task

MOST, WORDS_LIMIT = 2000, 300


@dataclass(frozen=True, slots=True)
class CalendarFile:
    name: str
    content: bytes
    days: int


async def calendar_file(context: Context, actor: Actor, organisation_id: int) -> CalendarFile:
    """Open rows with a day, as spans of whole days; rows of the whole year stay out.

    Raises AccessDenied for a foreign organisation, Refusal «calendar-empty» where nothing has a day.
    """
    require(coordinates(actor, organisation_id))
    days = await _days(context, actor, organisation_id)
    return CalendarFile(
        say("calendar-file", name=file_words(days.name)), await calendar_in_worker(days), len(days.spans)
    )


async def _days(context: Context, actor: Actor, organisation_id: int) -> DayCalendar:
    async with context.transaction() as session:
        where = and_(tasks.visible(actor), Task.organisation_id == organisation_id, tasks.IS_OPEN, tasks.DATED)
        rows = [row for row in await tasks.page(session, where, limit=MOST) if not row.children]
        if not rows:
            raise Refusal("calendar-empty")
        organisation = rows[0].organisation
        spans = [_span(line_of(row), row.measure.title) for row in rows]
        return DayCalendar(
            say("calendar-name", name=organisation.short_name),
            organisation.zone,
            context.now(),
            tuple(span for span in spans if span is not None),
        )


def _span(line: TaskLine, title: str) -> DaySpan | None:
    """From the first to the last day; a day of its own or a later one that lies before the first stands alone."""
    last: date | None = line.due
    if last is None:
        return None
    first = line.opens if line.opens is not None and line.opens <= last else last
    name = say("line-name", name=line.short_name, number=line.number) if line.number else line.short_name
    named = say("calendar-label", name=name, label=line.label) if line.label else name
    told = say("calendar-words", words=" ".join(line.deadline_text.split())[:WORDS_LIMIT])
    words = f"{title}\n{told}"
    return DaySpan(f"task-{line.task_id}@shturman", named, words, first, last)
