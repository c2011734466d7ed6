"""Periods: spans with what stands before and between them («до …», «с … по …», «… – …»)."""

from dataclasses import dataclass
from enum import Enum, auto

from bot.domain.deadline.span import EACH_MONTH, INSIDE_MONTH, Measure, Span


class Shape(Enum):
    """SPAN is a span by itself, RANGE goes from one to another, UNTIL has only an end, SINCE only a beginning."""

    SPAN = auto()
    RANGE = auto()
    UNTIL = auto()
    SINCE = auto()


@dataclass(slots=True)
class Period:
    """`first` is last for a SPAN. `before` leaves the last span out («до мая»), `after` the first («после 5 мая»)."""

    shape: Shape
    first: Span
    last: Span
    before: bool = False
    after: bool = False
    vague: bool = False

    @property
    def spans(self) -> tuple[Span, ...]:
        return (self.first,) if self.first is self.last else (self.first, self.last)

    @property
    def is_ongoing(self) -> bool:
        """A duration without a number: «в течение года»; «до года» is none."""
        return self.shape is Shape.SPAN and self.last.ongoing

    @property
    def is_day(self) -> bool:
        return self.shape is Shape.SPAN and self.first.measure is Measure.DAY

    @property
    def is_due_day(self) -> bool:
        """Days that a comment may name the weekdays of: «15 октября», «до 15 октября», «6-8 октября»."""
        return self.shape is not Shape.SINCE and self.last.measure is Measure.DAY

    def complete_from(self, other: Span) -> bool:
        """Fill in what `other`, a span after or before this period, makes clear; whether nothing is missing then."""
        if not self.last.is_complete:
            found = self.last.completed_by(other)
            if found is not None:
                self.first, self.last = (found, found) if self.first is self.last else (self.first, found)
        if not self.first.is_complete and self.last.is_complete and self.first is not self.last:
            found = self.first.completed_by(self.last)
            if found is not None:
                self.first = found
        return self.is_complete

    @property
    def is_complete(self) -> bool:
        return self.first.is_complete and self.last.is_complete


_SINGLE_DAYS = (Measure.WEEKDAY, Measure.WORKDAY)
_FRAMES = (
    frozenset({Measure.MONTH, *INSIDE_MONTH}),
    frozenset({Measure.QUARTER}),
    frozenset({Measure.HALF}),
    frozenset({Measure.TERM}),
    frozenset({Measure.TRIMESTER}),
    frozenset({Measure.SEASON}),
    frozenset({Measure.YEAR}),
    frozenset({Measure.SCHOOL_YEAR}),
)


def can_range(first: Span, last: Span) -> bool:
    """Whether a dash between these two makes a range: «1 четверть – 27 октября» does not."""
    if first.ongoing or last.ongoing:
        return False
    if first.measure is Measure.NUMBER:
        return last.measure is Measure.NUMBER or first.completed_by(last) is not None
    if last.measure is Measure.NUMBER:
        return first.month is None and first.measure in INSIDE_MONTH
    if not last.is_complete and first.month is not None:
        return False
    if EACH_MONTH in (first.month, last.month):
        days = first.measure not in _SINGLE_DAYS and last.measure not in _SINGLE_DAYS
        return days and first.month in (None, EACH_MONTH) and last.month == EACH_MONTH
    return any(first.measure in frame and last.measure in frame for frame in _FRAMES)
