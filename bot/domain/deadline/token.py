"""One token of a deadline cell."""

from dataclasses import dataclass

from bot.domain.deadline.kinds import Kind

_OF_ORDINALS = (
    *("ый", "ая", "ое", "ого", "ой", "ом", "ую", "ые", "ых", "ому", "ым", "ий", "ее", "его", "ей", "ем", "яя", "юю"),
    *("ие", "их", "ему", "ья", "ье", "ью", "ьи", "i", "v", "x"),
)


@dataclass(slots=True)
class Token:
    """`start` and `end` count characters of the normalised text; `value` is what the lexicon says of the word.

    `width` is the number of digits of a number (0 for a word); `ordinal` tells «1-я» from «1»; `guessed` marks a word
    that was only like a known one.
    """

    kind: Kind
    value: object
    start: int
    end: int
    word: str = ""
    width: int = 0
    ordinal: bool = False
    guessed: bool = False

    @property
    def is_ordinal(self) -> bool:
        """«1-й», «первый», «последние», «IV»: it names one of several and counts nothing."""
        return self.ordinal or (self.width == 0 and self.word.endswith(_OF_ORDINALS) and self.word[:3] != "одн")

    @property
    def number(self) -> int:
        """The value of a token of kind NUMBER, MONTH, WEEKDAY or PART."""
        if not isinstance(self.value, int):
            raise TypeError(f"{self.kind} has no number")
        return self.value
