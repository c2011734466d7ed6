"""A wake-up call for everybody who waits for a change."""

import asyncio


class Pulse:
    """`beat()` wakes all who are waiting at this moment; nobody has to look again and again."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def beat(self) -> None:
        self._event.set()
        self._event = asyncio.Event()

    async def wait(self, seconds: float) -> bool:
        """Whether a beat came within `seconds` of real time."""
        event = self._event
        try:
            async with asyncio.timeout(max(0.0, seconds)):
                await event.wait()
        except TimeoutError:
            return False
        return True
