"""The ticker: a wake-up is never lost, an error does not stop it, nothing runs twice at once."""

import asyncio

from scheduler.ticker import Jobs, Ticker


class Work:
    def __init__(self) -> None:
        self.calls: list[str] = []
        self.running = 0
        self.rested = asyncio.Event()
        self.fail = False
        self.left = 0
        """So many passes of sending end with something left."""
        self.sending = asyncio.Event()
        self.go_on = asyncio.Event()
        self.go_on.set()

    async def plan(self) -> None:
        self.calls.append("plan")
        if self.fail:
            self.fail = False
            raise RuntimeError("the database is away")

    async def send(self) -> bool:
        assert self.running == 0
        self.running += 1
        self.sending.set()
        await self.go_on.wait()
        self.running -= 1
        self.calls.append("send")
        self.left -= 1
        return self.left >= 0

    async def sweep(self) -> None:
        self.calls.append("sweep")

    async def forget(self) -> None:
        self.calls.append("forget")

    async def backup(self) -> None:
        self.calls.append("backup")

    async def rest(self) -> None:
        self.rested.set()


async def until_rest(ticker: Ticker, work: Work, *rings: str) -> list[str]:
    """What the ticker does from its start, or after some rings, until it rests."""
    work.calls.clear()
    work.rested.clear()
    async with asyncio.TaskGroup() as group:
        running = group.create_task(ticker.run())
        for ring in rings:
            getattr(ticker, ring)()
        await work.rested.wait()
        running.cancel()
    return list(work.calls)


def ticker_of(work: Work) -> Ticker:
    jobs = Jobs(
        plan=work.plan, send=work.send, sweep=work.sweep, forget=work.forget, backup=work.backup, rest=work.rest
    )
    return Ticker(jobs)


async def test_everything_is_done_once_at_the_start() -> None:
    work = Work()
    assert (await until_rest(ticker_of(work), work))[:2] == ["plan", "send"]
    assert "forget" in work.calls


async def test_a_plan_is_followed_by_a_send_and_then_rest() -> None:
    work = Work()
    ticker = ticker_of(work)
    await until_rest(ticker, work)
    assert await until_rest(ticker, work, "wake_plan") == ["plan", "send", "backup"]
    assert ticker.busy == 0


async def test_many_wake_ups_are_one_pass() -> None:
    work = Work()
    ticker = ticker_of(work)
    await until_rest(ticker, work)
    assert await until_rest(ticker, work, "wake_send", "wake_send", "wake_send") == ["send"]


async def test_a_failing_tick_is_tried_again_by_the_next() -> None:
    work = Work()
    work.fail = True
    ticker = ticker_of(work)
    await until_rest(ticker, work)
    assert await until_rest(ticker, work, "wake_plan") == ["plan", "send", "backup"]


async def test_a_long_broadcast_lets_the_planner_have_its_turn() -> None:
    """A pass ends with something left; what fell due meanwhile comes before the next one."""
    work = Work()
    ticker = ticker_of(work)
    await until_rest(ticker, work)
    work.left = 3
    assert await until_rest(ticker, work, "wake_plan") == ["plan", "send", "backup", "send", "send", "send"]
    work.left = 2
    work.sending.clear()
    work.go_on.clear()
    work.calls.clear()
    work.rested.clear()
    async with asyncio.TaskGroup() as group:
        running = group.create_task(ticker.run())
        ticker.wake_send()
        await work.sending.wait()
        ticker.wake_plan()
        work.go_on.set()
        await work.rested.wait()
        running.cancel()
    assert work.calls == ["send", "backup", "plan", "send", "send"]


async def test_a_stop_waits_for_what_is_under_way_and_begins_nothing_else() -> None:
    work = Work()
    ticker = ticker_of(work)
    await until_rest(ticker, work)
    work.calls.clear()
    work.sending.clear()
    work.go_on.clear()
    async with asyncio.TaskGroup() as group:
        group.create_task(ticker.run())
        ticker.wake_send()
        await work.sending.wait()
        ticker.wake_plan()
        ticker.stop()
        work.go_on.set()
    assert work.calls == ["send"]
