"""A day as a person types it: «вчера», «12 августа», «до 28 февраля»; the year is the nearest that fits."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.domain.deadline import Window, parse, school_year_of
from bot.domain.errors import Refusal
from bot.texts import say

NEAR = (("word-day-before-yesterday", -2), ("word-yesterday", -1), ("word-today", 0), ("word-tomorrow", 1))
EARLIEST_YEARS = 2
LATEST_YEARS = 3


def past_day(text: str, today: date) -> date:
    """A day not after today. Raises Refusal «not-a-day» or «day-in-future»."""
    days = sorted(set(_days(text, today)))
    past = [day for day in days if today.replace(day=1, year=today.year - EARLIEST_YEARS) <= day <= today]
    if not past:
        raise Refusal("day-in-future" if days else "not-a-day", text=_short(text))
    return past[-1]


def coming_day(text: str, today: date) -> date:
    """A day not before today. Raises Refusal «not-a-day-ahead» or «day-in-past»."""
    days = sorted(set(_days(text, today)))
    coming = [day for day in days if today <= day <= today.replace(day=1, year=today.year + LATEST_YEARS)]
    if not coming:
        raise Refusal("day-in-past" if days else "not-a-day-ahead", text=_short(text))
    return coming[0]


def _days(text: str, today: date) -> Iterator[date]:
    """The last day that the words name, in last year's, this and next school year."""
    bare = text.strip().strip(".!").casefold()
    for key, step in NEAR:
        if bare == say(key):
            yield today + timedelta(days=step)
            return
    this = school_year_of(today)
    for school_year in (this - 1, this, this + 1):
        windows = parse(text, school_year).windows
        if len(windows) == 1 and windows[0].repeats is None:
            yield from _ends(windows[0])


def _ends(window: Window) -> Iterator[date]:
    end = window.due or window.opens
    if end is not None:
        yield end


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
