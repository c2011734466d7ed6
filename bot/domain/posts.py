"""What somebody is in a school: a row that names «классные руководители» or «психолог» proposes those people first."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

WORD = re.compile(r"[^\W\d_]+")


class Post(StrEnum):
    """The texts name each; the value goes into callbacks and rows and keeps its meaning for ever."""

    CLASS_TEACHER = "class_teacher"
    NAVIGATOR = "navigator"
    DEPUTY = "deputy"
    PSYCHOLOGIST = "psychologist"
    SOCIAL = "social"
    ADVISER = "adviser"
    CRAFTS = "crafts"
    LIBRARIAN = "librarian"


GIVEN = tuple(post for post in Post if post not in (Post.CLASS_TEACHER, Post.NAVIGATOR))
"""Those that a coordinator ticks: class teachers follow from classes, navigators from their role."""

Stems = tuple[str, ...]
"""Beginnings of words that stand one after another: «классн руководител»."""


def named_posts(text: str, phrases: Mapping[Post, Iterable[Stems]]) -> frozenset[Post]:
    """The posts that a folded text names, in any case and number."""
    words = [word.casefold() for word in WORD.findall(text)]
    return frozenset(post for post, found in phrases.items() if any(_stands(words, stems) for stems in found))


def read_posts(kept: Iterable[object]) -> frozenset[Post]:
    """Posts as they are stored; one that this version does not know is none."""
    return frozenset(Post(word) for word in kept if isinstance(word, str) and word in set(Post))


def _stands(words: list[str], stems: Stems) -> bool:
    for place in range(len(words) - len(stems) + 1):
        if all(words[place + step].startswith(stem) for step, stem in enumerate(stems)):
            return True
    return False
