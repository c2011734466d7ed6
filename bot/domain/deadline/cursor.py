"""A place in the list of tokens, moved by the grammar."""

from datetime import date

from bot.domain.deadline.kinds import Kind
from bot.domain.deadline.token import Token


class Cursor:
    """Reads tokens one after another; a rule that does not fit puts `place` back where it was.

    `school_year` and `approved_on` are the context in which «текущий год» is understood.
    """

    def __init__(self, text: str, tokens: list[Token], school_year: int, approved_on: date | None) -> None:
        self.text = text
        self.tokens = tokens
        self.place = 0
        self.school_year = school_year
        self.approved_on = approved_on

    @property
    def token(self) -> Token:
        return self.tokens[self.place]

    @property
    def kind(self) -> Kind:
        return self.tokens[self.place].kind

    def at(self, *kinds: Kind) -> bool:
        """Whether the token at the cursor is one of `kinds`."""
        return self.tokens[self.place].kind in kinds

    def ahead(self, steps: int = 1) -> Token:
        """A later token; END when there is none."""
        place = self.place + steps
        return self.tokens[place] if place < len(self.tokens) else self.tokens[-1]

    def skip(self, *kinds: Kind) -> bool:
        """Step over the token when it is one of `kinds`."""
        if self.tokens[self.place].kind in kinds:
            self.place += 1
            return True
        return False

    def words(self, first: int, last: int) -> str:
        """The text of tokens `first` to `last`, the latter left out."""
        if last <= first:
            return ""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    @property
    def calendar_year(self) -> int:
        """The calendar year of the document."""
        return self.approved_on.year if self.approved_on else self.school_year
