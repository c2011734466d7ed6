"""Letters of the day: which day a sentence asks for, and which numbers are none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import letters
from bot.domain.deadline import Deadline, parse
from bot.domain.letters import Letter, read_letter
from bot.usecases.lexicon import letter_words

SUNDAY = date(2026, 11, 22)


def read(text: str, today: date = SUNDAY) -> Letter:
    return read_letter(text, today, letter_words())


@pytest.mark.parametrize(
    ("text", "title", "words", "due"),
    [
        ("Мониторинг по письму № 417 до 27 ноября", "Мониторинг по письму № 417", "до 27 ноября", (2026, 11, 27)),
        ("До 27 ноября прислать списки классов", "прислать списки классов", "До 27 ноября", (2026, 11, 27)),
        ("По письму № 12-05/417 от 12.11.2026 дать ответ до 1 декабря.", None, "до 1 декабря", (2026, 12, 1)),
        (
            "Письмо от 12 декабря 2026 г. № 5: ответ не позднее 15.12.2026",
            None,
            "не позднее 15.12.2026",
            (2026, 12, 15),
        ),
        ("Отчёт по п. 3.12 плана сдать до 27.11", None, "до 27.11", (2026, 11, 27)),
        ("Отчёт по пункту 3.12 до 27.11.26", None, "до 27.11.26", (2026, 11, 27)),
        ("До 27 ноября 30 человек записать на экскурсию", None, "До 27 ноября", (2026, 11, 27)),
        ("27 ноября совещание, заявки до 25 ноября", "27 ноября совещание, заявки", "до 25 ноября", (2026, 11, 25)),
        ("Провести классный час 27 ноября", "Провести классный час", "27 ноября", (2026, 11, 27)),
        ("Неделя профессий с 30 ноября по 4 декабря 2026 г.", None, None, (2026, 12, 4)),
        ("Сдать отчёт до 15 января", "Сдать отчёт", "до 15 января", (2027, 1, 15)),
        ("Отчёт за полугодие до 15 января 2027 года", "Отчёт за полугодие", None, (2027, 1, 15)),
        ("Собрание в пятницу, 27 ноября, в 15:00", "Собрание в 15:00", None, (2026, 11, 27)),
        ("Ответ нужен к понедельнику", "Ответ нужен", "к понедельнику", (2026, 11, 23)),
        ("Сдать списки до пятницы", "Сдать списки", "до пятницы", (2026, 11, 27)),
        ("Позвонить в колледж завтра", "Позвонить в колледж", "завтра", (2026, 11, 23)),
        ("Прислать согласия до 27 ноября, 15:00", None, None, (2026, 11, 27)),
        ("Сбор заявок в 5-9 классах (срок — 30 ноября)", None, None, (2026, 11, 30)),
        ("Срок исполнения: 27.11.2026. Отчёт о пробах", None, None, (2026, 11, 27)),
        ("План мероприятий на 2026/2027 учебный год до 30 ноября", None, "до 30 ноября", (2026, 11, 30)),
    ],
)
def test_the_day_of_a_letter_is_found(
    text: str, title: str | None, words: str | None, due: tuple[int, int, int]
) -> None:
    letter = read(text)
    assert [day.due for day in letter.days] == [date(*due)]
    assert title is None or letter.title == title
    assert words is None or letter.days[0].words == words


def test_a_span_keeps_its_first_day() -> None:
    day = read("Неделя профессий с 30 ноября по 4 декабря").days[0]
    assert (day.opens, day.due) == (date(2026, 11, 30), date(2026, 12, 4))


@pytest.mark.parametrize(
    "text",
    [
        "Привет",
        "Спасибо, всё получилось",
        "Письмо № 417",
        "Письмо № 12.11 от 12.12.2026",
        "Пункт 3.12 не понят",
        "В 9 классе 25 человек",
        "Сколько часов в 2026/2027 учебном году?",
        "",
        "5",
        "Звонок в 10.30",
        "Что делать со средой?",
    ],
)
def test_chatter_and_numbers_name_no_day(text: str) -> None:
    assert read(text).days == ()


def test_several_days_wait_for_a_choice() -> None:
    letter = read("Заявки до 25 ноября, отчёты до 4 декабря")
    assert [day.due for day in letter.days] == [date(2026, 11, 25), date(2026, 12, 4)]
    assert letter.title == "Заявки до 25 ноября, отчёты до 4 декабря"


def test_a_day_that_has_passed_lately_is_not_put_off_by_a_year() -> None:
    letter = read("Сдать отчёт до 20 ноября")
    assert (letter.days, letter.past) == ((), date(2026, 11, 20))
    assert letter.title == "Сдать отчёт"


def test_a_day_of_the_past_that_is_only_told_of_is_no_deadline() -> None:
    letter = read("Собрание прошло 12 ноября")
    assert (letter.days, letter.past) == ((), None)


def test_a_day_that_no_calendar_has_is_named() -> None:
    assert read("Отчёт до 30 февраля").impossible == "до 30 февраля"


def test_on_a_friday_until_friday_means_the_next_one() -> None:
    assert read("Списки до пятницы", date(2026, 11, 27)).days[0].due == date(2026, 12, 4)


@given(st.text(alphabet="до не позднее от № 0123456789.ноябряекабс/-,«»()\n", max_size=120))
def test_no_text_breaks_it_and_no_day_lies_behind(text: str) -> None:
    letter = read(text)
    assert all(day.due >= SUNDAY and (day.opens or day.due) <= day.due for day in letter.days)
    assert len({day.due for day in letter.days}) == len(letter.days)


@given(st.integers(1, 40), st.integers(1, 5000))
def test_a_number_of_a_letter_is_no_day(ahead: int, number: int) -> None:
    due = date.fromordinal(SUNDAY.toordinal() + ahead)
    letter = read(f"По письму № {number} от 03.11.2026 сделать до {due:%d.%m.%Y}")
    assert [day.due for day in letter.days] == [due]


HOSTILE = ["1.1.26 ", "до 27 ноября по 3 ", "в пятницу 13 ", "с 5 ноября, 6 декабря, 7 января "]


@pytest.mark.parametrize("text", [*HOSTILE, "".join(HOSTILE)])
def test_hostile_text_does_not_keep_the_grammar_busy(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counted(words: str, school_year: int) -> Deadline:
        asked.append(words)
        return parse(words, school_year)

    monkeypatch.setattr(letters, "parse", counted)
    read(text * 4000)
    assert 0 < sum(map(len, asked)) < 2 * letters.PATIENCE
    assert max(map(len, asked)) <= letters.WIDEST_PHRASE


def test_a_day_at_the_end_of_a_long_letter_is_found() -> None:
    body = "В соответствии с пунктом 3.12 письма от 12.11.2026 № 417 школам (30 из 34) и 1250 ученикам 6–11 классов. "
    letter = read(body * 17 + "Отчёт просим прислать до 27 ноября.")
    assert [day.due for day in letter.days] == [date(2026, 11, 27)]
