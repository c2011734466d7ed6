"""What pictures show, as numbers: the same counts as in chat and xlsx, drawn in `bot/exports/pictures.py`."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.progress import Tally, tally
from bot.domain.reports import Job, Report
from bot.domain.tasks import TaskState

MOST_SCHOOLS = 40
"""What stays legible on a telephone."""


class PictureKind(StrEnum):
    YEAR = "year"
    SCHOOLS = "schools"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class YearPicture:
    """How many tasks have fallen due, and how many of these were done, by the end of each of these days: the second
    never passes the first, and ends with what `Tally.arrived_done` says."""

    organisation: str
    today: date
    days: tuple[date, ...]
    due: tuple[int, ...]
    done: tuple[int, ...]
    """As far as today."""


@dataclass(frozen=True, slots=True)
class Bar:
    name: str
    done: int
    """Of what has fallen due."""
    early: int
    waiting: int
    """Open and not late."""
    overdue: int


@dataclass(frozen=True, slots=True)
class SchoolsPicture:
    """A bar a school; `left_out` schools with the fewest late tasks where there are more than fit."""

    organisation: str
    today: date
    bars: tuple[Bar, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class MonthsPicture:
    """School × month of the due day: percent done, None where nothing has fallen due."""

    organisation: str
    today: date
    months: tuple[date, ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]
    left_out: int


Picture = YearPicture | SchoolsPicture | MonthsPicture


def picture(kind: PictureKind, report: Report) -> Picture:
    if kind is PictureKind.YEAR:
        return year(report)
    return schools(report) if kind is PictureKind.SCHOOLS else months(report)


def year(report: Report) -> YearPicture:
    """Rows of the whole year and without a day have no place on a line of days."""
    dated = [job for job in _jobs(report) if job.fact.due and not job.fact.all_year and _counts(job)]
    due = Counter(job.fact.due for job in dated if job.fact.due)
    done = Counter(day for job in dated if (day := _counts_from(job, report.today)))
    days = sorted({*due, *done, report.today})
    past = [day for day in days if day <= report.today]
    return YearPicture(
        report.organisation,
        report.today,
        tuple(days),
        _sums(due[day] for day in days),
        _sums(done[day] for day in past),
    )


def _counts_from(job: Job, today: date) -> date | None:
    """The day on which a done task begins to count: not before its own day, for until then it has not fallen due."""
    fact = job.fact
    if fact.state is not TaskState.DONE or fact.due is None or fact.due > today:
        return None
    return min(max(fact.done_on or fact.due, fact.due), today)


def _counts(job: Job) -> bool:
    return job.fact.state is not TaskState.NOT_OURS


def _sums(numbers: Iterable[int]) -> tuple[int, ...]:
    found, total = [], 0
    for number in numbers:
        total += number
        found.append(total)
    return tuple(found)


def schools(report: Report) -> SchoolsPicture:
    places = [place for place in report.places if place.tally.total]
    chosen = _most_late({place.id: place.tally for place in places})
    bars = tuple(_bar(place.name, place.tally) for place in places if place.id in chosen)
    return SchoolsPicture(report.organisation, report.today, bars, len(places) - len(bars))


def _bar(name: str, own: Tally) -> Bar:
    return Bar(name, own.arrived_done, own.early, own.open - own.overdue, own.overdue)


def months(report: Report) -> MonthsPicture:
    counted: dict[tuple[int, date], Tally] = {}
    for job in _jobs(report):
        if job.fact.due and not job.fact.all_year and job.fact.due <= report.today:
            key = (job.organisation_id, job.fact.due.replace(day=1))
            counted[key] = counted.get(key, Tally()) + tally(job.fact, report.today)
    columns = tuple(sorted({month for _, month in counted}))[-12:]
    places = [place for place in report.places if place.tally.total]
    chosen = _most_late({place.id: place.tally for place in places})
    rows = tuple(
        (place.name, tuple(counted.get((place.id, month), Tally()).percent for month in columns))
        for place in places
        if place.id in chosen
    )
    return MonthsPicture(report.organisation, report.today, columns, rows, len(places) - len(rows))


def _most_late(tallies: dict[int, Tally]) -> set[int]:
    """Those with the most late tasks; the picture then shows them in the order of their names."""
    return set(sorted(tallies, key=lambda place: -tallies[place].overdue)[:MOST_SCHOOLS])


def _jobs(report: Report) -> Iterable[Job]:
    return (job for one in report.plans for job in one.jobs)
