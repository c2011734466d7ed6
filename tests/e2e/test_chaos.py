"""The short version of `make chaos`: real processes, `kill -9`, HTTP; the long one is a command of its own."""

import pytest

from tests.conftest import POSTGRES, WITHOUT_POSTGRES
from tests.e2e.chaos import Plan, chaos


@pytest.mark.slow
@pytest.mark.skipif(not POSTGRES, reason=WITHOUT_POSTGRES)
async def test_two_processes_one_of_them_killed_lose_nothing() -> None:
    verdict = await chaos(Plan(people=60, kills=2, processes=2, postgres=POSTGRES))
    assert verdict.broken == []
    assert verdict.figures["reached"] == 57
