"""A responsible cell as words and pieces: what stands in quotes or brackets belongs together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_WORD = re.compile(r"[\w/]+(?:-\w+)*")
_CLOSING = {"(": ")", "[": "]", "«": "»", "“": "”", "„": "“"}


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    start: int
    end: int
    hidden: bool  # inside quotes or brackets


def _depths(text: str) -> list[bool]:
    """For each character: is it inside quotes or brackets. An unclosed one hides nothing."""
    hidden = [False] * len(text)
    index = 0
    while index < len(text):
        char = text[index]
        closing = '"' if char == '"' else _CLOSING.get(char)
        end = _matching(text, index, char, closing) if closing else -1
        if end > index:
            hidden[index : end + 1] = [True] * (end + 1 - index)
            index = end
        index += 1
    return hidden


def _matching(text: str, start: int, opening: str, closing: str) -> int:
    depth = 0
    for index in range(start + 1, len(text)):
        if text[index] == closing:
            if depth == 0:
                return index
            depth -= 1
        elif text[index] == opening:
            depth += 1
    return -1


def words(text: str) -> list[Word]:
    hidden = _depths(text)
    return [
        Word(m.group().casefold().replace("ё", "е"), m.start(), m.end(), hidden[m.start()])
        for m in _WORD.finditer(text)
    ]


def pieces(text: str) -> Iterator[str]:
    """Cut at commas, semicolons and bullets that stand outside quotes and brackets."""
    hidden = _depths(text)
    start = 0
    for index, char in enumerate(text):
        if char in ",;•" and not hidden[index]:
            yield text[start:index]
            start = index + 1
    yield text[start:]
