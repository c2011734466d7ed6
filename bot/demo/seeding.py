"""Lives the sample world up to the story: every row is made by the use case that people would have used."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.demo.worlds import PLAN, World
from bot.domain.boards import Selection
from bot.domain.clock import FixedClock
from bot.domain.organisations import read_list
from bot.domain.people import Actor, OrganisationKind, Role
from bot.domain.roadmaps import PastAnswer
from bot.texts import say
from bot.usecases import assignments, boards, classes, founding, invites, joining, launch, marks, organisations
from bot.usecases.actors import Sender, resolve
from bot.usecases.context import Cause, Context
from bot.usecases.drafts import Upload
from bot.usecases.tasks import TaskLine
from bot.usecases.uploads import upload
from db.engine import create_engine, transactions
from db.migrate import upgrade

LATE_BY = timedelta(days=4)


@asynccontextmanager
async def seeding(database: str, told: World) -> AsyncIterator["Seeder"]:
    """A seeder of a migrated database, with a clock that stands where the world begins."""
    engine = create_engine(database)
    clock = FixedClock(told["begins_at"])
    try:
        await upgrade(engine)
        yield Seeder(Context(transaction=transactions(engine), clock=clock, bot_name=told["bot"]), clock, told)
    finally:
        await engine.dispose()


class Seeder:
    """First `gather`, then, when the news of the launch is out, `summer`."""

    def __init__(self, context: Context, clock: FixedClock, told: World) -> None:
        self.context, self.clock, self.world = context, clock, told
        self._places: list[tuple[World, World, int]] = []
        """Told place, who answers there, organisation."""
        self._number = 0

    async def gather(self) -> None:
        """Everybody joins, the plan is launched."""
        district = self.world["district"]
        root = await self._found()
        self._places.append((district, district["admin"], root))
        for told in self.world["schools"]:
            self._places.append((told, told["coordinator"], await self._school(root, told)))
        await self._launch()

    async def summer(self) -> None:
        """Marks July and August rows on their days, some late, some not at all; one row is given to a teacher."""
        for told, person, organisation_id in self._places:
            actor = await self._actor(person["id"])
            lines = await self._lines(actor, organisation_id)
            for line in lines:
                if line.due is not None and line.due < self._summer_ends and line.number not in told.get("leaves", ()):
                    await self._mark(actor, told, line, line.due)
            if "assigned" in told:
                await self._assign(actor, told["assigned"], lines)

    @property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.world["district"]["zone"])

    @property
    def _summer_ends(self) -> date:
        ends: datetime = self.world["summer_ends_at"]
        return ends.astimezone(self._zone).date()

    def _cause(self) -> Cause:
        self._number += 1
        return Cause(f"demo:{self._number}")

    async def _join(self, code: str, person: World) -> Actor:
        sender = _sender(person["id"])
        invitation = await invites.look(self.context, code, None)
        await joining.agree(self.context, sender, invitation.invite_id)
        return await joining.introduce(self.context, sender, person["name"])

    async def _actor(self, number: int) -> Actor:
        caller = await resolve(self.context, _sender(number))
        assert caller.actor is not None, number  # noqa: S101 - seeded a moment ago
        return caller.actor

    async def _admin(self) -> Actor:
        return await self._actor(self.world["district"]["admin"]["id"])

    async def _found(self) -> int:
        """The district and the names of its schools; the id of the district."""
        district = self.world["district"]
        actor = await self._join((await invites.invite_first_admin(self.context)).code, district["admin"])
        kind = OrganisationKind.MUNICIPALITY
        sender = _sender(district["admin"]["id"])
        await founding.found(self.context, sender, actor, kind, district["name"], district["zone"])
        actor = await self._admin()
        lines = read_list("\n".join(school["name"] for school in self.world["schools"]))
        root = actor.memberships[0].organisation_id
        await organisations.add_list(self.context, actor, root, OrganisationKind.SCHOOL, lines)
        return root

    async def _school(self, root: int, told: World) -> int:
        """A school's people and classes; the id of the school."""
        actor = await self._admin()
        children = (await organisations.place(self.context, actor, root)).children
        school_id = next(child.organisation_id for child in children if told["name"].endswith(child.name))
        invite = await invites.invite(self.context, actor, school_id, Role.COORDINATOR)
        coordinator = await self._join(invite.code, told["coordinator"])
        board = (await classes.add(self.context, coordinator, school_id, told["classes"])).board
        await classes.set_usual_time(self.context, coordinator, school_id, told["time"])
        if "teacher" in told:
            code = (await invites.invite(self.context, coordinator, school_id, Role.NAVIGATOR)).code
            teacher = await self._join(code, told["teacher"])
            for row in board.classes:
                if row.name in told["teacher"]["classes"]:
                    await classes.toggle_own(self.context, teacher, row.class_id)
        return school_id

    async def _launch(self) -> None:
        actor = await self._admin()
        content = await asyncio.to_thread(PLAN.read_bytes)
        imported = await upload(self.context, actor, Upload(PLAN.name, content))
        await launch.launch(self.context, actor, imported.drafts[0], 1, PastAnswer.DONE, self._cause())

    async def _lines(self, actor: Actor, organisation_id: int) -> list[TaskLine]:
        """Every open task of an organisation, before the first mark shifts the pages."""
        lines: list[TaskLine] = []
        for page in itertools.count():
            board = await boards.board(self.context, actor, Selection.PLAN, page, organisation_id)
            lines += board.lines
            if len(lines) >= board.total:
                break
        return lines

    async def _mark(self, actor: Actor, told: World, line: TaskLine, due: date) -> None:
        day = due + (LATE_BY if line.number in told.get("late", ()) else timedelta())
        self.clock.moment = datetime(day.year, day.month, day.day, 14, 5, tzinfo=self._zone)
        if line.number in told.get("not_ours", ()):
            reason = say("demo-reason-not-ours")
            await marks.mark_not_ours(self.context, actor, self._cause(), line.task_id, line.version, reason)
        else:
            await marks.mark_done(self.context, actor, self._cause(), line.task_id, line.version, marks.When.TODAY)

    async def _assign(self, actor: Actor, told: World, lines: list[TaskLine]) -> None:
        self.clock.moment = self.world["summer_ends_at"]
        person = (await self._actor(told["to"])).person_id
        task = next(line.task_id for line in lines if line.number == told["row"])
        await assignments.assign(self.context, actor, self._cause(), task, person)


def _sender(number: int) -> Sender:
    return Sender("telegram", str(number), str(number))
