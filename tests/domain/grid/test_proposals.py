"""Which proposed short names a person should look at, and which names may be written."""

import pytest

from bot.domain.errors import Refusal
from bot.domain.grid.names import short_names
from bot.domain.grid.proposals import Proposal, proposals, settle_name


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Организация и проведение", Proposal.EMPTY),
        ("", Proposal.EMPTY),
        ("План профориентационной работы", Proposal.FINE),
        ("Актуализация дополнительных общеобразовательных общеразвивающих программ", Proposal.CUT),
        ("План профориентационной работы школы на новый учебный год с учётом уровня", Proposal.CUT),
    ],
)
def test_a_proposal_is_judged_by_what_it_says(title: str, told: Proposal) -> None:
    assert proposals([(short_names([title])[0], title)]) == (told,)


def test_names_with_one_beginning_are_alike() -> None:
    titles = ["Участие школ в Днях открытых дверей колледжей", "Участие школ в Днях открытых дверей вузов", "Приказ"]
    assert proposals(list(zip(short_names(titles), titles, strict=True))) == (
        Proposal.ALIKE,
        Proposal.ALIKE,
        Proposal.FINE,
    )


def test_a_name_in_own_words_is_fine_however_long_the_title() -> None:
    assert proposals([("Дни открытых дверей", "Участие " * 20)]) == (Proposal.FINE,)


def test_a_settled_name_is_folded_and_unique_whatever_the_case() -> None:
    assert settle_name("  Приказ \n о навигаторе ", ["План"]) == "Приказ о навигаторе"
    with pytest.raises(Refusal, match="short-name-taken"):
        settle_name("ПЛАН", ["План"])


@pytest.mark.parametrize(("text", "code"), [("—", "short-name-empty"), ("я" * 46, "short-name-long")])
def test_a_name_that_cannot_be_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        settle_name(text, [])
