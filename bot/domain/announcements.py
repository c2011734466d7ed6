"""Announcements: to whom, what, and whether it may break the silence. A draft lives in its author's open question."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.errors import Refusal
from bot.domain.people import Role, visible

TEXT_LIMIT = 1000
REASON_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Audience:
    """People in these roles: everywhere below, in schools with a tag, or in the chosen organisations."""

    roles: tuple[Role, ...] = ()
    tag: str = ""
    places: tuple[int, ...] = ()

    def pack(self) -> dict[str, Any]:
        return {"roles": [role.value for role in self.roles], "tag": self.tag, "places": list(self.places)}


def audience(packed: Mapping[str, Any]) -> Audience:
    roles = tuple(Role(role) for role in packed.get("roles", ()))
    return Audience(roles, str(packed.get("tag", "")), tuple(int(place) for place in packed.get("places", ())))


@dataclass(frozen=True, slots=True)
class Draft:
    """An announcement that has not gone. Urgent ones say why."""

    organisation_id: int
    audience: Audience = Audience()
    text: str = ""
    reason: str = ""

    @property
    def urgent(self) -> bool:
        return bool(self.reason)

    def pack(self) -> dict[str, Any]:
        place = self.organisation_id
        return {"organisation": place, "audience": self.audience.pack(), "text": self.text, "reason": self.reason}

    def ticked(self, place: int) -> "Draft":
        """With one more organisation chosen, or one less."""
        chosen = self.audience.places
        places = tuple(one for one in chosen if one != place) if place in chosen else (*chosen, place)
        return replace(self, audience=replace(self.audience, tag="", places=places))


def draft(packed: Mapping[str, Any]) -> Draft:
    to = audience(packed["audience"])
    return Draft(int(packed["organisation"]), to, str(packed["text"]), str(packed["reason"]))


def announcement_text(words: str) -> str:
    """Several lines as written, without what cannot be seen. Raises Refusal «empty-text» or «long-text»."""
    lines = [visible(line) for line in words.strip().splitlines()]
    text = "\n".join(lines).strip()
    if not text:
        raise Refusal("empty-text")
    if len(text) > TEXT_LIMIT:
        raise Refusal("long-text", limit=TEXT_LIMIT)
    return text


def urgent_reason(words: str) -> str:
    """Raises Refusal «empty-reason» or «long-text»."""
    reason = visible(words)
    if sum(ch.isalpha() for ch in reason) < 3:
        raise Refusal("empty-reason")
    if len(reason) > REASON_LIMIT:
        raise Refusal("long-text", limit=REASON_LIMIT)
    return reason
