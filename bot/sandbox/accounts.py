"""Bots that are known to the world: by configuration, or on the fly by a token of the right form."""

import re
from dataclasses import dataclass, field

from bot.sandbox.errors import ApiError
from bot.sandbox.updates import UpdateQueue
from bot.sandbox.wire import Json

TOKEN = re.compile(r"([1-9][0-9]{0,15}):[A-Za-z0-9_-]{1,80}")


@dataclass(slots=True)
class Query:
    """A tap on a callback button that waits for its answer."""

    id: str
    person: int
    chat: int
    message: int
    at: float
    answered: bool = False


@dataclass(slots=True)
class Webhook:
    url: str
    secret: str = ""
    max_connections: int = 40
    last_error_at: int = 0
    last_error: str = ""


@dataclass(slots=True)
class Account:
    id: int
    token: str
    username: str
    first_name: str
    queue: UpdateQueue = field(default_factory=UpdateQueue)
    commands: dict[str, list[Json]] = field(default_factory=dict)
    """Scope and language, as `scope_key` writes them, to commands."""
    queries: dict[str, Query] = field(default_factory=dict)
    profile: dict[str, Json] = field(default_factory=dict)
    """Name, descriptions and menu buttons by kind and language or chat."""
    webhook: Webhook | None = None
    webhook_set_at: float = -10.0

    def user(self) -> Json:
        return {"id": self.id, "is_bot": True, "first_name": self.first_name, "username": self.username}


def bot_id_of(token: str) -> int:
    """The number of a bot, which its token begins with. Raises 401 for a token of another form."""
    match = TOKEN.fullmatch(token)
    if match is None:
        raise ApiError(401, "Unauthorized: invalid token specified")
    return int(match.group(1))
