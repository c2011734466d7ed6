"""Expected results, and titles, read into what to ask for at completion (`bot.domain.demands`).

A phrase is a pattern over folded words (lower case, «е» for «ё»); each adds its demands. What leaves something behind –
an order, a page on a site – is read from both texts, for many rows have no result; numbers are read from the result and
from the title only where the result names none.
"""

import re
from collections.abc import Iterable
from functools import cache

from bot.domain.demands import Demand, kept, ordered, stored

_ORDERS = (
    r"\bприказ", r"\bраспоряжени", r"локальн\w+ (?:нормативн\w+ )?(?:правов\w+ )?акт", r"(?<!для )\bутвержд(?:ен|ает)",
    r"(?:назнач|закрепл|определен)\w+ (?:\w+ ){0,2}(?:сотрудник|специалист|ответственн|координатор|куратор)",
    r"создан\w+ (?:[\w-]+ ){0,4}(?:рабоч\w+ групп|комисси\w+|совет)",
    r"получен\w+ лицензи", r"издан\w* (?:\w+ )?(?:приказ|распоряжени)",
)  # fmt: skip
_NO_ORDERS = (
    r"анализ информации о",
    r"утвержденн\w+ (?:\w+ )*(?:акт|график|план|требован|порядк)",
    r"в различных формах",
)
_LINKS = (
    r"\bсайт", r"https?://", r"официальн\w+ (?:\w+ )?(?:сайт|страниц|информационн)", r"информационн\w+ ресурс",
    r"социальн\w+ сет", r"\bинтернет", r"(?:опубликова|размещ)\w+ (?:\w+ ){0,6}(?:портал|страниц|платформ|групп)",
)  # fmt: skip
_FILES = (r"\bсправк", r"\bотчет", r"\bпротокол", r"\bаналитическ\w+ (?:записк|материал)", r"\bпрезентаци")
_MADE = (
    r"\b(?:разработ|сформирован|создан|составлен|подготовлен|формировани|составлени|подготовк)\w* "
    r"(?:[\w(=-]+ ){0,3}\(?=?(?:план|дорожн\w+ карт|положени|график|программ|паспорт|реестр|календар)",
)  # fmt: skip
_NOT_MADE = (r"документы/материалы", r"план\w* профессиональн", r"банк\w* (?:\w+ )?программ")

_LEVELS = (
    r"\b40\b.*\b60\b",
    r"(?:определен|выбор|установлен)\w* уровн\w+ (?:реализации )?(?:профориентационного|профминимум)",
    r"определен\w+ уровн\w+ реализаци",
)  # fmt: skip
_HOURS = (
    r"реализаци\w+ (?:мероприяти\w+ )?(?:профориентационн\w+ минимум\w*|профессиональн\w+ минимум\w*|профминимум\w*) "
    r"(?:в соответствии с|согласно) (?:\w+ )?уровн",
)  # fmt: skip

