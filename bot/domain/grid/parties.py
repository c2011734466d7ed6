"""Responsible cell → parties with roles.

The cell is cut at commas and semicolons outside quotes and brackets; inside a piece the phrases of `party_lexicon` are
looked for, longest first. A phrase in an oblique case belongs to the one before it («педагоги-навигаторы
общеобразовательных организаций»), one in the nominative or behind «и», «совместно с» opens a new party.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.domain.grid.party_lexicon import CONNECTORS, GENERIC_HEADS, PHRASES
from bot.domain.grid.party_words import Word, pieces
from bot.domain.grid.party_words import words as words_of
from bot.domain.grid.plan import SCHOOL_ROLES, Party, PartyRole

_NAME = re.compile(r"\b[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s+[А-ЯЁ]\.\s?[А-ЯЁ]\.?|\b[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]+")
_OBLIQUE = (
    "ого",
    "его",
    "ой",
    "ей",
    "их",
    "ых",
    "ов",
    "ев",
    "ами",
    "ями",
    "ам",
    "ям",
    "ым",
    "им",
    "ия",
    "ций",
    "ний",
    "ва",
    "ству",
    "нию",
    "ета",
    "ела",
)
_NOMINATIVE = ("ые", "ие", "ое", "ее", "ая", "яя", "ый", "ство")
_CONTINUES = re.compile(
    r"^(?:не\b|котор|в том числе|имеющ|участву|являющ|реализующ|осуществляющ|вход|в (?:рамках|соответствии)|на\b|для\b"
    r"|\w+(?:ющие|ющий|ющая|ащие|ящие|вшие|емые|имые|анные|енные)\b)",
    re.IGNORECASE,
)
_FIELDS_OF_OFFICE = re.compile(
    r"^(?:спорт|культур|наук|молод[её]жн|туризм|физическ|социальн\w+ политик|опек|дел\w* |защит)", re.IGNORECASE
)
_OFFICES = frozenset({PartyRole.MUNI_AUTHORITY, PartyRole.REGIONAL_MINISTRY})


@dataclass(frozen=True, slots=True)
class _Hit:
    first: int  # word index
    last: int
    role: PartyRole


def _compiled() -> dict[str, list[tuple[tuple[str, ...], PartyRole]]]:
    """Phrases by the first two letters of their first word, longest first."""
    table: dict[str, list[tuple[tuple[str, ...], PartyRole]]] = {}
    for role, phrases in PHRASES.items():
        for phrase in phrases:
            words = tuple(phrase.split())
            table.setdefault(words[0][:2], []).append((words, role))
    for entries in table.values():
        entries.sort(key=lambda entry: (-len(entry[0]), -len(" ".join(entry[0]))))
    return table


_TABLE = _compiled()


def _fits(word: str, pattern: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


def _hits(words: list[Word]) -> list[_Hit]:
    hits: list[_Hit] = []
    index = 0
    while index < len(words):
        found = None if words[index].hidden else _longest(words, index)
        if found:
            hits.append(found)
            index = found.last
        index += 1
    return hits


def _longest(words: list[Word], index: int) -> _Hit | None:
    for phrase, role in _TABLE.get(words[index].text[:2], ()):
        end = index + len(phrase)
        if end <= len(words) and all(_fits(words[index + k].text, p) for k, p in enumerate(phrase)):
            return _Hit(index, end - 1, role)
    return None


@lru_cache(maxsize=4096)
def parties(text: str) -> tuple[Party, ...]:
    """Whom the cell names, in order, repeats once. Never raises; what is not known has the role `UNKNOWN`."""
    found: list[Party] = []
    for raw in pieces(" ".join(text.split())):
        piece = raw.strip(" .–—-")
        if not piece or piece.startswith("+") or not re.search(r"\w", piece):
            continue
        if found and _belongs_to(found[-1], piece):
            found[-1] = _grown(found[-1], piece)
        else:
            found.extend(_read_piece(piece))
    return _once(found)


def _belongs_to(party: Party, piece: str) -> bool:
    if _CONTINUES.match(piece):
        return True
    if party.role in _OFFICES and _FIELDS_OF_OFFICE.match(piece):
        return True
    return bool(_NAME.fullmatch(piece)) and party.role is not PartyRole.UNKNOWN


def _grown(party: Party, piece: str) -> Party:
    text = f"{party.text}, {piece}"
    teaching = (
        party.text.casefold().startswith(("педагог", "учител")) and "реализующ" in piece and "профессиональн" in piece
    )
    return Party(text, PartyRole.VOCATIONAL_TEACHER if teaching else party.role)


def _once(found: Iterable[Party]) -> tuple[Party, ...]:
    seen: dict[tuple[str, PartyRole], Party] = {}
    for party in found:
        seen.setdefault((party.text.casefold(), party.role), party)
    return tuple(seen.values())


def _read_piece(piece: str) -> list[Party]:
    words = words_of(piece)
    hits = _hits(words)
    if not hits:
        inner = _quoted_school(piece)
        return [Party(piece, inner)]
    groups = _grouped(piece, words, hits)
    result: list[Party] = []
    for number, group in enumerate(groups):
        start = words[group[0].first].start if number else 0
        end = words[groups[number + 1][0].first].start if number + 1 < len(groups) else len(piece)
        result.extend(_party(_without_connector(piece[start:end]), group, words))
    return result


def _quoted_school(piece: str) -> PartyRole:
    """A name in quotes alone may still say who it is: «Школа № 5»."""
    hits = _hits([replace(word, hidden=False) for word in words_of(piece)])
    return hits[0].role if hits else PartyRole.UNKNOWN


def _grouped(piece: str, words: list[Word], hits: list[_Hit]) -> list[list[_Hit]]:
    groups: list[list[_Hit]] = [[hits[0]]]
    for hit in hits[1:]:
        if _opens_party(piece, words, groups[-1], hit):
            groups.append([hit])
        else:
            groups[-1].append(hit)
    return groups


def _opens_party(piece: str, words: list[Word], group: list[_Hit], hit: _Hit) -> bool:
    before = group[-1]
    between = piece[words[before.last].end : words[hit.first].start]
    if re.search(r"\s[-–—]\s*$", between):
        return group[0].role not in {PartyRole.REGIONAL_OPERATOR, PartyRole.FEDERAL_OPERATOR, hit.role}
    if _ends_with_connector(between) or between.rstrip().endswith(("/", "+", ")", "»", '"', ":", ".")):
        return not _second_half(words, hit, between)
    word = words[hit.first]
    if word.text.endswith(_NOMINATIVE):
        return True
    original = piece[word.start : word.end]
    if _abbreviation(original):
        return group[0].role not in SCHOOL_ROLES
    if word.text.endswith(_OBLIQUE):
        return False
    return original[0].isupper()


def _second_half(words: list[Word], hit: _Hit, between: str) -> bool:
    """«директоров и педагогов школ»: never; kept for «с» that governs nothing new («работа с …»)."""
    return between.strip() == "с" and words[hit.first].text.endswith("ом") and hit.role is PartyRole.UNKNOWN


def _abbreviation(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _ends_with_connector(between: str) -> bool:
    return (
        between.casefold().strip().endswith(tuple(f" {c}" for c in CONNECTORS))
        or between.casefold().strip() in CONNECTORS
    )


def _without_connector(text: str) -> str:
    stripped = text.strip(" ,;/+–—-:")
    for connector in sorted(CONNECTORS, key=len, reverse=True):
        if stripped.casefold().endswith(f" {connector}"):
            return _without_connector(stripped[: -len(connector)])
    return stripped


def _party(text: str, group: list[_Hit], words: list[Word]) -> list[Party]:
    head = group[0]
    role = _headed(head, group, words)
    if role is PartyRole.SCHOOL and "(" in text:
        outside, inside = text.split("(", 1)
        inner = [party for party in parties(inside.rstrip(") ")) if party.role in SCHOOL_ROLES]
        if inner and outside.strip():
            return [Party(outside.strip(), role), *inner]
    return [Party(text, role)]


def _headed(head: _Hit, group: list[_Hit], words: list[Word]) -> PartyRole:
    """The role of a group: the head's, unless the head is generic and governs somebody in particular."""
    if not words[head.first].text.startswith(GENERIC_HEADS):
        return head.role
    for hit in group[1:]:
        if hit.role is PartyRole.SCHOOL:
            return PartyRole.SCHOOL if head.role is PartyRole.MUNI_WORKING_GROUP else head.role
        if hit.role is not PartyRole.UNKNOWN and hit.role not in SCHOOL_ROLES:
            return hit.role
    return head.role
