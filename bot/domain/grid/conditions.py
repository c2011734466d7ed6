"""Conditions in the words of a row: «не являющиеся участниками проекта «Билет в будущее»», «сельские школы».

A condition speaks of tags of schools, which people write as they like: «участник БвБ», «Билет в будущее», «сельская».
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_MEMBERS = re.compile(
    r"(?P<no>не\s+(?:явля\w+\s+)?)?(?:участни\w+|участвующ\w+)\s+(?:[\w-]+\s+){0,4}[«\"“](?P<name>[^»\"”]{3,80})[»\"”]",
    re.IGNORECASE,
)
_PLACES = re.compile(
    r"\b(?P<stem>городск|сельск)(?:ие|их|им|ими)\s+(?P<both>и\s+(?:городск|сельск)\w+\s+)?"
    r"(?:(?:обще)?образовательн\w+\s+)?(?:школ|организаци|учреждени|оо\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Condition:
    """Only schools with a tag of this name, or only those without one."""

    name: str
    has: bool

    def is_tag(self, tag: str) -> bool:
        """Whether a school's tag means this name: it holds the words, or their initials («БвБ»)."""
        words = _folded(tag)
        initials = "".join(word[0] for word in _folded(self.name).split())
        return _folded(self.name) in words or (len(initials) > 2 and initials in words.split())


def condition_of(texts: Iterable[str]) -> Condition | None:
    """The condition that parties of a row name; None where they name none, or schools of both kinds."""
    found: set[Condition] = set()
    for text in texts:
        found |= {Condition(hit["name"].strip(), hit["no"] is None) for hit in _MEMBERS.finditer(text)}
        places = (hit for hit in _PLACES.finditer(text) if not hit["both"])
        found |= {Condition(hit["stem"].casefold(), True) for hit in places}
    return found.pop() if len(found) == 1 else None


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold().replace("ё", "е")))
