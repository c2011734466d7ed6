"""The worker of documents: what hangs or eats all memory is ended and said so, and the next one works."""

import pytest

from bot.domain.errors import Refusal
from bot.exports.worker import Limits, in_worker


def endless() -> None:
    while True:
        pass


def hungry() -> int:
    return len(bytearray(1 << 30))


@pytest.mark.parametrize(("work", "limits"), [(endless, Limits(seconds=1)), (hungry, Limits(memory=1 << 29))])
async def test_work_beyond_its_limits_is_refused(work: object, limits: Limits) -> None:
    with pytest.raises(Refusal, match="report-too-big"):
        await in_worker(work, limits=limits)  # type: ignore[arg-type]
    assert await in_worker(len, "ещё") == 3
