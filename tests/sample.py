"""A small world for tests: a district with schools, its people, and a neighbour who has no business here.

Admin (Telegram id 1) runs the district, Anna (101) and Boris (102) coordinate schools 1 and 2, Vera (201) is the
navigator of school 1. The stranger (900) is known to the bot, with consent, but administers another district: whatever
he tries here must be refused. Somebody the bot does not know at all needs no rows: use any other number, say 999.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.deadline import Deadline, DeadlineStatus, Window
from bot.domain.grid import Party, PartyRole, Plan, PlanRow, short_names
from bot.domain.people import CONSENT_VERSION, Actor, OrganisationKind, Role
from bot.domain.roadmaps import PastAnswer
from bot.usecases.context import Cause, Context
from bot.usecases.drafts import keep_draft
from bot.usecases.launch import Launched, launch
from db import people
from db.models import Identity, Membership, Organisation, Person

ZONE = "Europe/Moscow"
GOLDEN = Path(__file__).parent / "golden"
ADMIN, ANNA, BORIS, VERA, STRANGER = 1, 101, 102, 201, 900


@dataclass(frozen=True, slots=True)
class District:
    """Ids of rows. `schools[0]` is the school of Anna and Vera, `schools[1]` that of Boris."""

    municipality: int
    schools: tuple[int, ...]
    admin: int
    anna: int
    boris: int
    vera: int
    elsewhere: int
    elsewhere_school: int
    stranger: int


async def district(context: Context, schools: int = 6) -> District:
    """«Район» with `schools` schools in Moscow time, and «Соседний район» with one school."""
    now = context.now()
    async with context.transaction(write=True) as session:
        home = await organisation(session, now, OrganisationKind.MUNICIPALITY, "Управление образования района", "Район")
        own = [
            await organisation(session, now, OrganisationKind.SCHOOL, f"МБОУ СОШ № {n}", f"Школа № {n}", home)
            for n in range(1, schools + 1)
        ]
        other = await organisation(session, now, OrganisationKind.MUNICIPALITY, "Соседний район", "Соседний район")
        far = await organisation(session, now, OrganisationKind.SCHOOL, "Дальняя школа", "Дальняя школа", other)
        return District(
            municipality=home,
            schools=tuple(own),
            admin=await person(session, now, ADMIN, "Админ", (home, Role.ADMIN)),
            anna=await person(session, now, ANNA, "Анна П.", (own[0], Role.COORDINATOR)),
            boris=await person(session, now, BORIS, "Борис К.", (own[min(1, schools - 1)], Role.COORDINATOR)),
            vera=await person(session, now, VERA, "Вера Н.", (own[0], Role.NAVIGATOR)),
            elsewhere=other,
            elsewhere_school=far,
            stranger=await person(session, now, STRANGER, "Чужой", (other, Role.ADMIN)),
        )


async def organisation(
    session: AsyncSession,
    now: datetime,
    kind: OrganisationKind,
    name: str,
    short_name: str,
    parent: int | None = None,
    zone: str = ZONE,
) -> int:
    """One open organisation; its id."""
    row = Organisation(kind=kind, name=name, short_name=short_name, zone=zone, parent_id=parent, created_at=now)
    session.add(row)
    await session.flush()
    return row.id


async def person(
    session: AsyncSession, now: datetime, telegram: int, name: str, *roles: tuple[int, Role], reachable: bool = True
) -> int:
    """Somebody with consent and a name, reachable in Telegram, with these roles; the id."""
    row = Person(name=name, consent_version=CONSENT_VERSION, consent_at=now, created_at=now)
    session.add(row)
    await session.flush()
    session.add(
        Identity(
            person_id=row.id,
            platform="telegram",
            external_id=str(telegram),
            chat_id=str(telegram),
            reachable_since=now if reachable else None,
        )
    )
    for organisation_id, role in roles:
        session.add(Membership(person_id=row.id, organisation_id=organisation_id, role=role, from_at=now))
        joined = await session.get_one(Organisation, organisation_id)
        joined.joined_at = joined.joined_at or now
    await session.flush()
    return row.id


async def actor(context: Context, telegram: int) -> Actor:
    """The person as use cases get it."""
    async with context.transaction() as session:
        found = await people.actor(session, "telegram", str(telegram), context.default_zone, context.now())
    assert found is not None, f"nobody has the Telegram id {telegram}"
    return found


def plan(name: str = "tambov") -> Plan:
    """A real plan as read by hand (`tests/golden/roadmaps/real`): grid and grammar are tested elsewhere."""
    told = json.loads((GOLDEN / "roadmaps" / "real" / f"{name}.json").read_text(encoding="utf-8"))
    names = short_names([row["title"] for row in told["measures"]])
    numbers = {row["number"] for row in told["measures"]}
    rows = tuple(_row(place, row, names[place], numbers) for place, row in enumerate(told["measures"]))
    approved = date.fromisoformat(told["approved_on"]) if told["approved_on"] else None
    return Plan(told["title"], told["school_year"], approved, tuple(told["columns"]), tuple(told["sections"]), rows)


def _row(place: int, told: dict[str, Any], short_name: str, numbers: set[str]) -> PlanRow:
    windows = tuple(_window(text) for text in told["windows"])
    above = (told["number"] or "").rpartition(".")[0]
    return PlanRow(
        position=place,
        number=told["number"],
        section=told["section"],
        title=told["title"],
        deadline_text=told["deadline"],
        responsible_text=told["responsible"],
        result_text=told["result"],
        deadline=Deadline(told["deadline"], DeadlineStatus(told["status"]), windows),
        parties=tuple(Party(told["responsible"], PartyRole(role)) for role in told["roles"]),
        short_name=short_name,
        parent=above if above in numbers else None,
    )


def _window(text: str) -> Window:
    """«2023-09-01..2023-09-30 FREQ=MONTHLY», «..2023-08-25», «2023-09-05»."""
    days, _, rule = text.partition(" ")
    opens, apart, due = days.partition("..")
    return Window(_day(opens), _day(due if apart else opens), rule or None)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


async def draft(context: Context, owner: int, of: Plan | None = None, person_id: int | None = None) -> int:
    """A draft of a plan (Tambov by default) for an organisation; its id."""
    async with context.transaction(write=True) as session:
        organisation = await session.get_one(Organisation, owner)
        return await keep_draft(session, context, organisation, None, of or plan(), 0, person_id)


async def launched(
    context: Context, world: District, of: Plan | None = None, past: PastAnswer = PastAnswer.OVERDUE
) -> int:
    """A plan that the administrator of the district has launched, with tasks for every school; its id."""
    roadmap = await draft(context, world.municipality, of, world.admin)
    await launch_draft(context, roadmap, past)
    return roadmap


async def launch_draft(context: Context, roadmap: int, past: PastAnswer = PastAnswer.OVERDUE) -> None:
    """Launch a draft as the administrator of the district."""
    done = await launch(context, await actor(context, ADMIN), roadmap, 1, past, Cause(f"test:{roadmap}"))
    assert isinstance(done, Launched)
