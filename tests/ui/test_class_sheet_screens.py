"""«Таблица классов» in words: golden for plain data, measured for long and hostile."""

import pytest

from bot.domain.class_sheets import ClassFault, ClassSlot, compare
from bot.ui.screen import Screen
from bot.ui.screens import class_sheets as screens
from bot.usecases.class_sheets import ClassList, FilledClasses
from tests.golden_files import Golden, picture
from tests.screen_sizes import faults
from tests.ui.test_plan_screens import HOSTILE

CODES = ("name", "day", "time", "teacher", "twice")


def shown(words: str, many: int) -> dict[str, Screen]:
    names = [f"{6 + n % 6}{'АБВГ'[: 1 + n // 6 % 4]}{'Д' * (n // 24)}" for n in range(many)]
    before = tuple(ClassSlot(name, 3, None, 1) for name in names)
    after = (
        *(ClassSlot(name, 1, "08:30", 2 if n % 2 else None) for n, name in enumerate(names[1:])),
        ClassSlot("10Я", 3, None, 2),
        ClassSlot("11Я", 5, "09:25"),
    )
    seen = ClassList(2**53, words, 2023, before, {1: words, 2: words})
    wrong = tuple(ClassFault(n + 2, CODES[n % 5], words[:300]) for n in range(many + 2))
    return {
        "preview": screens.preview(FilledClasses(seen, after, compare(before, after)), 2**31 - 1),
        "nothing": screens.preview(FilledClasses(seen, before, compare(before, before)), 1),
        "refused": screens.preview(FilledClasses(seen, (), compare(before, ()), wrong), 1),
        "written": screens.written(FilledClasses(seen, after, compare(before, after))),
        "caption": screens.caption(),
    }


@pytest.mark.parametrize("name", shown("", 1))
def test_the_table_of_classes_looks_like_this(name: str, golden: Golden) -> None:
    golden(f"screens/class_sheets/{name}", picture(shown("Вера Н.", 4)[name]))


@pytest.mark.parametrize("words", HOSTILE)
def test_any_words_fit(words: str) -> None:
    for name, screen in shown(words, 90).items():
        assert faults(screen) == [], name
