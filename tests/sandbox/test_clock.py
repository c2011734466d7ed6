"""The virtual clock, its followers, and waiting for quiet."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox import Sandbox
from bot.sandbox.clock import VirtualClock
from tests.sandbox.bots import RawBot, until
from tests.sandbox.world import Someone, World

MORNING = datetime(2023, 9, 4, 4, 50, tzinfo=UTC)


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock(lambda: MORNING)


async def test_virtual_time_is_true_time_plus_offset(clock: VirtualClock) -> None:
    await clock.move(86_400)
    assert clock.now() == MORNING + timedelta(days=1)
    assert (clock.version, clock.offset) == (1, 86_400)


async def test_new_follower_learns_the_time_at_once(clock: VirtualClock) -> None:
    assert await clock.follow("bot", -1, 25, None) == {"version": 0, "offset": 0.0, "now": MORNING.isoformat()}


async def test_move_returns_when_every_follower_has_confirmed(clock: VirtualClock) -> None:
    seen: list[tuple[str, int]] = []

    async def follow(name: str, rounds: int) -> None:
        version = -1
        for _ in range(rounds):
            version = (await clock.follow(name, version, 25, 0))["version"]
            seen.append((name, version))
        await clock.follow(name, version, 0, 0)

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(follow("bot", 2))
        tasks.create_task(follow("other", 2))
        await until(lambda: len(seen) == 2)
        assert await clock.move(60) == []
        assert sorted(seen) == [("bot", 0), ("bot", 1), ("other", 0), ("other", 1)]


async def test_follower_that_does_not_confirm_is_named(clock: VirtualClock) -> None:
    await clock.follow("bot", -1, 0, None)
    assert await clock.move(60, seconds=0) == ["bot"]


async def test_follower_that_hangs_up_is_not_waited_for(sandbox: Sandbox, world: World, bot: RawBot) -> None:
    poll = bot.session.get("/clock", params={"follower": "bot", "since": "0", "timeout": "25"})
    async with asyncio.TaskGroup() as tasks:
        waiting = tasks.create_task(poll.__aenter__())
        await until(lambda: "bot" in sandbox.realm.clock.followers)
        waiting.cancel()
    await until(lambda: "bot" not in sandbox.realm.clock.followers)
    await world.forward(days=1, wait=False)


async def test_clock_goes_to_a_moment_forward_and_back(world: World) -> None:
    await world.clock_to("2023-09-07T08:00:00+03:00")
    assert timedelta(0) <= await world.now() - datetime(2023, 9, 7, 5, tzinfo=UTC) < timedelta(minutes=1)
    await world.forward(days=7)
    assert timedelta(0) <= await world.now() - datetime(2023, 9, 14, 5, tzinfo=UTC) < timedelta(minutes=1)
    facts = await world.ask("POST", "/clock", {"offset": 0})
    assert (facts["offset"], facts["version"], facts["late"]) == (0, 3, [])


@pytest.mark.parametrize("order", [{}, {"at": "завтра"}, {"at": "2023-09-07T08:00:00"}, {"forward": "x"}, {"at": 5}])
async def test_moments_that_are_none_are_refused(world: World, order: dict[str, object]) -> None:
    with pytest.raises(AssertionError, match=r"bad_moment|bad_order"):
        await world.ask("POST", "/clock", order)


async def quiet(world: World, seconds: float = 0.05) -> dict[str, object]:
    return dict(await world.ask("POST", "/control/quiet", {"timeout": seconds, "settle": 0.001}))


async def test_unconfirmed_update_is_no_quiet(world: World, bot: RawBot, anna: Someone) -> None:
    facts = await quiet(world)
    assert (facts["quiet"], facts["undelivered"]) == (False, 1)
    await bot.updates()
    assert (await quiet(world))["quiet"] is False
    await bot.confirm()
    assert (await quiet(world))["quiet"] is True


async def test_work_of_a_follower_is_no_quiet(world: World) -> None:
    await world.ask("GET", "/clock?follower=bot&since=-1&busy=2")
    facts = await quiet(world)
    assert (facts["quiet"], facts["busy"]) == (False, {"bot": 2})
    await world.ask("POST", "/clock/busy", {"follower": "bot", "busy": 0})
    assert (await quiet(world))["quiet"] is True


async def test_quiet_comes_as_soon_as_the_work_is_done(world: World) -> None:
    await world.ask("GET", "/clock?follower=bot&since=-1&busy=1")
    async with asyncio.TaskGroup() as tasks:
        waiting = tasks.create_task(quiet(world, seconds=20))
        tasks.create_task(world.ask("POST", "/clock/busy", {"follower": "bot", "busy": 0}))
    assert waiting.result()["quiet"] is True


async def test_open_call_is_no_quiet(sandbox: Sandbox, world: World, bot: RawBot) -> None:
    await world.fault("hang", "getMe", seconds=30)
    async with asyncio.TaskGroup() as tasks:
        hanging = tasks.create_task(bot.answer("getMe"))
        await until(lambda: sandbox.realm.open_calls > 0)
        assert (await quiet(world))["open_calls"] == 1
        hanging.cancel()
