"""Words of the deadline language, in every case and abbreviation they are met in.

`WORDS` maps a lower-case word («ё» written «е») to its kind and value. Expressions of several words stand in
`idioms.py`. In the tables forms are parted by spaces; `stem+…` is the stem with each of the endings, `_` for none.
"""

from bot.domain.deadline.kinds import Kind, Unit

Entry = tuple[Kind, object]

_SOFT = "ь,я,ю,е,и,ем,ей,ям,ях,ями,_"
_HARD = "_,а,у,е,ом,ы,ов,ам,ах"
_ORDINAL = "ый,ая,ое,ого,ой,ом,ую,ые,ых,ому,ым"
_SEASON = "ий,его,ем,яя,ей,ее,ие,их,юю,е"

_MONTHS: dict[object, str] = {
    1: f"январ+{_SOFT} янв янваль",
    2: f"феврал+{_SOFT} фев февр фебраль",
    3: f"март+{_HARD} мар мрт",
    4: f"апрел+{_SOFT} апр апер",
    5: "май мая маю мае маем",
    6: f"июн+{_SOFT}",
    7: f"июл+{_SOFT}",
    8: f"август+{_HARD} авг авгус",
    9: f"сентябр+{_SOFT} сен сент сентяб снтябрь",
    10: f"октябр+{_SOFT} окт октяб отктябрь",
    11: f"ноябр+{_SOFT} ноя нояб нбр",
    12: f"декабр+{_SOFT} дек декаб",
}
_WEEKDAYS: dict[object, str] = {
    0: "понедельник+_,а,у,ом,е,и,ам,ов пн пон понед",
    1: "вторник+_,а,у,ом,е,и,ам,ов вт втор",
    2: "сред+а,ы,у,е,ой,ам ср",
    3: "четверг+_,а,у,ом,е,и,ам,ов чт",
    4: "пятниц+а,ы,у,е,ей,ам пт пятн",
    5: "суббот+а,ы,у,е,ой,ам сб субб",
    6: "воскресень+е,я,ю,ем,и,ям вс воскр",
}
_NUMBERS: dict[object, str] = {
    1: f"перв+{_ORDINAL} один одна одно одного одной одну одному",
    2: f"втор+{_ORDINAL} два две двух двум",
    3: "трет+ий,ья,ье,ьего,ьей,ьем,ью,ьи,ьих,ьему три трех трем",
    4: f"четверт+{_ORDINAL} четыре четырех",
    5: f"пят+{_ORDINAL} пять пяти",
    6: f"шест+{_ORDINAL} шесть шести",
    7: f"седьм+{_ORDINAL} семь семи",
    8: f"восьм+{_ORDINAL} восемь восьми",
    9: f"девят+{_ORDINAL} девять девяти",
    10: f"десят+{_ORDINAL} десять десяти",
    11: f"одиннадцат+{_ORDINAL}",
    12: f"двенадцат+{_ORDINAL}",
    13: f"тринадцат+{_ORDINAL}",
    14: f"четырнадцат+{_ORDINAL}",
    15: f"пятнадцат+{_ORDINAL}",
    16: f"шестнадцат+{_ORDINAL}",
    17: f"семнадцат+{_ORDINAL}",
    18: f"восемнадцат+{_ORDINAL}",
    19: f"девятнадцат+{_ORDINAL}",
    20: f"двадцат+{_ORDINAL} двадцать",
    30: f"тридцат+{_ORDINAL} тридцать",
    -1: "последн+ий,яя,ее,его,ей,ем,юю,ие,их,ему",
}
_UNITS: dict[object, str] = {
    Unit.DAY: "день дня дней дню дни днем дне дн",
    Unit.DATE: "числ+о,а,у,е,ах,ам,ом чисел",
    Unit.WEEK: "недел+я,и,ю,е,ей,ь,ям,ях нед",
    Unit.DECADE: "декад+а,ы,у,е,ой,ам,ах,_",
    Unit.MONTH: "месяц+_,а,у,е,ем,ы,ев,ам,ах мес",
    Unit.QUARTER: f"квартал+{_HARD} кв кварт",
    Unit.HALF: "полугоди+е,я,ю,и,ем,й,ям,ях полугод полуг пг семестр семестра семестре",
    Unit.TERM: "четверт+ь,и,ью,ей,ям,ях четв чет",
    Unit.TRIMESTER: f"триместр+{_HARD}",
    Unit.YEAR: "год+_,а,у,ом,е,ы,ов,ам,ах лет г гг",
}
_SEASONS: dict[object, str] = {
    (9, 11): "осень осени осенью",
    (12, 2): "зим+а,ы,у,е,ой,ою",
    (3, 5): "весн+а,ы,у,е,ой,ою",
    (6, 8): "лет+о,а,у,е,ом",
}
_SEASONAL: dict[object, str] = {
    (9, 11): f"осенн+{_SEASON}",
    (12, 2): f"зимн+{_SEASON}",
    (3, 5): f"весенн+{_SEASON}",
    (6, 8): f"летн+{_SEASON}",
}
_PARTS: dict[object, str] = {
    1: "начал+о,а,е,у,ом нач",
    2: "середин+а,ы,е,у,ой",
    3: "кон+ец,ца,це,цу,цом,_ окончание окончания окончанию завершения",
}
_FREQUENCIES: dict[object, str] = {
    "YEARLY": f"ежегодн+о,{_ORDINAL} ежегод",
    "MONTHLY": f"ежемесячн+о,{_ORDINAL} помесячно ежемес",
    "WEEKLY": f"еженедельн+о,{_ORDINAL} понедельно еженед",
    "DAILY": f"ежедневн+о,{_ORDINAL} ежедн",
    "QUARTERLY": f"ежеквартальн+о,{_ORDINAL} поквартально ежекв ежекварт",
}
_TIMES: dict[object, str] = {None: "раз раза разу", 1: "единожды", 2: "дважды", 3: "трижды"}
_COUNTED = (
    "этап+_,а,е,ы,ов,у час+_,а,ов,у ч мин минут класс+_,а,е,ы,ов,ах,ам кл школ+а,ы,ах,_,е тур+_,а,ы,ов "
    "смен+а,ы,у,_ занят+ие,ия,ий урок+_,а,и,ов мероприят+ие,ия,ий модул+ь,я,и курс+_,а,ы,ов групп+а,ы,_ человек чел "
    "участник+_,а,ов балл+_,а,ов поток+_,а,и заседани+е,я,й встреч+а,и,_ параллел+ь,и,ей совещани+е,я,й "
    "собрани+е,я,й организаци+я,и,й оо моу ученик+_,а,ов обучающихся учащихся пункт+_,а"
)
_PLAIN: dict[Kind, str] = {
    Kind.COUNTED: _COUNTED,
    Kind.HALF_OF: "половин+а,е,у,ы пол",
    Kind.FROM: "с со начиная между",
    Kind.UNTIL: "до",
    Kind.BY: "по",
    Kind.BUT: "но",
    Kind.TOWARDS: "к ко",
    Kind.AFTER: "после позднее позже",
    Kind.OF_DOCUMENT: "от",
    Kind.IN: "в во на за",
    Kind.FILLER: "период+_,а,е,ы срок+_,и,ом дат+а,ы предварительно исполнения реализации проведения выполнения "
    "включая также однократно единовременно разово поэтапно",
    Kind.ALL: "весь вся все всего всей всему всем всю круглый целый",
    Kind.ONGOING: "постоянно систематически регулярно непрерывно круглогодично периодически постоянный постоянная "
    "бессрочно постоян систематично систематич планомерно непрерывный регул",
    Kind.EACH: f"кажд+{_ORDINAL}",
    Kind.THEN: "далее впоследствии затем",
    Kind.HOLIDAYS: "каникулы каникул каникулам каникулах каникулярное каникулярный каникулярные",
    Kind.INCLUSIVE: "включительно вкл включит",
    Kind.EXCEPT: "кроме исключая исключением исключение искл",
    Kind.OR: "или либо",
    Kind.AND: "и",
    Kind.UNPLANNED: "согласно незамедлительно немедленно своевременно оперативно уточняется уточняются нет "
    "индивидуально дополнительно отдельно планово планируется сразу одновременно",
}

ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}
LOOSE_ROMAN = {"l": 1, "ll": 2, "lll": 3, "lv": 4, "п": 2, "ш": 3, "х": 10}
"""Letters that stand for a Roman number only before a unit: «Ш квартал», «l полугодие»."""

