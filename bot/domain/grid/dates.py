"""The deadline of one row: the cell itself, or what a month heading, two edge columns or marked months make of it."""

import calendar
import re
from dataclasses import replace
from datetime import date, timedelta

from bot.domain.deadline import Deadline, DeadlineStatus, Window, parse
from bot.domain.doubts import Doubt
from bot.domain.grid.drafts import Draft
from bot.domain.grid.headings import ColumnRole
from bot.domain.grid.looks import bare_period, dated_like, deadline_like, first_words, year_heading
from bot.domain.grid.patterns import GENITIVE_MONTHS, months_named, names_month
from bot.domain.grid.sheet import fold

_ISO = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)(?:[ T]00:00(?::00)?)?\b")
_MARK = re.compile(r"^(?:[+xх×vv✓✔√*●•■▪□☑]|да|\++)$", re.IGNORECASE)
_DAYS = re.compile(
    r"^(?:до|по|с|к|не позднее)?[\s\d.,;–—\-ипос]*(?:-?[егоая]{1,3}\b)?(?:\s*(?:числ\w+|дн\w+))?[\s.]*$",
    re.IGNORECASE,
)
_WITHIN_MONTH = re.compile(r"\b(?:недел|декад|начал|середин|конец|конц|числ)\w*", re.IGNORECASE)
_WHOLE_MONTH = re.compile(
    r"^(?:в\s+)?(?:теч\w+|продолж\w+|на протяжении)?\s*(?:всего|весь|целый)?\s*(?:этого\s+|данного\s+)?месяц\w*\.?$",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"^(?:в\s+)?\d{1,2}:\d\d(?:\s*[–—-]\s*\d{1,2}:\d\d)?(?:\s*ч\w*\.?)?$")
_MONTH_WORD = re.compile(r"(?:в\s+)?месяц[ае]?", re.IGNORECASE)


def deadline_of(draft: Draft, school_year: int, approved_on: date | None) -> tuple[str, Deadline]:
    """The author's words and their reading."""
    layout = draft.layout
    if ColumnRole.OPENS in layout.roles and ColumnRole.DUE in layout.roles:
        return _between(_words(draft, ColumnRole.OPENS), _words(draft, ColumnRole.DUE), school_year, approved_on)
    if layout.periods and not draft.text(ColumnRole.DEADLINE):
        return _marked(draft, school_year, approved_on)
    words = _words(draft, ColumnRole.DEADLINE)
    month = fold(draft.text(ColumnRole.MONTH)) or draft.period or ""
    day = fold(draft.text(ColumnRole.DAY)) if ColumnRole.DEADLINE not in layout.roles or not words else words
    phrase = _within(month, day) if month else words
    shown = " ".join(part for part in (day or words, fold(draft.text(ColumnRole.MONTH))) if part) or phrase
    return shown, _as_shown(parse(phrase, school_year, approved_on), shown)


def _words(draft: Draft, role: ColumnRole) -> str:
    """The cell in one line; «2024-09-10», which programs write, as people do."""
    return _ISO.sub(r"\3.\2.\1", fold(draft.text(role)))


def in_calendar_year(draft: Draft, year: int, approved_on: date | None) -> tuple[str, Deadline]:
    """For a plan «на 2024 год»: months without a year are of that year, in whichever school year they lie."""
    shown, first = deadline_of(draft, year - 1, approved_on)
    other = deadline_of(draft, year, approved_on)[1]
    if first.windows == other.windows or len(first.windows) != len(other.windows):
        return shown, first
    pairs = zip(first.windows, other.windows, strict=True)
    picked = tuple(a if _year(a) == year else _from_january(b) for a, b in pairs)
    return shown, replace(first, windows=picked)


