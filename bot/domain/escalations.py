"""Reporting upward (issue on delivery): teacher → coordinator → administrator, off by default.

    due day ── N working days ──▶ the next circle hears ── N working days ──▶ the one after it
                    └─ a working day before, the circle below is told so: nobody is reported without a word

Any answer stops it: a mark, another due day. Both words are lines of a digest, never messages of their own.
"""

from datetime import date

from bot.domain.calendar import Calendar
from bot.domain.deliveries import Stage
from bot.domain.stages import WORTH_SAYING, Days, Opening


def warning(days: Days, step: int, after: int, calendar: Calendar) -> Opening:
    """To the circle below: the next one will hear of it tomorrow."""
    due = _due(days)
    left = after * step - 1
    on = calendar.after(due, left) if left else calendar.on_or_before(due)
    return Opening(Stage.WARNED, step, due, on, on + WORTH_SAYING, on)


def report(days: Days, step: int, after: int, warned: date, calendar: Calendar) -> Opening:
    """To the circle above: not before a working day has passed since the warning was brought."""
    due = _due(days)
    on = max(calendar.after(due, after * step), calendar.after(warned))
    return Opening(Stage.ESCALATED, step, due, on, on + WORTH_SAYING, on)


def _due(days: Days) -> date:
    """Raises ValueError for a task without a day that can pass: nobody is late with it."""
    if days.can_pass is None:
        raise ValueError("no day that can pass")
    return days.can_pass
