"""Faults by script: what goes wrong with the n-th call of a method (to a chat)."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import count

from bot.sandbox.errors import ControlError
from bot.sandbox.wire import Json


class Effect(StrEnum):
    FORBIDDEN = "403"
    TOO_MANY = "429"
    SERVER_ERROR = "500"
    MALFORMED = "malformed"
    """200 with a body that is no JSON; the call took effect."""
    HANG = "hang"
    """No answer for `seconds`, then the connection breaks."""
    DROP_BEFORE = "drop_before"
    """The connection breaks and nothing happened."""
    DROP_AFTER = "drop_after"
    """The connection breaks after the call took effect."""
    DOWN = "down"
    """502 to every call for `seconds` of virtual time after the first hit."""


@dataclass(slots=True)
class Fault:
    id: int
    effect: Effect
    method: str = ""
    """Lower case; empty means any but getUpdates."""
    chat_id: int = 0
    """0 means any chat."""
    nth: int = 1
    times: int = 1
    """How many calls from the n-th on are hit."""
    retry_after: int = 3
    seconds: float = 30.0
    description: str = ""
    seen: int = 0
    hits: int = 0
    until: float = 0.0
    """`down` lasts until this Unix time once it has begun."""

    def wire(self) -> Json:
        return asdict(self)


class Faults:
    def __init__(self) -> None:
        self.scripted: list[Fault] = []
        self._ids = count(1)

    def add(self, order: Json) -> Fault:
        """A fault from the control API. Raises ControlError for an unknown effect or field."""
        values = dict(order)
        try:
            effect = Effect(str(values.pop("effect", "")))
            values["method"] = str(values.get("method") or "").lower()
            fault = Fault(next(self._ids), effect, **values)
        except (TypeError, ValueError) as error:
            raise ControlError("bad_fault", str(error)) from None
        self.scripted.append(fault)
        return fault

    def remove(self, fault_id: int | None = None) -> None:
        """Take one fault back, or all of them."""
        self.scripted = [fault for fault in self.scripted if fault_id is not None and fault.id != fault_id]

    def hit(self, method: str, chat_id: int, now: float) -> Fault | None:
        """The fault that befalls this call; counting it is part of the look. `method` in lower case."""
        for fault in self.scripted:
            if fault.until:
                if now < fault.until:
                    return fault
                continue
            if (fault.method or method) != method or (method == "getupdates" and not fault.method):
                continue
            if fault.chat_id and fault.chat_id != chat_id:
                continue
            fault.seen += 1
            if fault.nth <= fault.seen < fault.nth + fault.times:
                fault.hits += 1
                if fault.effect is Effect.DOWN:
                    fault.until = now + fault.seconds
                return fault
        return None
