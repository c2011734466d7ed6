"""What stands before the table: title, approval and school year."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.grid.document import Paragraph
from bot.domain.grid.looks import period_like
from bot.domain.grid.patterns import beginning, months_named, unspaced
from bot.domain.grid.sheet import clean, fold

_KIND = (
    r"(?:региональн|муниципальн|комплексн|примерн|общешкольн|школьн|районн|сводн|перспективн|календарн|годов|един|рабоч|типов|ведомственн)"
    r"\w*[\s-]+"
)
_TITLE = beginning(
    *(
        rf"\W*(?:{_KIND})*{name}"
        for name in (
            r"план\b", "план[-\\s–]", r"дорожная\s+карта", r"график\b", "циклограмма", r"комплекс\s+мер",
            r"перечень\s+мероприятий", r"программа\b", r"мероприятия\s+по", "календарь",
        )
    )
)  # fmt: skip
_STOP = beginning(
    r"цел[ьи]\b", r"задач[аи]\b", "основани", "пояснительн", "примечани", "сокращени", r"раздел\b", "приложени",
    "таблица", "разработчик", "сроки? реализации", "исполнители", "ожидаемые", "утвержд", "согласован",
    "список", "используемые",
    r"[IVX]{1,5}\.\s", r"\d{1,2}\.\s", r"\*", "в соответствии", "настоящ", "во исполнение", "нормативн", "категория",
    "участники", "ответственн",
)  # fmt: skip
_APPROVAL = re.compile(r"утвержд|приказ|распоряжени|постановлени", re.IGNORECASE)
_DAY_NUMBERS = re.compile(r"(?<!\d)[«\"“]?\s*(\d{1,2})\s*[»\"”]?\s*[./]\s*(\d{1,2})\s*[./]\s*(20\d\d)")
_DAY_WORDS = re.compile(r"(?<!\d)[«\"“]?\s*(\d{1,2})\s*[»\"”]?\s+([а-я]{3,9})\.?\s+(20\d\d)", re.IGNORECASE)
_SCHOOL_YEAR = re.compile(r"(20\d\d)\s*[-–—/\\]\s*(20)?(\d\d)(?!\d)")
_ENDS_TITLE = re.compile(r"^(?:на|в)?\s*20\d\d.{0,30}(?:год|г\.?|гг\.?)\W*$", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Preamble:
    title: str | None
    approved_on: date | None
    heading: str | None  # a section heading right above the first table
    lines: tuple[str, ...] = ()  # of the title

    def with_last_line_as_heading(self) -> "Preamble":
        """For a plan whose other tables all have headings: the line right above the first one is its heading too."""
        if self.heading or len(self.lines) < 2 or not self.lines[-1][:1].isupper() or _YEAR.search(self.lines[-1]):
            return self
        title = fold(" ".join(self.lines[:-1]))
        return Preamble(title, self.approved_on, self.lines[-1], self.lines[:-1])


def read_preamble(paragraphs: Sequence[Paragraph]) -> Preamble:
    texts = [unspaced(fold(clean(paragraph.text))) for paragraph in paragraphs]
    start = next((index for index, text in enumerate(texts) if _TITLE.match(text)), None)
    approved = approval_day(texts[:start] if start else texts)
    if start is None:
        title = _last_words(texts)
        return Preamble(title, approved, None)
    end = _title_end(texts, start)
    rest = [text for text in texts[end:] if text]
    heading = rest[-1] if rest and _may_head(rest[-1]) and not _in_list(rest) else None
    lines = tuple(text for text in texts[start:end] if text)
    return Preamble(fold(" ".join(lines)) or None, approved or approval_day(texts), heading, lines)


def begins_plan(text: str) -> bool:
    """Whether a paragraph is the first line of a plan's title."""
    return bool(_TITLE.match(unspaced(fold(clean(text))))) and len(text) < 600


