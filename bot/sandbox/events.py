"""Server-sent events: everything that changes, told to the pages that look on."""

import asyncio
from collections.abc import AsyncIterator

from bot.sandbox.wire import Json, dumps

BACKLOG = 10_000
"""Events that one slow listener may be behind; a slower one is cut off and connects anew."""


class Stream:
    def __init__(self) -> None:
        self._listeners: list[asyncio.Queue[str | None]] = []

    @property
    def active(self) -> bool:
        """Whether anybody listens; without listeners nothing needs to be put into words."""
        return bool(self._listeners)

    def publish(self, kind: str, facts: Json) -> None:
        """Queue an event for every listener, in the form of `text/event-stream`."""
        if not self._listeners:
            return
        event = f"event: {kind}\ndata: {dumps(facts)}\n\n"
        for listener in list(self._listeners):
            if listener.qsize() >= BACKLOG:
                self._listeners.remove(listener)
                listener.put_nowait(None)
            else:
                listener.put_nowait(event)

    async def listen(self) -> AsyncIterator[str]:
        """Events from now on, until `close` or until the listener falls too far behind."""
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        self._listeners.append(queue)
        try:
            yield ": hello\n\n"
            while (event := await queue.get()) is not None:
                yield event
        finally:
            if queue in self._listeners:
                self._listeners.remove(queue)

    def close(self) -> None:
        for listener in self._listeners:
            listener.put_nowait(None)
        self._listeners.clear()
