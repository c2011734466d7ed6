"""Rule 3 of rules.md by tables: which day says what, and when nobody is disturbed."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendar import Calendar
from bot.domain.deadline import Pace
from bot.domain.deliveries import Stage
from bot.domain.listeners import Directory, Place
from bot.domain.people import OrganisationKind, Role
from bot.domain.reminders import Duty, Said, Slot, plan
from bot.domain.silence import Away, Listener, Quiet, ReminderPolicy, may_disturb, next_opening, own_quiet
from bot.domain.stages import Days

SCHOOL, DISTRICT, OTHER = 10, 1, 11
ANNA, BORIS, ADMIN, VERA = 101, 102, 1, 201
POLICY = ReminderPolicy()
MOSCOW = "Europe/Moscow"
LONG_AGO = date(2023, 1, 9)
CALENDAR = Calendar(off=frozenset({date(2023, 11, 6)}))


def listener(person: int, **changes: object) -> Listener:
    base = Listener(person, MOSCOW, CALENDAR, LONG_AGO, datetime(2030, 1, 1, tzinfo=UTC))
    return replace(base, **changes)  # type: ignore[arg-type]


def directory(*people: Listener, **changes: object) -> Directory:
    base = Directory(
        places={
            DISTRICT: Place(DISTRICT, OrganisationKind.MUNICIPALITY),
            SCHOOL: Place(SCHOOL, OrganisationKind.SCHOOL, DISTRICT),
            OTHER: Place(OTHER, OrganisationKind.SCHOOL, DISTRICT),
        },
        roles={(SCHOOL, Role.COORDINATOR): (ANNA,), (DISTRICT, Role.ADMIN): (ADMIN,)},
        people={person.person_id: person for person in people or (listener(ANNA), listener(ADMIN), listener(VERA))},
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def duty(due: date | None, task: int = 1, **changes: object) -> Duty:
    return replace(Duty(task, SCHOOL, Days(Pace.BY_DAY, None, due), LONG_AGO), **changes)  # type: ignore[arg-type]


def at(day: date, clock: str = "08:00", zone: str = MOSCOW) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), ZoneInfo(zone)).astimezone(UTC)


def stages(slots: tuple[Slot, ...]) -> list[tuple[int, Stage]]:
    return sorted((slot.person_id, notice.key.stage) for slot in slots for notice in slot.notices)


def year(*duties: Duty, people: Directory | None = None, since: date, days: int) -> dict[date, list[Stage]]:
    """What Anna gets, day by day, when the bot looks at 8 and at 14 each day and nobody marks anything."""
    found: dict[date, list[Stage]] = {}
    said = Said()
    for offset in range(days):
        day = since + timedelta(days=offset)
        for clock in ("07:59", "08:00", "14:00", "19:30"):
            for slot in plan(duties, people or directory(), POLICY, said, at(day, clock)):
                assert clock in ("08:00", "14:00")
                assert slot.due_at == at(day)
                found.setdefault(day, []).extend(sorted(notice.key.stage for notice in slot.notices))
                said = Said(said.keys | {n.key for n in slot.notices}, said.digests | {(slot.person_id, day)})
    return found


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        pytest.param(
            date(2023, 9, 14),
            {
                date(2023, 9, 11): [Stage.WEEK],
                date(2023, 9, 13): [Stage.BEFORE],
                date(2023, 9, 15): [Stage.OVERDUE],
                date(2023, 9, 18): [Stage.OVERDUE_WEEKLY],
                date(2023, 9, 25): [Stage.OVERDUE_WEEKLY],
            },
            id="Thursday",
        ),
        pytest.param(
            date(2023, 9, 10),
            {
                date(2023, 9, 4): [Stage.WEEK],
                date(2023, 9, 8): [Stage.BEFORE],
                date(2023, 9, 11): [Stage.OVERDUE, Stage.OVERDUE_WEEKLY],
                date(2023, 9, 18): [Stage.OVERDUE_WEEKLY],
                date(2023, 9, 25): [Stage.OVERDUE_WEEKLY],
            },
            id="Sunday: the working day before and after",
        ),
        pytest.param(
            date(2023, 9, 12),
            {
                date(2023, 9, 11): [Stage.BEFORE, Stage.WEEK],
                date(2023, 9, 13): [Stage.OVERDUE],
                date(2023, 9, 18): [Stage.OVERDUE_WEEKLY],
                date(2023, 9, 25): [Stage.OVERDUE_WEEKLY],
            },
            id="Tuesday: stages that meet are one digest",
        ),
    ],
)
def test_the_default_of_a_coordinator(due: date, expected: dict[date, list[Stage]]) -> None:
    assert year(duty(due), since=date(2023, 9, 1), days=30) == expected


def test_a_monday_off_moves_the_week_before_and_the_weekly_word_after() -> None:
    found = year(duty(date(2023, 11, 8)), duty(date(2023, 10, 31), task=2), since=date(2023, 11, 2), days=6)
    assert found == {
        date(2023, 11, 2): [Stage.OVERDUE],
        date(2023, 11, 3): [Stage.WEEK],
        date(2023, 11, 7): [Stage.BEFORE, Stage.OVERDUE_WEEKLY],
    }


def test_a_row_of_the_whole_year_is_asked_about_once_and_is_never_overdue() -> None:
    all_year = duty(None, days=Days(Pace.ALL_YEAR, date(2023, 9, 1), date(2024, 5, 31)))
    assert year(all_year, since=date(2023, 9, 1), days=340) == {date(2024, 5, 27): [Stage.CLOSING]}


def test_a_row_that_only_opens_is_told_on_that_day_and_asked_about_at_the_end_of_the_plan() -> None:
    since_september = duty(None, days=Days(Pace.ALL_YEAR, date(2023, 9, 2), None, closes=date(2024, 5, 31)))
    found = year(since_september, since=date(2023, 8, 25), days=340)
    assert found == {date(2023, 9, 4): [Stage.OPENS], date(2024, 5, 27): [Stage.CLOSING]}


def test_more_often_than_weekly_gets_no_early_warning() -> None:
    often = duty(None, days=Days(Pace.SERIES, None, date(2023, 9, 14), frequent=True))
    assert year(often, since=date(2023, 9, 8), days=9) == {date(2023, 9, 15): [Stage.OVERDUE]}


def test_who_is_silent_for_three_weeks_hears_on_mondays_only() -> None:
    silent = directory(listener(ANNA, seen_at=datetime(2023, 7, 1, tzinfo=UTC)))
    found = year(duty(date(2023, 9, 14)), people=silent, since=date(2023, 9, 1), days=25)
    assert {day.weekday() for day in found} == {0}
    assert found[date(2023, 9, 11)] == [Stage.WEEK]
    assert found[date(2023, 9, 18)] == [Stage.OVERDUE_WEEKLY]


def test_after_downtime_there_is_one_digest_with_what_still_matters() -> None:
    duties = [duty(date(2023, 9, 4) + timedelta(days=n), task=n) for n in range(20)]
    slots = plan(duties, directory(), POLICY, Said(), at(date(2023, 9, 18), "10:30"))
    assert len(slots) == 1
    kinds = {notice.key.stage for notice in slots[0].notices}
    assert kinds == {Stage.OVERDUE, Stage.OVERDUE_WEEKLY, Stage.WEEK, Stage.BEFORE}
    said = Said(frozenset(notice.key for notice in slots[0].notices), frozenset({(ANNA, date(2023, 9, 18))}))
    assert plan(duties, directory(), POLICY, said, at(date(2023, 9, 18), "10:31")) == ()


def test_a_late_launch_does_not_pour_out_the_past() -> None:
    fresh = [
        duty(date(2023, 8, 20), task=1, since=date(2023, 9, 13)),
        duty(date(2023, 9, 16), task=2, since=date(2023, 9, 13)),
    ]
    found = year(*fresh, since=date(2023, 9, 13), days=6)
    assert found == {
        date(2023, 9, 15): [Stage.BEFORE],
        date(2023, 9, 18): [Stage.OVERDUE, Stage.OVERDUE_WEEKLY],
    }


def test_a_changed_day_arms_again() -> None:
    moment = at(date(2023, 9, 13))
    first = plan([duty(date(2023, 9, 14))], directory(), POLICY, Said(), moment)
    said = Said(frozenset(n.key for n in first[0].notices))
    later = [duty(date(2023, 9, 28))]
    assert plan(later, directory(), POLICY, said, at(date(2023, 9, 27))) != ()


def test_a_day_that_moves_near_after_the_digest_is_said_the_same_day_only_when_it_cannot_wait() -> None:
    told = Said(digests=frozenset({(ANNA, date(2023, 9, 13))}))
    moment = at(date(2023, 9, 13), "15:00")
    assert plan([duty(date(2023, 9, 14))], directory(), POLICY, told, moment) == ()
    (slot,) = plan([duty(date(2023, 9, 13))], directory(), POLICY, told, moment)
    assert (slot.name, slot.due_at) == ("2023-09-13T12", moment)


def test_assignees_hear_instead_of_the_coordinator() -> None:
    given = duty(date(2023, 9, 14), assignees=(VERA,))
    assert stages(plan([given], directory(), POLICY, Said(), at(date(2023, 9, 13)))) == [
        (VERA, Stage.BEFORE),
        (VERA, Stage.WEEK),
    ]


@pytest.mark.parametrize(
    ("assignees", "organisation", "people", "hears"),
    [
        ((999,), SCHOOL, (ANNA, ADMIN), [ANNA]),
        ((), OTHER, (ANNA, ADMIN), [ADMIN]),
        ((), SCHOOL, (ADMIN,), [ADMIN]),
        ((), DISTRICT, (ANNA, ADMIN), [ADMIN]),
        ((), SCHOOL, (VERA,), []),
    ],
    ids=["outside assignee", "no coordinator", "coordinator outside", "own row of the owner", "nobody"],
)
def test_who_hears(assignees: tuple[int, ...], organisation: int, people: tuple[int, ...], hears: list[int]) -> None:
    known = directory(*(listener(person) for person in people))
    task = duty(date(2023, 9, 14), organisation_id=organisation, assignees=assignees)
    slots = plan([task], known, POLICY, Said(), at(date(2023, 9, 13)))
    assert [slot.person_id for slot in slots] == hears


def test_an_absence_sends_the_word_to_the_substitute_and_comes_back() -> None:
    away = (Away(date(2023, 9, 11), date(2023, 9, 15), substitute_id=BORIS),)
    known = directory(listener(ANNA, away=away), listener(BORIS), listener(ADMIN))
    task = duty(date(2023, 9, 14))
    assert [s.person_id for s in plan([task], known, POLICY, Said(), at(date(2023, 9, 13)))] == [BORIS]
    assert [s.person_id for s in plan([task], known, POLICY, Said(), at(date(2023, 9, 18)))] == [ANNA]


def test_an_absence_without_a_substitute_goes_one_circle_on() -> None:
    away = (Away(date(2023, 9, 11), date(2023, 9, 15)),)
    known = directory(listener(ANNA, away=away), listener(ADMIN))
    slots = plan([duty(date(2023, 9, 14))], known, POLICY, Said(), at(date(2023, 9, 13)))
    assert [slot.person_id for slot in slots] == [ADMIN]


def test_the_unreachable_are_neither_written_to_nor_gone_round() -> None:
    known = directory(unreachable=frozenset({ANNA}))
    assert plan([duty(date(2023, 9, 14))], known, POLICY, Said(), at(date(2023, 9, 13))) == ()


@pytest.mark.parametrize("zone", ["Europe/Kaliningrad", "Europe/Moscow", "Asia/Barnaul", "Asia/Kamchatka"])
def test_the_hour_is_that_of_the_person(zone: str) -> None:
    known = directory(listener(ANNA, zone=zone))
    day = date(2023, 9, 13)
    assert plan([duty(date(2023, 9, 14))], known, POLICY, Said(), at(day, "07:59", zone)) == ()
    (slot,) = plan([duty(date(2023, 9, 14))], known, POLICY, Said(), at(day, "08:00", zone))
    assert slot.due_at == at(day, "08:00", zone)


def test_an_own_hour_wins_but_not_over_silence() -> None:
    early, late = listener(ANNA, send_at=time(6, 0)), listener(ANNA, send_at=time(10, 30))
    day = date(2023, 9, 13)
    assert plan([duty(date(2023, 9, 14))], directory(late), POLICY, Said(), at(day, "10:29")) == ()
    assert plan([duty(date(2023, 9, 14))], directory(early), POLICY, Said(), at(day, "07:00")) == ()
    assert plan([duty(date(2023, 9, 14))], directory(early), POLICY, Said(), at(day))[0].due_at == at(day)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (at(date(2023, 9, 13), "12:00"), at(date(2023, 9, 13), "12:00")),
        (at(date(2023, 9, 13), "03:00"), at(date(2023, 9, 13))),
        (at(date(2023, 9, 13), "19:00"), at(date(2023, 9, 14))),
        (at(date(2023, 9, 15), "21:00"), at(date(2023, 9, 18))),
        (at(date(2023, 11, 4), "12:00"), at(date(2023, 11, 7))),
        (at(date(2023, 9, 25), "12:00"), at(date(2023, 10, 2))),
    ],
    ids=["day", "night", "evening", "Friday evening", "holiday", "absence"],
)
def test_the_next_moment_that_disturbs_nobody(moment: datetime, expected: datetime) -> None:
    away = (Away(date(2023, 9, 25), date(2023, 9, 29)),)
    assert next_opening(listener(ANNA, away=away), POLICY, moment) == expected


def test_an_own_silence_may_be_longer_and_never_shorter() -> None:
    day = date(2023, 9, 13)
    longer = listener(ANNA, quiet=Quiet(time(16), time(10)))
    assert plan([duty(date(2023, 9, 14))], directory(longer), POLICY, Said(), at(day, "09:59")) == ()
    assert plan([duty(date(2023, 9, 14))], directory(longer), POLICY, Said(), at(day, "10:00"))[0].due_at == at(
        day, "10:00"
    )
    assert next_opening(longer, POLICY, at(day, "16:00")) == at(date(2023, 9, 14), "10:00")
    assert not may_disturb(listener(ANNA, quiet=Quiet(time(22), time(5))), POLICY, at(day, "21:00"))


@pytest.mark.parametrize(("begins", "ends"), [("10:00", "10:00"), ("09:00", "17:00")])
def test_a_silence_of_the_whole_day_is_none(begins: str, ends: str) -> None:
    quiet = own_quiet({"quiet_from": begins, "quiet_until": ends})
    assert may_disturb(listener(ANNA, quiet=quiet), POLICY, at(date(2023, 9, 13), "10:00"))


def test_what_cannot_be_read_is_no_silence() -> None:
    assert own_quiet({"quiet_from": "вечер", "quiet_until": "08:00"}) is None
    assert own_quiet({"quiet_from": "18:00"}) is None
