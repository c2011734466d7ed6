"""Doubts about the course's plan, for screens that show it."""

from datetime import date

from bot.domain.deadline import say_day
from bot.domain.doubts import Doubt
from bot.texts import Html, html

DAYS = ("opens", "until")


def doubt_lines(found: tuple[Doubt, ...]) -> tuple[Html, ...]:
    """One line each, days in words."""
    return tuple(html(f"doubt-{doubt.code}", **_params(doubt)) for doubt in found)


def _params(doubt: Doubt) -> dict[str, str]:
    return {name: say_day(date.fromisoformat(value)) if name in DAYS else value for name, value in doubt.params}
