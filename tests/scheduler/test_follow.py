"""The sandbox learns whether work is left: at once when some comes, once in a crowd, and each time there is rest."""

from bot.sandbox import Sandbox
from bot.usecases.clock import SystemClock
from scheduler.follow import ClockFollower


async def test_a_crowd_is_told_of_once_and_rest_each_time() -> None:
    async with Sandbox(token="1000:follow") as sandbox:
        left = [0]
        told: list[int] = []
        clock = sandbox.realm.clock
        follower = ClockFollower(sandbox.base, "bot", SystemClock(), lambda: None, lambda: left[0])
        await follower.catch_up()
        heard = clock.report

        def listen(name: str, busy: int) -> None:
            told.append(busy)
            heard(name, busy)

        clock.report = listen  # type: ignore[method-assign]
        for left[0] in (3, 5, 2, 0, 0, 1):
            await follower.report()
        await follower.close()
        assert told == [3, 0, 0, 1]
        assert clock.busy() == 1
