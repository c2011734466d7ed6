"""Invites: the code in a link, what is kept of it, and whether it still opens the door.

A code is 128 random bits in 22 URL-safe characters; only its SHA-256 is stored. It travels as
`t.me/<bot>?start=<code>` (the Bot API allows 64 characters there), pasted as text or typed bare.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from string import ascii_letters, digits
from urllib.parse import parse_qs, urlsplit

from bot.domain.errors import Refusal
from bot.domain.people import Role

CODE_BYTES = 16
CODE_LENGTH = 22
LETTERS = frozenset(ascii_letters + digits + "-_")
HOSTS = frozenset({"t.me", "telegram.me", "telegram.dog"})

FIRST_ADMIN_TERM = timedelta(days=2)
PERSONAL_TERM = timedelta(days=14)
SCHOOLS_TERM = timedelta(days=30)
COMMON_TERM, COMMON_USES = timedelta(days=60), 2000


class InviteKind(StrEnum):
    """What accepting it does: a new person comes, one known already gets a role, or the tree is begun."""

    NEWCOMER = "newcomer"
    NEW_ROLE = "new_role"
    COMMON = "common"
    """The common link of an authority: the person picks a school and a role, and waits for a yes."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """An open invite as the invited person sees it. No organisation: the first administrator's."""

    invite_id: int
    role: Role
    organisation_id: int | None
    organisation_name: str | None
    kind: InviteKind


@dataclass(frozen=True, slots=True)
class NewInvite:
    """A fresh invite with its code, which nobody will see again."""

    code: str
    role: Role
    organisation_name: str | None
    expires_at: datetime
    uses: int

    def link(self, bot_name: str) -> str:
        return link(self.code, bot_name)


@dataclass(frozen=True, slots=True)
class SchoolInvite:
    """A line of the sheet with links for all: an organisation, who is there already, and its invite if it has no
    head. `joined`: somebody is in the bot, if only a teacher."""

    name: str
    above: str
    heads: tuple[str, ...]
    joined: bool
    invite: NewInvite | None


@dataclass(frozen=True, slots=True)
class InviteCard:
    """An invite on paper: for whom, how, and until when, in words."""

    name: str
    who: str
    link: str
    code: str
    until: str


def link(code: str, bot_name: str) -> str:
    return f"https://t.me/{bot_name}?start={code}"


def digest(code: str) -> str:
    """What is stored of a code: 64 hexadecimal characters."""
    return hashlib.sha256(code.encode()).hexdigest()


def code_in(text: str) -> str | None:
    """The code in a pasted link or in a bare word of 22 characters; None when the text is something else."""
    words = text.strip().strip("<>«»\"'").split()
    for word in words:
        found = _from_link(word)
        if found is not None:
            return found
    return words[0] if len(words) == 1 and is_code(words[0]) else None


def is_code(word: str) -> bool:
    return len(word) == CODE_LENGTH and LETTERS.issuperset(word)


def _from_link(word: str) -> str | None:
    try:
        parts = urlsplit(word if "//" in word else f"//{word}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if host not in HOSTS and not (parts.scheme == "tg" and host == "resolve"):
        return None
    start = parse_qs(parts.query).get("start", [""])[0]
    return start or None


def check(expires_at: datetime, uses_left: int, now: datetime) -> None:
    """Raises Refusal invite-used or invite-expired."""
    if uses_left < 1:
        raise Refusal("invite-used")
    if expires_at <= now:
        raise Refusal("invite-expired")
