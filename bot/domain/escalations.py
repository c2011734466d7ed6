"""Reporting upward (issue on delivery): teacher → coordinator → administrator, off by default.

    due day ── N working days ──▶ the next circle hears ── M working days ──▶ the one after it
                    └─ a working day before, the circle below is told so: nobody is reported without a word

Any answer stops it: a mark, another due day. Both words are lines of a digest, never messages of their own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.calendar import Calendar
from bot.domain.deliveries import Stage
from bot.domain.people import Role
from bot.domain.stages import WORTH_SAYING, Days, Opening

LONGEST = 30


@dataclass(frozen=True, slots=True)
class Ladder:
    """How many working days the answer of a teacher, then that of a coordinator is waited for; 0: nobody hears."""

    teacher: int = 0
    coordinator: int = 0

    def __bool__(self) -> bool:
        return bool(self.teacher or self.coordinator)


NEVER = Ladder()


def ladder_of(told: object, default: int) -> Ladder:
    """What stands in the policy of a plan: a number for both steps, or two of them; else the configuration's."""
    wish = told if isinstance(told, list) and len(told) == 2 else [told, told]
    if all(isinstance(number, int) and 0 <= number <= LONGEST for number in wish):
        return Ladder(*wish)
    return Ladder(default, default)


def heights(ladder: Ladder, roles: Sequence[Role]) -> tuple[int, ...]:
    """For each step from one rung to the next: working days after the due day; 0 where nothing is said upward."""
    found, days = [], 0
    for below in roles[:-1]:
        step = ladder.teacher if below is Role.NAVIGATOR else ladder.coordinator
        days += step
        found.append(days if step else 0)
    return tuple(found)


def warning(days: Days, step: int, height: int, calendar: Calendar) -> Opening:
    """To the circle below: the next one will hear of it tomorrow."""
    due = _due(days)
    left = height - 1
    on = calendar.after(due, left) if left else calendar.on_or_before(due)
    return Opening(Stage.WARNED, step, due, on, on + WORTH_SAYING, on)


def report(days: Days, step: int, height: int, warned: date, calendar: Calendar) -> Opening:
    """To the circle above: not before a working day has passed since the warning was brought."""
    due = _due(days)
    on = max(calendar.after(due, height), calendar.after(warned))
    return Opening(Stage.ESCALATED, step, due, on, on + WORTH_SAYING, on)


def _due(days: Days) -> date:
    """Raises ValueError for a task without a day that can pass: nobody is late with it."""
    if days.can_pass is None:
        raise ValueError("no day that can pass")
    return days.can_pass
