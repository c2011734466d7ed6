"""Small building blocks of the patterns in this package: months and beginnings of lines."""

import re

MONTH_STEMS = (
    "январ", "феврал", "март", "апрел", "ма[йяе]\\b", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр",
)  # fmt: skip
MONTH_NAMES = (
    "Январь", "Февраль", "Март", "Апрель", "Май", "Июнь", "Июль", "Август", "Сентябрь", "Октябрь", "Ноябрь", "Декабрь",
)  # fmt: skip
GENITIVE_MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа",
    "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
SHORT_MONTHS = (
    "янв", "фев(?:р)?", "мар", "апр", "май", "июн", "июл", "авг", "сен(?:т)?", "окт", "ноя(?:б)?", "дек",
)  # fmt: skip

MONTH = rf"(?:{'|'.join(MONTH_STEMS)})[а-я]*"
"""A month's name in any case, written out."""

ROMAN = r"(?=[IVXLІХ])[IVXLХІ]{1,6}"
"""A small Roman number, Cyrillic look-alikes included."""

SHORT_MONTH = rf"(?:{'|'.join(SHORT_MONTHS)})"
_ANY_MONTH = re.compile(rf"\b(?:{MONTH}|(?:{'|'.join(SHORT_MONTHS)})\b)", re.IGNORECASE)


def names_month(text: str) -> bool:
    return bool(_ANY_MONTH.search(text))


def months_named(text: str) -> list[int]:
    """The months a text names, 1 to 12, each once, in calendar order."""
    stems = enumerate(zip(MONTH_STEMS, SHORT_MONTHS, strict=True), 1)
    return [number for number, (stem, short) in stems if re.search(rf"\b(?:{stem}|{short}\b)", text, re.IGNORECASE)]


def beginning(*parts: str) -> re.Pattern[str]:
    """A pattern for lines that begin with any of these."""
    return re.compile(rf"^(?:{'|'.join(parts)})", re.IGNORECASE)


_LATIN = str.maketrans("aceopxyABCEHKMOPTXY", "асеорхуАВСЕНКМОРТХУ")
_MIXED = re.compile(r"\w*[а-яё]\w*", re.IGNORECASE)
_SPACED = re.compile(r"(?<!\w)(?:[А-ЯЁ] ){3,}[А-ЯЁ](?!\w)")


def unlatin(text: str) -> str:
    """Latin look-alikes inside Russian words put right («Cрок» typed with a Latin C)."""
    return _MIXED.sub(lambda word: word.group().translate(_LATIN), text)


def unspaced(text: str) -> str:
    """«П Л А Н» → «ПЛАН»."""
    return _SPACED.sub(lambda word: word.group().replace(" ", ""), text)
