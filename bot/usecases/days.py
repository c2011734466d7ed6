"""A day as a person types it: «вчера», «12 августа», «до 28 февраля»; the year is the nearest that fits."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.domain.deadline import Window, parse, school_year_of
from bot.domain.errors import Refusal
from bot.texts import say

NEAR = (("word-day-before-yesterday", -2), ("word-yesterday", -1), ("word-today", 0), ("word-tomorrow", 1))
NO_SUCH_DATE, UNREAD = "no_such_date", "unread_part"
"""Doubts of the grammar that matter here."""
EARLIEST_YEARS = 2
LATEST_YEARS = 3


def past_day(text: str, today: date, *, whole: bool = False) -> date:
    """A day not after today; with `whole` nothing but a day may stand there.

    Raises Refusal «not-a-day», «no-such-day» or «day-in-future».
    """
    days = sorted(set(_days(text, today, whole)))
    past = [day for day in days if today.replace(day=1, year=today.year - EARLIEST_YEARS) <= day <= today]
    if not past:
        raise Refusal("day-in-future" if days else "not-a-day", text=_short(text))
    return past[-1]


def coming_day(text: str, today: date) -> date:
    """A day not before today. Raises Refusal «not-a-day-ahead», «no-such-day» or «day-in-past»."""
    days = sorted(set(_days(text, today, False)))
    coming = [day for day in days if today <= day <= today.replace(day=1, year=today.year + LATEST_YEARS)]
    if not coming:
        raise Refusal("day-in-past" if days else "not-a-day-ahead", text=_short(text))
    return coming[0]


def _days(text: str, today: date, whole: bool) -> Iterator[date]:
    """The last day that the words name, in last year's, this and next school year."""
    bare = text.strip().strip(".!").casefold()
    for key, step in NEAR:
        if bare == say(key):
            yield today + timedelta(days=step)
            return
    this = school_year_of(today)
    for school_year in (this - 1, this, this + 1):
        deadline = parse(text, school_year)
        doubts = {doubt.code for doubt in deadline.doubts}
        if NO_SUCH_DATE in doubts:
            raise Refusal("no-such-day", text=_short(text))
        if len(deadline.windows) == 1 and not (whole and UNREAD in doubts):
            yield from _ends(deadline.windows[0])


def _ends(window: Window) -> Iterator[date]:
    end = window.due or window.opens if window.repeats is None else None
    if end is not None:
        yield end


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
