"""The short version of `make chaos`: real processes, `kill -9`, HTTP; the long one is a command of its own."""

from pathlib import Path

import pytest

from tests.conftest import POSTGRES, WITHOUT_POSTGRES
from tests.e2e.broadcast import a_database
from tests.e2e.chaos import Plan, chaos
from tests.e2e.tapping import Tapping


@pytest.mark.slow
@pytest.mark.skipif(not POSTGRES, reason=WITHOUT_POSTGRES)
async def test_two_processes_one_of_them_killed_lose_nothing() -> None:
    verdict = await chaos(Plan(people=60, kills=2, processes=2, postgres=POSTGRES))
    assert verdict.broken == []
    assert verdict.figures["reached"] == 57


@pytest.mark.slow
async def test_a_polite_stop_in_a_broadcast_repeats_nothing_and_leaves_nothing_to_a_lease() -> None:
    verdict = await chaos(Plan(people=60, kills=2, processes=1, polite=True))
    assert verdict.broken == []
    assert (verdict.figures["reached"], verdict.figures["repeated after a kill"]) == (57, 0)


@pytest.mark.slow
async def test_kills_while_updates_are_handled_lose_no_tap_and_double_none(tmp_path: Path) -> None:
    async with a_database(tmp_path, "") as url:
        told = await Tapping(Plan(people=60, kills=2, processes=1), tmp_path, url).tell()
    assert (told.marks, told.marked, told.answered) == (told.taps, told.taps, told.taps)
    assert told.errors == ()
    assert told.again > 0, "some were under way when the process was killed"
