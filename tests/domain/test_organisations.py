"""Names of schools: read from lists, shortened, recognised in another spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Refusal
from bot.domain.organisations import LineFault, read_list, same_name, short_name
from bot.usecases.lexicon import legal_forms


@pytest.mark.parametrize(
    ("line", "name", "tags"),
    [
        ("МБОУ СОШ № 3; город", "МБОУ СОШ № 3", ("город",)),
        ("1. МБОУ СОШ № 3", "МБОУ СОШ № 3", ()),
        ("12) МБОУ СОШ № 3", "МБОУ СОШ № 3", ()),
        ("• Лицей «Гармония»; город, участник БвБ; село", "Лицей «Гармония»", ("город", "участник БвБ", "село")),
        ("3\tМБОУ СОШ № 3\tгород", "МБОУ СОШ № 3", ("город",)),
        ("  МБОУ   СОШ № 3\u202e ", "МБОУ СОШ № 3", ()),
        ("57 школа", "57 школа", ()),
    ],
)
def test_a_line_is_a_name_and_tags(line: str, name: str, tags: tuple[str, ...]) -> None:
    (read,) = read_list(line)
    assert (read.name, read.tags, read.fault) == (name, tags, None)


def test_each_line_keeps_its_number_and_its_fault() -> None:
    lines = read_list(f"Школа № 1\n\nш\nшкола N1\n{'я' * 301}\n123")
    assert [(line.number, line.fault) for line in lines] == [
        (1, None),
        (3, LineFault.SHORT),
        (4, LineFault.TWICE),
        (5, LineFault.LONG),
        (6, LineFault.SHORT),
    ]
    assert lines[2].like == "Школа № 1"


def test_an_empty_list_and_an_endless_one_are_refused() -> None:
    with pytest.raises(Refusal, match="list-empty"):
        read_list("\n \n")
    with pytest.raises(Refusal, match="list-long"):
        read_list("\n".join(f"Школа № {n}" for n in range(2001)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("МБОУ СОШ № 3", "мбоу сош №3"),
        ("МБОУ «Лицей № 1»", 'МБОУ "Лицей №1"'),
        ("Школа им. Королёва", "ШКОЛА ИМ КОРОЛЕВА"),
        ("СОШ № 3", "СОШ N3"),
    ],
)
def test_two_spellings_of_one_school_are_one(one: str, other: str) -> None:
    assert same_name(one) == same_name(other)


def test_different_numbers_are_different_schools() -> None:
    assert same_name("СОШ № 3") != same_name("СОШ № 13")


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("МБОУ СОШ № 3", "СОШ № 3"),
        ("МБОУ «Лицей № 1»", "Лицей № 1"),
        ("Муниципальное бюджетное общеобразовательное учреждение «Школа № 5»", "Школа № 5"),
        ("Управление образования Лысьвенского городского округа", "Управление образования Лысьвенского"),
        ("МБОУ", "МБОУ"),
        ("МБОУ «СОШ № 3» и «Детский сад»", "«СОШ № 3» и «Детский сад»"),
    ],
)
def test_the_short_name_leaves_the_legal_form_out(name: str, short: str) -> None:
    assert short_name(name, legal_forms()) == short


@given(st.text(max_size=400))
def test_any_text_is_a_list_or_refused_and_short_names_fit(text: str) -> None:
    try:
        lines = read_list(text)
    except Refusal:
        return
    for line in lines:
        if line.fault is None:
            assert 0 < len(short_name(line.name, legal_forms())) <= 40
