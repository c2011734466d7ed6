"""Comments inside a cell: where they end, and whether they may be passed over in silence."""

from bot.domain.deadline.cursor import Cursor
from bot.domain.deadline.frequency_grammar import read_frequency
from bot.domain.deadline.kinds import Kind, Unit
from bot.domain.deadline.lexicon import OF_COUNTS
from bot.domain.deadline.period import Shape
from bot.domain.deadline.period_grammar import read_period
from bot.domain.deadline.span import Measure
from bot.domain.deadline.token import Token

_STOPS = frozenset(
    {Kind.END, Kind.CLOSE, Kind.SEMICOLON, Kind.OPEN, Kind.THEN, Kind.AS_NEEDED, Kind.LABEL, Kind.LATER_ON}
)
_MARKS = frozenset({Kind.DASH, Kind.COLON, Kind.COMMA, Kind.AND, Kind.SLASH})
_TELLING = frozenset(
    {
        *(Kind.MONTH, Kind.EXCEPT, Kind.OR, Kind.FREQUENCY, Kind.TIMES, Kind.WEEKDAY, Kind.SEASON, Kind.PART),
        *(Kind.UNTIL, Kind.AFTER, Kind.NO_LATER, Kind.NO_EARLIER, Kind.EACH, Kind.FOLLOWING, Kind.UP_TO_NOW),
    }
)
_DURATIONS = (Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR)
_AROUND_COUNTS = frozenset(
    {Kind.IN, Kind.DASH, Kind.COMMA, Kind.AND, Kind.SLASH, Kind.COUNTED, Kind.AT_LEAST, Kind.TIMES}
)
_INSIDE_COUNTS = frozenset({"для", "у", *OF_COUNTS})
_LABEL_MARKS = str.maketrans("«»()[]<>", '"",,,,,,')
_INSTRUMENTAL = (
    ("ированием", "ирование"),
    ("ением", "ение"),
    ("анием", "ание"),
    ("цией", "ция"),
    ("кой", "ка"),
    ("ом", ""),
)


def starts_deadline(c: Cursor, place: int, *, numbers: bool = False) -> bool:
    """Whether a deadline that names days, or a frequency, begins at `place`; with `numbers` a bare one will do."""
    start = c.place
    c.place = place
    found = read_frequency(c) is not None
    if not found:
        period = read_period(c)
        found = period is not None and (period.last.measure not in (Measure.NUMBER, Measure.PART) or period.is_complete)
        found = found or (numbers and period is not None and period.last.measure is Measure.NUMBER)
        if found and period is not None and period.shape is Shape.SPAN:
            found = period.last.measure is not Measure.YEAR and not (period.last.ongoing and period.last.vague)
    c.place = start
    return found


def comment_end(c: Cursor) -> int:
    """The place where the comment that begins at the cursor ends."""
    place = c.place + 1
    while c.tokens[place - 1].kind is not Kind.END:
        token = c.tokens[place]
        if token.kind in _STOPS or (token.kind in _MARKS and _deadline_follows(c, place)):
            break
        if token.kind not in _MARKS and starts_deadline(c, place):
            break
        place += 1
    return min(place, len(c.tokens) - 1)


def _deadline_follows(c: Cursor, place: int) -> bool:
    return starts_deadline(c, place + 1, numbers=True) or c.tokens[place + 1].kind in (
        Kind.THEN,
        Kind.AS_NEEDED,
        Kind.LATER_ON,
    )


def is_counted_only(words: list[Token]) -> bool:
    """Numbers that are no dates and nothing else: «1 этап», «36 часов», «в 3 школах», «5-9 классы», «9 дней»."""
    counted = any(
        word.kind in (Kind.COUNTED, Kind.TIMES) or _is_duration(words, place) for place, word in enumerate(words)
    )
    return counted and all(_belongs_to_count(words, place) for place in range(len(words)))


def _belongs_to_count(words: list[Token], place: int) -> bool:
    word = words[place]
    if word.kind is Kind.NUMBER:
        return _is_count(words, place)
    return word.kind in _AROUND_COUNTS or word.word in _INSIDE_COUNTS or _is_duration(words, place)


def _is_duration(words: list[Token], place: int) -> bool:
    """«9 дней», «2 недели» are durations; «в неделю» after «1 час» is a measure."""
    if words[place].kind is not Kind.WORKDAY and (
        words[place].kind is not Kind.UNIT or words[place].value not in _DURATIONS
    ):
        return False
    before = [word for word in words[:place] if word.word not in OF_COUNTS][-1:]
    return bool(before) and (before[0].kind is Kind.IN or (before[0].kind is Kind.NUMBER and not before[0].is_ordinal))


def is_suspicious(words: list[Token]) -> bool:
    """Whether a comment holds something that may be a day: such a comment is never passed over in silence."""
    for place, word in enumerate(words):
        if word.kind in _TELLING or word.word == "не":
            return True
        if word.kind is Kind.NUMBER and not _is_count(words, place):
            return True
    return False


def holds_day(words: list[Token]) -> bool:
    """Whether words that leave the day to somebody name a month, a frequency or a date; «от 01.09.2023 № 5» is none."""
    for place, word in enumerate(words):
        if word.kind in (Kind.MONTH, Kind.TIMES) or (word.kind is Kind.FREQUENCY and word.word.endswith("о")):
            return True
        following = [token.kind for token in words[place + 1 : place + 3]]
        figures = word.width in (1, 2) and following == [Kind.DOT, Kind.NUMBER]
        if figures and (place == 0 or words[place - 1].kind not in (Kind.OF_DOCUMENT, Kind.DOT)):
            return True
    return False


def _is_count(words: list[Token], place: int) -> bool:
    """Whether the number there counts things: «5, 7 и 9 классы», «36 часов»; «последние 10 дней» are days."""
    if words[place].value == -1:
        return False
    after_number = True
    for word in words[place + 1 :]:
        if word.word in OF_COUNTS:
            continue
        if word.kind in (Kind.COUNTED, Kind.TIMES) or (word.kind in (Kind.UNIT, Kind.WORKDAY) and after_number):
            return word.kind is Kind.COUNTED or not words[place].is_ordinal
        if (word.kind is Kind.NUMBER) == after_number:
            return False
        if word.kind is not Kind.NUMBER and word.kind not in (Kind.DASH, Kind.COMMA, Kind.AND, Kind.SLASH):
            return False
        after_number = word.kind is Kind.NUMBER
    return False


def label_of(text: str) -> str:
    """A comment as the label keeps it: without brackets and corner quotes, which `say` uses to mark labels."""
    plain = text.translate(_LABEL_MARKS)
    return " ".join(plain.split()).strip(" ,;:.-/")


def nominative(noun: str) -> str:
    """«корректировкой» → «корректировка»: the label of «с последующей корректировкой»."""
    first, _, rest = noun.partition(" ")
    for ending, form in _INSTRUMENTAL:
        if first.lower().endswith(ending):
            first = first[: -len(ending)] + form
            break
    return label_of(f"{first} {rest}")