_NUMBERS: tuple[tuple[str, tuple[Demand, ...]], ...] = (
    (r"охват\w* (?:\w+ ){0,3}(?:обучающ|учащ|школьник|участник|дет)", (Demand.PUPILS, Demand.ALL_PUPILS)),
    (r"% (?:обучающ|учащ|школьник|выпускник)", (Demand.PUPILS, Demand.ALL_PUPILS)),
    (r"(?:числ|количеств|дол)\w+ (?:\w+ ){0,2}(?:участник|обучающ|учащ|школьник|выпускник|дет)", (Demand.PUPILS,)),
    (r"(?:участи|посещен|привлечен|вовлечен)\w+ (?:\w+ ){0,1}(?:обучающ|учащ|школьник)", (Demand.PUPILS,)),
    (r"для посещения (?:\w+ )?занятий|уров\w+ готовности к профессиональн", (Demand.PUPILS,)),
    (r"диагностическ\w+ обследовани|(?<!само)диагностик\w+ (?:\w+ ){0,3}(?:обучающ|учащ)", (Demand.PUPILS,)),
    (r"для (?:родителей и )?(?:учащ|обучающ|школьник)\w+ (?:[\d –—-]+ классов )?\(?встреч", (Demand.PUPILS,)),
    (r"согласи\w+ (?:\w+ ){0,5}обучающ", (Demand.PUPILS,)),
    (r"согласи\w+ .{0,60}педагог", (Demand.TEACHERS,)),
    (r"спис\w+ (?:обучающ|учащ)|экскурси(?!\w+\))|профессиональн\w+ проб(?!\w*,)|профпроб", (Demand.PUPILS,)),
    (r"(?:открыт[ыо]?|открытие|созданы?|перечень|перечня|сформирован\w*) (?:[\w-]+ ){0,3}класс(?:ы|ов)",
     (Demand.CLASSES, Demand.PUPILS)),
    (r"включ\w+ в расписан|в расписани\w+ (?:урок|занят)", (Demand.CLASSES,)),
    (r"% (?:педагог|учител|классных руковод)", (Demand.TEACHERS, Demand.ALL_TEACHERS)),
    (r"(?:повысили|повышение|повышения) (?:\w+ )?квалификаци|(?:пере|про)подготовк\w+ педагог|переквалификаци",
     (Demand.TEACHERS,)),
    (r"\bобуч(?:ены|ена|ение|ения|ению) (?:\w+ ){0,4}(?:педагог|учител|координатор|ответственн)", (Demand.TEACHERS,)),
    (r"\bобуч(?:ены|ена|ение|ения|ению) (?:\w+ ){0,4}(?:команд|специалист|навигатор)", (Demand.TEACHERS,)),
    (r"(?:(?<!обученных )педагогическ\w+ (?:работник|сообществ|кадр)|для (?:педагогов|учителей)|педагогов-навигатор)",
     (Demand.TEACHERS,)),
    (r"педагоги-навигатор|подготовлены наставник|закреплени\w+ специалист", (Demand.TEACHERS,)),
    (r"(?:участи\w+|для|охват\w*|числ\w+|количеств\w+) родител", (Demand.PARENTS,)),
    (r"родительск\w+ собрани", (Demand.PARENTS,)),
    (r"(?:организова|провед|прошл)\w* (?:\w+ ){0,3}(?:тематическ\w+ )?родительск\w+ собрани", (Demand.EVENTS,)),
    (r"(?<!для )\b(?:организаци[яю]|организова\w+|проведен\w+|серии) (?:[\w,-]+ ){0,5}(?:мероприят|смен)",
     (Demand.EVENTS,)),
    (r"(?<!для )\b(?:организаци[яю]|организова\w+|проведен\w+|серии) (?:[\w,-]+ ){0,5}(?:семинар|консультаци|совещ)",
     (Demand.EVENTS,)),
    (r"в совещаниях|дни открытых дверей|профориентационные мероприятия|консультирован|встречи|встреч обучающ",
     (Demand.EVENTS,)),
    (r"информировани\w+ родител", (Demand.EVENTS,)),
    (r"летни\w+ (?:\w+ )?смены", (Demand.PUPILS,)),
    (r"проведен\w* урок", (Demand.LESSONS,)),
    (r"соглашени\w+ о|договор\w* о|заключ\w+ (?:\w+ )?(?:договор|соглашени)", (Demand.AGREEMENTS,)),
    (r"реализова\w+ (?:\w+ ){0,1}курс|элективн\w+ курсы", (Demand.PROGRAMMES, Demand.PUPILS)),
    (r"(?:документы/материалы|банк методическ|методических материалов)|выдач\w+ документ|управленческие решения",
     (Demand.DOCUMENTS,)),
    (r"публикац|освещен|информирование общественности|\bв сми\b", (Demand.PUBLICATIONS,)),
)  # fmt: skip

_PROGRAMMES = (
    r"(?:перечень|перечня|список|банк) (?:[\w-]+ ){0,2}программ", r"актуализаци\w+ (?:\w+ ){0,2}программ",
)  # fmt: skip
_SCHOOLS = (
    r"\d+ ?% (?!педагог|учител|обучающ|учащ)(?:[\w-]+ ){0,4}(?:(?:обще)?образовательн|школ|оо\b|муниципальн)",
    r"\bв \d+ (?:обще)?образовательн", r"\bвсем (?:оо|школам)\b", r"(?:в|для) каждой (?:обще)?образовательн",
    r"перечень (?:обще)?образовательных организаций", r"чек-лист", r"(?:мониторинг|оценк)\w* (?:\w+ )?готовности",
    r"регистраци\w+ (?:обще)?образовательных организаций", r"образовательные организации .{0,60}разместили",
    r"(?:назначен|утвержден)\w+ ответственн\w+ сотрудник\w+ .{0,80}в общеобразовательных организациях",
)  # fmt: skip
_WORDS = (
    r"стратеги", r"созданы условия для открытия", r"в различных формах", r"подведение итогов",
    r"управленческие решения", r"\. анализ (?!.*рекомендаци)", r"(?:мониторинг|оценк)\w* (?:\w+ )?готовности",
)  # fmt: skip

