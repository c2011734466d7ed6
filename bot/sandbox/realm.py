"""Everything that one running sandbox is made of, handed to the methods of the Bot API and to the control API."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.sandbox.accounts import Account
from bot.sandbox.clock import VirtualClock
from bot.sandbox.errors import ApiError
from bot.sandbox.events import Stream
from bot.sandbox.faults import Faults
from bot.sandbox.journal import Journal
from bot.sandbox.limits import RateLimits
from bot.sandbox.params import Params
from bot.sandbox.pulse import Pulse
from bot.sandbox.settings import Settings
from bot.sandbox.wire import Json
from bot.sandbox.world import Chat, Message, World

CALLBACK = "callback_query"


class Realm:
    def __init__(self, clock: VirtualClock, tips: Sequence[str] = ()) -> None:
        self.clock = clock
        self.tips = tuple(tips)
        self.settings = Settings()
        self.stream = Stream()
        self.world = World(self.stream)
        self.journal = Journal(self.stream)
        self.faults = Faults()
        self.limits = RateLimits(self.settings)
        self.arrived = Pulse()
        """Beats when an update arises."""
        self.moved = clock.changed
        """Beats when a call ends, an update is confirmed or a follower reports: those who wait for quiet look again."""
        self.open_calls = 0
        """Calls of the Bot API that are being served, long polls apart."""

    def now(self) -> float:
        """Virtual Unix time."""
        return self.clock.now().timestamp()

    def notify(self, bot: Account, kind: str, body: Json, lane: str) -> bool:
        """Queue an update for a bot, if it wants such."""
        now = self.now()
        seconds = self.settings.callback_retention if kind == CALLBACK else self.settings.update_retention
        wanted = bot.queue.push(kind, body, now + seconds, lane)
        if wanted:
            self.arrived.beat()
            self.moved.beat()
        return wanted

    def undelivered(self) -> int:
        """Updates that no bot has confirmed."""
        for bot in self.world.bots.values():
            bot.queue.expire(self.now())
        return sum(len(bot.queue.pending) for bot in self.world.bots.values())

    def idle(self) -> bool:
        return self.open_calls == 0 and self.undelivered() == 0 and self.clock.busy() == 0


@dataclass(slots=True)
class Call:
    """One call of a method by a bot."""

    realm: Realm
    bot: Account
    params: Params

    @property
    def world(self) -> World:
        return self.realm.world

    @property
    def now(self) -> datetime:
        return self.realm.clock.now()

    def chat(self, field: str = "chat_id") -> Chat:
        """The chat that a parameter names. Raises 400 for none, an unknown one and one that was upgraded."""
        raw = self.params.text(field)
        if not raw:
            raise ApiError(400, f"{field} is empty")
        chat = self._by_name(raw) if raw.startswith("@") else self._by_number(raw)
        if chat is None:
            raise ApiError(400, "Chat not found")
        if chat.migrated_to:
            message = "Group chat was upgraded to a supergroup chat"
            raise ApiError(400, message, migrate_to_chat_id=chat.migrated_to)
        return chat

    def _by_number(self, raw: str) -> Chat | None:
        try:
            number = int(raw)
        except ValueError:
            return None
        if number in self.world.people or number in self.world.bots:
            return self.world.chat_of(self.bot, number)
        return self.world.chats.get((0, number))

    def _by_name(self, name: str) -> Chat | None:
        groups = (chat for chat in self.world.chats.values() if chat.kind == "supergroup")
        return next((chat for chat in groups if chat.title == name.removeprefix("@")), None)

    def writable(self, field: str = "chat_id") -> Chat:
        """The chat of a call that writes to it. Raises 403 with the reason why nobody will read it."""
        chat = self.chat(field)
        if chat.kind != "private":
            _check_group(chat)
            return chat
        if chat.id in self.world.bots:
            raise ApiError(403, "Forbidden: the bot can't send messages to the bot")
        if self.world.people[chat.id].deactivated:
            raise ApiError(403, "Forbidden: user is deactivated")
        if chat.blocked:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        if not chat.started:
            raise ApiError(403, "Forbidden: bot can't initiate conversation with a user")
        return chat

    def message(self, chat: Chat, what: str, field: str = "message_id") -> Message:
        """The message that a call names; `what` is to happen to it: edit, delete, forward, copy."""
        number = self.params.integer(field)
        if number <= 0:
            raise ApiError(400, "Message identifier is not specified")
        if number not in chat.messages:
            raise ApiError(400, f"Message to {what} not found")
        return chat.messages[number]

    def spend(self, chat: Chat, messages: int = 1) -> None:
        """Count messages against the rate limits."""
        for _ in range(messages):
            self.realm.limits.spend(self.bot.id, chat.id, self.realm.now())


def _check_group(chat: Chat) -> None:
    name = "group" if chat.kind == "group" else "supergroup"
    if chat.gone:
        raise ApiError(403, "Forbidden: the group chat was deleted")
    if chat.bot_state == "kicked":
        raise ApiError(403, f"Forbidden: bot was kicked from the {name} chat")
    if chat.bot_state == "left":
        raise ApiError(403, f"Forbidden: bot is not a member of the {name} chat")
