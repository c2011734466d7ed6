"""The ticker: APScheduler in memory, ticks only.

| tick | when | does |
| --- | --- | --- |
| plan | every minute, at the start and when the clock was moved | notices and deliveries of the moment |
| send | every 5 seconds, when an update has written to somebody, after each plan | what is due, for half a minute |
| sweep | every minute | updates that nobody has come to for long |
| forget | every hour | erases bodies of old updates, and what was said more than a year ago |
| backup | every 10 minutes and when the clock was moved | the copy of the night, once it is due |

A tick only says that it is time; the work is done by one owner task, so that a wake-up is never lost while it runs, and
nothing runs twice at once. Every pass first takes or renews the lease: a second process on the database does no harm.
A pass that leaves something to do says so and has its next turn after all others that are due.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

log = structlog.get_logger()

NAMES = ("plan", "send", "sweep", "forget", "backup")
"""In this order; a copy comes last, for it takes longest."""
PLAN_SECONDS, SEND_SECONDS, SWEEP_SECONDS, FORGET_SECONDS, BACKUP_SECONDS = 60, 5, 60, 3600, 600

Job = Callable[[], Awaitable[None]]
Pass = Callable[[], Awaitable[bool]]
"""True when it ended with something left to do."""


@dataclass(frozen=True, slots=True)
class Jobs:
    """What the ticks stand for (see `scheduler/jobs.py`)."""

    plan: Job
    send: Pass
    sweep: Job
    forget: Job
    backup: Job
    rest: Job
    """Called when nothing is left to do."""


class Ticker:
    """`run` works until `stop`; then it returns as soon as what it is at has ended.

    `wake_plan`, `wake_send`, `settle` and `stop` may be called from anywhere in the loop.
    """

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._due: set[str] = set(NAMES)
        self._running = False
        self.stopping = False
        self._bell = asyncio.Event()
        self._bell.set()

    def wake_plan(self) -> None:
        """The clock was moved: the copy of another night may be due too."""
        self._ring("plan")
        self._ring("backup")

    def wake_send(self) -> None:
        self._ring("send")

    def settle(self) -> None:
        """Something ended elsewhere: where nothing is left to do here, that is said again."""
        self._bell.set()

    def stop(self) -> None:
        self.stopping = True
        self._bell.set()

    @property
    def busy(self) -> int:
        return len(self._due) + self._running

    async def run(self) -> None:
        scheduler = self._scheduler()
        scheduler.start()
        try:
            while not self.stopping:
                await self._bell.wait()
                self._bell.clear()
                for name in NAMES:
                    if name in self._due and not self.stopping:
                        await self._do(name)
                if not self._due:
                    await self._jobs.rest()
        finally:
            scheduler.shutdown(wait=False)

    async def _do(self, name: str) -> None:
        """One pass; an error is logged and the next tick tries again. A ring during the pass counts for the next."""
        self._due.discard(name)
        self._running = True
        job: Job | Pass = getattr(self._jobs, name)
        try:
            if await job():
                self._ring(name)
        except Exception:
            log.exception("tick failed", tick=name)
        finally:
            self._running = False
        if name == "plan":
            self._ring("send")

    def _ring(self, name: str) -> None:
        self._due.add(name)
        self._bell.set()

    def _scheduler(self) -> AsyncIOScheduler:
        scheduler = AsyncIOScheduler(
            timezone="UTC", job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        periods = (PLAN_SECONDS, SEND_SECONDS, SWEEP_SECONDS, FORGET_SECONDS, BACKUP_SECONDS)
        for name, seconds in zip(NAMES, periods, strict=True):
            scheduler.add_job(self._tick, IntervalTrigger(seconds=seconds), args=[name], id=name)
        return scheduler

    async def _tick(self, name: str) -> None:
        self._ring(name)
