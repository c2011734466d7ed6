"""Expressions of several words that mean one thing; the longest match wins.

Words are folded to one form first (`_SAME`), so a line of the table speaks of every case. A line is
`phrase|phrase + phrase|phrase`: each choice of the first group followed by each of the second; `_` is the empty phrase.
A full stop after a word is no token, so «уч. г.» is written «уч г»; other marks stand as words of their own.
"""

from collections.abc import Iterator
from itertools import product
from typing import Any

from bot.domain.deadline.kinds import Kind, Unit
from bot.domain.deadline.lexicon import Entry

_SAME: dict[str, str] = {
    "уч": "учебный учебного учебном учебному учебным учебные учебных учебными учеб учебн учебная учебную "
    "учебной школьный школьного",
    "год": "года году годом годы годов годах годам г гг",
    "этот": "этого этом текущий текущего текущем текущему данного сего настоящего настоящее наст тек "
    "нынешнего отчетного",
    "следующий": "следующего следующем будущего будущий последующего очередного следующим",
    "прошлый": "прошлого предыдущего прошедшего истекшего прошлом",
    "календарный": "календарного календарном календарному",
    "течение": "течении теч течений продолжение продолжении протяжении точение течениe",
    "весь": "всего всей все всю всем",
    "период": "периода периоде периоду",
    "срок": "срока сроки сроком сроков",
    "время": "времени",
    "дата": "даты датой",
    "реализация": "реализации действия проведения работы выполнения исполнения обучения внедрения проекта "
    "программы плана "
    "мероприятий мероприятия концепции подготовки прохождения сдачи организации приема комплектования",
    "определяется": "определяет определяют определяются устанавливает устанавливаются устанавливается "
    "уточняется уточняются "
    "будет будут согласовывается согласовываются согласно утверждаются утверждает назначаются определены определен "
    "установлен установлена установлены определена указан указана указаны сообщено сообщена уточнен уточнена",
    "установленный": "установленные установленном установленными определенные определенный указанные "
    "указанный назначенные "
    "назначенный соответствующие рекомендуемые запланированные намеченные определенном указанном",
    "каждый": "каждого каждом каждую каждой каждая каждое каждые",
    "месяц": "месяца месяце мес",
    "неделя": "неделю недели неделе",
    "день": "дня дню дни дням дней",
    "квартал": "квартала квартале кв",
    "полугодие": "полугодия полугодии",
    "четверть": "четверти",
    "позднее": "позже поздней",
    "ранее": "раньше",
    "реже": "менее чаще более меньше",
    "последующей": "последующим последующими дальнейшей дальнейшим дальнейшими последующею",
    "необходимости": "надобности необходимость",
    "рабочий": "рабочего рабочему рабочие рабочим рабочих будний будние будним",
    "основе": "основа основании",
    "постоянной": "регулярной системной систематической непрерывной постоянном регулярном непрерывном",
    "половине": "половина половину",
    "первый": "1 первой первая",
    "второй": "2 второй вторая",
}
CANONICAL: dict[str, str] = {form: word for word, forms in _SAME.items() for form in forms.split()}

_DURING = "в течение|на течение|в - течение|втечение|втечении|втеч"

