"""What shows that a task is done: an order with number and day, a link, a file, a number, or a few words.

A link is never fetched, a file never opened: the messenger keeps it, here are its id, name and size.
"""

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
ORDER_NUMBER = re.compile(r"[\w/.-]*\d[\w/.-]*")
INITIALS = re.compile(r"(\w\.){1,2}")


class ProofKind(StrEnum):
    TEXT = "text"
    ORDER = "order"
    LINK = "link"
    FILE = "file"
    NUMBER = "number"


PICTURES = (
    ".jpg", ".jpeg", ".jpe", ".png", ".gif", ".bmp", ".webp", ".heic", ".heif", ".tif", ".tiff", ".svg", ".mp4", ".mov",
)  # fmt: skip
FILE_ID_LIMIT, FILE_NAME_LIMIT = 200, 120
LARGEST_NUMBER = 1_000_000


@dataclass(frozen=True, slots=True)
class SentFile:
    """A document as the messenger announces it."""

    file_id: str
    name: str
    size: int
    mime: str = ""

    @property
    def is_picture(self) -> bool:
        """Pictures are not taken: there may be children on them."""
        media = self.mime.casefold().startswith(("image/", "video/"))
        return media or self.name.casefold().endswith(PICTURES)


def read_number(text: str) -> int | None:
    """A whole number from 0, digits only; spaces between them are allowed («1 200»). None for anything else."""
    digits = "".join(text.split())
    if not (digits.isascii() and digits.isdigit() and len(digits) <= len(str(LARGEST_NUMBER))):
        return None
    return int(digits) if int(digits) <= LARGEST_NUMBER else None


def order_parts(text: str, since: str) -> tuple[str, str]:
    """Number and the words for the day of «приказ № 12-од от 1 сентября»; either is empty where it is missing.

    `since` is the word between them («от»).
    """
    head, _, day = f" {' '.join(text.split())} ".partition(f" {since} ")
    numbers = ORDER_NUMBER.findall(head)
    return (numbers[-1] if numbers else "", day.strip())


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
