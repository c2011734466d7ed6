"""One queue per person: order is kept per person, people are served in parallel.

Of one person so many are kept at hand; what came later lies in the inbox and is taken from there when these are done.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field

from bot.usecases.inbox import Waiting

Handle = Callable[[Waiting], Awaitable[float | None]]
"""Handles an update. A number: it is to be tried again after so many seconds, and its person waits so long."""
Crowded = Callable[[Waiting], Awaitable[None]]
More = Callable[[str, int], Awaitable[list[Waiting]]]
"""The first so many that a person has in the inbox; asked only when nothing of this person is at hand."""

AT_ONCE = 32
"""People served at the same moment; the others wait their turn in order of arrival."""
MANY = 20
"""Whoever has more waiting than this hears once that all is served in order."""
AT_HAND = 50
"""Of one person: a flood fills the table, not the memory."""


@dataclass(slots=True)
class _Lane:
    queue: deque[Waiting] = field(default_factory=deque)
    rows: set[int] = field(default_factory=set)
    """Those in the queue."""
    beyond: int = 0
    """How often something was left in the inbox since it was looked through; 0 when all is at hand."""

    def __len__(self) -> int:
        return len(self.queue) + self.beyond

    def put(self, waiting: Waiting) -> None:
        if waiting.row_id in self.rows:
            return
        if self.beyond or len(self.queue) >= AT_HAND:
            self.beyond += 1
            return
        self.queue.append(waiting)
        self.rows.add(waiting.row_id)

    def drop(self) -> None:
        """The first one is done with."""
        self.rows.discard(self.queue.popleft().row_id)


class Lanes:
    """Owns a task per person who has something waiting. `run` ends when `stop` was called and the queues are empty:
    what lies in the inbox, or waits to be tried again, is left there.

    `crowded` is awaited in the lane of somebody who has much waiting, once until that lane is empty again.
    """

    def __init__(self, handle: Handle, crowded: Crowded, more: More) -> None:
        self._handle, self._crowded, self._more = handle, crowded, more
        self._lanes: dict[str, _Lane] = {}
        self._places = asyncio.Semaphore(AT_ONCE)
        self._arrived = asyncio.Event()
        self._fresh: list[str] = []
        self._stopped = asyncio.Event()

    def put(self, waiting: Waiting) -> None:
        """Line up behind what this person has waiting; what is in line already stays where it is."""
        self._lane(waiting.sender).put(waiting)

    def wake(self, sender: str) -> None:
        """There is something of this person in the inbox."""
        self._lane(sender).beyond += 1

    def stop(self) -> None:
        self._stopped.set()
        self._arrived.set()

    @property
    def busy(self) -> int:
        return sum(map(len, self._lanes.values()))

    async def run(self) -> None:
        async with asyncio.TaskGroup() as lanes:
            while True:
                for sender in self._fresh:
                    lanes.create_task(self._drain(sender))
                self._fresh.clear()
                if self._stopped.is_set():
                    return
                await self._arrived.wait()
                self._arrived.clear()

    def _lane(self, sender: str) -> _Lane:
        lane = self._lanes.get(sender)
        if lane is None:
            lane = self._lanes[sender] = _Lane()
            self._fresh.append(sender)
            self._arrived.set()
        return lane

    async def _drain(self, sender: str) -> None:
        """An update leaves its queue only when it has been handled: until then later ones line up behind it.

        Between two updates of one person everybody else who waits for a place has a turn; nobody's pause takes one.
        """
        lane = self._lanes[sender]
        told = False
        while lane.queue or (lane.beyond and not self._stopped.is_set()):
            async with self._places:
                if not lane.queue:
                    await self._fill(sender, lane)
                    continue
                if len(lane) > MANY and not told:
                    told = True
                    await self._crowded(lane.queue[0])
                pause = await self._handle(lane.queue[0])
            if pause is None:
                lane.drop()
            elif await self._stopped_within(pause):
                break
        del self._lanes[sender]

    async def _fill(self, sender: str, lane: _Lane) -> None:
        """What comes while the inbox is read may be missing in the answer: then it is read once more."""
        known = lane.beyond
        found = await self._more(sender, AT_HAND)
        lane.beyond += int(len(found) == AT_HAND) - known
        for waiting in found:
            lane.queue.append(waiting)
            lane.rows.add(waiting.row_id)

    async def _stopped_within(self, seconds: float) -> bool:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopped.wait()
        return self._stopped.is_set()
