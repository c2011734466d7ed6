"""Days → ics (RFC 5545): all-day spans whose DTEND is the day after the last one, and the zone of the school."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

from bot.domain.calendar_days import DayCalendar, DaySpan
from bot.texts import say

DAY = timedelta(days=1)
YEAR = timedelta(days=366)


def build(days: DayCalendar) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", f"-//{say('report-creator')}//shturman//RU")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", days.name)
    calendar.add("x-wr-timezone", days.zone)
    calendar.add_component(_zone(days))
    for span in days.spans:
        calendar.add_component(_event(days, span))
    return bytes(calendar.to_ical())


def _zone(days: DayCalendar) -> Timezone:
    today = days.made_at.date()
    first = min([span.first for span in days.spans] + [today]) - DAY
    last = max([span.last for span in days.spans] + [today]) + YEAR
    return Timezone.from_tzinfo(ZoneInfo(days.zone), first_date=_year(first), last_date=last)


def _year(day: date) -> date:
    return day.replace(month=1, day=1)


def _event(days: DayCalendar, span: DaySpan) -> Event:
    event = Event()
    event.add("uid", span.uid)
    event.add("dtstamp", days.made_at)
    event.add("dtstart", span.first)
    event.add("dtend", span.last + DAY)
    event.add("summary", span.title)
    event.add("description", span.words)
    event.add("transp", "TRANSPARENT")
    return event