_TABLE: tuple[tuple[Kind, object, str], ...] = (
    (Kind.UNIT, Unit.SCHOOL_YEAR, "уч + год|год год|период|- год|/ год|время"),
    (Kind.UNIT, Unit.SCHOOL_YEAR, "у год|учгод|учгода"),
    (Kind.UNIT, Unit.SCHOOL_YEAR, "у / год"),
    (Kind.UNIT, Unit.YEAR, "год год"),
    (Kind.UNIT, Unit.HALF, "п / год|п / годие|п / годии|пол - е"),
    (Kind.UNIT, Unit.MONTH, "м - ц"),
    (Kind.THIS_SCHOOL_YEAR, 0, "этот уч год"),
    (Kind.THIS_SCHOOL_YEAR, 1, "следующий|нового|новый|новом + уч год"),
    (Kind.THIS_SCHOOL_YEAR, -1, "прошлый уч год"),
    (Kind.THIS_YEAR, 0, "этот год|этот календарный год|календарный год|т год|тг|с год|т / год"),
    (Kind.THIS_YEAR, 1, "следующий + _|календарный + год"),
    (Kind.THIS_YEAR, -1, "прошлый + _|календарный + год"),
    (Kind.DURING, None, _DURING),
    (Kind.NO_LATER, None, "не позднее + _|чем|чем до|дата|, чем"),
    (Kind.NO_LATER, None, "непозднее|в срок не позднее|в срок , не позднее|срок не позднее"),
    (Kind.NO_EARLIER, None, "не ранее + _|чем"),
    (Kind.FROM, None, "начиная с|начиная со|начиная от|начало с|начало - с|начать с"),
    (Kind.UNTIL, None, "в срок до|в срок , до|в срок - до|срок до|вплоть до|срок - до|не позднее до|срок : до"),
    (Kind.FILLER, None, "по состоянию|по состояние|в период|на период|за период"),
    (Kind.FILLER, None, "с периодичностью|с частотой|периодичность|периодичностью"),
    (Kind.FILLER, None, "срок реализация|дата реализация|период реализация|за время"),
    (Kind.AT_LEAST, None, "не реже + _|чем"),
    (Kind.AT_LEAST, None, "минимум|как минимум|примерно"),
    (Kind.UP_TO_NOW, None, "по|до + этот + время|день|момент"),
    (Kind.UP_TO_NOW, None, "по н в|по н / в|н в|н / в|по сей день|по сегодняшний день"),
    (Kind.THEN, None, "в дальнейшем|в последующем|в последующие год|и далее"),
    (Kind.THEN, None, "а далее|а затем|и затем|и в дальнейшем"),
    (Kind.LATER_ON, None, "с последующей"),
    (Kind.ALL, None, "на|за|в + весь"),
    (Kind.ONGOING, None, f"_|на|за|в|{_DURING} + весь + период|срок|время|год|уч год|календарный период"),
    (Kind.ONGOING, None, f"_|на|за|в|{_DURING} + весь + период|срок + реализация + _|реализация"),
    (Kind.ONGOING, None, f"{_DURING} + период|срок + реализация + _|реализация"),
    (Kind.ONGOING, None, "в + период|срок + реализация + реализация"),
    (Kind.ONGOING, None, "во время уч год"),
    (Kind.ONGOING, None, f"{_DURING} + год|период|уч год|уч период|уч год год|этот уч год"),
    (Kind.ONGOING, None, "на + постоянной + основе"),
    (Kind.ONGOING, None, "в + постоянной|этот + режиме|порядке"),
    (Kind.ONGOING, None, "круглый год|в системе|круглогодично|целый год"),
    (Kind.FREQUENCY, "YEARLY", "каждый + год|уч год|календарный год"),
    (Kind.FREQUENCY, "YEARLY", "из год в год|на ежегодной основе"),
    (Kind.FREQUENCY, "MONTHLY", "каждый месяц|на ежемесячной основе"),
    (Kind.FREQUENCY, "WEEKLY", "каждый неделя|каждый уч неделя|на еженедельной основе"),
    (Kind.FREQUENCY, "DAILY", "каждый день|каждый рабочий день|каждый уч день"),
    (Kind.FREQUENCY, "QUARTERLY", "каждый квартал"),
    (Kind.FREQUENCY, "HALVES", "каждый полугодие|каждый полгода"),
    (Kind.FREQUENCY, "TERMS", "каждый четверть|каждый уч четверть"),
    (Kind.FREQUENCY, "TERMS", "по четвертям|по уч четвертям"),
    (Kind.FREQUENCY, "TRIMESTERS", "каждый триместр|по триместрам"),
    (Kind.FREQUENCY, "HALVES", "по полугодиям"),
    (Kind.FREQUENCY, "QUARTERLY", "по кварталам"),
    (Kind.FREQUENCY, "MONTHLY", "по месяцам"),
    (Kind.AS_NEEDED, None, "по мере|при|в случае|по + необходимости"),
    (Kind.AS_NEEDED, None, "по мере|при поступлении|по запросу|по запросам|по обращению|по обращениям|при обращении"),
    (Kind.AS_NEEDED, None, "при возникновении|в случае возникновения|при запросе|по востребованию|по требованию"),
    (Kind.UNPLANNED, None, "в соответствии|в рамках|на основе"),
    (Kind.UNPLANNED, None, "исходя из|в зависимости|с учетом"),
    (Kind.UNPLANNED, None, "в + _|эти|те + _|установленный + срок"),
    (Kind.UNPLANNED, None, "в установленный|в + установленный + порядке"),
    (Kind.UNPLANNED, None, "срок|дата|время + _|реализация + определяется + _|реализация|определяется"),
    (Kind.UNPLANNED, None, "срок|дата|время + _|реализация + не|по + определяется|согласованию"),
    (Kind.UNPLANNED, None, "в|_ + срок + _|, + установленный"),
    (Kind.UNPLANNED, None, "при условии|при наличии|при|в случае|во время"),
    (Kind.UNPLANNED, None, "в день|в ходе|в процессе|на момент"),
    (Kind.UNPLANNED, None, "вместе с|к моменту|в моменты"),
    (Kind.UNPLANNED, None, "одновременно с|в уч время"),
    (Kind.UNPLANNED, None, "_|не + определяется + _|определяется|дополнительно"),
    (
        Kind.UNPLANNED,
        None,
        "в ближайшее время|в ближайший срок|в кратчайшие срок|в кратчайший срок|в короткие срок|без срок",
    ),
    (Kind.UNPLANNED, None, "без дата|на усмотрение|во внеурочное|в свободное|в каникулярное|в каникулярный"),
    (Kind.UNPLANNED, None, "в рабочем|в плановом|в индивидуальном|в оперативном|в заявительном + порядке|режиме"),
    (Kind.UNPLANNED, None, "в период + реализация"),
    (Kind.UNPLANNED, None, "к день|ко день|до реализация|до начала реализация"),
    (Kind.RELATIVE, None, "перед|накануне|в канун|в преддверии|незадолго до"),
    (Kind.RELATIVE, None, "по + окончании|окончанию|завершении|завершению|итогам|результатам|истечении"),
    (Kind.RELATIVE, None, "со день|с момента|с дата|после реализация|после окончания|после завершения|после получения"),
    (Kind.TIME, None, "после уроков|после занятий|после обеда|до обеда|в течение день|в течение рабочий день|мск"),
    (Kind.TIME, None, "во|в|_ + второй|первый + половине день"),
    (Kind.TIME, None, "по московскому времени|по местному времени|по московскому время|по местному время"),
    (
        Kind.FOLLOWING,
        Unit.MONTH,
        "_|, + следующий за + отчетным|отчетный|этот|истекшим|прошедшим|ним + _|месяцем|периодом",
    ),
    (Kind.FOLLOWING, Unit.MONTH, "следующий месяц|следующий за отчетным месяц|последующего месяц"),
    (Kind.FOLLOWING, Unit.QUARTER, "_|, + следующий за + отчетным|этот|истекшим + кварталом|квартал"),
    (Kind.FOLLOWING, Unit.YEAR, "_|, + следующий за + отчетным|этот|истекшим + годом|год"),
    (Kind.EXCEPT, None, "за исключением|не включая|за вычетом"),
    (Kind.WORKDAY, None, "рабочий день|уч день|будни|будням"),
)

