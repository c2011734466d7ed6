"""One queue per person: order is kept per person, people are served in parallel."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from bot.usecases.inbox import Waiting

Handle = Callable[[Waiting], Awaitable[None]]

AT_ONCE = 32
"""People served at the same moment; the others wait their turn in order of arrival."""
MANY = 20
"""Whoever has more waiting than this hears once that all is served in order."""


class Lanes:
    """Owns a task per person who has something waiting. `run` ends when `stop` was called and all lanes are empty.

    `crowded` is awaited in the lane of somebody who has much waiting, once until that lane is empty again.
    """

    def __init__(self, handle: Handle, crowded: Handle) -> None:
        self._handle, self._crowded = handle, crowded
        self._queues: dict[str, deque[Waiting]] = {}
        self._places = asyncio.Semaphore(AT_ONCE)
        self._arrived = asyncio.Event()
        self._fresh: list[str] = []
        self._stopping = False

    def put(self, waiting: Waiting) -> None:
        """Line up behind what this person has waiting; what is in line already stays where it is."""
        queue = self._queues.get(waiting.sender)
        if queue is not None:
            if all(one.row_id != waiting.row_id for one in queue):
                queue.append(waiting)
            return
        self._queues[waiting.sender] = deque([waiting])
        self._fresh.append(waiting.sender)
        self._arrived.set()

    def stop(self) -> None:
        self._stopping = True
        self._arrived.set()

    @property
    def busy(self) -> int:
        return sum(map(len, self._queues.values()))

    async def run(self) -> None:
        async with asyncio.TaskGroup() as lanes:
            while True:
                for sender in self._fresh:
                    lanes.create_task(self._drain(sender))
                self._fresh.clear()
                if self._stopping:
                    return
                await self._arrived.wait()
                self._arrived.clear()

    async def _drain(self, sender: str) -> None:
        """An update leaves its queue only when it has been handled: until then later ones line up behind it.

        Between two updates of one person everybody else who waits for a place has a turn.
        """
        queue = self._queues[sender]
        told = False
        while queue:
            async with self._places:
                if len(queue) > MANY and not told:
                    told = True
                    await self._crowded(queue[0])
                await self._handle(queue[0])
                queue.popleft()
        del self._queues[sender]