def _from_january(window: Window) -> Window:
    """«ежемесячно» of a calendar year begins in January; it was read from September or October of that year on."""
    rule, day = window.repeats or "", window.due or window.opens
    if day is None or "UNTIL" in rule or not rule.startswith(("FREQ=MONTHLY", "FREQ=WEEKLY", "FREQ=DAILY")):
        return window
    if rule.startswith("FREQ=MONTHLY"):
        step = int(re.search(r"INTERVAL=(\d+)|$", rule).group(1) or 1)  # type: ignore[union-attr]
        back = (day.month - 1) // step * step
        return replace(window, opens=_months_back(window.opens, back), due=_months_back(window.due, back))
    weeks = timedelta(days=(day - date(day.year, 1, 1)).days // 7 * 7)
    return replace(
        window, opens=window.opens - weeks if window.opens else None, due=window.due - weeks if window.due else None
    )


def _months_back(day: date | None, months: int) -> date | None:
    """The same day so many months before; the end of a month stays an end."""
    if day is None:
        return None
    month = day.month - months
    last = calendar.monthrange(day.year, month)[1]
    is_end = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(day.year, month, last if is_end else min(day.day, last))


def _year(window: Window) -> int | None:
    day = window.due or window.opens
    return day.year if day else None


def _as_shown(deadline: Deadline, shown: str) -> Deadline:
    return replace(deadline, text=shown)


def _within(month: str, words: str) -> str:
    """Words of a date cell under a month: «15» under «Сентябрь 2023» is «15 сентября 2023»."""
    period = bare_period(month)
    if not deadline_like(period):
        period = first_words(period)
    if not words or words in {"-", "–", "—"} or _WHOLE_MONTH.match(words) or _CLOCK.match(words):
        return period
    if names_month(words) or re.search(r"\d{1,2}[./]\d{1,2}[./]?", words):
        return words
    if re.search(r"\d", re.sub(r"20\d\d", "", period)) and not dated_like(words):
        return period  # the heading is a day: what stands in the cell is an hour or a weekday
    name = _one_month(period)
    if name is None:
        return words
    if _DAYS.match(words) and re.search(r"\d", words):
        return f"{_bare_days(words)} {name}"
    if _WITHIN_MONTH.search(words):
        return f"{_MONTH_WORD.sub('', words).strip(' .,')} {name}"
    return words


def _bare_days(words: str) -> str:
    bare = re.sub(r"\s*(?:числ\w+|дн\w+)[\s.]*$", "", words, flags=re.IGNORECASE).strip(" .")
    return re.sub(r"(?<=\d)-?(?:е|го|ое|ого|ого)\b", "", bare)


def _one_month(period: str) -> str | None:
    """«Сентябрь 2023 г.» → «сентября 2023 г.»; None for anything but one month."""
    found = months_named(period)
    if len(found) != 1:
        return None
    year = re.search(r"\b(20\d\d)\b", period)
    name = GENITIVE_MONTHS[found[0] - 1]
    return f"{name} {year.group(1)}" if year else name


def _marked(draft: Draft, school_year: int, approved_on: date | None) -> tuple[str, Deadline]:
    """Columns are months or years: every marked one is a window, a day in a cell is a day of that month."""
    shown, parts = [], []
    for index in draft.layout.periods:
        text, heading = fold(draft.column_text(index)), draft.layout.headings[index]
        if text:
            phrase, year = _under(heading, text, school_year)
            shown.append(phrase)
            parts.append(parse(phrase, year, approved_on))
    words = ", ".join(shown)
    if not parts:
        return "", parse("", school_year, approved_on)
    windows = tuple(dict.fromkeys(window for part in parts for window in part.windows))
    doubts = _without_repeats(tuple(doubt for part in parts for doubt in part.doubts))
    status = next((part.status for part in parts if part.windows), parts[0].status)
    return words, Deadline(words, status, windows, any(part.as_needed for part in parts), doubts)


def _under(heading: str, text: str, school_year: int) -> tuple[str, int]:
    """The phrase of a cell below a month or a year, and the school year to read it in."""
    mark = bool(_MARK.match(text))
    years = None if names_month(heading) else year_heading(heading)
    if years is None:
        month = heading if deadline_like(heading) else heading.rsplit(maxsplit=1)[-1]
        return (bare_period(month) if mark else _within(month, text)), school_year
    first = int(years.group(1))
    if years.group(2):
        return (f"{first}/{first + 1} учебный год" if mark else text), first
    return (f"{first} год" if mark else text if str(first) in text else f"{text} {first}"), school_year


def _between(opens: str, due: str, school_year: int, approved_on: date | None) -> tuple[str, Deadline]:
    """A column for the beginning and one for the end: one window from the first day to the last."""
    shown = " – ".join(part for part in (opens, due) if part)
    if not opens or not due or opens.casefold() == due.casefold():
        only = opens or due
        read = parse(only, school_year, approved_on)
        return shown, _as_shown(_edge(read, bool(opens), bool(due)), shown)
    first, last = parse(opens, school_year, approved_on), parse(due, school_year, approved_on)
    if len(first.windows) == 1 and len(last.windows) == 1:
        begin, end = first.windows[0], last.windows[0]
        start, finish = begin.opens or begin.due, end.due or end.opens
        doubts = _without_repeats((*first.doubts, *last.doubts))
        if start and finish and start > finish:
            inverted = Doubt.of("inverted_range", text=shown)
            return shown, Deadline(shown, DeadlineStatus.UNRECOGNISED, (), doubts=(*doubts, inverted))
        window = Window(start, finish, end.repeats or begin.repeats)
        return shown, Deadline(shown, DeadlineStatus.DATED, (window,), first.as_needed or last.as_needed, doubts)
    if not first.windows and not last.windows and first.status is last.status:
        return shown, _as_shown(first, shown)
    return shown, _one_sided(first, last, shown)


def _one_sided(first: Deadline, last: Deadline, shown: str) -> Deadline:
    """Only one edge could be read: it stands, with a word about the other."""
    told, lost = (first, last) if first.windows else (last, first)
    if len(told.windows) != 1 or lost.windows:
        return Deadline(shown, DeadlineStatus.UNRECOGNISED, (), doubts=(Doubt.of("unread_part", text=shown),))
    if lost.status is DeadlineStatus.UNSCHEDULED:
        edge = _edge(told, told is first, told is last)
        return Deadline(shown, edge.status, edge.windows, edge.as_needed, edge.doubts)
    doubts = (*told.doubts, Doubt.of("unread_part", text=lost.text))
    return Deadline(shown, told.status, _edge(told, told is first, told is last).windows, told.as_needed, doubts)


def _edge(read: Deadline, opens: bool, due: bool) -> Deadline:
    """A lonely beginning has no end and a lonely end no beginning."""
    if len(read.windows) != 1 or opens == due or read.status is DeadlineStatus.ONGOING:
        return read
    window = read.windows[0]
    if opens:
        return replace(read, windows=(Window(window.opens or window.due, None, window.repeats, window.label),))
    return replace(read, windows=(Window(None, window.due or window.opens, window.repeats, window.label),))


def _without_repeats(doubts: tuple[Doubt, ...]) -> tuple[Doubt, ...]:
    return tuple(dict.fromkeys(doubts))
