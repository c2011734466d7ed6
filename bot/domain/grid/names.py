"""Short names of measures: the beginning of the title, cut at a word's end, unique in the plan."""

import re
from collections.abc import Collection, Sequence

LONGEST = 45
_LITTLE = frozenset(
    (
        "и", "в", "во", "на", "с", "со", "по", "для", "о", "об", "из", "к", "ко", "от", "при", "за", "или", "а",
        "у", "до", "под", "над", "между", "через", "не", "их", "его", "её", "др", "т", "п", "числе", "том",
        "рамках",
    )
)  # fmt: skip
_LEADS_ON = (
    "ых", "их", "ого", "его", "ому", "ему", "ыми", "ими", "ый", "ая", "яя", "ую", "юю", "ые", "ое", "ым", "ский",
    "цкий", "щий", "ские", "цкие", "щие", "шие", "ской", "цкой", "нной", "льной", "ским", "цким", "щим", "щей",
)  # fmt: skip
"""Ends of adjectives and participles: a name that ends with one waits for its noun."""
_NOUNS = frozenset({"данных", "заведующих", "заведующего"})
_OPEN = frozenset({"каждой", "каждого", "каждом", "качестве", "целях"})
_SHORTEST, _ADJECTIVE = 24, 5
_DANGLING = ' ,;:–—-/(«"“.„'


def short_names(titles: Sequence[str]) -> tuple[str, ...]:
    """A name for each title, in order: at most 45 characters, no two alike."""
    taken: dict[str, int] = {}
    names = []
    for title in titles:
        name = _free(_cut(title, LONGEST), title, taken)
        taken.setdefault(name.casefold(), 1)
        names.append(name)
    return tuple(names)


def free_name(name: str, taken: Collection[str]) -> str:
    """The name, or the name with the next number that nobody bears."""
    known = {other.casefold() for other in taken}
    found, number = name, 1
    while found.casefold() in known:
        number += 1
        mark = f" ({number})"
        found = _cut(name, LONGEST - len(mark)) + mark
    return found


def _cut(title: str, longest: int) -> str:
    text = " ".join(title.split()).rstrip(" .;,:")
    if len(text) <= longest:
        return text or "Без названия"
    head = text[: longest + 1]
    words = head[: head.rindex(" ")].split() if " " in head else [text[:longest]]
    while len(words) > 1 and (words[-1].strip(_DANGLING).casefold() in _LITTLE or not re.search(r"\w", words[-1])):
        words.pop()
    cut = _closed(" ".join(words)).rstrip(_DANGLING) or text[:longest]
    return _rounded(cut, longest)


def _rounded(name: str, longest: int) -> str:
    """Without adjectives that have lost their noun; where too little would be left to know it by, with «…»."""
    words = name.split()
    while len(words) > 1 and (_waits(words[-1]) or words[-1].casefold() in _LITTLE):
        words.pop()
    short = " ".join(words).rstrip(_DANGLING)
    if short == name or (len(short) >= _SHORTEST and words[-2:-1] != ["и"]):
        return short
    return name[: longest - 1].rstrip(_DANGLING) + "…"


def _waits(word: str) -> bool:
    bare = word.strip(_DANGLING + '»)"”').casefold()
    return bare in _OPEN or (len(bare) >= _ADJECTIVE and bare.endswith(_LEADS_ON) and bare not in _NOUNS)


def _closed(text: str) -> str:
    """Step back before a quote or bracket that the cut left open, when enough remains."""
    for opening, closing in (("«", "»"), ("(", ")")):
        place = text.rfind(opening)
        if place > LONGEST // 3 and text.count(opening) > text.count(closing):
            return _closed(_without_little(text[:place]))
    return text


def _without_little(text: str) -> str:
    words = text.rstrip(_DANGLING).split()
    while len(words) > 1 and words[-1].casefold() in _LITTLE:
        words.pop()
    return " ".join(words)


def _free(name: str, title: str, taken: dict[str, int]) -> str:
    """The name itself or with the next number; `taken` counts how often each name was asked for."""
    key = name.casefold()
    while name.casefold() in taken:
        taken[key] += 1
        mark = f" ({taken[key]})"
        name = _cut(title, LONGEST - len(mark)) + mark
    return name
