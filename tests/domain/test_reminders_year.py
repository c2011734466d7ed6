"""A whole school year through the planner: how many pushes, and laws that hold whatever the state is."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.deadline import Pace
from bot.domain.deliveries import Stage
from bot.domain.reminders import Duty, Key, Said, plan
from bot.domain.silence import Listener, ReminderPolicy
from bot.domain.stages import Days
from bot.usecases.calendar import public_calendar
from tests.domain.test_reminders import ANNA, MOSCOW, POLICY, SCHOOL, directory
from tests.laws import tried

PUBLIC = public_calendar(2022, 2025)
LAUNCH = date(2023, 7, 3)
RUSSIAN_ZONES = [
    "Europe/Kaliningrad", "Europe/Moscow", "Europe/Simferopol", "Europe/Kirov", "Europe/Volgograd",
    "Europe/Astrakhan", "Europe/Saratov", "Europe/Ulyanovsk", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Omsk",
    "Asia/Novosibirsk", "Asia/Barnaul", "Asia/Tomsk", "Asia/Novokuznetsk", "Asia/Krasnoyarsk", "Asia/Irkutsk",
    "Asia/Chita", "Asia/Yakutsk", "Asia/Khandyga", "Asia/Vladivostok", "Asia/Ust-Nera", "Asia/Magadan",
    "Asia/Sakhalin", "Asia/Srednekolymsk", "Asia/Kamchatka", "Asia/Anadyr",
]  # fmt: skip


def tambov_school() -> list[Duty]:
    path = Path(__file__).parents[1] / "golden" / "reminders" / "tambov_school.txt"
    rows = [line.split() for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [
        Duty(task, SCHOOL, Days(Pace(pace), _day(opens), _day(due)), LAUNCH)
        for task, (_, pace, opens, due) in enumerate(rows, 1)
    ]


def _day(text: str) -> date | None:
    return None if text == "-" else date.fromisoformat(text)


def anna(zone: str = MOSCOW) -> Listener:
    return Listener(ANNA, zone, PUBLIC, LAUNCH, datetime(2030, 1, 1, tzinfo=UTC))


def at(day: date, hour: int, zone: str) -> datetime:
    return datetime.combine(day, time(hour), ZoneInfo(zone)).astimezone(UTC)


def pushes(duties: list[Duty], zone: str, *, marked: bool) -> dict[date, set[Key]]:
    """A year of mornings and afternoons; with `marked` each task is done on its day."""
    known, said, found = directory(anna(zone)), Said(), {}
    for offset in range(366):
        day = LAUNCH + timedelta(days=offset)
        left = [duty for duty in duties if not marked or duty.days.due is None or duty.days.due >= day]
        for hour in (8, 14):
            for slot in plan(left, known, POLICY, said, at(day, hour, zone)):
                assert day not in found, "one digest a day"
                found[day] = {notice.key for notice in slot.notices}
                said = Said(said.keys | found[day], said.digests | {(slot.person_id, day)})
    return found


def test_a_coordinator_of_the_tambov_plan_gets_at_most_35_pushes_a_year() -> None:
    duties = tambov_school()
    assert len(duties) == 35
    found = pushes(duties, MOSCOW, marked=True)
    assert 15 < len(found) <= 35
    assert all(PUBLIC.is_working(day) for day in found)


@cache
def in_moscow() -> dict[date, set[Key]]:
    return pushes(tambov_school(), MOSCOW, marked=True)


@pytest.mark.parametrize("zone", RUSSIAN_ZONES)
def test_every_zone_hears_the_same_days(zone: str) -> None:
    assert pushes(tambov_school(), zone, marked=True) == in_moscow()


def test_who_marks_nothing_hears_on_mondays_and_around_new_days() -> None:
    found = pushes(tambov_school(), MOSCOW, marked=False)
    weekly = {key.day for keys in found.values() for key in keys if key.stage is Stage.OVERDUE_WEEKLY}
    assert all(monday.weekday() == 0 for monday in weekly)
    assert date(2024, 1, 8) in weekly
    assert date(2024, 1, 1) not in weekly, "the first week of January has no working day: the next Monday says it"


days = st.dates(date(2023, 7, 1), date(2024, 8, 31))
windows = st.builds(
    Days,
    st.sampled_from(Pace),
    st.none() | days,
    st.none() | days,
    st.none() | days,
    st.booleans(),
)
policies = st.builds(
    ReminderPolicy,
    send_at=st.times().map(lambda clock: clock.replace(second=0, microsecond=0)),
    weekly_on=st.integers(0, 6),
    lead_days=st.lists(st.integers(0, 15), max_size=3, unique=True).map(tuple),
    overdue_days=st.lists(st.integers(1, 10), max_size=3, unique=True).map(tuple),
)


@tried(150)
@given(st.lists(windows, max_size=6), policies, days, st.integers(0, 23), st.sampled_from(RUSSIAN_ZONES))
def test_nobody_is_disturbed_and_nothing_is_said_twice(
    windows: list[Days], policy: ReminderPolicy, day: date, hour: int, zone: str
) -> None:
    duties = [Duty(n, SCHOOL, window, LAUNCH) for n, window in enumerate(windows)]
    known, now = directory(anna(zone)), at(day, hour, zone)
    slots = plan(duties, known, policy, Said(), now)
    assert len(slots) <= 1
    for slot in slots:
        local = slot.due_at.astimezone(ZoneInfo(zone))
        assert slot.due_at <= now
        assert PUBLIC.is_working(local.date())
        assert not policy.is_quiet(local.time())
        keys = [notice.key for notice in slot.notices]
        assert len(keys) == len(set(keys))
        assert plan(duties, known, policy, Said(frozenset(keys), frozenset({(ANNA, day)})), now) == ()


@tried(60)
@given(days, st.integers(1, 400))
def test_no_stage_that_still_matters_is_lost_by_downtime(due: date, asleep: int) -> None:
    """However long the bot was down: awake on the eve or after the day, it says so at the first working hour."""
    duty = Duty(1, SCHOOL, Days(Pace.BY_DAY, None, due), LAUNCH)
    day = PUBLIC.on_or_after(max(due + timedelta(days=asleep - 200), LAUNCH + timedelta(days=7)))
    slots = plan([duty], directory(anna()), POLICY, Said(), at(day, 9, MOSCOW))
    eve = PUBLIC.before(due)
    said = {notice.key.stage for slot in slots for notice in slot.notices}
    if eve <= day <= due:
        assert Stage.BEFORE in said
    elif day > due and PUBLIC.after(due) <= day:
        assert said & {Stage.OVERDUE, Stage.OVERDUE_WEEKLY}


def test_the_29th_of_february_and_the_last_of_august_are_days_like_others() -> None:
    for due in (date(2024, 2, 29), date(2024, 8, 30), date(2023, 12, 29)):
        duty = Duty(1, SCHOOL, Days(Pace.BY_DAY, None, due), LAUNCH)
        eve = PUBLIC.before(due)
        (slot,) = plan([duty], directory(anna()), POLICY, Said(), at(eve, 8, MOSCOW))
        assert Stage.BEFORE in {notice.key.stage for notice in slot.notices}


def test_a_clock_that_jumps_back_says_nothing_again() -> None:
    duty = Duty(1, SCHOOL, Days(Pace.BY_DAY, None, date(2023, 9, 14)), LAUNCH)
    known = directory(anna())
    (slot,) = plan([duty], known, POLICY, Said(), at(date(2023, 9, 13), 8, MOSCOW))
    said = Said(frozenset(notice.key for notice in slot.notices))
    assert plan([duty], known, POLICY, said, at(date(2023, 9, 11), 8, MOSCOW)) == ()


def test_another_zone_of_the_person_repeats_nothing() -> None:
    duty = Duty(1, SCHOOL, Days(Pace.BY_DAY, None, date(2023, 9, 14)), LAUNCH)
    (slot,) = plan([duty], directory(anna()), POLICY, Said(), at(date(2023, 9, 13), 8, MOSCOW))
    said = Said(frozenset(notice.key for notice in slot.notices), frozenset({(ANNA, date(2023, 9, 13))}))
    moved = directory(replace(anna(), zone="Asia/Omsk"))
    assert plan([duty], moved, POLICY, said, at(date(2023, 9, 13), 9, "Asia/Omsk")) == ()
