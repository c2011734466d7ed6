"""Words cut by a line break, glued together, or misread by a scanner, put right before the grammar sees them."""

from collections.abc import Callable

from bot.domain.deadline.idioms import IDIOM_WORDS
from bot.domain.deadline.kinds import Kind
from bot.domain.deadline.lexicon import ORDINAL_ENDINGS, WORDS
from bot.domain.deadline.token import Token

LookUp = Callable[[str], tuple[str, Kind, object]]

_LETTERS_FOR_DIGITS = str.maketrans("оoзlі", "00311")
_DIGITS_FOR_LETTERS = str.maketrans("0361", "озбі")
_PREFIXES = ("до", "по", "с", "в", "к", "на", "за", "со", "во")
_DURING = ("течение", "течении")
_GUESSED = (Kind.MONTH, Kind.FREQUENCY, Kind.WEEKDAY, Kind.ONGOING, Kind.UNIT)


def _likely() -> dict[str, list[str]]:
    """Words worth guessing, by their first and by their last two letters: a misprint leaves one of the two."""
    index: dict[str, list[str]] = {}
    for word, (kind, _) in WORDS.items():
        if len(word) > 5 and kind in _GUESSED:
            index.setdefault(word[:2], []).append(word)
            index.setdefault(word[-2:], []).append(word)
    for word in _DURING:
        index.setdefault(word[:2], []).append(word)
        index.setdefault(word[-2:], []).append(word)
    return index


_LIKELY: dict[str, list[str]] = _likely()
_SHORTEST_GUESS = 6


def mend(tokens: list[Token], look_up: LookUp) -> list[Token]:
    """The tokens with pieces of one word joined. Nothing is guessed in silence: see `Token.guessed`."""
    mended: list[Token] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        taken = 1
        if token.kind is Kind.NUMBER:
            token, taken = _number(tokens, place, look_up)
        elif token.kind is Kind.WORD or _unknown_follows(tokens, place):
            token, taken = _word(tokens, place, look_up)
        if isinstance(token.value, tuple) and token.kind is Kind.MONTH:
            mended.extend(_month_range(token))
        elif taken == 1 and _unknown(token):
            mended.extend(_parted(token, look_up))
        else:
            mended.append(token)
        place += taken
    return mended


def _unknown_follows(tokens: list[Token], place: int) -> bool:
    following = tokens[place + 1 : place + 3]
    if following and following[0].kind is Kind.DASH and following[0].start == tokens[place].end:
        following = following[1:]
    return bool(following) and _unknown(following[0])


def _unknown(token: Token) -> bool:
    """Whether the token may be a piece of a word; «но» ends «ежегодно»."""
    return (
        token.kind is Kind.WORD and token.word.isalpha() and token.word not in IDIOM_WORDS
    ) or token.kind is Kind.BUT


def _known(word: str) -> bool:
    return word in WORDS or word in IDIOM_WORDS


def _number(tokens: list[Token], place: int, look_up: LookUp) -> tuple[Token, int]:
    token = tokens[place]
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if following is None:
        return token, 1
    adjacent = following.start == token.end
    if adjacent and not token.width and following.width:
        digits = token.word.replace("i", "1").replace("l", "1")
        if digits.isdigit():
            return _joined_number(token, following, digits + following.word), 2
    if following.kind is Kind.NUMBER and not adjacent and _cut_year(tokens, place):
        return _joined_number(token, following, token.word + following.word), 2
    if adjacent and token.width and following.word and len(following.word) < 3:
        digits = following.word.translate(_LETTERS_FOR_DIGITS)
        if digits.isdecimal() and following.kind is not Kind.NUMBER:
            return _number_with_letters(tokens, place, token.word + digits)
    if adjacent and _unknown(following):
        word = token.word.translate(_DIGITS_FOR_LETTERS) + following.word
        if token.width == 1 and _known(word) and word not in IDIOM_WORDS:
            found, kind, value = look_up(word)
            return Token(kind, value, token.start, following.end, found), 2
    after_dash = tokens[place + 2] if following.kind is Kind.DASH and place + 2 < len(tokens) else None
    if after_dash is not None and after_dash.word in ORDINAL_ENDINGS and after_dash.start - following.end < 2:
        return _ordinal(token, after_dash), 3
    if (
        following.word in ORDINAL_ENDINGS
        and (adjacent or len(following.word) > 1)
        and following.kind is not Kind.NUMBER
    ):
        return _ordinal(token, following), 2
    return token, 1


def _cut_year(tokens: list[Token], place: int) -> bool:
    """«202⏎3» and «20⏎23 г.»: a year cut in two."""
    first, second = tokens[place], tokens[place + 1]
    if first.width == 3 and second.width == 1 and first.word[:2] in ("19", "20"):
        return True
    closes = place + 2 < len(tokens) and tokens[place + 2].kind is Kind.UNIT and tokens[place + 2].word[:1] == "г"
    return (
        first.word == "20" and second.width == 2 and closes and (place == 0 or tokens[place - 1].kind is not Kind.DASH)
    )


