"""Placed deadlines and doubts, as they are gathered from a cell."""

from dataclasses import dataclass, field

from bot.domain.deadline.item import Item
from bot.domain.deadline.model import Window
from bot.domain.deadline.period import Period
from bot.domain.deadline.span import Span
from bot.domain.doubts import Doubt


@dataclass(slots=True)
class Entry:
    """A placed deadline: its window, the item it came from, and the wider stretch that it narrowed, if any.

    `is_dated` is False for a duration without a number («в течение года»).
    """

    item: Item
    period: Period
    window: Window
    base: Window | None = None
    is_dated: bool = True


@dataclass(slots=True)
class Findings:
    """What the assembly has found so far; the doubts come in the order of the text.

    `whole_year` is the last whole year named: it says which year the months after it mean.
    """

    entries: list[Entry] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    whole_year: Span | None = None

    def ask(self, code: str, **params: object) -> None:
        doubt = Doubt.of(code, **params)
        if doubt not in self.doubts:
            self.doubts.append(doubt)
