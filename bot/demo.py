"""`demo`: starts the sandbox and a real `run` as a child process, and seeds the sample world.

The world (`bot/samples/world.toml`) is seeded through use cases at a summer's day, as people would have lived it:
joined, launched, marked on their days. Then the sandbox's clock is set to the morning the story begins, the bot starts,
and the three people whose chats are shown first open their screens through the sandbox's HTTP API.
"""

import asyncio
import itertools
import json
import signal
import sys
import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp

from bot.domain.boards import Selection
from bot.domain.clock import FixedClock
from bot.domain.errors import Refusal
from bot.domain.organisations import read_list
from bot.domain.people import Actor, OrganisationKind, Role
from bot.domain.roadmaps import PastAnswer
from bot.sandbox import Sandbox
from bot.texts import say
from bot.usecases import assignments, boards, classes, founding, invites, joining, launch, marks, organisations
from bot.usecases.actors import Sender, resolve
from bot.usecases.context import Cause, Context
from bot.usecases.drafts import Upload
from bot.usecases.tasks import TaskLine
from bot.usecases.uploads import upload
from db.engine import create_engine, transactions
from db.migrate import upgrade

SAMPLES = Path(__file__).parent / "samples"
PLAN = SAMPLES / "plan.docx"
VAR = Path("var")
LATE_BY = timedelta(days=4)
SUMMER_ENDS = date(2023, 8, 31)

World = dict[str, Any]


def world() -> World:
    return tomllib.loads((SAMPLES / "world.toml").read_text(encoding="utf-8"))


class Seeder:
    """Lives the summer of the sample world: every row is made by the use case that people would have used."""

    def __init__(self, context: Context, clock: FixedClock, told: World) -> None:
        self.context, self.clock, self.world = context, clock, told
        self._number = 0

    async def seed(self) -> None:
        admin = await self._found()
        schools = [(told, await self._school(admin, told)) for told in self.world["schools"]]
        await self._launch(admin["id"])
        for told, school_id in schools:
            await self._summer(told, school_id)

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

    async def _found(self) -> World:
        district = self.world["district"]
        admin: World = district["admin"]
        actor = await self._join((await invites.invite_first_admin(self.context)).code, admin)
        kind = OrganisationKind.MUNICIPALITY
        sender = _sender(admin["id"])
        await founding.found(self.context, sender, actor, kind, district["name"], district["zone"])
        actor = await self._actor(admin["id"])
        lines = read_list("\n".join(school["name"] for school in self.world["schools"]))
        root = actor.memberships[0].organisation_id
        await organisations.add_list(self.context, actor, root, OrganisationKind.SCHOOL, lines)
        return admin

    async def _school(self, admin: World, told: World) -> int:
        """A school's people and classes; the id of the school."""
        actor = await self._actor(admin["id"])
        root = await organisations.place(self.context, actor, actor.memberships[0].organisation_id)
        school_id = next(child.organisation_id for child in root.children if told["name"].endswith(child.name))
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

    async def _launch(self, admin: int) -> None:
        actor = await self._actor(admin)
        content = await asyncio.to_thread(PLAN.read_bytes)
        imported = await upload(self.context, actor, Upload(PLAN.name, content))
        await launch.launch(self.context, actor, imported.drafts[0], 1, PastAnswer.DONE, self._cause())

    async def _summer(self, told: World, school_id: int) -> None:
        """Marks July and August rows on their days, some late, some not at all."""
        actor = await self._actor(told["coordinator"]["id"])
        lines = await self._lines(actor, school_id)
        for line in lines:
            if line.due is not None and line.due <= SUMMER_ENDS and line.number not in told.get("leaves", ()):
                await self._mark(actor, told, line.task_id, line.version, line.number or "", line.due)
            if line.number == told.get("assigned", {}).get("row"):
                person = (await self._actor(told["assigned"]["to"])).person_id
                await assignments.assign(self.context, actor, self._cause(), line.task_id, person)

    async def _lines(self, actor: Actor, school_id: int) -> list[TaskLine]:
        """Every open task of a school, before the first mark shifts the pages."""
        lines: list[TaskLine] = []
        for page in itertools.count():
            board = await boards.board(self.context, actor, Selection.PLAN, page, school_id)
            lines += board.lines
            if len(lines) >= board.total:
                break
        return lines

    async def _mark(self, actor: Actor, told: World, task: int, version: int, number: str, due: date) -> None:
        day = due + (LATE_BY if number in told.get("late", ()) else timedelta())
        zone = ZoneInfo(self.world["district"]["zone"])
        self.clock.moment = datetime(day.year, day.month, day.day, 14, 5, tzinfo=zone)
        if number in told.get("not_ours", ()):
            reason = say("demo-reason-not-ours")
            await marks.mark_not_ours(self.context, actor, self._cause(), task, version, reason)
        else:
            await marks.mark_done(self.context, actor, self._cause(), task, version, marks.When.TODAY)
        self.clock.moment = self.world["seeded_at"]


def _sender(number: int) -> Sender:
    return Sender("telegram", str(number), str(number))


