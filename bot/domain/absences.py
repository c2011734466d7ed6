"""Absences: from which day to which one, both inclusive. Reasons are never asked (rules.md, rule 6)."""

from dataclasses import dataclass
from datetime import date

from bot.domain.deadline import Deadline
from bot.domain.errors import Refusal

LONGEST = 400
"""Days: longer than a year away is a person who has left."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days of an absence, both inclusive."""

    opens: date
    until: date


def span_of(readings: tuple[Deadline, ...], today: date) -> Span:
    """The nearest span ahead among readings of the same words for several school years.

    «до 12 октября» begins today. Raises Refusal absence-unreadable, absence-past or absence-long.
    """
    windows = [
        reading.windows[0] for reading in readings if len(reading.windows) == 1 and not reading.windows[0].repeats
    ]
    spans = sorted(
        {(max(w.opens or today, today), w.due) for w in windows if w.due is not None and w.due >= today},
        key=lambda days: days[1],
    )
    if not spans:
        raise Refusal("absence-past" if any(window.due for window in windows) else "absence-unreadable")
    opens, until = spans[0]
    if (until - opens).days > LONGEST:
        raise Refusal("absence-long")
    return Span(opens, until)
