"""One pass of planning and one of sending, as of `context.now()`.

The ticker calls `plan_once` and `send_due`; `python -m bot tick` calls both once.
"""

from collections.abc import Awaitable, Callable, Sized
from dataclasses import dataclass

from bot.usecases import calendar_notices, lesson_notices, on_screen, relays, undated, weekly_reports
from bot.usecases.context import Context
from bot.usecases.rehearsals import rehearse
from bot.usecases.reminders import plan_digests
from bot.usecases.sending import send_due

__all__ = ["Planned", "plan_once", "rehearse", "send_due"]


@dataclass(frozen=True, slots=True)
class Planned:
    """How much one pass of planning wrote."""

    digests: int
    lessons: int
    edits: int
    course: int
    """Lessons of the Thursday course that were made or moved, on the first pass of a day."""


async def plan_once(context: Context) -> Planned:
    """Write what is to be said as of now. Safe to repeat and to run twice at once: unique keys decide.

    A step that breaks holds up no other one. Raises an ExceptionGroup of what broke, when all have had their turn.
    """
    broken: list[Exception] = []

    async def step(plan: Callable[[Context], Awaitable[Sized | int | None]]) -> int:
        try:
            made = await plan(context)
        except Exception as error:
            broken.append(error)
            return 0
        return made if isinstance(made, int) else len(made or ())

    course = await step(lesson_notices.keep_course)
    await step(calendar_notices.warn)
    await step(undated.ask)
    await step(weekly_reports.plan_reports)
    await step(relays.relay_words)
    digests = await step(plan_digests)
    lessons = await step(lesson_notices.plan_lessons)
    edits = await step(on_screen.plan_edits)
    if broken:
        raise ExceptionGroup("planning", broken)
    return Planned(digests, lessons, edits, course)
