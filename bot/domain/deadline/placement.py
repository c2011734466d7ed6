"""Puts periods into a school year (tests/golden/deadlines/README.md, rules 1–3, 5, 13)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from bot.domain.deadline.period import Period, Shape
from bot.domain.deadline.span import OF_SCHOOL, Measure, Span, days_of

_DAY = timedelta(days=1)
_Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Context:
    """The plan's school year by its first calendar year, and the day on which the document was approved."""

    school_year: int
    approved_on: date | None = None

    @property
    def first_day(self) -> date:
        return date(self.school_year, 9, 1)

    @property
    def last_day(self) -> date:
        return date(self.school_year + 1, 8, 31)


class Question(Enum):
    """Why a person should look at a placed period."""

    SUMMER = auto()  # July or August without a year
    MOVED = auto()  # `approved_on` chose another year than the school year would
    RIVAL = auto()  # another reading is as good
    WEEKDAY = auto()  # the weekday that the author gives is another one


class Inverted(Exception):
    """The end of a range lies before its start."""


@dataclass(slots=True)
class Placed:
    """The days of a period and what is to be asked about them."""

    opens: date | None
    due: date | None
    questions: list[Question]


def place(period: Period, context: Context, floor: date | None = None) -> Placed:
    """The days of a period. With `floor`, a period without a year is the first one that ends on or after that day.

    Raises ValueError for a day that does not exist and Inverted for an end before its start.
    """
    questions = [Question.RIVAL] if period.vague or any(span.vague for span in period.spans) else []
    if period.shape is Shape.RANGE:
        opens, due = _range(period, context, floor, questions)
        if due < opens:
            raise Inverted
        said = ((opens, period.first.said_weekday), (due, period.last.said_weekday))
        if any(weekday is not None and day.weekday() != weekday for day, weekday in said):
            questions.append(Question.WEEKDAY)
    else:
        opens, due = _single(period.last, context, floor, questions)
    if period.shape is Shape.UNTIL:
        return Placed(None, _end(period, opens, due), questions)
    if period.shape is Shape.SINCE:
        return Placed(due + _DAY if period.after else opens, None, questions)
    return Placed(opens, due, questions)


def _end(period: Period, opens: date, due: date) -> date:
    if period.before:
        return opens - _DAY
    if period.last.measure is Measure.PART and period.last.number == 2:
        return date(due.year, due.month, 15)
    return due


def _single(span: Span, context: Context, floor: date | None, questions: list[Question]) -> _Days:
    explicit = _explicit_year(span, context)
    if explicit is not None:
        return days_of(span, explicit)
    if span.relative and span.year is not None:
        literal, default = days_of(span, span.year), _default(span, span, context)
        if literal != default:
            questions.append(Question.RIVAL)
        return default
    if span.measure in OF_SCHOOL:
        days = days_of(span, _school_calendar_year(span, context.school_year))
        if context.approved_on is not None and days[1] < context.approved_on and not span.ongoing:
            questions.append(Question.RIVAL)
        return days
    return _chosen(span, span, context, floor, questions)


def _range(period: Period, context: Context, floor: date | None, questions: list[Question]) -> _Days:
    first, last = period.first, period.last
    if first.school_year is not None and not last.has_year:
        last.school_year = first.school_year
    if last.school_year is not None and not first.has_year:
        first.school_year = last.school_year
    start, end = _explicit_year(first, context), _explicit_year(last, context)
    if start is not None and end is not None:
        return days_of(first, start)[0], days_of(last, end)[1]
    if end is not None:
        due = days_of(last, end)[1]
        opens = days_of(first, due.year)[0]
        if opens > due:
            _check_wrap(first, last, questions)
            opens = days_of(first, due.year - 1)[0]
        return opens, due
    if start is not None:
        return _from(first, last, start, questions)
    if first.measure in OF_SCHOOL:
        year = context.school_year
        return days_of(first, _school_calendar_year(first, year))[0], days_of(last, _school_calendar_year(last, year))[
            1
        ]
    return _chosen(first, last, context, floor, questions)


def _from(first: Span, last: Span, year: int, questions: list[Question]) -> _Days:
    """A range that starts in `year`; its end is the first one on or after the start."""
    opens = days_of(first, year)[0]
    due = days_of(last, year)[1]
    if due < opens:
        _check_wrap(first, last, questions)
        due = days_of(last, year + 1)[1]
    return opens, due


def _check_wrap(first: Span, last: Span, questions: list[Question]) -> None:
    """A range over New Year is usual from June on; inside one month it is an error of the author."""
    start, end = first.months[0], last.months[1]
    if start <= end:
        raise Inverted
    if start < 6 and Question.RIVAL not in questions:
        questions.append(Question.RIVAL)


def _chosen(first: Span, last: Span, context: Context, floor: date | None, questions: list[Question]) -> _Days:
    """The days of a span or range without a year."""
    days = default = _default(first, last, context, questions)
    if context.approved_on is not None:
        days = _first_ending(first, last, context.approved_on)
        if days != default:
            questions.append(Question.MOVED)
        elif (
            last.measure is Measure.DAY
            and (last.month or 0) == context.approved_on.month
            and days[1].year != context.approved_on.year
        ):
            questions.append(Question.RIVAL)
    elif _is_summer(first, last):
        questions.append(Question.SUMMER)
    if floor is not None and days[1] < floor:
        days = _first_ending(first, last, floor)
    return days


def _default(first: Span, last: Span, context: Context, questions: list[Question] | None = None) -> _Days:
    """The one inside 1 September – 31 August; a stretch over 1 September begins where the school year begins."""
    asked: list[Question] = [] if questions is None else questions
    year = _school_calendar_year(first, context.school_year)
    days = _placed_in(first, last, year, asked)
    if days[1] > context.last_day:
        if first.months[0] >= 9:
            raise Inverted
        days = _placed_in(first, last, year - 1, [])
    return days


def _placed_in(first: Span, last: Span, year: int, questions: list[Question]) -> _Days:
    return days_of(first, year) if first is last else _from(first, last, year, questions)


def _first_ending(first: Span, last: Span, day: date) -> _Days:
    """The first such stretch that ends on or after `day`; a day that exists in leap years only is looked for longer."""
    for year in range(day.year - 1, day.year + 9):
        try:
            days = _placed_in(first, last, year, [])
        except ValueError:
            continue
        if days[1] >= day:
            return days
    raise ValueError("no such day in any year")


def _explicit_year(span: Span, context: Context) -> int | None:
    """The calendar year in which the span begins, where it is written."""
    if span.year is not None and (not span.relative or context.approved_on is not None):
        return span.year
    if span.school_year is not None:
        return _school_calendar_year(span, span.school_year)
    return None


def _school_calendar_year(span: Span, school_year: int) -> int:
    return school_year if span.months[0] >= 9 else school_year + 1


def _is_summer(first: Span, last: Span) -> bool:
    start, end = first.months[0], last.months[1]
    months = range(start, end + 1) if start <= end else (*range(start, 13), *range(1, end + 1))
    return 3 <= start <= 8 and (7 in months or 8 in months)
