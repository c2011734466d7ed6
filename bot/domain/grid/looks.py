"""What a cell looks like, whatever stands above its column."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from bot.domain.deadline import Deadline, DeadlineStatus, parse
from bot.domain.grid.parties import parties
from bot.domain.grid.patterns import MONTH, ROMAN, SHORT_MONTH, beginning
from bot.domain.grid.plan import PartyRole

_NUMBER = re.compile(
    rf"^(?:№\s?|п\.\s?)?(?:\d{{1,4}}(?:[.,\-]\s?\d{{1,3}})*(?:[.\-]?[а-яa-z])?|{ROMAN}(?:\.\d{{1,3}})*|[а-яa-z](?=[.)]))"
    r"\s?[.)]*$",
    re.IGNORECASE,
)
_LEADING_NUMBER = re.compile(r"^(?:№\s?)?(\d{1,3}(?:\.\d{1,3})*[.)]?|\d{1,3}(?:\.\d{1,3})+)\s+(?=\D)")
_ORDINAL = r"(?:[1-4IV]+|перв\w+|втор\w+|трет\w+|четв[её]рт\w+)"
_TERM = r"(?:квартал|полугоди|четверт|семестр|триместр|учебн\w+ четверт)"
_PERIOD = beginning(
    rf"(?:месяц\s*[:–-]?\s*)?{MONTH}",
    rf"{SHORT_MONTH}\.?(?:\s*20\d\d)?$",
    rf"{_ORDINAL}[- ]?\w{{0,2}}\.?\s+{_TERM}",
    rf"\d{{1,2}}(?:-?[яйе])?\s+недел[яи]\s+{MONTH}",
    rf"(?:с\s+)?\d{{1,2}}(?:\s*(?:[–—-]|по)\s*\d{{1,2}})?\s+{MONTH}",
    r"\d{1,2}\.\d{1,2}(?:\.\d{2,4})?\s*(?:[–—-]\s*\d{1,2}\.\d{1,2}(?:\.\d{2,4})?)?(?:\s*г\.?)?$",
    r"лето\b",
    r"летни\w+ период",
    r"(?:\w+ )?каникулы",
)
_LABEL = re.compile(r"^(?:месяц|сроки?|период|дата)\s*[:–-]\s*", re.IGNORECASE)
_YEARS = re.compile(
    r"(?:^|\s)(20\d\d)(?:\s*[-–—/]\s*(20\d\d|\d\d))?\s*(?:уч\w*\.?)?\s*(?:гг?\.?|год\w*)?$", re.IGNORECASE
)

ANY_YEAR = 2023


def number_like(text: str) -> bool:
    """«3», «3.1.», «1.10», «II.», «2а»: what stands in a number column."""
    return len(text) <= 12 and bool(_NUMBER.match(text.strip()))


def leading_number(text: str) -> str | None:
    """The number a title begins with («1.1 Провести…»), as written."""
    found = _LEADING_NUMBER.match(text)
    return found.group(1) if found else None


@lru_cache(maxsize=4096)
def _read(text: str) -> Deadline:
    return parse(text, ANY_YEAR, date(ANY_YEAR, 8, 1))


def deadline_like(text: str) -> bool:
    """Whether a deadline grammar reads it without complaint. The year does not matter here."""
    if not text or len(text) > 200 or re.fullmatch(r"[\d.\s]{1,4}", text):
        return False
    read = _read(text)
    return read.status is not DeadlineStatus.UNRECOGNISED and not any(d.code == "unread_part" for d in read.doubts)


def dated_like(text: str) -> bool:
    """Whether days come out of it: «9 классы» and «2 раза» are read without complaint, too, and date nothing."""
    return deadline_like(text) and bool(_read(text).windows)


def period_like(text: str) -> bool:
    """«Сентябрь», «СЕНТЯБРЬ 2023 г.», «I квартал», «4–8 сентября», «Срок: до 1 октября»: a heading that is a time."""
    bare = bare_period(text)
    if len(bare) > 60:
        return False
    if _LABEL.match(text.strip()):
        return dated_like(bare)
    return bool(_PERIOD.match(bare)) and (deadline_like(bare) or deadline_like(first_words(bare)))


def year_heading(text: str) -> re.Match[str] | None:
    """«2024 год», «2023/2024 уч. г.» above a column: groups 1 and 2 are its one or two years."""
    return _YEARS.search(text.strip())


def bare_period(text: str) -> str:
    """Without its own number or label: «1. Сентябрь» → «Сентябрь»."""
    bare = re.sub(rf"^(?:\d{{1,2}}|{ROMAN})[.)]\s+", "", text.strip())
    return _LABEL.sub("", bare).strip(" :*")


def first_words(text: str) -> str:
    """The period before a motto: «Сентябрь. Месячник безопасности», «Октябрь – «Моя профессия»»."""
    return re.split(r"[.:«\"(]|\s[–—-]\s", text, maxsplit=1)[0].strip()


@lru_cache(maxsize=4096)
def party_like(text: str) -> bool:
    """Whether somebody known is named, and shortly enough to be a responsible cell."""
    return bool(text) and len(text) <= 300 and any(p.role is not PartyRole.UNKNOWN for p in parties(text)[:3])


def share(texts: Sequence[str], looks: object) -> float:
    """The part of the filled cells that look so; 0 when nothing is filled."""
    filled = [text for text in texts if text]
    if not filled or not callable(looks):
        return 0.0
    return sum(1 for text in filled if looks(text)) / len(filled)
