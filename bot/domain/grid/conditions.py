"""Conditions in the words of a row: «не участники проекта «Билет в будущее»», «сельские школы», «в 3 школах».

A condition narrows down the schools of a row. Some can be told by what is known of a school (its tags, its level, its
name); others («в 3 общеобразовательных организациях») only a person can answer. Nothing is guessed: `bot.domain.reach`
says which schools meet a condition, or that nobody knows.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bot.domain.grid.plan import SCHOOL_ROLES, Party, PartyRole

LEVELS = {"базов": 40, "основн": 60, "продвинут": 80}
"""Levels of the professional minimum by their words, in hours."""
ADJECTIVES = ("городск", "сельск", "пилотн", "опорн", "малокомплектн", "ресурсн", "инновационн")
_COUNTS = {"дв": 2, "тр": 3, "четыр": 4, "пят": 5}
_NOUN = r"(?:школ\w*|(?:образовательн\w+\s+)?(?:организаци|учреждени)\w*|ОО\b)"
_SCHOOL = re.compile(rf"(?:{_NOUN})[^.;]{{0,80}}$", re.IGNORECASE)
_NAME = r"[«\"“](?P<name>[^»\"”]{3,80})[»\"”]"
_MEMBERS = re.compile(
    rf"(?P<no>не\s+(?:явля\w+\s+)?)?(?:участни\w+|участвующ\w+)\s+(?:[\w-]+\s+){{0,4}}{_NAME}", re.IGNORECASE
)
_PROJECT = re.compile(
    r"(?P<no>не\s+(?:явля\w+\s+)?)?(?:участни\w+|участвующ\w+)\s+(?:в\s+)?(?:\w+\s+)?проект\w*\b(?!\s+[«\"“])",
    re.IGNORECASE,
)
_WORDS = re.compile(
    rf"\b(?P<stem>{'|'.join(ADJECTIVES)})(?:ие|их|им|ими|ые|ых|ым|ыми)\s+(?P<both>и\s+(?:{'|'.join(ADJECTIVES)})\w+\s+)?"
    rf"(?:обще)?{_NOUN}",
    re.IGNORECASE,
)
_LEVEL = r"(?:базов|основн|продвинут)\w+\b(?!\s+(?:обще|средн|образов))"
_LEVELS = re.compile(
    rf"(?P<before>{_LEVEL}(?:\s*(?:,|и|или)\s*{_LEVEL})*)\s+уров\w+"
    rf"|уров\w+\s*[:(–—-]?\s*(?P<after>{_LEVEL}(?:\s*(?:,|и|или)\s*{_LEVEL})*)",
    re.IGNORECASE,
)
_COUNT = re.compile(
    rf"(?<![№\d.,–—-])(?<!№\s)\b(?P<count>\d{{1,3}}|дв(?:е|ух|ум)|тр(?:и|[её]х|[её]м)|четыр\w+|пят(?:и|ь))\s+(?:обще)?{_NOUN}",
    re.IGNORECASE,
)
_EXCEPT = re.compile(r"\bкроме\s+(?P<name>[^),;«»]{3,80})", re.IGNORECASE)
_NUMBERED = re.compile(r"№\s*\d")
_LONE_NUMBER = re.compile(r"(?:№\s*)?\d{1,4}")
_OWN_NAME = re.compile(r"[«\"“][^»\"”]{3,}[»\"”]")


class ConditionKind(StrEnum):
    """By what a condition can be told. The text goes into the plan's answers."""

    MEMBERS = "members"
    """Of a project with a name: a tag that says the same."""
    WORD = "word"
    """«сельские»: a tag with that word."""
    LEVEL = "level"
    """The school's level of the professional minimum."""
    NAMED = "named"
    """Schools called by name or number."""
    PROJECT = "project"
    COUNT = "count"
    EXCEPT = "except"
    """An unnamed project, so many schools, all but some: a person says which."""


TAGGED = frozenset({ConditionKind.MEMBERS, ConditionKind.WORD})


@dataclass(frozen=True, slots=True, order=True)
class Condition:
    """Only schools that meet it, or only those that do not (`has` is False).

    `name` is a project, an adjective («сельские»), levels («40, 60»), names of schools («СОШ № 3; СОШ № 5»), a count or
    what follows «кроме»; empty for an unnamed project.
    """

    kind: ConditionKind
    name: str
    has: bool = True

    @property
    def key(self) -> str:
        """The same for every spelling of one condition in a plan, with or without «не»."""
        return f"{self.kind}:{' '.join(word[:4] for word in folded(self.name).split())}"

    def is_tag(self, tag: str) -> bool:
        """Whether a school's tag means this: it holds the words in any case, or their initials («БвБ»)."""
        words, own = folded(tag).split(), folded(self.name).split()
        if self.kind is ConditionKind.WORD:
            return any(word.startswith(self.name[:-2]) for word in words)
        initials = "".join(word[0] for word in own)
        held = any(all(map(_alike, own, words[start : start + len(own)])) for start in range(len(words) - len(own) + 1))
        return held or (len(initials) > 2 and initials in words)