_PUPILS_PAPERS = (
    r"согласи\w+ на обработк", r"спис\w+ (?:обучающ|учащ|школьник|учеников|детей)", r"выдач\w+ документ",
    r"(?<!само)диагностик\w* (?!готовности школ)(?:\w+ ){0,4}(?:обучающ|учащ|школьник|дет|выпускник)",
    r"диагностическ\w+ обследовани", r"персональн\w+ данн", r"анкетировани\w+ (?:\w+ )?(?:обучающ|учащ|школьник|дет)",
)  # fmt: skip


_QUOTED = re.compile(r"«[^«»]*»")
_VAGUE = re.compile(r"обеспечена готовность педагогических работников")


def demands_of(title: str, result: str | None) -> tuple[Demand, ...]:
    """What the words of a row ask for, in the order in which a person is asked."""
    titled, wanted = _folded(title), _folded(result or "")
    both = f"{wanted} . {titled}"
    found = _papers(both) | _numbers(wanted, titled)
    found |= {demand for demand, words in _BOTH if _any(words, both)}
    if about_pupils(title, result):
        found -= {Demand.FILE}
    return ordered(found)


_BOTH = (
    (Demand.LEVEL, _LEVELS),
    (Demand.HOURS, _HOURS),
    (Demand.PROGRAMMES, _PROGRAMMES),
    (Demand.SCHOOLS, _SCHOOLS),
    (Demand.TEXT, _WORDS),
)


def _papers(words: str) -> set[Demand]:
    """An order has a number and a day of its own, a page an address: the paper itself is not asked for as well."""
    found = {Demand.LINK} if _any(_LINKS, words) else set[Demand]()
    if _any(_ORDERS, words) and not _any(_NO_ORDERS, words):
        found.add(Demand.ORDER)
    elif _any(_FILES, words) or (not found and _any(_MADE, words) and not _any(_NOT_MADE, words)):
        found.add(Demand.FILE)
    return found


def _numbers(wanted: str, titled: str) -> set[Demand]:
    for words in (_VAGUE.sub("", wanted), titled):
        found = {demand for pattern, demands in _NUMBERS if re.search(pattern, words) for demand in demands}
        if found:
            return found
    return set()


def about_pupils(title: str, result: str | None) -> bool:
    """Lists, consents or diagnostics of pupils: a number is asked for, never a file (rules.md, rule 6)."""
    return _any(_PUPILS_PAPERS, _folded(f"{title} . {result or ''}"))


def asked(codes: Iterable[object], title: str, result: str | None) -> tuple[Demand, ...]:
    """What is asked of a row: what was settled with it, else what its words say."""
    found = kept(codes)
    return demands_of(title, result) if found is None else found


def carried(before: tuple[list[str], str, str | None], after: tuple[list[str], str, str | None]) -> list[str]:
    """Demands of a row in its newer version, each told as (demands, title, result): what a person settled is kept."""
    if by_hand(*after) or not by_hand(*before):
        return stored(asked(*after))
    return before[0]


def by_hand(codes: list[str], title: str, result: str | None) -> bool:
    """A person has changed what the words of the row ask for."""
    found = kept(codes)
    return found is not None and found != demands_of(title, result)


def _folded(text: str) -> str:
    """Comparable words; names in quotes («Институт повышения квалификации») ask for nothing."""
    return " ".join(_QUOTED.sub("«»", text).casefold().replace("ё", "е").split())


def _any(patterns: tuple[str, ...], words: str) -> bool:
    return bool(_joined(patterns).search(words))


@cache
def _joined(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(patterns))
