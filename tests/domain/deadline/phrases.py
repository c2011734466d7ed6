"""Phrases for the laws: whatever can be typed, and words of the language in any order."""

from datetime import date

from hypothesis import strategies as st

from bot.domain.deadline.idioms import CANONICAL
from bot.domain.deadline.lexicon import WORDS
from tests.domain.deadline.cases import every_case

_COMMON = (
    *(
        "до",
        "с",
        "по",
        "в",
        "к",
        "и",
        "не позднее",
        "в срок до",
        "начиная с",
        "после",
        "далее",
        "ежегодно",
        "ежемесячно",
    ),
    *(
        "каждый",
        "раз",
        "раза",
        "1 раз в",
        "в течение",
        "по графику",
        "по мере необходимости",
        "учебный год",
        "года",
        "г.",
    ),
    *("числа", "числа каждого месяца", "неделя", "декада", "квартал", "полугодие", "четверть", "начало", "конец"),
    *("включительно", "кроме", "или", "этап", "(подготовка)", "– подготовка", "(«x»)", "с последующей корректировкой"),
)
_NUMBERS = (
    "1",
    "2",
    "3",
    "15",
    "28",
    "29",
    "30",
    "31",
    "09",
    "12",
    "2023",
    "2024",
    "23",
    "2023/2024",
    "I",
    "IV",
    "1-я",
)
_DATES = ("01.09.2023", "31.05.2024", "15.10", "29.02", "10.11.23", "1 октября", "15 мая 2024", "сентябрь", "июль 2024")
_MARKS = ("-", "–", ",", ";", ".", "/", ":", "(", ")", "«", "»", "\n", "<p>", "</p>", "№", "*")

VOCABULARY = sorted({*WORDS, *CANONICAL})
"""Every word that the lexicon knows, and every form that idioms fold."""

pieces = st.one_of(
    st.sampled_from(_COMMON),
    st.sampled_from(_NUMBERS),
    st.sampled_from(_DATES),
    st.sampled_from(_MARKS),
    st.sampled_from(VOCABULARY),
    st.text(alphabet="абвгдежзabcXIV019.- ", max_size=5),
)
soups = st.builds(
    lambda words, glue: glue.join(words), st.lists(pieces, max_size=9), st.sampled_from((" ", " ", " ", ""))
)
approved = st.sampled_from([case.text for case in every_case()])
phrases = st.one_of(
    approved,
    soups,
    st.builds(lambda one, mark, two: one + mark + two, approved, st.sampled_from((", ", "; ", " ")), soups),
)
anything = st.one_of(st.text(max_size=40), phrases)
years = st.integers(min_value=2005, max_value=2060)
days = st.one_of(st.none(), st.dates(date(2005, 1, 1), date(2060, 12, 31)))
