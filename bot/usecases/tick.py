"""One pass of planning and one of sending, as of `context.now()`.

The ticker calls `plan_once` and `send_due`; `python -m bot tick` calls both once.
"""

from dataclasses import dataclass

from bot.usecases import calendar_notices, lesson_notices, on_screen, relays, undated, weekly_reports
from bot.usecases.context import Context
from bot.usecases.rehearsals import Rehearsal, rehearse
from bot.usecases.reminders import plan_digests
from bot.usecases.sending import Pass, send_due

__all__ = ["Pass", "Planned", "Rehearsal", "plan_once", "rehearse", "send_due"]


@dataclass(frozen=True, slots=True)
class Planned:
    """How much one pass of planning wrote."""

    digests: int
    lessons: int
    edits: int
    course: int
    """Lessons of the Thursday course that were made or moved, on the first pass of a day."""


async def plan_once(context: Context) -> Planned:
    """Write what is to be said as of now. Safe to repeat and to run twice at once: unique keys decide."""
    course = await lesson_notices.keep_course(context)
    await calendar_notices.warn(context)
    await undated.ask(context)
    await weekly_reports.plan_reports(context)
    await relays.relay_words(context)
    digests = await plan_digests(context)
    lessons = await lesson_notices.plan_lessons(context)
    return Planned(len(digests), len(lessons), await on_screen.plan_edits(context), course)
