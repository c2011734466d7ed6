"""Who gets a row: every row of the five plans for every kind of owner, and what nobody knows."""

from pathlib import Path

import pytest

from bot.domain.addressing import Target, addressed, ordered, relevant
from bot.domain.doubts import Doubt
from bot.domain.grid import Party, PartyRole
from bot.domain.people import OrganisationKind

GOLDEN = Path(__file__).parent.parent / "golden" / "addressing.txt"
ROWS = [line.split(" | ") for line in GOLDEN.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
OWNERS = (OrganisationKind.MUNICIPALITY, OrganisationKind.REGION, OrganisationKind.SCHOOL)


def parties(text: str) -> list[Party]:
    return [Party("кто-то", PartyRole(role)) for role in text.split(", ")]


def test_the_table_holds_all_rows_of_the_five_plans() -> None:
    assert len(ROWS) == 102


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_every_row_goes_where_it_should(row: list[str]) -> None:
    _, named, *expected = row
    found = [", ".join(ordered(addressed(parties(named), kind))) or "-" for kind in OWNERS]
    assert found == expected


def test_every_role_is_placed_on_purpose() -> None:
    """Partners and federal bodies are outside of every owner; all other roles are somebody's in a region."""
    outside = {role for role in PartyRole if not addressed([Party("кто-то", role)], OrganisationKind.REGION)}
    assert outside == {
        PartyRole.FEDERAL_OPERATOR,
        PartyRole.COPP_PARTNER,
        PartyRole.COLLEGE_PARTNER,
        PartyRole.UNIVERSITY_PARTNER,
        PartyRole.EMPLOYER_PARTNER,
        PartyRole.SOCIAL_PARTNER,
        PartyRole.EXTRA_EDUCATION,
        PartyRole.UNKNOWN,
    }


@pytest.mark.parametrize("kind", OWNERS)
def test_nobody_is_guessed_for_an_unknown_party(kind: OrganisationKind) -> None:
    targets = addressed([Party("Совет ветеранов", PartyRole.UNKNOWN)], kind)
    assert targets == (frozenset({Target.OWNER}) if kind is OrganisationKind.SCHOOL else frozenset())


def test_a_single_school_need_not_name_itself() -> None:
    doubts = [Doubt.of("nobody_responsible"), Doubt.of("result_names_day", text="май 2022")]
    assert addressed([], OrganisationKind.SCHOOL) == {Target.OWNER}
    assert [doubt.code for doubt in relevant(doubts, OrganisationKind.SCHOOL)] == ["result_names_day"]
    assert len(relevant(doubts, OrganisationKind.MUNICIPALITY)) == 2
