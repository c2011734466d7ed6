"""The virtual clock and those who follow it.

Virtual time is true time plus an offset. A follower (the bot) long-polls `GET /clock?since=N&follower=ID`; it gets an
answer as soon as the version is above N, and confirms version N by calling with `since=N`. `move` returns when every
current follower has confirmed, so a test may look at the result at once.

A follower is current from its first call until its connection breaks or until it has been away for `GRACE` seconds.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.sandbox.pulse import Pulse
from bot.sandbox.wire import Json

GRACE = 15.0
"""Real seconds a follower may take between an answer and its next call."""


def true_now() -> datetime:
    """The one place of the sandbox where real time comes in."""
    return datetime.now(UTC)  # noqa: TID251


@dataclass(slots=True)
class Follower:
    confirmed: int
    busy: int | None = None
    """Pieces of work due and not done, as the follower counts them; None when it never said."""
    open_calls: int = 0
    left_at: float = 0.0
    """Loop time when its last call ended."""


class VirtualClock:
    def __init__(self, now: Callable[[], datetime] = true_now) -> None:
        self._true_now = now
        self.offset = 0.0
        self.version = 0
        self.followers: dict[str, Follower] = {}
        self.changed = Pulse()
        """Beats on every move, confirmation and report of work."""

    def now(self) -> datetime:
        return self._true_now() + timedelta(seconds=self.offset)

    def seconds(self) -> int:
        """Unix time, as `date` of a message."""
        return int(self.now().timestamp())

    def wire(self) -> Json:
        return {"version": self.version, "offset": self.offset, "now": self.now().isoformat()}

    async def follow(self, name: str, since: int, seconds: float, busy: int | None) -> Json:
        """One call of a follower: confirms `since`, then waits up to `seconds` for something newer."""
        follower = self.followers.setdefault(name, Follower(since))
        follower.confirmed = min(since, self.version)
        follower.busy = follower.busy if busy is None else busy
        follower.open_calls += 1
        self.changed.beat()
        deadline = asyncio.get_running_loop().time() + seconds
        try:
            while self.version <= since and (left := deadline - asyncio.get_running_loop().time()) > 0:
                await self.changed.wait(left)
        except asyncio.CancelledError:
            self.followers.pop(name, None)
            self.changed.beat()
            raise
        finally:
            follower.open_calls -= 1
            follower.left_at = asyncio.get_running_loop().time()
        return self.wire()

    def report(self, name: str, busy: int) -> None:
        """A follower says how much it still has to do. An unknown one is not a follower and is not waited for."""
        if follower := self.followers.get(name):
            follower.busy = busy
            self.changed.beat()

    def busy(self) -> int:
        self._drop_the_gone()
        return sum(follower.busy or 0 for follower in self.followers.values())

    def reported(self) -> bool:
        """Whether somebody counts its work: then quiet is a fact and not a guess."""
        return any(follower.busy is not None for follower in self.followers.values())

    async def move(self, offset: float, seconds: float = 30.0) -> list[str]:
        """Set the offset and wait until followers have confirmed; the names of those who did not within `seconds`."""
        self.offset = offset
        self.version += 1
        version = self.version
        self.changed.beat()
        deadline = asyncio.get_running_loop().time() + seconds
        while late := self._late(version):
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                return late
            await self.changed.wait(min(left, 1.0))
        return []

    def _late(self, version: int) -> list[str]:
        self._drop_the_gone()
        return [name for name, follower in self.followers.items() if follower.confirmed < version]

    def _drop_the_gone(self) -> None:
        horizon = asyncio.get_running_loop().time() - GRACE
        for name, follower in list(self.followers.items()):
            if follower.open_calls == 0 and follower.left_at < horizon:
                del self.followers[name]