OF_COUNTS = frozenset({"учебных", "учебные", "учебной", "рабочих", "календарных", "полных", "академических"})
"""Adjectives between a number and what it counts: «8 учебных недель»."""

_ENDINGS = "й,я,е,ая,яя,ое,ее,ый,ий,ой,го,му,ю,юю,ей,х,ых,их,м,ом,ем,ую,ого,его,ье,ья,ью,ти,ми"
ORDINAL_ENDINGS = frozenset(_ENDINGS.split(","))
LOOK_ALIKES = str.maketrans("aceopxykmthbiαορι", "асеорхукмтнвіаорі")


def _forms(text: str) -> list[str]:
    forms: list[str] = []
    for word in text.split():
        stem, _, endings = word.partition("+")
        forms.extend(stem + ending.strip("_") for ending in endings.split(","))
    return forms


def _index() -> dict[str, Entry]:
    plain: list[tuple[Kind, dict[object, str]]] = [(kind, {None: words}) for kind, words in _PLAIN.items()]
    tables: list[tuple[Kind, dict[object, str]]] = [
        *plain,
        (Kind.NUMBER, _NUMBERS),
        (Kind.UNIT, _UNITS),
        (Kind.SEASON, _SEASONS),
        (Kind.SEASONAL, _SEASONAL),
        (Kind.FREQUENCY, _FREQUENCIES),
        (Kind.PART, _PARTS),
        (Kind.WEEKDAY, _WEEKDAYS),
        (Kind.MONTH, _MONTHS),
        (Kind.TIMES, _TIMES),
    ]
    return {form: (kind, value) for kind, table in tables for value, words in table.items() for form in _forms(words)}


WORDS: dict[str, Entry] = _index()