def _title_end(texts: Sequence[str], start: int) -> int:
    end = start + 1
    while end < len(texts):
        text = texts[end]
        if text and (_STOP.match(text) or period_like(text) or len(text) > 300 or text.endswith(":")):
            break
        if not text and not _goes_on(texts, start, end):
            break
        end += 1
    return end


def _goes_on(texts: Sequence[str], start: int, end: int) -> bool:
    """Whether a title goes on after an empty line: too short to be whole, without its year, or in small letters."""
    after = [text for text in texts[end:] if text][:3]
    if not after or _STOP.match(after[0]) or period_like(after[0]):
        return False
    so_far = fold(" ".join(texts[start:end]))
    year_follows = not _YEAR.search(so_far) and any(_ENDS_TITLE.match(text) for text in after)
    return after[0][:1].islower() or len(so_far) < 20 or year_follows


def _last_words(texts: Sequence[str]) -> str | None:
    """No line names a plan: the last full line above the table is the best there is."""
    kept = [text for text in texts if text and not _APPROVAL.search(text) and not _STOP.match(text) and len(text) > 15]
    return kept[-1] if kept and len(kept[-1]) <= 400 else None


def _in_list(texts: Sequence[str]) -> bool:
    """Whether the last line is an item of a list («Задачи: 1. … 2. …») and not a heading."""
    return bool(re.match(r"\d+[.)]|[-–•*]", texts[-1])) and any(
        re.match(r"задач|цел[ьи]\b", text, re.IGNORECASE) for text in texts
    )


def _may_head(text: str) -> bool:
    return 3 < len(text) <= 250 and not text.startswith("*") and not _APPROVAL.search(text[:15])


def approval_day(texts: Iterable[str]) -> date | None:
    """The day in an approval block («УТВЕРЖДЕНА приказом … от 25.06.2021»); none outside of one."""
    whole = " ".join(texts)
    found = _APPROVAL.search(whole)
    while found:
        days = _days(whole[found.end() : found.end() + 250])
        if days:
            return days[0]
        found = _APPROVAL.search(whole, found.end())
    return None


def _days(text: str) -> list[date]:
    numbers = [(m.start(), _day(m.group(3), int(m.group(2)), m.group(1))) for m in _DAY_NUMBERS.finditer(text)]
    words = [
        (m.start(), _day(m.group(3), next(iter(months_named(m.group(2))), 0), m.group(1)))
        for m in _DAY_WORDS.finditer(text)
    ]
    return [day for _, day in sorted((place, day) for place, day in (*numbers, *words) if day)]


def _day(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None


def school_year_in(title: str | None, texts: Iterable[str]) -> int | None:
    """The school year by the title, else by the year named most in the rows («2023/2024»), else by their first year."""
    named = school_years(title or "")
    if named:
        return named[0]
    if title:
        begins = re.search(r"с\s+(?:0?1\s+сентября|0?1\.09\.?)\s*(20\d\d)", title, re.IGNORECASE)
        if begins:
            return int(begins.group(1))
    every = list(texts)
    counted = Counter(year for text in every for year in school_years(text))
    if counted:
        return max(counted, key=lambda year: (counted[year], -year))
    return None


def school_years(text: str) -> list[int]:
    """Starts of the pairs «2023/2024», «2023-24» in order; «2023-2025» is no school year."""
    pairs = ((int(m.group(1)), int(f"20{m.group(3)}")) for m in _SCHOOL_YEAR.finditer(text))
    return [first for first, second in pairs if second == first + 1]


def calendar_years(text: str) -> list[int]:
    return [int(year) for year in _YEAR.findall(text)]


def calendar_plan(title: str, school_year: int) -> int | None:
    """The year of a plan for a calendar year («план на 2024 год»), when the school year given touches it."""
    found = re.search(r"\bна\s+(20\d\d)\s*(?:год\b|г\.?)(?!\s*уч)", title, re.IGNORECASE)
    year = int(found.group(1)) if found and not school_years(title) else None
    return year if year in {school_year, school_year + 1} else None