Node = dict[Any, Any]
"""A word leads to the next node; None leads to the entry of an expression that may end here."""


def _expand(line: str) -> Iterator[list[str]]:
    for alternative in _alternatives(line):
        yield [word for phrase in alternative for word in phrase.split() if word != "_"]


def _alternatives(line: str) -> Iterator[tuple[str, ...]]:
    yield from product(*(group.split("|") for group in line.split(" + ")))


def _trie() -> Node:
    root: Node = {}
    for kind, value, line in _TABLE:
        for words in _expand(line):
            node = root
            for word in words:
                node = node.setdefault(CANONICAL.get(word, word), {})
            node.setdefault(None, (kind, value))
    return root


IDIOMS: Node = _trie()


def _vocabulary(node: Node) -> Iterator[str]:
    for word, below in node.items():
        if word is not None:
            yield word
            yield from _vocabulary(below)


IDIOM_WORDS: frozenset[str] = frozenset(CANONICAL) | frozenset(_vocabulary(IDIOMS))


def idiom_at(words: list[str], start: int) -> tuple[int, Entry] | None:
    """The longest expression that begins at `start` in a list of folded words: (how many words, its entry)."""
    node: Node | None = IDIOMS.get(words[start])
    best: tuple[int, Entry] | None = None
    position = start + 1
    while node is not None:
        entry = node.get(None)
        if entry is not None:
            best = (position - start, entry)
        if position >= len(words):
            break
        node = node.get(words[position])
        position += 1
    return best
