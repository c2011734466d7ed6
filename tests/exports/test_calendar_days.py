"""The calendar file, read back by the package that others read it with."""

from datetime import UTC, date, datetime

import icalendar

from bot.domain.calendar_days import DayCalendar, DaySpan
from bot.exports.calendar_days import build

NOON = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
WORDS = "Приказ; «ОО», 10\\11\nСрок в плане: сентябрь — " + "длинно " * 60


def read(*spans: DaySpan, zone: str = "Asia/Novosibirsk") -> icalendar.Calendar:
    content = build(DayCalendar("Сроки плана: Школа № 3", zone, NOON, spans))
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    found = icalendar.Calendar.from_ical(content)
    assert isinstance(found, icalendar.Calendar)
    return found


def test_a_month_is_one_span_of_whole_days_that_ends_the_day_after() -> None:
    (event,) = read(
        DaySpan("task-7@shturman", "Раздел на сайте (4.2)", WORDS, date(2026, 9, 1), date(2026, 9, 30))
    ).events
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2026, 9, 1), date(2026, 10, 1))
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert str(event["description"]) == WORDS
    assert (str(event["summary"]), str(event["uid"])) == ("Раздел на сайте (4.2)", "task-7@shturman")
    assert event.decoded("dtstamp") == NOON


def test_one_day_lasts_one_day() -> None:
    (event,) = read(DaySpan("a", "День", "", date(2026, 12, 31), date(2026, 12, 31))).events
    assert event.decoded("dtend") == date(2027, 1, 1)


def test_the_zone_of_the_school_goes_with_it() -> None:
    days = read(DaySpan("a", "День", "", date(2026, 12, 31), date(2026, 12, 31)))
    (zone,) = days.timezones
    assert zone.tz_name == "Asia/Novosibirsk"
    assert zone.to_tz().utcoffset(datetime(2026, 12, 31)).total_seconds() == 7 * 3600  # noqa: DTZ001
    assert str(days["x-wr-calname"]) == "Сроки плана: Школа № 3"


def test_every_entry_has_a_name_of_its_own() -> None:
    spans = [DaySpan(f"task-{n}@shturman", "День", "", date(2026, 12, 1), date(2026, 12, 1)) for n in range(30)]
    assert len({str(event["uid"]) for event in read(*spans).events}) == 30
