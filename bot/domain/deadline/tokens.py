"""The text as tokens: words looked up in the lexicon, misprints mended, idioms folded into one token."""

import re
from itertools import pairwise

from bot.domain.deadline.idioms import CANONICAL, IDIOMS, idiom_at
from bot.domain.deadline.kinds import Kind, Unit
from bot.domain.deadline.lexicon import LOOK_ALIKES, LOOSE_ROMAN, ROMAN, WORDS, Entry
from bot.domain.deadline.misprints import mend
from bot.domain.deadline.token import Token

_MARKS: dict[str, Kind] = {
    "-": Kind.DASH,
    ",": Kind.COMMA,
    ".": Kind.DOT,
    "/": Kind.SLASH,
    "\\": Kind.SLASH,
    ";": Kind.SEMICOLON,
    ":": Kind.COLON,
    "(": Kind.OPEN,
    ")": Kind.CLOSE,
    "[": Kind.OPEN,
    "]": Kind.CLOSE,
    "&": Kind.AND,
    "+": Kind.AND,
}
_ROMAN_LETTERS = str.maketrans("іιхуν", "iixvv")
_SILENT = frozenset("«»\"'`*•№")
_LEXEME = re.compile(r"(\(«[^«»()]*»\))|(\d+)|([^\W\d_]+)|(\S)")
_UNITS_OF_ROMANS = (Unit.QUARTER, Unit.HALF, Unit.TERM, Unit.WEEK, Unit.DECADE, Unit.TRIMESTER)


def tokenise(text: str) -> list[Token]:
    """Tokens of a normalised text, closed by an END; full stops stay only between numbers."""
    tokens = []
    for match in _LEXEME.finditer(text):
        token = _token(match)
        if token is not None:
            tokens.append(token)
    tokens = _fold(_without_stops(mend(tokens, look_up)))
    tokens.append(Token(Kind.END, None, len(text), len(text)))
    _read_loose_romans(tokens)
    return tokens


def _token(match: re.Match[str]) -> Token | None:
    group = match.lastindex
    lexeme = match.group()
    start, end = match.span()
    if group == 3:
        word, kind, value = look_up(lexeme.lower().replace("ё", "е"))
        return Token(kind, value, start, end, word)
    if group == 2:
        return Token(Kind.NUMBER, int(lexeme) if len(lexeme) < 6 else 0, start, end, lexeme, len(lexeme))
    if group == 1:
        return Token(Kind.LABEL, lexeme[2:-2], start, end)
    if lexeme in _SILENT:
        return None
    return Token(_MARKS.get(lexeme, Kind.WORD), None, start, end, lexeme)


def look_up(word: str) -> tuple[str, Kind, object]:
    """The word as understood, its kind and value; Latin look-alikes inside it are read as Russian letters."""
    entry: Entry | None = WORDS.get(word)
    if entry is None and (
        word in ROMAN
        or word.isascii()
        or any("a" <= letter <= "z" or "α" <= letter <= "ω" for letter in word)
        or "і" in word
    ):
        roman = word.translate(_ROMAN_LETTERS)
        if roman in ROMAN:
            return roman, Kind.NUMBER, ROMAN[roman]
        russian = word.translate(LOOK_ALIKES)
        entry = WORDS.get(russian)
        word = russian if entry or not word.isascii() else word
    return (word, *entry) if entry else (word, Kind.WORD, None)


def _without_stops(tokens: list[Token]) -> list[Token]:
    """Without the full stops that part no numbers of a date, and with one dash for several."""
    return [token for place, token in enumerate(tokens) if _is_kept(tokens, place)]


def _is_kept(tokens: list[Token], place: int) -> bool:
    token, before = tokens[place], tokens[place - 1] if place else None
    if token.kind is Kind.DASH:
        return before is None or before.kind is not Kind.DASH
    if token.kind is not Kind.DOT:
        return True
    if before is not None and before.kind is Kind.DOT:
        return False
    while place + 1 < len(tokens) and tokens[place + 1].kind is Kind.DOT:
        place += 1
    return before is not None and before.kind is Kind.NUMBER and _number_follows(tokens, place)


def _number_follows(tokens: list[Token], place: int) -> bool:
    return place + 1 < len(tokens) and tokens[place + 1].kind is Kind.NUMBER


def _fold(tokens: list[Token]) -> list[Token]:
    words = [CANONICAL.get(token.word, token.word) for token in tokens]
    folded: list[Token] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        found = idiom_at(words, place) if words[place] in IDIOMS else None
        if found is None:
            folded.append(token)
            place += 1
        else:
            length, (kind, value) = found
            last = tokens[place + length - 1]
            word = " ".join(piece.word for piece in tokens[place : place + length])
            guessed = any(piece.guessed for piece in tokens[place : place + length])
            folded.append(Token(kind, value, token.start, last.end, word, guessed=guessed))
            place += length
    return folded


def _read_loose_romans(tokens: list[Token]) -> None:
    """«Ш квартал», «l полугодие»: letters that look like a Roman number, before a unit."""
    for token, following in pairwise(tokens):
        if token.word in LOOSE_ROMAN and following.kind is Kind.UNIT and following.value in _UNITS_OF_ROMANS:
            token.kind, token.value = Kind.NUMBER, LOOSE_ROMAN[token.word]
