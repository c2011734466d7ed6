"""The words that head the columns of a plan, and what each column then holds."""

import re
from enum import StrEnum
from functools import lru_cache

from bot.domain.grid.patterns import unlatin, unspaced


class ColumnRole(StrEnum):
    NUMBER = "number"
    TITLE = "title"
    DEADLINE = "deadline"
    OPENS = "opens"
    DUE = "due"
    MONTH = "month"
    DAY = "day"
    RESPONSIBLE = "responsible"
    RESULT = "result"
    SECTION = "section"
    EXTRA = "extra"


DATING = frozenset({ColumnRole.DEADLINE, ColumnRole.OPENS, ColumnRole.DUE, ColumnRole.MONTH, ColumnRole.DAY})

# Beginnings of words (or whole words, marked "!"), strongest role of the earliest one wins. An adjective such as
# «планируемый» or «ожидаемый» decides nothing and is not listed.
_STEMS: tuple[tuple[ColumnRole, tuple[str, ...]], ...] = (
    (ColumnRole.NUMBER, (
        "№", "n!", "no!", "п/п", "пп!", "номер", "#", "nn", "№№",
    )),
    (ColumnRole.OPENS, (
        "начал", "старт", "с!",
    )),
    (ColumnRole.DUE, (
        "окончан", "заверш", "конец!", "по!", "до!", "финиш",
    )),
    (ColumnRole.MONTH, (
        "месяц!", "месяцы!",
    )),
    (ColumnRole.DAY, (
        "число!", "числа!", "день!", "дни!", "неделя!",
    )),
    (ColumnRole.DEADLINE, (
        "срок", "дата", "время", "даты", "период", "когда", "график", "дедлайн",
    )),
    (ColumnRole.RESPONSIBLE, (
        "ответст", "отвественн", "ответсвен", "исполнит", "соисполнител", "кто!", "организатор", "отв!",
        "проводит",
    )),
    (ColumnRole.RESULT, (
        "результ", "показател", "итог", "информаци", "продукт", "выход!", "документ", "отчетност", "подтвержд",
        "эффект", "индикатор", "критери", "реализаци", "отчет",
    )),
    (ColumnRole.TITLE, (
        "меропри", "мерприят", "наименов", "назван", "содержан", "действи", "событи", "работ", "дела!", "дело!",
        "что!", "деятельност", "активност", "шаг!", "шаги!", "поручени", "вопрос", "меры!", "мера!",
    )),
    (ColumnRole.SECTION, (
        "направлен", "раздел", "этап", "блок!", "модул", "задач", "цель!", "цели!", "вектор", "подраздел",
    )),
    (ColumnRole.EXTRA, (
        "класс", "мест", "участник", "аудитор", "категори", "охват", "отметк", "примечан", "финанс", "источник",
        "ресурс", "коммент", "контроль!", "телефон", "ссылк", "уровень", "уровн", "форма", "формы", "форме",
        "количеств", "кол", "объем", "статус", "факт", "муниципалитет", "адрес", "целевая", "целевой",
        "тема!", "тематика", "партнер", "площадк", "выполнени", "исполнени", "бюджет", "сумм", "стоимост", "часы!",
        "час!", "контингент", "дополнительн", "контролирующ", "приоритет",
    )),
)  # fmt: skip

_WORDS = re.compile(r"[№#]+|[\w/]+")
LONGEST_HEADING = 160


def roles_of(heading: str) -> tuple[ColumnRole, ...]:
    """The roles a heading names, in the order of its words; () when it is no heading we know.

    >>> roles_of("Срок исполнения (план)")
    (<ColumnRole.DEADLINE: 'deadline'>,)
    """
    if len(heading) > LONGEST_HEADING:
        return ()
    found: list[ColumnRole] = []
    words = _WORDS.findall(unlatin(unspaced(heading)).casefold().replace("ё", "е").replace("-\n", ""))
    for word in words:
        role = _role_of_word(word)
        alone = role in _ONLY_ALONE and len(words) > (_FEW if len(word) > 2 else 3)
        if role and role not in found and not alone:
            found.append(role)
    if "факт" in heading.casefold():
        return (ColumnRole.EXTRA,)
    return tuple(found)


_ONLY_ALONE = frozenset({ColumnRole.OPENS, ColumnRole.DUE, ColumnRole.DAY, ColumnRole.MONTH})
_FEW = 5

_LONG, _TELLING = 14, 5  # letters: two words run together are long, a stem inside them must say enough


def _by_letter() -> dict[str, list[tuple[str, ColumnRole]]]:
    table: dict[str, list[tuple[str, ColumnRole]]] = {}
    for role, stems in _STEMS:
        for stem in stems:
            table.setdefault(stem[0], []).append((stem, role))
    return table


_BY_LETTER = _by_letter()


def _role_of_word(word: str) -> ColumnRole | None:
    for stem, role in _BY_LETTER.get(word[0], ()):
        if word == stem[:-1] if stem.endswith("!") else word.startswith(stem):
            return role
    return _inside(word) if len(word) > _LONG else None


def _inside(word: str) -> ColumnRole | None:
    """Two words that a pdf ran together («ожидаемыйрезультат»): the role of the one that is known."""
    for role, stems in _STEMS:
        if any(len(stem) > _TELLING and stem in word for stem in stems):
            return role
    return None


@lru_cache(maxsize=1024)
def heading_role(heading: str) -> ColumnRole | None:
    """The one role of a heading: that of its first telling word.

    «Дата начала» is a beginning, «Срок (с – по)» stays a deadline; «Месяц проведения мероприятия» is a month.
    """
    roles = roles_of(heading)
    if not roles:
        return None
    first = roles[0]
    if first is ColumnRole.DEADLINE:
        edges = [role for role in roles if role in {ColumnRole.OPENS, ColumnRole.DUE}]
        return edges[0] if len(edges) == 1 else first
    if first in {ColumnRole.OPENS, ColumnRole.DUE} and {ColumnRole.OPENS, ColumnRole.DUE} <= set(roles):
        return ColumnRole.DEADLINE
    return first
