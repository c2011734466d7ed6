"""What was typed as evidence: its kind, real addresses, lists of names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.evidence import ProofKind, is_link, looks_like_names, read_proof


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Приказ № 12 от 01.09.2023", ProofKind.ORDER),
        ("приказ №12-од от 1 сентября", ProofKind.ORDER),
        ("План утверждён на педсовете", ProofKind.TEXT),
        ("https://school3.example.ru/prof", ProofKind.LINK),
        ("размещено: www.school3.ru/plan", ProofKind.LINK),
    ],
)
def test_the_kind_follows_from_the_words(text: str, kind: ProofKind) -> None:
    value = read_proof(text)
    assert value is not None
    assert value.kind is kind


def test_words_beside_a_link_are_kept() -> None:
    value = read_proof("раздел https://school3.ru/prof на сайте")
    assert value is not None
    assert (value.text, value.link) == ("раздел на сайте", "https://school3.ru/prof")


@pytest.mark.parametrize("link", ["https://", "http://localhost", "https://[::1", "https://.", "http://a" + "b" * 2000])
def test_what_only_looks_like_an_address_is_none(link: str) -> None:
    assert not is_link(link)
    assert read_proof(link + "/") is None or "." in link


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Иванов Пётр, Петрова Анна, Сидоров Олег", True),
        ("Иванов П. А., Петрова А.И.", True),
        ("Приказ подписан, Анна Петровна проверила", False),
        ("План утверждён директором 1 сентября", False),
        ("Участвовали 25 учеников 8А и 9Б", False),
    ],
)
def test_a_list_of_people_is_noticed(text: str, names: bool) -> None:
    assert looks_like_names(text) is names


@given(st.text(max_size=400))
def test_nothing_typed_breaks_the_reading(text: str) -> None:
    read_proof(text)
    looks_like_names(text)
