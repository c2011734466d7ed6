"""`make chaos`: a broadcast over HTTP while everything goes wrong, and the real process is killed again and again.

The sandbox answers with 429, 500, broken connections before and after the effect; some people have blocked the bot; the
`run` process gets `kill -9` at random moments and is started anew. At the end everybody who can be reached has the
reminder, nobody has it more often than sends were in flight at a kill, and nobody who blocked the bot was tried twice.
Then the same with two processes on PostgreSQL, one of them killed each time.

    python -m tests.e2e.chaos [--people 2000] [--kills 50] [--seed 20230913] [--processes 1|2]

Exit code 1 when a promise is broken. Virtual time obeys the sandbox: leases and pauses do not have to be waited for.
"""

import argparse
import asyncio
import os
import random
import sys
import tempfile
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bot.domain.deliveries import LEASE, DeliveryState
from bot.sandbox import Sandbox
from bot.sandbox.journal import Entry
from bot.usecases.sending import IN_FLIGHT
from tests.e2e.broadcast import MORNING, Ledger, a_database, people_the_world

ROOT = Path(__file__).parents[2]
TOKEN = "1000:chaos"
UNSEEN = frozenset({"drop_after", "malformed"})
"""The message is there, but the bot cannot know."""
FAULTS = ("500", "drop_before", *sorted(UNSEEN))
CLOSED = frozenset({DeliveryState.SENT, DeliveryState.UNREACHABLE, DeliveryState.CANCELLED})
STEP_SECONDS, MOST_STEPS = 300.0, 100
"""After the last kill virtual time goes on in such steps until nothing is left to do; it must not take for ever."""
SETTLE_SECONDS = 0.3
"""What a killed process had written to its sockets is still served, and belongs to its own life."""
PATIENCE = 600.0
"""True seconds: on a busy machine a start of the process alone takes a minute."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much goes wrong."""

    people: int
    kills: int
    processes: int
    postgres: str = ""
    seed: int = 20230913
    polite: bool = False
    """SIGTERM in the place of `kill -9`: then nothing at all may come again, and nothing waits for a lease."""

    @property
    def blocked(self) -> int:
        return self.people // 20

    @property
    def faults(self) -> int:
        return self.people // 10


@dataclass(slots=True)
class Verdict:
    """What came of it: figures for the table, and the promises that were broken."""

    figures: dict[str, object] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)


