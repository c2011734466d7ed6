"""Many people mark their tasks at once while the process that handles this is killed again and again.

Every tap reached the bot: at the end each task is marked, once, and everybody has an answer.
"""

import asyncio
from dataclasses import dataclass

from sqlalchemy import func, select

from bot.domain.tasks import MarkKind
from bot.sandbox.acts import Place, tap
from bot.ui.callbacks.tasks import TaskTap
from bot.usecases import inbox
from db.models import Mark, Membership, Roadmap, Update
from tests.e2e.broadcast import FIRST, MORNING, TOMORROW, people_the_world
from tests.e2e.chaos import PATIENCE, Chaos
from tests.post import task


@dataclass(frozen=True, slots=True)
class Told:
    """What came of it."""

    taps: int
    marks: int
    """Facts in the table: one for each tap, whatever was killed under way."""
    marked: int
    """Tasks that bear one."""
    answered: int
    """People who had an answer to their tap."""
    again: int
    """Updates that a process found in the inbox after another one had begun with them."""
    errors: tuple[str, ...]


class Tapping(Chaos):
    async def tell(self) -> Told:
        await self.ledger.fill(self.plan.people)
        self.tasks = await self._a_task_each()
        async with self.sandbox:
            clock = self.sandbox.realm.clock
            await clock.move((MORNING - clock.now()).total_seconds())
            people_the_world(self.sandbox, self.plan.people, set())
            self._configure()
            try:
                self._everybody_taps()
                for kill in range(1, self.plan.kills + 1):
                    await self._start()
                    await self._until_answered(kill * self.plan.people // (self.plan.kills + 2))
                    self.processes[0].kill()
                    await self.processes[0].wait()
                await self._start()
                await self._until_answered(self.plan.people)
                await self._until_closed()
            finally:
                await self._stop()
            told = await self._told()
        await self.ledger.engine.dispose()
        return told

    async def _a_task_each(self) -> list[int]:
        context = self.ledger.context
        async with context.transaction() as session:
            plan = (await session.scalars(select(Roadmap.id))).one()
            schools = list(await session.scalars(select(Membership.organisation_id).order_by(Membership.id)))
        return [await task(context, plan, school, TOMORROW, f"Пункт {n}") for n, school in enumerate(schools)]

    def _everybody_taps(self) -> None:
        world = self.sandbox.realm.world
        bot = next(iter(world.bots.values()))
        for n, number in enumerate(self.tasks):
            chat = world.chat_of(bot, FIRST + n)
            data = TaskTap(action="done", task=number, version=1).pack()
            tap(Place(self.sandbox.realm, bot, world.people[FIRST + n], chat), None, 1, data)

    async def _until_answered(self, people: int) -> None:
        async with asyncio.timeout(PATIENCE):
            while len(self._answered()) < people:
                await self.sandbox.realm.moved.wait(1)

    def _answered(self) -> set[str]:
        journal = self.sandbox.realm.journal.since(0)
        return {str(e.params["callback_query_id"]) for e in journal if e.method == "answerCallbackQuery"}

    async def _until_closed(self) -> None:
        async with asyncio.timeout(PATIENCE):
            while await inbox.open_count(self.ledger.context):
                await self.sandbox.realm.moved.wait(0.2)

    async def _told(self) -> Told:
        async with self.ledger.context.transaction() as session:
            own = (Mark.task_id.in_(self.tasks), Mark.kind == MarkKind.DONE)
            marks = await session.scalar(select(func.count(Mark.id)).where(*own)) or 0
            marked = await session.scalar(select(func.count(Mark.task_id.distinct())).where(*own)) or 0
            again = await session.scalar(select(func.count(Update.id)).where(Update.attempts > 0)) or 0
            errors = await session.scalars(select(Update.error).where(Update.error.is_not(None)))
            return Told(self.plan.people, marks, marked, len(self._answered()), again, tuple(map(str, errors)))
