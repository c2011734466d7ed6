"""What rows ask for, in words."""

from collections.abc import Iterable

from bot.domain.demands import Demand
from bot.texts import say


def demand_words(demands: Iterable[Demand]) -> str:
    """«приказ, ссылка, число обучающихся»."""
    return ", ".join(say(f"demand-{demand}") for demand in demands)