def conditions_of(parties: Iterable[Party], *texts: str | None) -> tuple[Condition, ...]:
    """Conditions in the responsible cell, then those that title and result add: there schools must be spoken of.

    The same thing asked for and excluded is a contradiction of the author's and says nothing.
    """
    named = tuple(parties)
    cell = ", ".join(party.text for party in named if party.role in SCHOOL_ROLES | {PartyRole.UNKNOWN})
    found = [*_in_cell(cell), *_called(named)]
    for text in texts:
        found += () if text is None else _in_words(text)
    unlike = {one for one in found if Condition(one.kind, one.name, not one.has) in found}
    return tuple(dict.fromkeys(one for one in found if one not in unlike))


@lru_cache(maxsize=4096)
def _in_cell(text: str) -> tuple[Condition, ...]:
    return tuple(_cell_conditions(text))


def _cell_conditions(text: str) -> Iterator[Condition]:
    yield from _members(text, anywhere=True)
    yield from _adjectives(text)
    yield from _levels(text)
    yield from _counts(text)
    for hit in _EXCEPT.finditer(text):
        yield Condition(ConditionKind.EXCEPT, hit["name"].strip())


@lru_cache(maxsize=8192)
def _in_words(text: str) -> tuple[Condition, ...]:
    """Rows of a running plan are read again and again."""
    return (*_members(text, anywhere=False), *_adjectives(text), *_levels(text, near=True), *_counts(text))


def _members(text: str, *, anywhere: bool) -> Iterator[Condition]:
    """Participants are schools where nobody else can be meant: in the responsible cell, or behind the word itself."""
    if "участ" not in text.casefold():
        return
    for hit in _MEMBERS.finditer(text):
        if anywhere or _SCHOOL.search(text[: hit.start()]):
            yield Condition(ConditionKind.MEMBERS, hit["name"].strip(), hit["no"] is None)
    for hit in _PROJECT.finditer(text):
        if _SCHOOL.search(text[: hit.start()]):
            yield Condition(ConditionKind.PROJECT, "", hit["no"] is None)


def _adjectives(text: str) -> Iterator[Condition]:
    small = text.casefold()
    if not any(stem in small for stem in ADJECTIVES):
        return
    for hit in _WORDS.finditer(text):
        if not hit["both"]:
            stem = hit["stem"].casefold()
            yield Condition(ConditionKind.WORD, stem + ("ие" if stem.endswith("к") else "ые"))


def _levels(text: str, *, near: bool = False) -> Iterator[Condition]:
    """«основного и продвинутого уровней»; all three levels are every school."""
    if "уров" not in text.casefold():
        return
    hits = [hit for hit in _LEVELS.finditer(text) if not near or re.search(_NOUN, text, re.IGNORECASE)]
    words = " ".join((hit["before"] or hit["after"]).casefold() for hit in hits)
    found = sorted(level for stem, level in LEVELS.items() if stem in words)
    if 0 < len(found) < len(LEVELS):
        yield Condition(ConditionKind.LEVEL, ", ".join(map(str, found)))


def _counts(text: str) -> Iterator[Condition]:
    for hit in _COUNT.finditer(text):
        told = hit["count"].casefold()
        number = int(told) if told.isdigit() else next(n for stem, n in _COUNTS.items() if told.startswith(stem))
        if number:
            yield Condition(ConditionKind.COUNT, str(number))
        return


def _called(parties: tuple[Party, ...]) -> Iterator[Condition]:
    """Schools called by name, when no other party of the row means all of them: «школы № 1, 5», «МКОУ «Лицей № 2»»."""
    schools = [party for party in parties if party.role in SCHOOL_ROLES]
    names = [party.text for party in schools if _is_called(party.text)]
    general = [party for party in schools if party.role is PartyRole.SCHOOL and not _is_called(party.text)]
    if not names or general:
        return
    alone = [party.text for party in parties if party.role is PartyRole.UNKNOWN and _LONE_NUMBER.fullmatch(party.text)]
    yield Condition(ConditionKind.NAMED, "; ".join([*names, *alone]))


def _is_called(text: str) -> bool:
    without = _MEMBERS.sub(" ", text)
    return bool(_NUMBERED.search(without) or _OWN_NAME.search(without))


def _alike(one: str, other: str) -> bool:
    """One word in two cases: «билет», «билете»."""
    short = min(len(one), len(other))
    return one == other or (short > 3 and one[: max(4, short - 2)] == other[: max(4, short - 2)])


def folded(text: str) -> str:
    """Words in small letters without marks."""
    return " ".join(re.findall(r"\w+", text.casefold().replace("ё", "е")))
