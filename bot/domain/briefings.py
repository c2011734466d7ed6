"""A справка for a meeting: totals, what has changed since the last one, what lags and why, what would help."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.progress import Sign, Tally, sign
from bot.domain.reports import Item, Report

ROWS, SCHOOLS, REASONS = 5, 6, 3
"""What fits one page: rows that lag, schools named in each, reasons quoted in each."""
FIGURES = (
    "arrived", "arrived_done", "in_time", "late", "before_joining", "overdue", "today", "early", "all_year",
    "entries", "undated", "not_ours", "unfulfilled", "waiting",
)  # fmt: skip
"""What is compared from meeting to meeting, by the names of a Tally."""

Reasons = Mapping[tuple[int, int], Sequence[str]]
"""(measure, organisation) → what the organisation said about it: wishes for another day, questions."""


@dataclass(frozen=True, slots=True)
class Lagging:
    """A row with late schools: how many, the first of them by name, and what they say."""

    number: str | None
    short_name: str
    late: int
    schools: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Needs:
    """What waits for the authority; `absent` are schools where nobody has joined."""

    questions: int
    extensions: int
    undated: int
    absent: tuple[str, ...]

    @property
    def any(self) -> bool:
        return bool(self.questions or self.extensions or self.undated or self.absent)


@dataclass(frozen=True, slots=True)
class Briefing:
    """`since` is the day of the last справка, `former` its figures; `help` are a person's words in place of `needs`."""

    organisation: str
    own_only: bool
    today: date
    schools: int
    joined: int
    percent: int | None
    figures: Mapping[str, int]
    former: Mapping[str, int]
    since: date | None
    lagging: tuple[Lagging, ...]
    more: int
    """Further rows that lag."""
    needs: Needs
    help: str | None

    def change(self, name: str) -> int | None:
        """How much a figure has grown since the last справка; None where it was not told then."""
        return self.figures[name] - self.former[name] if name in self.former else None


def figures_of(total: Tally) -> dict[str, int]:
    return {name: getattr(total, name) for name in FIGURES}


def brief(
    report: Report,
    reasons: Reasons,
    needs: Needs,
    former: Mapping[str, int],
    since: date | None,
    help_words: str | None,
) -> Briefing:
    lagging = _lagging(report, reasons)
    schools = [place for place in report.places if place.kind == "school"]
    return Briefing(
        organisation=report.organisation,
        own_only=report.own_only,
        today=report.today,
        schools=len(schools),
        joined=sum(place.joined for place in schools),
        percent=report.total.percent,
        figures=figures_of(report.total),
        former=former,
        since=since,
        lagging=tuple(lagging[:ROWS]),
        more=max(0, len(lagging) - ROWS),
        needs=needs,
        help=help_words,
    )


def _lagging(report: Report, reasons: Reasons) -> list[Lagging]:
    """Rows with late organisations, those with most of them first; several days of one row count once."""
    late: dict[int, dict[int, None]] = defaultdict(dict)
    for one in report.plans:
        for job in one.jobs:
            if sign(job.fact, report.today) is Sign.OVERDUE:
                late[job.measure_id][job.organisation_id] = None
    items = {item.id: item for one in report.plans for item in one.items}
    names = {place.id: place.name for place in report.places}
    order = sorted((measure for measure in items if measure in late), key=lambda measure: -len(late[measure]))
    return [_row(items[measure], list(late[measure]), names, reasons) for measure in order]


def _row(item: Item, late: Sequence[int], names: Mapping[int, str], reasons: Reasons) -> Lagging:
    said = [(names.get(place, ""), words) for place in late for words in reasons.get((item.id, place), ())]
    return Lagging(
        number=item.number,
        short_name=item.short_name,
        late=len(late),
        schools=tuple(names.get(place, "") for place in late[:SCHOOLS]),
        reasons=tuple(said[:REASONS]),
    )