async def seed(database: str, told: World) -> None:
    """A migrated database with the sample world in it."""
    engine = create_engine(database)
    clock = FixedClock(told["seeded_at"])
    try:
        await upgrade(engine)
        await Seeder(Context(transaction=transactions(engine), clock=clock, bot_name=told["bot"]), clock, told).seed()
    finally:
        await engine.dispose()


def people_of(told: World) -> list[World]:
    """People for the sandbox, those whose chats are shown first in front."""
    teacher = next(school for school in told["schools"] if "teacher" in school)
    rest = [school for school in told["schools"] if school is not teacher]
    found = [{**told["district"]["admin"], "role": say("demo-role-admin")}]
    for school in (teacher, *rest):
        words = say("demo-role-coordinator", school=school["name"])
        found.append({**school["coordinator"], "role": words})
        if "teacher" in school:
            found.append({**school["teacher"], "role": say("demo-role-teacher", school=school["name"])})
    return [{"id": p["id"], "first_name": p["name"], "role": p["role"]} for p in found]


def demo(port: int, keep: bool) -> None:
    """Serve until Ctrl+C. Raises Refusal for a busy port and for a bot that stops by itself."""
    told = world()
    database, saved, config = VAR / "demo.sqlite3", VAR / "demo-world.json", VAR / "demo.toml"
    before = saved.read_text(encoding="utf-8") if keep and database.exists() and saved.exists() else None
    if before is None:
        VAR.mkdir(exist_ok=True)
        for stale in VAR.glob("demo*"):
            stale.unlink()
    base = f"http://127.0.0.1:{port}"
    config.write_text(_settings(base, told, database), encoding="utf-8")
    saved.write_text(asyncio.run(_serve(port, told, database, config, before)), encoding="utf-8")


async def _serve(port: int, told: World, database: Path, config: Path, before: str | None) -> str:
    """The sandbox and the bot beside it until a signal comes; the chats as they stand then, as JSON."""
    if before is None:
        await seed(f"sqlite+aiosqlite:///{database}", told)
    sandbox = Sandbox(token=told["token"], bot_username=told["bot"])
    try:
        await sandbox.start("127.0.0.1", port)
    except OSError:
        raise Refusal("demo-port-busy", port=str(port)) from None
    try:
        async with aiohttp.ClientSession(sandbox.base) as client:
            await _arrange(client, told, before)
            await _play(client, sandbox.base, told, config, fresh=before is None)
            return await _get(client, "/control/save")
    finally:
        await sandbox.stop()


async def _arrange(client: aiohttp.ClientSession, told: World, before: str | None) -> None:
    """The people of the world and its clock; or everything as it was."""
    if before is not None:
        await _post(client, "/control/load", json.loads(before))
        return
    for person in people_of(told):
        await _post(client, "/control/people", person)
        await _post(client, f"/control/people/{person['id']}/state", {"started": True})
    await _post(client, "/clock", {"at": told["starts_at"].isoformat()})


async def _play(client: aiohttp.ClientSession, base: str, told: World, config: Path, *, fresh: bool) -> None:
    bot = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "run", "--config", str(config))
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    try:
        if fresh:
            await _open_screens(client, told)
        print(_words(base, told), flush=True)  # noqa: T201 - this is what the command says
        await _until(stop, bot)
    finally:
        if bot.returncode is None:
            bot.terminate()
            await bot.wait()
    if not stop.is_set():
        raise Refusal("demo-bot-stopped")


async def _until(stop: asyncio.Event, bot: asyncio.subprocess.Process) -> None:
    """Wait for a signal or for the end of the bot, whichever comes first."""
    async with asyncio.TaskGroup() as group:
        waits = [group.create_task(stop.wait()), group.create_task(bot.wait())]
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()


async def _open_screens(client: aiohttp.ClientSession, told: World) -> None:
    """The first three people look at their screens, so that a visitor sees every state at once."""
    first = people_of(told)[:3]
    for person, command in zip(first, ("/status", "/measures", "/lessons"), strict=True):
        await _post(client, f"/control/people/{person['id']}/text", {"text": command})
    await _post(client, "/control/quiet", {"timeout": 30})
    for person in first:
        await _post(client, f"/control/people/{person['id']}/read", {})


def _settings(base: str, told: World, database: Path) -> str:
    return (
        f'[telegram]\ntoken = "{told["token"]}"\napi_base = "{base}"\n'
        f'[database]\nurl = "sqlite+aiosqlite:///{database}"\n'
        f'[clock]\nfollow = "{base}"\n[log]\nlevel = "warning"\n'
    )


def _words(base: str, told: World) -> str:
    admin, coordinator, teacher = (person["first_name"] for person in people_of(told)[:3])
    moment = f"{told['starts_at']:%d.%m.%Y, %H:%M}"
    return say(
        "demo-ready",
        address=base,
        moment=moment,
        admin=admin,
        coordinator=coordinator,
        teacher=teacher,
        plan=str(PLAN),
    )


async def _post(client: aiohttp.ClientSession, path: str, body: World) -> None:
    async with client.post(path, json=body) as answer:
        answer.raise_for_status()


async def _get(client: aiohttp.ClientSession, path: str) -> str:
    async with client.get(path) as answer:
        answer.raise_for_status()
        return await answer.text()
