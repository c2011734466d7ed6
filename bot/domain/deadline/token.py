"""One token of a deadline cell."""

from dataclasses import dataclass

from bot.domain.deadline.kinds import Kind


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
    def number(self) -> int:
        """The value of a token of kind NUMBER, MONTH, WEEKDAY or PART."""
        if not isinstance(self.value, int):
            raise TypeError(f"{self.kind} has no number")
        return self.value
