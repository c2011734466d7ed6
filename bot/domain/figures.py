"""Numbers that schools give: growth, percent, and how many schools did a row. Each figure is defined here once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.domain.tasks import TaskState


@dataclass(frozen=True, slots=True)
class Growth:
    """How much more it is than a year before. `percent` is None where there was nothing to grow from."""

    more: int
    percent: int | None


def growth(now: int | None, last: int | None) -> Growth | None:
    """Blank is not zero: without either number there is no growth."""
    if now is None or last is None:
        return None
    return Growth(now - last, round((now - last) * 100 / last) if last else None)


def percent(part: int | None, whole: int | None) -> int | None:
    """`part` of `whole` in percent; None where there is no whole."""
    return round(part * 100 / whole) if part is not None and whole else None


def schools_done(states: Mapping[int, Iterable[TaskState]]) -> tuple[int, int]:
    """How many schools did a row, and how many it is for. `states` are those of all tasks of the row, by school; where
    an authority has tasks of its own in the row (`exports/execution.py`), it counts as one of them.

    A school has done a row when it has done each of its tasks that is its own; «не про нас» is not.
    """
    counted = {school: own for school, all_states in states.items() if (own := _own(all_states))}
    return sum(own == {TaskState.DONE} for own in counted.values()), len(counted)


def _own(states: Iterable[TaskState]) -> set[TaskState]:
    return {state for state in states if state not in (TaskState.NOT_OURS, TaskState.CANCELLED)}
