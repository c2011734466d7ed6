"""Rows that happen once, and words in rows that belong to one year: for a plan of the next year."""

import re
from collections.abc import Iterable

from bot.domain.doubts import Doubt

_ONCE = re.compile(
    r"утвержд\w+ региональн\w+ (оператор|координатор)\w*|созда\w+ (\w+[ -]+){0,3}модел\w+|"
    r"внедрени\w+ (\w+ ){0,2}модел\w+|определени\w+ региональн\w+ оператор\w*",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_LETTER = re.compile(r"(?:№|N)\s*[\w/-]*\d[\w/-]*", re.IGNORECASE)


def happens_once(title: str) -> bool:
    """The words say that this is not done every year: a year stands in the title, or something is founded."""
    return bool(_YEAR.search(title) or _ONCE.search(title))


def dated_words(texts: Iterable[str]) -> tuple[Doubt, ...]:
    """Years and numbers of letters in the words of a row: they were those of the old plan."""
    whole = " ".join(texts)
    years = sorted(set(_YEAR.findall(whole)))
    letters = list(dict.fromkeys(_LETTER.findall(whole)))
    found = [Doubt.of("old_year", text=", ".join(years))] if years else []
    return (*found, *([Doubt.of("letter_number", text=", ".join(letters))] if letters else []))
