"""Rate limits of the Bot API (botapi rules, 9), off unless switched on."""

from bot.sandbox.errors import too_many_requests
from bot.sandbox.settings import Settings


class Bucket:
    """Tokens that refill with time."""

    def __init__(self, size: float, now: float) -> None:
        self.left = size
        self.at = now

    def wait(self, rate: float, size: float, now: float) -> float:
        """Refill up to `now`; seconds until one token is there (0: it is)."""
        self.left = min(size, self.left + max(0.0, now - self.at) * rate)
        self.at = now
        return 0.0 if self.left >= 1 else (1 - self.left) / rate


class RateLimits:
    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._all: dict[int, Bucket] = {}
        self._chats: dict[tuple[int, int], Bucket] = {}

    def spend(self, bot_id: int, chat_id: int, now: float) -> None:
        """Count one message to a chat. Raises 429 with the whole seconds to wait when there have been too many."""
        rules = self.settings
        if not rules.rate_limits:
            return
        overall = self._all.setdefault(bot_id, Bucket(rules.overall_per_second, now))
        chat = self._chats.setdefault((bot_id, chat_id), Bucket(rules.chat_burst, now))
        wait = max(
            overall.wait(rules.overall_per_second, rules.overall_per_second, now),
            chat.wait(rules.chat_per_second, rules.chat_burst, now),
        )
        if wait > 0:
            raise too_many_requests(int(wait) + 1)
        overall.left -= 1
        chat.left -= 1