class Chaos:
    """One run: the sandbox in this process, the bot in processes of its own."""

    def __init__(self, plan: Plan, folder: Path, url: str) -> None:
        self.plan, self.chance = plan, random.Random(plan.seed)  # noqa: S311 - the same chaos each time
        self.config, self.url = folder / "config.toml", url
        self.sandbox = Sandbox(token=TOKEN, bot_username="shturman_bot")
        self.ledger = Ledger(url)
        self.processes: list[asyncio.subprocess.Process] = []
        self.kills: list[int] = []
        """How many calls the sandbox had seen at each kill."""
        self.looked = self.counted = 0
        self.stuck = 0
        """Deliveries that a polite stop left to their leases."""

    async def run(self) -> Verdict:
        await self.ledger.fill(self.plan.people)
        async with self.sandbox:
            clock = self.sandbox.realm.clock
            await clock.move((MORNING - clock.now()).total_seconds())
            self.blocked = set(self.chance.sample(range(7001, 7001 + self.plan.people), self.plan.blocked))
            self.numbers = people_the_world(self.sandbox, self.plan.people, self.blocked)
            self._script()
            self._configure()
            try:
                for _ in range(self.plan.kills):
                    await self._start()
                    await self._some_time()
                    await self._kill()
                await self._start()
                steps = await self._finish()
            finally:
                await self._stop()
            verdict = self._judge(await self.ledger.states(), steps)
        await self.ledger.engine.dispose()
        return verdict

    def _script(self) -> None:
        """Faults spread over the broadcast; a 429 stops the whole bot, so a few do."""
        calls = self.plan.people
        for effect in (*("429",) * max(2, self.plan.faults // 20), *self.chance.choices(FAULTS, k=self.plan.faults)):
            nth = self.chance.randint(1, calls)
            self.sandbox.realm.faults.add({"effect": effect, "method": "sendMessage", "nth": nth, "retry_after": 1})

    def _configure(self) -> None:
        base = self.sandbox.base
        self.config.write_text(
            f'[telegram]\ntoken = "{TOKEN}"\napi_base = "{base}"\n[database]\nurl = "{self.url}"\n'
            f'[limits]\nbulk_per_second = 1000\n[clock]\nfollow = "{base}"\n[log]\nlevel = "error"\n',
            encoding="utf-8",
        )

    async def _start(self) -> None:
        """As many processes as there should be; the first poll of a lone one is not waited for."""
        self.processes = [process for process in self.processes if process.returncode is None]
        while len(self.processes) < self.plan.processes:
            command = ("-m", "bot", "run", "--config", str(self.config))
            self.processes.append(await asyncio.create_subprocess_exec(sys.executable, *command, cwd=ROOT))

    async def _some_time(self) -> None:
        """A random moment: now and then while it starts, mostly after so many more messages, some in mid-flight."""
        if self.chance.random() < 0.1:
            await asyncio.sleep(self.chance.uniform(0, 2))
            return
        share = 1.6 * self.plan.people / max(1, self.plan.kills)
        wanted = self._sent() + self.chance.randint(1, max(2, int(share)))
        async with asyncio.timeout(PATIENCE):
            while self._sent() < wanted and not await self._idle():
                await self.sandbox.realm.moved.wait(0.5)
        await asyncio.sleep(self.chance.uniform(0, 0.03))

    async def _idle(self) -> bool:
        """Everybody served: further kills hit a bot that has nothing to do."""
        return self._sent() >= self.plan.people and set(await self.ledger.states()) <= CLOSED

    def _sent(self) -> int:
        """Calls of sendMessage so far."""
        journal = self.sandbox.realm.journal
        self.counted += sum(entry.method == "sendMessage" for entry in journal.since(self.looked))
        self.looked = journal.count
        return self.counted

    async def _kill(self) -> None:
        """As a power cut does. Of two, the one that sends or the other, by chance.

        The kill is noted before virtual time goes on: what the survivor sends after that belongs to the next one.
        """
        holder = await self.ledger.holder()
        victim = self.chance.choice(self.processes)
        if self.plan.polite:
            victim.terminate()
            await victim.wait()
            self.stuck += (await self.ledger.states()).get(DeliveryState.SENDING, 0)
            return
        victim.kill()
        await victim.wait()
        await asyncio.sleep(SETTLE_SECONDS)
        self.kills.append(self.sandbox.realm.journal.count)
        if victim.pid == holder or self.plan.processes == 1:
            await self._forward(LEASE.total_seconds() + 1)

    async def _forward(self, seconds: float) -> None:
        clock = self.sandbox.realm.clock
        await clock.move(clock.offset + seconds, 10)

    async def _finish(self) -> int:
        """Virtual time goes on until nothing is open any more; how many steps that took."""
        for step in range(MOST_STEPS):
            await self._quiet()
            states = await self.ledger.states()
            if states and set(states) <= CLOSED:
                return step
            await self._forward(STEP_SECONDS)
        return MOST_STEPS

    async def _quiet(self) -> None:
        """Until somebody follows the clock and nobody has anything to do at this moment of it."""
        realm = self.sandbox.realm
        async with asyncio.timeout(PATIENCE):
            while not (realm.clock.followers and realm.idle()) or await realm.moved.wait(0.1):
                await realm.moved.wait(1)

    async def _stop(self) -> None:
        for process in self.processes:
            if process.returncode is None:
                process.terminate()
                await process.wait()

    def _judge(self, states: dict[DeliveryState, int], steps: int) -> Verdict:
        sends = [entry for entry in self.sandbox.realm.journal.since(0) if entry.method == "sendMessage"]
        had = Counter(_chat(entry) for entry in sends if _took_effect(entry))
        refused = Counter(_chat(entry) for entry in sends if entry.status == 403)
        lacking = [number for number in self.numbers if number not in self.blocked and not had[number]]
        repeated, unexplained, unseen = self._repeated(sends)
        verdict = Verdict()
        verdict.figures = {
            "people": self.plan.people,
            "of them blocked": self.plan.blocked,
            "processes": self.plan.processes,
            "database": "PostgreSQL" if self.plan.postgres else "SQLite",
            "kills -9": len(self.kills),
            "calls of sendMessage": len(sends),
            "faults met": dict(sorted(Counter(entry.fault for entry in sends if entry.fault).items())),
            "reached": sum(1 for number in self.numbers if had[number]),
            "reachable and lacking it": len(lacking),
            "repeated after a kill": sum(repeated.values()),
            "most repeated after one kill": max(repeated.values(), default=0),
            "repeated after an answer that got lost": unseen,
            "repeated without a cause": unexplained,
            "blocked people tried": len(refused),
            "virtual minutes to the end": steps * STEP_SECONDS / 60,
            "ledger": {str(state): number for state, number in sorted(states.items())},
        }
        if lacking:
            verdict.broken.append(f"{len(lacking)} people lack the reminder, for example {lacking[:5]}")
        if unexplained:
            verdict.broken.append(f"{unexplained} messages came again though nothing had happened")
        if max(repeated.values(), default=0) > IN_FLIGHT:
            verdict.broken.append(f"more than {IN_FLIGHT} messages came again after one kill: {dict(repeated)}")
        if not states or not set(states) <= CLOSED:
            verdict.broken.append(f"the ledger is not closed: {states}")
        if self.stuck:
            verdict.broken.append(f"{self.stuck} messages were left in flight by a polite stop")
        if missed := self.blocked - set(refused):
            verdict.broken.append(f"{len(missed)} blocked people were never found out")
        return verdict

    def _repeated(self, sends: list[Entry]) -> tuple[Counter[int], int, int]:
        """Sends that had told all there is to tell and were followed by another to the same chat: by the kill between
        the two, without any cause, and because the answer of the first got lost."""
        by_kill: Counter[int] = Counter()
        unexplained = unseen = 0
        last: dict[int, Entry] = {}
        for entry in sends:
            before = last.get(_chat(entry))
            if before is not None:
                kill = bisect_left(self.kills, before.number)
                if before.fault in UNSEEN and before.status != 403:
                    unseen += 1
                elif kill < len(self.kills) and self.kills[kill] < entry.number:
                    by_kill[kill] += 1
                else:
                    unexplained += 1
            if _took_effect(entry) or entry.status == 403:
                last[_chat(entry)] = entry
        return by_kill, unexplained, unseen


def _chat(entry: Entry) -> int:
    return int(entry.params["chat_id"])


def _took_effect(entry: Entry) -> bool:
    return entry.status == 200 or (entry.status == 0 and entry.fault in UNSEEN)


async def chaos(plan: Plan) -> Verdict:
    with tempfile.TemporaryDirectory() as name:
        async with a_database(Path(name), plan.postgres) as url:
            return await Chaos(plan, Path(name), url).run()


def main() -> None:
    parser = argparse.ArgumentParser(prog="make chaos")
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=20230913)
    parser.add_argument("--processes", type=int, default=0, help="1: SQLite only, 2: PostgreSQL only")
    told = parser.parse_args()
    postgres = os.environ.get("SHTURMAN_TEST_POSTGRES", "")
    plans = [Plan(told.people, told.kills, 1, seed=told.seed)] if told.processes in (0, 1) else []
    if postgres and told.processes in (0, 2):
        plans.append(Plan(told.people, told.kills, 2, postgres, told.seed))
    broken = False
    for plan in plans:
        verdict = asyncio.run(chaos(plan))
        for name, value in verdict.figures.items():
            print(f"  {name:<40} {value}")  # noqa: T201 - it is a command
        print("\n".join(f"  BROKEN: {words}" for words in verdict.broken) or "  every promise kept", flush=True)  # noqa: T201
        broken = broken or bool(verdict.broken)
    if not postgres:
        print("  SHTURMAN_TEST_POSTGRES is not set: two processes on PostgreSQL are left out")  # noqa: T201
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
