"""What shows that a task is done: an order with number and day, a link, or a few words. A link is never fetched."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

TEXT_LIMIT = 300
LINK_LIMIT = 1000
NAMES_IN_A_LIST = 2

ORDER = re.compile(r"№\s*\S+.*\d")
LOOKS_LIKE_LINK = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
INITIALS = re.compile(r"(\w\.){1,2}")


class ProofKind(StrEnum):
    TEXT = "text"
    ORDER = "order"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class ProofValue:
    kind: ProofKind
    text: str | None
    link: str | None


def read_proof(text: str) -> ProofValue | None:
    """The kind of what was typed; None for something that wants to be a link and is none."""
    words = " ".join(text.split())
    found = LOOKS_LIKE_LINK.search(words)
    if found is None:
        return ProofValue(ProofKind.ORDER if ORDER.search(words) else ProofKind.TEXT, words, None)
    link = found.group()
    rest = " ".join((words[: found.start()] + words[found.end() :]).split())
    return ProofValue(ProofKind.LINK, rest or None, link) if is_link(link) else None


def is_link(link: str) -> bool:
    """An address on the web with a host that has a dot."""
    try:
        parts = urlsplit(link if "//" in link else f"https://{link}")
    except ValueError:
        return False
    host = parts.hostname or ""
    return "." in host.strip(".") and " " not in link and len(link) <= LINK_LIMIT


def looks_like_names(text: str) -> bool:
    """Several pairs such as «Иванов Пётр» or «Петрова А. И.»: a list of people, perhaps of children."""
    return sum(1 for _ in _names(text)) >= NAMES_IN_A_LIST


def _names(text: str) -> Iterator[str]:
    words = [word.strip(',;:()«»"') for word in text.split()]
    place = 0
    while place < len(words) - 1:
        if _is_capitalised(words[place]) and (
            _is_capitalised(words[place + 1]) or INITIALS.fullmatch(words[place + 1])
        ):
            yield words[place]
            place += 2
        else:
            place += 1


def _is_capitalised(word: str) -> bool:
    bare = word.rstrip(".")
    return len(bare) > 2 and bare.isalpha() and bare[0].isupper() and bare[1:].islower() and bare[0] > "\u0400"
