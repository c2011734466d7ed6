"""Classes of a school as a person types them in one line: «6А 6Б 7А 10 11», also «6-А», «6 а», with Latin letters.

The course «Россия – мои горизонты» is for classes 6 to 11. Nothing is guessed: «6АБ» may be two classes,
so it is refused with the way to write it.
"""

from dataclasses import dataclass

from bot.domain.errors import Refusal

FIRST_GRADE, LAST_GRADE = 6, 11
LONGEST_LETTERS = 4
CLASS_LIMIT = 80

_SEPARATORS = str.maketrans(dict.fromkeys(",;/|\n\t", " "))
_QUOTES = str.maketrans(dict.fromkeys("«»\"'„“”’`()", ""))
_DASHES = str.maketrans(dict.fromkeys("–—−‑", "-"))


@dataclass(frozen=True, slots=True)
class Alphabet:
    """Letters of classes, Latin ones that look like them, and words between classes that say nothing."""

    letters: str
    alike: dict[str, str]
    fillers: frozenset[str]
    conjunction: str


@dataclass(frozen=True, slots=True, order=True)
class ClassName:
    """Grade and letters («6» and «А», «10» and «»); sorts as people list classes."""

    grade: int
    letters: str = ""

    def __str__(self) -> str:
        return f"{self.grade}{self.letters}"


def former_name(name: str) -> str:
    """What the children of a class were a year ago: «7А» was «6А»."""
    letters = name.lstrip("0123456789")
    grade = name.removesuffix(letters)
    return str(ClassName(int(grade) - 1, letters)) if grade else name


def read_classes(text: str, alphabet: Alphabet) -> tuple[ClassName, ...]:
    """Classes in order, each once. Raises Refusal class-none, class-many, class-and or what `_class` raises."""
    tokens = _tokens(text, alphabet)
    if not tokens:
        raise Refusal("class-none")
    if len(tokens) > CLASS_LIMIT:
        raise Refusal("class-many", limit=CLASS_LIMIT)
    return tuple(sorted({_class(token, alphabet) for token in tokens}))


def _tokens(text: str, alphabet: Alphabet) -> list[str]:
    """Words with a lone letter glued to the grade before it: «6 а» is «6А», «10 11» stays two."""
    folded = text.upper().translate(_DASHES).translate(_QUOTES).translate(_SEPARATORS)
    found: list[str] = []
    for raw in folded.replace(" -", "-").replace("- ", "-").split():
        word = raw.strip(".")
        awaited = bool(found) and found[-1].isdigit()
        if word == alphabet.conjunction and awaited:
            raise Refusal("class-and", grade=found[-1])
        if not word or word == alphabet.conjunction or word in alphabet.fillers:
            continue
        if len(word) == 1 and word.isalpha() and awaited:
            found[-1] += word
        else:
            found.append(word)
    return found


def _class(token: str, alphabet: Alphabet) -> ClassName:
    """Raises Refusal class-time, class-range, class-unreadable, class-letters or class-grade with the word itself."""
    shown = token[:20].lower() if token.isalpha() else token[:20]
    if ":" in token:
        raise Refusal("class-time", word=shown)
    head = token[: len(token) - len(token.lstrip("0123456789"))]
    tail = "".join(alphabet.alike.get(letter, letter) for letter in token[len(head) :].removeprefix("-"))
    if head and any(ch.isdigit() for ch in tail):
        raise Refusal("class-range", word=shown)
    if not head or len(head) > 2 or len(tail) > LONGEST_LETTERS or not set(tail) <= set(alphabet.letters):
        raise Refusal("class-unreadable", word=shown)
    if len(tail) > 1 and tail in alphabet.letters:
        raise Refusal("class-letters", word=shown, split=" ".join(f"{int(head)}{letter}" for letter in tail))
    if not FIRST_GRADE <= int(head) <= LAST_GRADE:
        raise Refusal("class-grade", word=f"{int(head)}{tail}")
    return ClassName(int(head), tail)


def read_time(text: str) -> str:
    """A local time «HH:MM» from «8:30», «8.30», «8-30», «8 30» or «830». Raises Refusal time-unreadable."""
    digits = "".join(ch if ch.isascii() and ch.isdigit() else " " for ch in text).split()
    if any(ch.isalpha() for ch in text) or not digits:
        raise Refusal("time-unreadable")
    if len(digits) == 1 and len(digits[0]) in {3, 4}:
        digits = [digits[0][:-2], digits[0][-2:]]
    hours, minutes = digits[0], digits[1] if len(digits) > 1 else "00"
    if len(digits) > 2 or len(hours) > 2 or len(minutes) != 2 or int(hours) > 23 or int(minutes) > 59:
        raise Refusal("time-unreadable")
    return f"{int(hours):02}:{minutes}"


def lesson_time(text: str) -> str:
    """The time of a school lesson, from 7:00 to 21:00. Raises Refusal time-unreadable or time-odd."""
    moment = read_time(text)
    if not "07:00" <= moment <= "21:00":
        raise Refusal("time-odd", time=moment)
    return moment
