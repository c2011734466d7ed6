"""Screens of a letter of the day, of a sheet of a school and of /export keep their sizes with any data."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.letters import Letter, LetterDay
from bot.domain.people import Role
from bot.ui.screen import Screen
from bot.ui.screens import exports, letters, school_sheets
from bot.usecases.attachments import Attachment
from bot.usecases.letters import Cancelled, Given, Home, Order
from bot.usecases.names import Who
from bot.usecases.school_sheets import BadLine, Fault, Filled, Preview
from tests.screen_sizes import faults

FILE = Attachment("id", "<b>Ы</b> & " * 9, 19 * 2**20)
TODAY, DUE = date(2026, 11, 22), date(2026, 11, 27)
HOSTILE = "<b>Ы</b> & \u202eобратно\u202c 👩‍🏫 " * 200
LONG = "оченьдлинноеслово" * 250


def screens(words: str, number: int) -> list[Screen]:
    tag, short = words[:40], words[:40]
    people = tuple(Who(n, words, None, Role.NAVIGATOR) for n in range(1, number + 1))
    ids = tuple(range(1, number + 1))
    home = Home(1, short, people, tuple((n, short) for n in ids), tuple((f"{tag[:38]}{n}", ids) for n in range(9)))
    order, day = Order(words[:2000], TODAY, DUE, words[:100]), LetterDay(TODAY, DUE, words)
    return [
        letters.choose_day(Letter(words[:2000], (day,) * 9), 2**31 - 1, TODAY),
        letters.no_day(Letter(words[:2000], past=TODAY), TODAY),
        letters.no_day(Letter(words[:2000], impossible=words), TODAY),
        letters.ask_day(words[:2000]),
        letters.whose(order, [home], 2**31 - 1, TODAY, warned=True, page=1),
        letters.whose(order, [home] * 12, 2**31 - 1, TODAY, warned=True),
        letters.tags(order, home, 2**31 - 1, TODAY),
        letters.some(order, home, set(ids), 2**31 - 1, TODAY, 1),
        letters.given(Given(2**40, short, None, DUE, TODAY, people[0], 0, 1, 2**40)),
        letters.given(Given(2**40, short, TODAY, DUE, TODAY, None, 1000, 0)),
        letters.whose(replace(order, file=FILE), [home], 2**31 - 1, TODAY, warned=True, page=1),
        letters.file_caption(Attachment("id", words, 2**50)),
        letters.cancel_question(Cancelled(short, 1000, 1000), 2**40),
        letters.cancelled(Cancelled(short, 1000, 1000)),
        school_sheets.preview(
            Preview(
                (Filled(1, 1, False, DUE, words, 5, words),) * number,
                tuple(BadLine(n, words, fault) for n, fault in enumerate(list(Fault) * number)),
                ids,
            ),
            2**31 - 1,
        ),
        school_sheets.written(number),
        exports.forms(1, words, tuple((n, words) for n in ids)),
    ]


@pytest.mark.parametrize("words", ["Ы", HOSTILE, LONG])
@pytest.mark.parametrize("number", [1, 200])
def test_no_words_break_a_screen(words: str, number: int) -> None:
    assert [fault for screen in screens(words, number) for fault in faults(screen)] == []
