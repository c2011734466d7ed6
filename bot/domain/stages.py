"""On which days one task opens a digest (rules.md, rule 3).

| stage | its day | stays worth saying until |
| --- | --- | --- |
| WEEK | the weekly day (Monday) before or at the due day; off: the working day before | the due day |
| BEFORE | so many working days before the due day | the due day |
| OVERDUE | so many working days after it | four weeks later: by then the weekly word has said it |
| OPENS | a day that only opens something; off: the working day after | four weeks later |
| CLOSING | rows of the whole year: the first working day of the period's last working week | its end |
| UNENTERED | such rows without any entry: the same day of January and of May | the end of that month |

The weekly word about what is overdue belongs to a person, not to a task (`weekly_day`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from bot.domain.calendar import ONE_DAY, Calendar
from bot.domain.deadline import Pace
from bot.domain.deliveries import Stage
from bot.domain.silence import ReminderPolicy

WEEK = timedelta(days=7)
WORTH_SAYING = timedelta(days=28)
FREQUENT = WEEK
ASKED_IN = (1, 5)
"""Months in whose last week rows of the whole year without an entry are asked about."""
NEAR_END = timedelta(days=14)
"""Turns nearer to each other than this get no word in advance: people know about Thursdays."""


@dataclass(frozen=True, slots=True)
class Days:
    """What stages depend on. `due` is the effective day, `closes` the end of the period for rows of the whole year."""

    pace: Pace
    opens: date | None
    due: date | None
    closes: date | None = None
    frequent: bool = False
    unentered: bool = False
    """A row of the whole year to which nothing has been added yet."""

    @property
    def can_pass(self) -> date | None:
        """The day after which the task is overdue: rows of the whole year have none."""
        return None if self.pace is Pace.ALL_YEAR else self.due

    @property
    def ends(self) -> date | None:
        """The end of the period of a row of the whole year."""
        return (self.due or self.closes) if self.pace is Pace.ALL_YEAR else None

    def asked_halfway(self, today: date) -> bool:
        """Nothing has been added, and the end of the period, which asks by itself, is not near."""
        return self.unentered and self.ends is not None and self.ends - today > NEAR_END


@dataclass(frozen=True, slots=True)
class Opening:
    """A day that opens a digest. `key` and `step` tell it from other openings of the task and stage.

    `key` is the day the stage is about: another due day re-arms, another calendar does not. `nominal` is the day
    before a day off moved it.
    """

    stage: Stage
    step: int
    key: date
    on: date
    until: date
    nominal: date


def openings(days: Days, calendar: Calendar, policy: ReminderPolicy) -> tuple[Opening, ...]:
    """Every day on which this task opens a digest, whatever day it is now."""
    if days.pace is Pace.ALL_YEAR:
        ends = (_closing(days.ends, calendar),) if days.ends else ()
        return (*_opens(days, calendar), *ends, *_unentered(days, calendar))
    if days.due is None:
        return _opens(days, calendar)
    after = tuple(_overdue(days.due, step, calendar) for step in policy.overdue_days)
    if days.frequent:
        return after
    before = tuple(_before(days.due, step, calendar) for step in policy.lead_days)
    return (_week(days.due, calendar, policy), *before, *after)


def weekly_day(today: date, calendar: Calendar, policy: ReminderPolicy) -> tuple[date, date]:
    """The weekly day of the week that `today` lies in, and the working day on which its word is said."""
    nominal = week_start(today, policy)
    return nominal, calendar.on_or_after(nominal)


def week_start(day: date, policy: ReminderPolicy) -> date:
    return day - timedelta(days=(day.weekday() - policy.weekly_on) % 7)


def is_frequent(windows: Iterable[tuple[date | None, str | None]]) -> bool:
    """Whether these windows (due day, rule) come again more often than weekly."""
    known = list(windows)
    if any(rule is not None and _turns_a_week(rule) > 1 for _, rule in known):
        return True
    dues = sorted(due for due, _ in known if due is not None)
    return any(later - earlier < FREQUENT for earlier, later in pairwise(dues))


def _turns_a_week(rule: str) -> float:
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    every = int(parts.get("INTERVAL", "1"))
    if parts.get("FREQ") == "DAILY":
        return 7 / every
    return len(parts.get("BYDAY", "MO").split(",")) / every if parts.get("FREQ") == "WEEKLY" else 0


def _week(due: date, calendar: Calendar, policy: ReminderPolicy) -> Opening:
    nominal = week_start(due, policy)
    return Opening(Stage.WEEK, 0, due, calendar.on_or_before(nominal), due, nominal)


def _before(due: date, step: int, calendar: Calendar) -> Opening:
    on = calendar.before(due, step) if step else calendar.on_or_before(due)
    return Opening(Stage.BEFORE, step, due, on, due, due - step * ONE_DAY)


def _overdue(due: date, step: int, calendar: Calendar) -> Opening:
    on = calendar.after(due, max(step, 1))
    return Opening(Stage.OVERDUE, step, due, on, on + WORTH_SAYING, due + step * ONE_DAY)


def _opens(days: Days, calendar: Calendar) -> tuple[Opening, ...]:
    if days.opens is None or days.due is not None:
        return ()
    on = calendar.on_or_after(days.opens)
    return (Opening(Stage.OPENS, 0, days.opens, on, on + WORTH_SAYING, days.opens),)


def _closing(end: date, calendar: Calendar, stage: Stage = Stage.CLOSING) -> Opening:
    last = calendar.on_or_before(end)
    monday = last - timedelta(days=last.weekday())
    return Opening(stage, 0, end, calendar.on_or_after(monday), end, monday)


def asking_days(since: date, until: date) -> tuple[date, ...]:
    """The last days of the Januaries and Mays between two days, both inclusive."""
    years = range(since.year, until.year + 1)
    return tuple(day for year in years for month in ASKED_IN if since <= (day := date(year, month, 31)) <= until)


def _unentered(days: Days, calendar: Calendar) -> tuple[Opening, ...]:
    if not days.unentered or days.ends is None:
        return ()
    began = days.opens or days.ends - timedelta(days=366)
    asked = asking_days(began, days.ends - NEAR_END)
    return tuple(_closing(day, calendar, Stage.UNENTERED) for day in asked)
