"""Reads a whole cell: deadlines and frequencies in a list, comments, and heads that leave the day to somebody."""

from bot.domain.deadline.comments import comment_end, holds_day, is_counted_only, is_suspicious, label_of, nominative
from bot.domain.deadline.cursor import Cursor
from bot.domain.deadline.date_grammar import skip_time
from bot.domain.deadline.frequency_grammar import Frequency, read_frequency
from bot.domain.deadline.item import Cell, Item
from bot.domain.deadline.kinds import Kind
from bot.domain.deadline.period import Period
from bot.domain.deadline.period_grammar import read_period
from bot.domain.deadline.span import Measure
from bot.domain.deadline.token import Token
from bot.domain.deadline.unplanned import absorb, skip_relative, skip_unplanned

_LINKS = frozenset({Kind.COMMA, Kind.AND, Kind.SLASH, Kind.DASH, Kind.COLON, Kind.SEMICOLON, Kind.DOT})
DEEPEST = 4
"""Brackets inside brackets are read so deep; nobody writes deadlines deeper."""
_CLOSERS = frozenset({Kind.OPEN, Kind.CLOSE, Kind.INCLUSIVE, Kind.TIME})


class CellReader:
    """Walks over the tokens once; every token ends in an item, a label, a known filler or among the unread parts."""

    def __init__(self, cursor: Cursor, depth: int = 0) -> None:
        self.c = cursor
        self.depth = depth
        self.cell = Cell(cursor.text)
        self.link: Kind | None = None
        self.then = False
        self.clause = 0

    def read(self) -> Cell:
        while not self.c.at(Kind.END):
            self._step()
        if self.cell.pending_label is not None:
            self.cell.unread.append(self.cell.pending_label)
            self.cell.pending_label = None
        return self.cell

    def _step(self) -> None:
        kind = self.c.kind
        if kind in _LINKS:
            self._take_link(kind)
        elif kind is Kind.OPEN and self.depth < DEEPEST:
            self._bracket()
        elif kind is Kind.LABEL:
            self._attach(label_of(str(self.c.token.value)))
            self.c.place += 1
        elif kind is Kind.THEN:
            self.then = True
            self.c.place += 1
        elif kind is Kind.LATER_ON:
            self._later_on()
        elif kind is Kind.OR:
            self.cell.rivals.append(self.c.words(self.c.place, self.c.place + 1))
            self.link = Kind.COMMA
            self.c.place += 1
        elif kind in _CLOSERS:
            self.c.place += 1
        elif kind is Kind.NUMBER and self.c.ahead().kind is Kind.CLOSE:
            self.c.place += 2
        elif not (self._deadline() or self._without_day()):
            self._comment()

    def _take_link(self, kind: Kind) -> None:
        if kind is Kind.SEMICOLON:
            self.clause += 1
            self.then = False
        if self.link is None or kind in (Kind.SEMICOLON, Kind.DASH, Kind.COLON):
            self.link = kind
        self.c.place += 1

    def _deadline(self) -> bool:
        """An item at the cursor, if there is one."""
        start = self.c.place
        if skip_time(self.c, after_day=self._is_after_day()):
            return True
        if skip_relative(self.c):
            self._without(start)
            if any(token.word in ("за", "через") for token in self.c.tokens[start : start + 2]):
                self.cell.shifts.append(self.c.words(start, self.c.place))
            return True
        frequency = read_frequency(self.c)
        period = None if frequency is not None else read_period(self.c)
        if frequency is None and period is None:
            return False
        self._add(period, frequency, start)
        return True

    def _is_after_day(self) -> bool:
        items = self.cell.items
        if not items:
            return False
        period, frequency = items[-1].period, items[-1].frequency
        if period is not None:
            return period.last.measure is Measure.DAY
        return frequency is not None and bool(frequency.weekdays)

    def _add(self, period: Period | None, frequency: Frequency | None, start: int) -> None:
        c = self.c
        item = Item(
            period, frequency, self.link, c.tokens[start].start, c.tokens[c.place - 1].end, self.clause, self.then
        )
        item.told_of = c.tokens[start].word == "за"
        if self.cell.pending_label is not None:
            item.label, self.cell.pending_label, item.link = self.cell.pending_label, None, Kind.COMMA
        self.cell.items.append(item)
        self.link = None
        if period is not None:
            self.then = False

    def _without_day(self) -> bool:
        """Heads that name no day: «по графику …», «по мере необходимости», «каникулы», a time of the day."""
        start = self.c.place
        if self.c.at(Kind.AS_NEEDED):
            self.c.place += 1
            absorb(self.c)
            self.cell.as_needed = True
            self.link, self.then = None, False
            return True
        if skip_unplanned(self.c):
            self._without(start)
            return True
        return self.c.skip(Kind.FILLER)

    def _without(self, start: int) -> None:
        """Note words that leave the day to somebody; a day among them may mean anything, so a person looks."""
        self.cell.unplanned = True
        self.link, self.then = None, False
        if holds_day(self.c.tokens[start : self.c.place]):
            self.cell.rivals.append(self.c.words(start, self.c.place))

    def _later_on(self) -> None:
        """«с последующей корректировкой в течение года»."""
        start = self.c.place
        self.c.place += 1
        noun_start = self.c.place
        while self.c.at(Kind.WORD):
            self.c.place += 1
        noun = self.c.words(noun_start, self.c.place)
        frequency_start = self.c.place
        frequency = read_frequency(self.c)
        if frequency is not None and not noun:
            noun_start = self.c.place
            while self.c.at(Kind.WORD):
                self.c.place += 1
            noun = self.c.words(noun_start, self.c.place)
        period = None if frequency is not None else read_period(self.c)
        if not noun or (period is None and frequency is None):
            self.c.place = max(frequency_start, start + 1)
            self.cell.unread.append(self.c.words(start, self.c.place))
            return
        self.then = frequency is not None
        self._add(period, frequency, start)
        self.cell.items[-1].later_on = True
        self.cell.items[-1].label = nominative(noun) or None

    def _bracket(self) -> None:
        c = self.c
        close = _closing(c.tokens, c.place)
        inside = c.tokens[c.place + 1 : close]
        end = c.tokens[close]
        inner = Cursor(c.text, [*inside, Token(Kind.END, None, end.start, end.start)], c.school_year, c.approved_on)
        reader = CellReader(inner, self.depth + 1)
        reader.clause = self.clause
        found = reader.read()
        text = c.words(c.place + 1, close)
        if found.unread or not (found.items or found.as_needed or found.unplanned):
            self._attach(label_of(text))
            if found.items or (is_suspicious(inside) and not is_counted_only(inside)):
                self.cell.unread.append(text)
        else:
            self._merge(found)
        c.place = min(close + 1, len(c.tokens) - 1)

    def _merge(self, found: Cell) -> None:
        if found.items and self.cell.pending_label is not None:
            found.items[0].label, found.items[0].link = self.cell.pending_label, Kind.COMMA
            self.cell.pending_label = None
        elif found.items:
            found.items[0].link = Kind.OPEN if self.cell.items else None
        self.cell.items.extend(found.items)
        self.cell.as_needed = self.cell.as_needed or found.as_needed
        self.cell.unplanned = self.cell.unplanned or found.unplanned
        self.cell.rivals.extend(found.rivals)
        self.cell.shifts.extend(found.shifts)

    def _attach(self, label: str) -> None:
        """Give a comment to the item before it, or keep it for the one after."""
        if not label:
            return
        items = self.cell.items
        if items and items[-1].period is None and len(items) > 1 and items[-2].label is None:
            items[-2].label = label
        elif items and items[-1].label is None:
            items[-1].label = label
        elif not items and self.cell.pending_label is None:
            self.cell.pending_label = label
        elif items:
            items[-1].label = f"{items[-1].label}, {label}"

    def _comment(self) -> None:
        c = self.c
        start = c.place
        c.place = comment_end(c)
        words = c.tokens[start : c.place]
        text = c.words(start, c.place)
        after_mark = self.link in (Kind.DASH, Kind.COLON) and bool(self.cell.items)
        listed = not self.cell.items or self.link in (Kind.COMMA, Kind.SEMICOLON)
        before_mark = c.at(Kind.DASH, Kind.COLON) or (c.at(Kind.OPEN) and listed)
        self_evident = is_counted_only(words)
        if self_evident and not (after_mark or before_mark):
            pass
        elif not (after_mark or before_mark) or (is_suspicious(words) and not self_evident):
            self.cell.unread.append(text)
        elif before_mark and not (after_mark and self.cell.items[-1].label is None):
            self.cell.pending_label = label_of(text) or None
        elif after_mark:
            self._attach(label_of(text))
        self.link = None


def _closing(tokens: list[Token], place: int) -> int:
    """The place of the bracket that closes the one at `place`, or of the END."""
    depth = 0
    for index in range(place, len(tokens)):
        if tokens[index].kind is Kind.OPEN:
            depth += 1
        elif tokens[index].kind is Kind.CLOSE:
            depth -= 1
            if depth == 0:
                return index
    return len(tokens) - 1
