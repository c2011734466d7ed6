"""Short names as people settle them: what may be written, and which proposals a person should look at first."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from enum import StrEnum

from bot.domain.errors import Refusal
from bot.domain.grid.names import LONGEST
from bot.domain.people import visible

ALIKE_FROM = 30
"""Names whose first characters up to here are the same are told apart by nobody."""

_SAYING_NOTHING = re.compile(
    r"(без|названия|и|в|по|на|о|об|организаци\w*|проведени\w*|провести|осуществлени\w*|обеспечени\w*|участи\w*|"
    r"разработк\w*|реализаци\w*|содействи\w*|подготовк\w*|утверждени\w*|мероприяти\w*|работ\w*|деятельност\w*|\(\d+\))",
    re.IGNORECASE,
)


class Proposal(StrEnum):
    """How well a short name stands for its row, the worst first."""

    EMPTY = "empty"
    ALIKE = "alike"
    CUT = "cut"
    FINE = "fine"


def proposals(named: Sequence[tuple[str, str]]) -> tuple[Proposal, ...]:
    """For each (short name, title) of a plan, in order, what is to be said about the name."""
    beginnings = Counter(_beginning(name) for name, _ in named)
    return tuple(_judge(name, title, beginnings) for name, title in named)


def _judge(name: str, title: str, beginnings: Counter[str]) -> Proposal:
    if all(_SAYING_NOTHING.fullmatch(word) for word in name.split()):
        return Proposal.EMPTY
    if beginnings[_beginning(name)] > 1:
        return Proposal.ALIKE
    whole = _folded(title)
    cut = len(whole) > len(name) and whole.startswith(_folded(name))
    return Proposal.CUT if cut else Proposal.FINE


def _beginning(name: str) -> str:
    return re.sub(r" \(\d+\)$", "", _folded(name))[:ALIKE_FROM]


def _folded(text: str) -> str:
    return " ".join(text.split()).rstrip(" .;,:…").casefold()


def settle_name(text: str, taken: Collection[str]) -> str:
    """A short name as a person wrote it. Raises Refusal short-name-empty, short-name-long or short-name-taken."""
    name = visible(text)
    if not any(ch.isalnum() for ch in name):
        raise Refusal("short-name-empty")
    if len(name) > LONGEST:
        raise Refusal("short-name-long", limit=LONGEST, length=len(name))
    if name.casefold() in {other.casefold() for other in taken}:
        raise Refusal("short-name-taken", name=name)
    return name
