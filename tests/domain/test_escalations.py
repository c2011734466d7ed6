"""Steps of reporting upward as numbers of working days."""

import pytest

from bot.domain.escalations import NEVER, Ladder, heights, ladder_of
from bot.domain.people import Role

TEACHER, COORDINATOR, ADMIN = Role.NAVIGATOR, Role.COORDINATOR, Role.ADMIN


@pytest.mark.parametrize(
    ("ladder", "roles", "expected"),
    [
        (Ladder(2, 3), [TEACHER, COORDINATOR, ADMIN], (2, 5)),
        (Ladder(2, 3), [COORDINATOR, ADMIN], (3,)),
        (Ladder(2, 3), [TEACHER, ADMIN], (2,)),
        (Ladder(0, 3), [TEACHER, COORDINATOR, ADMIN], (0, 3)),
        (Ladder(2, 0), [TEACHER, COORDINATOR, ADMIN], (2, 0)),
        (Ladder(2, 3), [ADMIN], ()),
        (Ladder(2, 3), [], ()),
    ],
)
def test_the_time_of_each_step_runs_from_the_due_day(
    ladder: Ladder, roles: list[Role], expected: tuple[int, ...]
) -> None:
    assert heights(ladder, roles) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (None, Ladder(4, 4)),
        (2, Ladder(2, 2)),
        (0, NEVER),
        ([1, 3], Ladder(1, 3)),
        ([1], Ladder(4, 4)),
        (["1", 2], Ladder(4, 4)),
        (-1, Ladder(4, 4)),
    ],
)
def test_a_plan_says_its_own_and_nonsense_says_nothing(told: object, expected: Ladder) -> None:
    assert ladder_of(told, 4) == expected