def _number_with_letters(tokens: list[Token], place: int, digits: str) -> tuple[Token, int]:
    taken = 2
    last = tokens[place + 1]
    if place + 2 < len(tokens) and tokens[place + 2].width and tokens[place + 2].start == last.end:
        last = tokens[place + 2]
        digits += last.word
        taken = 3
    return _joined_number(tokens[place], last, digits), taken


def _joined_number(first: Token, last: Token, digits: str) -> Token:
    return Token(Kind.NUMBER, int(digits[:5]), first.start, last.end, digits, len(digits))


def _ordinal(token: Token, ending: Token) -> Token:
    return Token(Kind.NUMBER, token.value, token.start, ending.end, token.word, token.width, ordinal=True)


def _word(tokens: list[Token], place: int, look_up: LookUp) -> tuple[Token, int]:
    """The word at `place`, with the pieces after it that make it a known one."""
    token = tokens[place]
    digits = token.word.translate(_LETTERS_FOR_DIGITS)
    if (
        digits.isdecimal()
        and place + 1 < len(tokens)
        and tokens[place + 1].width
        and tokens[place + 1].start == token.end
    ):
        return _joined_number(token, tokens[place + 1], digits + tokens[place + 1].word), 2
    word = token.word
    seen_unknown = _unknown(token)
    best: tuple[Token, int] = (token, 1)
    for last in range(place + 1, min(place + 12, len(tokens))):
        piece = tokens[last]
        if piece.kind is Kind.DASH and last == place + 1 and piece.start == token.end:
            continue
        if piece.width:
            if piece.start != tokens[last - 1].end or not seen_unknown:
                break
            word += piece.word.translate(_DIGITS_FOR_LETTERS)
            continue
        if not piece.word.isalpha():
            break
        seen_unknown = seen_unknown or _unknown(piece)
        word += piece.word
        if seen_unknown and len(word) > 2 and _known(word):
            found, kind, value = look_up(word)
            best = (Token(kind, value, token.start, piece.end, found), last + 1 - place)
        months = _glued_months(word, token, piece) if seen_unknown else None
        if months is not None:
            best = (months, last + 1 - place)
        if len(word) > 16 or (last > place + 2 and len(piece.word) > 1):
            break
    return best


def _glued_months(word: str, first: Token, last: Token) -> Token | None:
    """«Сентябр⏎ьдекабр⏎ь»: two months whose dash was lost; a range, by a guess."""
    for cut in range(4, len(word) - 3):
        head, tail = WORDS.get(word[:cut]), WORDS.get(word[cut:])
        if head and tail and head[0] is tail[0] is Kind.MONTH and len(word) - cut > 3:
            return Token(Kind.MONTH, (head[1], tail[1]), first.start, last.end, word, guessed=True)
    return None


def _month_range(token: Token) -> list[Token]:
    first, last = token.value if isinstance(token.value, tuple) else (9, 9)
    middle = token.start + 1
    return [
        Token(Kind.MONTH, first, token.start, middle, "", guessed=True),
        Token(Kind.DASH, None, middle, middle, "-"),
        Token(Kind.MONTH, last, middle, token.end, "", guessed=True),
    ]


def _parted(token: Token, look_up: LookUp) -> list[Token]:
    """«домая» as two words; «сентяюрь» as a guess; else the token itself."""
    word = token.word
    months = _glued_months(word, token, token)
    if months is not None:
        return _month_range(months)
    for cut in range(1, min(3, len(word) - 2)):
        head, tail = word[:cut], word[cut:]
        is_month = tail in WORDS and WORDS[tail][0] is Kind.MONTH and len(tail) > 2
        if is_month and head in _PREFIXES:
            middle = token.start + cut
            return [
                Token(kind, value, start, end, piece)
                for start, end, (piece, kind, value) in (
                    (token.start, middle, look_up(head)),
                    (middle, token.end, look_up(tail)),
                )
            ]
    guess = _guess(word) if len(word) >= _SHORTEST_GUESS else None
    if guess is not None and (len(word) > _SHORTEST_GUESS or guess in _DURING or look_up(guess)[1] is Kind.MONTH):
        _, token.kind, token.value = look_up(guess)
        token.word, token.guessed = guess, True
    return [token]


def _guess(word: str) -> str | None:
    for likely in _LIKELY.get(word[:2], []) + _LIKELY.get(word[-2:], []):
        if _one_letter_apart(word, likely):
            return likely
    return None


def _one_letter_apart(word: str, likely: str) -> bool:
    if abs(len(word) - len(likely)) > 1:
        return False
    start = 0
    while start < min(len(word), len(likely)) and word[start] == likely[start]:
        start += 1
    end = 0
    while end < min(len(word), len(likely)) - start and word[-1 - end] == likely[-1 - end]:
        end += 1
    if max(len(word), len(likely)) - start - end <= 1:
        return True
    middle = word[start : len(word) - end]
    return len(word) == len(likely) and len(middle) == 2 and middle[::-1] == likely[start : len(likely) - end]
