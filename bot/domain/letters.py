"""A letter of the day: which day a sentence or a whole letter asks for, and what is to be done by it.

A deadline cell holds nothing but a deadline; a letter holds numbers, its own date and other days. So only phrases that
the grammar of `bot.domain.deadline` reads without a rest are taken, the days of letters («от 12.11.2026») and numbers
(«№ 417», «п. 3.12») are passed over, and where several days are left a person chooses: never a wrong day in silence.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.domain.deadline import Deadline, parse, school_year_of

OFF_PLAN = "off_plan"
"""The mark in the policy of a plan that holds such rows: one for each owner and school year."""

LONGEST_PHRASE = 8
"""Words: «с 23 ноября по 4 декабря 2026 года»."""
LONGEST_WINDOW = timedelta(days=62)
"""A longer span («2026/2027 учебный год») names a year, not a deadline."""
LATELY = timedelta(days=31)
"""A day without a year that passed so lately is that one, not the same day of the next year."""
FURTHEST = timedelta(days=400)
HARMLESS = frozenset({"misspelt", "year_not_written"})
"""Doubts that may remain: the day is shown and confirmed by a person."""
NO_SUCH_DATE = "no_such_date"
TEXT_LIMIT = 2000
WIDEST_PHRASE = 90
"""Characters: what is longer is no deadline."""
PATIENCE = 10_000
"""Characters that the grammar is asked about in one letter: about ten times what a real one needs. Hostile text would
keep it busy for seconds; behind this the letter counts as read."""
SPOKEN = re.compile(r"\S+")
SHORT_NUMERIC = re.compile(r"\D*\d{1,2}[./]\d{1,2}\D*")
EDGES = ".,;:!?()[]«»\"'–—-"
WEEK, YEAR_DIGITS = 7, 4


@dataclass(frozen=True, slots=True)
class LetterWords:
    """What announces a deadline («до», «не позднее») or the date and number of a paper («от», «№»), and near days.

    `tails` may end a phrase («года», «включительно»).
    `near` maps a word to days from today, `weekdays` every form of a weekday to its number (Monday is 0).
    """

    leads: frozenset[str]
    papers: frozenset[str]
    tails: frozenset[str]
    near: Mapping[str, int]
    weekdays: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class LetterDay:
    """Days a letter asks for, both inclusive, in the words of the letter."""

    opens: date | None
    due: date
    words: str


SENTENCE = 3


@dataclass(frozen=True, slots=True)
class Letter:
    """What is to be done, and the days that were found; several wait for a choice, none for an answer.

    `past` is a deadline that has gone by (a day that is only told of is none), `impossible` words that name no day of
    the calendar.
    """

    title: str
    days: tuple[LetterDay, ...] = ()
    past: date | None = None
    impossible: str | None = None

    @property
    def dated(self) -> bool:
        """It asks for something until a day, be it one that has gone by or is none of the calendar."""
        return bool(self.days or self.past or self.impossible)

    @property
    def is_sentence(self) -> bool:
        """Words that somebody searches for beside a day are fewer."""
        return len(self.title.split()) >= SENTENCE


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words from `start` up to `end` (places in the text). `announced` by a lead, `day` read in the nearest year."""

    start: int
    end: int
    announced: bool
    day: LetterDay | None = None


@dataclass(slots=True)
class _Reader:
    """The grammar with a memory and a measure: what has been asked once costs nothing again."""

    today: date
    words: LetterWords
    known: dict[tuple[str, int], Deadline] = field(default_factory=dict)
    spent: int = 0

    @property
    def tired(self) -> bool:
        return self.spent >= PATIENCE

    def parse(self, words: str, school_year: int) -> Deadline:
        key = (words, school_year)
        if key not in self.known:
            self.spent += len(words)
            self.known[key] = parse(words, school_year)
        return self.known[key]


