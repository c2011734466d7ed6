"""What the words of a row ask for at completion: the school's level, something that shows it (measures.md).

Titles count as well as results: 27 of 102 real rows have no result. The stems stand in the texts.
"""

from functools import cache

from bot.texts import say
from bot.texts.folding import folded


def implies_level(title: str, result: str | None) -> bool:
    """The row settles the school's level of 40, 60 or 80 hours."""
    return _holds("stems-level", title, result)


def implies_proof(title: str, result: str | None) -> bool:
    """The row leaves an order, a page on the site, a paper behind."""
    return _holds("stems-proof", title, result)


def _holds(key: str, title: str, result: str | None) -> bool:
    words = folded(f"{title} {result or ''}")
    return any(stem in words for stem in _stems(key))


@cache
def _stems(key: str) -> tuple[str, ...]:
    return tuple(stem.strip() for stem in say(key).split("|"))
