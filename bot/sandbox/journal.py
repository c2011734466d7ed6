"""Every call of the Bot API, as it came and as it was answered."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from bot.sandbox.events import Stream
from bot.sandbox.wire import Json

KEPT = 50_000


@dataclass(frozen=True, slots=True)
class Entry:
    number: int
    at: str
    """Virtual moment, ISO."""
    bot: int
    method: str
    params: dict[str, str]
    files: list[str]
    status: int
    """HTTP status; 0 when the connection was broken."""
    answer: object
    """`result` of a success, the envelope of a refusal."""
    fault: str
    milliseconds: float

    def wire(self) -> Json:
        return {
            "n": self.number,
            "at": self.at,
            "bot": self.bot,
            "method": self.method,
            "params": self.params,
            "files": self.files,
            "status": self.status,
            "answer": self.answer,
            "fault": self.fault,
            "ms": round(self.milliseconds, 2),
        }


class Journal:
    def __init__(self, stream: Stream) -> None:
        self._entries: deque[Entry] = deque(maxlen=KEPT)
        self._stream = stream
        self.count = 0

    def add(self, entry: Entry) -> None:
        self._entries.append(entry)
        self.count += 1
        if self._stream.active:
            self._stream.publish("call", entry.wire())

    def since(self, number: int) -> Iterator[Entry]:
        """Entries with a number above `number`, oldest first; the oldest are dropped beyond `KEPT`."""
        return (entry for entry in self._entries if entry.number > number)

    def clear(self) -> None:
        self._entries.clear()
