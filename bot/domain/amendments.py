"""A newer version of a running plan: which row is which, what has changed, and what becomes of the tasks.

Rows are told by their titles first, then by number and likeness together, then by likeness alone; a row is matched
once. Tasks are told by their occurrence, which is never a date: an amended day keeps the task and its marks.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from unicodedata import combining, normalize

from bot.domain.turns import Turn

SAME_NUMBER, ANY_NUMBER = 0.5, 0.8
"""Least likeness of titles that makes two rows one: with the same number, and with another."""
SAME_PLAN = 0.5
"""From this share of rows found again on, an upload is offered as a new version of a running plan."""
LIKENESS_ASKED = 40_000
"""Pairs of rows."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a version. `deadline` and `words` are compared as they are: what differs has changed."""

    id: int
    number: str | None
    name: str
    title: str
    deadline: tuple[object, ...]
    said: str
    """The deadline in words."""
    words: tuple[str, ...] = ()
    """The other texts: section, responsible, result."""


@dataclass(frozen=True, slots=True)
class Pair:
    old: Entry
    new: Entry

    @property
    def moved(self) -> bool:
        return self.old.deadline != self.new.deadline

    @property
    def reworded(self) -> bool:
        return _folded(self.old.title) != _folded(self.new.title) or any(
            _folded(before) != _folded(after) for before, after in zip(self.old.words, self.new.words, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Difference:
    """Two versions of a plan, row by row, in the order of the new one; what is cancelled in that of the old."""

    pairs: tuple[Pair, ...]
    added: tuple[Entry, ...]
    cancelled: tuple[Entry, ...]

    @property
    def moved(self) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.pairs if pair.moved)

    @property
    def reworded(self) -> tuple[Pair, ...]:
        """Rows whose words changed while their deadline did not."""
        return tuple(pair for pair in self.pairs if pair.reworded and not pair.moved)


def compare(old: Sequence[Entry], new: Sequence[Entry]) -> Difference:
    """Match two versions. Every row of both is in exactly one place of the answer."""
    found = _match(old, new)
    matched = set(found.values())
    by_id = {entry.id: entry for entry in old}
    return Difference(
        tuple(Pair(by_id[found[entry.id]], entry) for entry in new if entry.id in found),
        tuple(entry for entry in new if entry.id not in found),
        tuple(entry for entry in old if entry.id not in matched),
    )


def is_version_of(old: Sequence[Entry], new: Sequence[Entry]) -> bool:
    """Whether enough rows of the smaller plan are found in the other one: by their titles, in small plans by likeness.

    Likeness is asked of small plans only: it takes a time that grows with both.
    """
    least = SAME_PLAN * min(len(old), len(new))
    if not least:
        return False
    known = {_folded(entry.title) for entry in old}
    if sum(1 for entry in new if _folded(entry.title) in known) >= least:
        return True
    return len(old) * len(new) <= LIKENESS_ASKED and len(_match(old, new)) >= least


def _match(old: Sequence[Entry], new: Sequence[Entry]) -> dict[int, int]:
    """Ids of old rows by those of the new ones."""
    found: dict[int, int] = {}
    left = list(old)
    for same in (_same_row, _same_title):
        pool: dict[object, list[Entry]] = defaultdict(list)
        for entry in left:
            pool[same(entry)].append(entry)
        for entry in new:
            if entry.id not in found and pool[same(entry)]:
                found[entry.id] = pool[same(entry)].pop(0).id
        taken = set(found.values())
        left = [entry for entry in left if entry.id not in taken]
    for likely in (_surely, _likely):
        taken = set(found.values())
        left = [entry for entry in left if entry.id not in taken]
        rest = [entry for entry in new if entry.id not in found]
        for _, before, after in sorted(likely(left, rest), key=lambda one: -one[0]):
            if before not in taken and after not in found:
                found[after] = before
                taken.add(before)
    return found


def _surely(old: Iterable[Entry], new: Sequence[Entry]) -> Iterable[tuple[float, int, int]]:
    """Pairs of one number that no other pair can be as like as: found first, so that a large plan takes a moment."""
    by_number: dict[str | None, list[Entry]] = defaultdict(list)
    for entry in new:
        by_number[entry.number].append(entry)
    for before in old:
        if before.number is not None:
            yield from (one for one in _likely([before], by_number[before.number]) if one[0] >= 1)


def _same_row(entry: Entry) -> object:
    return entry.number, _folded(entry.title)


def _same_title(entry: Entry) -> object:
    return _folded(entry.title)


def _likely(old: Iterable[Entry], new: Sequence[Entry]) -> Iterable[tuple[float, int, int]]:
    """Pairs that may be one row, with their likeness; the number counts for a little."""
    split = [(entry, _folded(entry.title).split()) for entry in new]
    for before in old:
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(_folded(before.title).split())
        for after, words in split:
            numbered = before.number is not None and before.number == after.number
            least = SAME_NUMBER if numbered else ANY_NUMBER
            matcher.set_seq1(words)
            if matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least:
                likeness = matcher.ratio()
                if likeness >= least:
                    yield likeness + 0.1 * numbered, before.id, after.id


def _folded(text: str) -> str:
    """Words without case, marks and punctuation: letters with and without their dots are the same."""
    return " ".join(re.findall(r"\w+", "".join(ch for ch in normalize("NFKD", text.casefold()) if not combining(ch))))


@dataclass(frozen=True, slots=True)
class Moves:
    """What becomes of the occurrences of one row: kept or renamed with their new window, dropped, added."""

    kept: tuple[tuple[str, Turn], ...]
    dropped: tuple[str, ...]
    added: tuple[Turn, ...]


def moves(occurrences: Iterable[str], turns: Sequence[Turn]) -> Moves:
    """Occurrences that are there against the turns that are to be. What has no namesake is paired in order, so that an
    undated row that gets a day, or a day that becomes a series, keeps its first task."""
    there = sorted(set(occurrences), key=_place)
    names = {turn.occurrence for turn in turns}
    by_name = {turn.occurrence: turn for turn in turns}
    same = [(name, by_name[name]) for name in there if name in names]
    old = [name for name in there if name not in names]
    new = [turn for turn in turns if turn.occurrence not in set(there)]
    renamed = list(zip(old, new, strict=False))
    return Moves(tuple(same + renamed), tuple(old[len(renamed) :]), tuple(new[len(renamed) :]))


def _place(name: str) -> tuple[int, ...]:
    return tuple(int(part) for part in name.split("/"))
