"""Words that a narrow cell cut in two (pdf): put together again by what else stands in the document.

A reader marks a break that may be inside a word with `SOFT_BREAK`. It is inside one when the whole is a word of the
document, or when neither half is; two words that stand elsewhere stay two.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.domain.grid.document import SOFT_BREAK, Document, Grid, Paragraph

_WORD = re.compile(r"\w+")
_ENDS = re.compile(r"(\w+)\u00ad\n(\w+)((?:\u00ad\n\w+)*)")
_EVERYDAY = frozenset(
    (
        "года", "год", "году", "учебного", "учебный", "учебном", "течение", "течении", "месяца", "весь", "период",
        "раз", "до", "по", "далее", "ежегодно", "ежемесячно", "постоянно", "еженедельно", "января", "февраля", "марта",
        "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря", "январь", "февраль",
        "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь", "графику",
        "отдельному", "управление", "образования", "организации", "школы", "классные", "руководители", "директора",
        "заместители", "срок", "сроки", "реализации", "исполнения", "проведения", "проведение", "мероприятия",
        "мероприятие", "мероприятий", "результат", "результаты", "ожидаемый", "ожидаемые", "планируемый", "итоговый",
        "документ", "наименование", "название", "содержание", "деятельности", "ответственный", "ответственные",
        "исполнитель", "исполнители", "отметка", "выполнении", "примечание", "класс", "классы", "место", "целевая",
        "группа", "участники", "за", "о", "об", "для", "и",
    )
)  # fmt: skip
_LONGEST_WORD = 21


def mended(document: Document) -> Document:
    """The same document without soft breaks: each is nothing inside a word and a line break between words."""
    if not any(SOFT_BREAK in text for text in _texts(document)):
        return document
    known = _EVERYDAY.union(*(_words(text) for text in _texts(document)))
    blocks = tuple(_mended(block, known) if isinstance(block, Grid) else block for block in document.blocks)
    return replace(document, blocks=blocks)


def _texts(document: Document) -> Iterable[str]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (text for row in block.rows for text in row)


def _words(text: str) -> set[str]:
    """Words that no soft break touches."""
    return {word.casefold() for word in _WORD.findall(re.sub(r"\w*\u00ad\n\w*", " ", text))}


def _mended(grid: Grid, known: frozenset[str]) -> Grid:
    rows = tuple(tuple(_joined(text, known) if SOFT_BREAK in text else text for text in row) for row in grid.rows)
    return replace(grid, rows=rows)


def _joined(text: str, known: frozenset[str]) -> str:
    found = _ENDS.search(text)
    while found:
        chain = len(found.group(1) + found.group(2) + re.sub(r"\W", "", found.group(3)))
        glue = "" if chain <= _LONGEST_WORD and _one_word(found.group(1), found.group(2), known) else "\n"
        text = text[: found.end(1)] + glue + text[found.start(2) :]
        found = _ENDS.search(text)
    return text.replace(SOFT_BREAK, "\n")


def _one_word(left: str, right: str, known: frozenset[str]) -> bool:
    if left.isdigit() or right.isdigit():
        return left.isdigit() and right.isdigit()
    whole, first, second = (left + right).casefold(), left.casefold(), right.casefold()
    if whole in known:
        return True
    return first not in known and (second not in known or (len(second) < 3 and second not in _EVERYDAY))