def read_letter(text: str, today: date, words: LetterWords) -> Letter:
    """Read what somebody typed or forwarded. Never raises, and ends soon whatever the text."""
    text = text.strip()[:TEXT_LIMIT]
    found = list(_phrases(text, _Reader(today, words)))
    dated = [phrase for phrase in found if phrase.day is not None]
    announced = [phrase for phrase in dated if phrase.announced] or dated
    coming = [p for p in announced if p.day is not None and p.day.due >= today]
    days: dict[date, LetterDay] = {}
    for phrase in coming:
        if phrase.day is not None:
            days.setdefault(phrase.day.due, phrase.day)
    past = max((p.day.due for p in announced if p.announced and p.day is not None and p.day.due < today), default=None)
    wrong = next((text[p.start : p.end] for p in found if p.day is None), None)
    cut = coming or found
    title = _without(text, cut[0]) if len(cut) == 1 else text
    return Letter(" ".join(title.split()), tuple(days[day] for day in sorted(days)), past, wrong)


def _without(text: str, phrase: _Phrase) -> str:
    """The text without the phrase that became its deadline; the whole where nothing else is left."""
    rest = f"{text[: phrase.start].rstrip(' ,;:–—-')} {text[phrase.end :].lstrip(' ,;:–—-')}".strip()
    return rest.rstrip(" ,;:(–—-") if any(ch.isalpha() for ch in rest) else text


def _phrases(text: str, reader: _Reader) -> Iterator[_Phrase]:
    spoken = list(SPOKEN.finditer(text))
    place = 0
    while place < len(spoken) and not reader.tired:
        bare = _bare(spoken[place].group())
        if bare in reader.words.papers:
            taken = _longest(spoken[place + 1 :], reader)
            place += 1 + max(1, taken[0] if taken else 0)
            continue
        step, phrase = _at(text, spoken, place, reader)
        if phrase is not None:
            yield phrase
        place += step


def _at(text: str, spoken: Sequence[re.Match[str]], place: int, reader: _Reader) -> tuple[int, _Phrase | None]:
    """How many words were read from this place, and the phrase when they name a day."""
    announced = _bare(spoken[place].group()) in reader.words.leads
    near = _near(spoken, place + announced, reader)
    if near is not None:
        start, end = spoken[place].start(), _end(spoken[place + announced])
        return 1 + announced, _Phrase(start, end, True, LetterDay(None, near, text[start:end]))
    if not announced and not spoken[place].group().strip(EDGES)[:1].isdigit():
        return 1, None
    taken = _longest(spoken[place:], reader)
    if taken is None:
        return 1, None
    count, day = taken
    skipped = _papers(spoken[place : place + count], day, reader)
    if skipped is None:
        return count, None
    first = place + skipped
    start, end = spoken[first].start(), _end(spoken[place + count - 1])
    if day is not None:
        day = LetterDay(day.opens, day.due, _joined(spoken[first : place + count]))
    if not announced and SHORT_NUMERIC.fullmatch(text[start:end]):
        return count, None
    return count, _Phrase(start, end, announced, day)


def _papers(spoken: Sequence[re.Match[str]], day: LetterDay | None, reader: _Reader) -> int | None:
    """How many words at the beginning only name a paper: «по письму № 417 до …» asks for the day behind it.

    None where the day itself is the number or the date of a paper («в соответствии с пунктом 3.12»).
    """
    last = max((n for n, word in enumerate(spoken) if _is_paper(word.group(), reader)), default=None)
    if last is None or day is None:
        return 0
    for first in range(last + 1, len(spoken)):
        rest = _read(_joined(spoken[first:]), reader) if _bare(spoken[first].group()) in reader.words.leads else None
        if isinstance(rest, LetterDay) and (rest.opens, rest.due) == (day.opens, day.due):
            return first
    return None


def _is_paper(word: str, reader: _Reader) -> bool:
    return _bare(word) in reader.words.papers or (not word[0].isalnum() and word[0] in reader.words.papers)


