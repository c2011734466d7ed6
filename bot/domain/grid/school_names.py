"""Schools that a plan calls by name: «школы № 1», «МКОУ «Ботлихская СОШ № 1»»."""

import re

from bot.domain.grid.conditions import folded

PLAIN = frozenset({"школа", "школы", "школ", "сош", "оош", "нош", "оо"})
"""Words that say no more than that it is a school: «школы № 1» is «МБОУ СОШ № 1», but not «Гимназия № 1»."""
SPECIAL = ("гимнази", "лице", "интернат", "кадет", "вечерн", "прогимнази", "детск")
_EMPTY = re.compile(r"[а-я]{1,3}оу|им|имени|руководител\w*|директор\w*|заместител\w*|администраци\w*")


def is_called(school: str, name: str) -> bool:
    """Whether the words of a plan call this school: its number and kind, or every word of its own name."""
    words, own = _words(name), _words(school)
    number = [word for word in words if word.isdigit()]
    if number and number != [word for word in own if word.isdigit()]:
        return False
    plain = [word for word in words if not word.isdigit() and word not in PLAIN]
    if not plain:
        return bool(number) and not any(word.startswith(SPECIAL) for word in own)
    return all(any(word[:5] == other[:5] for other in own) for word in plain)


def _words(text: str) -> list[str]:
    """Words that tell a school from another one: without the legal form («МБОУ») and offices."""
    return [word for word in folded(text).split() if not _EMPTY.fullmatch(word)]
