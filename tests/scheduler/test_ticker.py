"""The ticker: a wake-up is never lost, an error does not stop it, nothing runs twice at once."""

import asyncio

from scheduler.ticker import Jobs, Ticker


class Work:
    def __init__(self) -> None:
        self.calls: list[str] = []
        self.running = 0
        self.rested = asyncio.Event()
        self.fail = False

    async def plan(self) -> None:
        self.calls.append("plan")
        if self.fail:
            self.fail = False
            raise RuntimeError("the database is away")

    async def send(self) -> None:
        assert self.running == 0
        self.running += 1
        await asyncio.sleep(0)
        self.running -= 1
        self.calls.append("send")

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
    return Ticker(Jobs(plan=work.plan, send=work.send, forget=work.forget, backup=work.backup, rest=work.rest))


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