def _near(spoken: Sequence[re.Match[str]], place: int, reader: _Reader) -> date | None:
    """«завтра», «до пятницы»: the next such weekday, for on a Friday it is the one in a week."""
    word = _bare(spoken[place].group()) if place < len(spoken) else ""
    if word in reader.words.near:
        return reader.today + timedelta(days=reader.words.near[word])
    announced = place > 0 and _bare(spoken[place - 1].group()) in reader.words.leads
    if word in reader.words.weekdays and announced and not _followed_by_number(spoken, place):
        return reader.today + timedelta(days=(reader.words.weekdays[word] - reader.today.weekday() - 1) % WEEK + 1)
    return None


def _followed_by_number(spoken: Sequence[re.Match[str]], place: int) -> bool:
    """«в пятницу 27 ноября»: the date says it better."""
    return place + 1 < len(spoken) and spoken[place + 1].group().strip(EDGES)[:1].isdigit()


def _longest(spoken: Sequence[re.Match[str]], reader: _Reader) -> tuple[int, LetterDay | None] | None:
    """The longest beginning that is a deadline and nothing else, cut to the shortest of the same meaning with its year.

    The day is None for words like «до 30 февраля».
    """
    most = min(LONGEST_PHRASE, len(spoken))
    while most and len(_joined(spoken[:most])) > WIDEST_PHRASE:
        most -= 1
    if not most:
        return None
    if not _promises(_joined(spoken[:most]), reader):
        return None
    read = {n: _read(_joined(spoken[:n]), reader) for n in range(1, most + 1)}
    days = {n: day for n, day in read.items() if isinstance(day, LetterDay)}
    if not days:
        wrong = [n for n, day in read.items() if day == NO_SUCH_DATE]
        return (wrong[0], None) if wrong else None
    whole = days[max(days)]
    same = {n for n, day in days.items() if (day.opens, day.due) == (whole.opens, whole.due)}
    count = min(same)
    while count + 1 in same and _is_tail(spoken[count].group(), reader.words):
        count += 1
    return count, LetterDay(whole.opens, whole.due, _joined(spoken[:count]))


def _promises(words: str, reader: _Reader) -> bool:
    """Some day is in these words: looked at once, before every beginning of them is."""
    found = reader.parse(words, school_year_of(reader.today))
    return bool(found.windows) or any(doubt.code == NO_SUCH_DATE for doubt in found.doubts)


def _is_tail(word: str, words: LetterWords) -> bool:
    bare = _bare(word)
    return bare in words.tails or (bare.isdigit() and len(bare) == YEAR_DIGITS)


def _read(words: str, reader: _Reader) -> LetterDay | str | None:
    """A day in the year that is nearest; `NO_SUCH_DATE` for one that no calendar has; None for anything else."""
    today, this = reader.today, school_year_of(reader.today)
    middle = reader.parse(words, this)
    if any(doubt.code == NO_SUCH_DATE for doubt in middle.doubts) and not middle.windows:
        return NO_SUCH_DATE
    if not _is_day(middle):
        return None
    found = [w for year in (this - 1, this, this + 1) for w in reader.parse(words, year).windows]
    days = sorted({(w.due, w.opens or w.due) for w in found if w.due is not None})
    lately = [pair for pair in days if today - LATELY <= pair[0] < today]
    coming = [pair for pair in days if today <= pair[0] <= today + FURTHEST]
    due, opens = (lately or coming or days)[-1 if lately or not coming else 0]
    starts = any(w.opens is not None for w in found) and opens < due
    return LetterDay(opens if starts else None, due, words)


def _is_day(deadline: Deadline) -> bool:
    """One window of at most two months with an end, nothing repeated, nothing doubtful."""
    if len(deadline.windows) != 1 or not {doubt.code for doubt in deadline.doubts} <= HARMLESS:
        return False
    window = deadline.windows[0]
    if window.due is None or window.repeats is not None:
        return False
    return window.opens is None or window.due - window.opens <= LONGEST_WINDOW


def _joined(spoken: Sequence[re.Match[str]]) -> str:
    return " ".join(word.group() for word in spoken).strip(" ,;:!?–—-").rstrip(".)")


def _end(word: re.Match[str]) -> int:
    return word.start() + len(word.group().rstrip(EDGES))


def _bare(word: str) -> str:
    return word.strip(EDGES).casefold()
