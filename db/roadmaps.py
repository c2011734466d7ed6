"""Queries on plans: drafts and running ones, their rows with windows, and whom they can address."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import delete, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.domain.addressing import Target
from bot.domain.deadline import Deadline
from bot.domain.deadline import Window as WindowValue
from bot.domain.doubts import Doubt
from bot.domain.grid import Party, PartyRole
from bot.domain.grid.conditions import conditions_of
from bot.domain.people import OrganisationKind
from bot.domain.reach import Reach, School
from bot.domain.roadmaps import Choice, RoadmapState, Row
from bot.domain.turns import turns
from db.models import Document, Measure, Organisation, Roadmap, Window
from db.results import count

ANSWERS = "schools"
"""In the policy of a plan: which schools meet the conditions that only a person can tell, by their keys."""
ONLY, EVERYONE = "only", "everyone"
"""In `Measure.schools`: see `bot.domain.roadmaps.Choice`."""


async def reach(session: AsyncSession, owner: Organisation) -> Reach:
    """The owner and every open municipality and school below it, in the order in which they were added."""
    top = select(Organisation.id).where(Organisation.id == owner.id).cte("reach", recursive=True)
    child = aliased(Organisation)
    whole = top.union(select(child.id).join(top, child.parent_id == top.c.id).where(child.closed_at.is_(None)))
    found = await session.execute(
        select(Organisation.id, Organisation.kind, Organisation.name, Organisation.tags, Organisation.level)
        .join(whole, whole.c.id == Organisation.id)
        .where(Organisation.id != owner.id)
        .order_by(Organisation.id)
    )
    below = [(row[0], row[1], School(row[2], frozenset(map(str, row[3])), row[4])) for row in found]
    return Reach(
        owner.id,
        owner.kind,
        tuple(key for key, kind, _ in below if kind is OrganisationKind.MUNICIPALITY),
        tuple(key for key, kind, _ in below if kind is OrganisationKind.SCHOOL),
        {key: school for key, kind, school in below if kind is OrganisationKind.SCHOOL},
    )


async def rows(session: AsyncSession, roadmap: Roadmap) -> list[tuple[Measure, Row]]:
    """Every measure of a plan in its order, with its value; two queries whatever the size."""
    measures = list(
        await session.scalars(select(Measure).where(Measure.roadmap_id == roadmap.id).order_by(Measure.position))
    )
    windows = await windows_of(session, Measure.roadmap_id == roadmap.id)
    parents = {measure.parent_id for measure in measures}
    return [
        (measure, value(measure, windows[measure.id], roadmap, is_parent=measure.id in parents)) for measure in measures
    ]


async def row(session: AsyncSession, measure: Measure, roadmap: Roadmap) -> Row:
    windows = await windows_of(session, Measure.id == measure.id)
    return value(measure, windows[measure.id], roadmap)


async def windows_of(session: AsyncSession, condition: Any) -> dict[int, list[WindowValue]]:
    """Windows by measure, in their order."""
    found: dict[int, list[WindowValue]] = defaultdict(list)
    query = select(Window).join(Measure, Measure.id == Window.measure_id).where(condition).order_by(Window.place)
    for window in await session.scalars(query):
        found[window.measure_id].append(WindowValue(window.opens, window.due, window.repeats, window.label))
    return found


def value(measure: Measure, windows: Iterable[WindowValue], roadmap: Roadmap, *, is_parent: bool = False) -> Row:
    """A measure as the domain sees it. Doubts about the deadline are kept apart from those about the row."""
    found = tuple(windows)
    deadline = Deadline(
        measure.deadline_text, measure.status, found, measure.as_needed, doubts(measure.doubts, "deadline")
    )
    return Row(
        id=measure.id,
        number=measure.number,
        short_name=measure.short_name,
        section=measure.section,
        deadline=deadline,
        targets=frozenset(Target(text) for text in measure.addressed),
        followed=measure.followed_at is not None,
        turns=turns(found, roadmap.period_until),
        doubts=doubts(measure.doubts, "row"),
        is_parent=is_parent,
        conditions=conditions_of(parties_of(measure), measure.title, measure.result_text),
        answers={key: frozenset(schools) for key, schools in roadmap.policy.get(ANSWERS, {}).items()},
        choice=choice_of(measure),
    )


def parties_of(measure: Measure) -> list[Party]:
    return [Party(party["text"], PartyRole(party["role"])) for party in measure.parties]


def choice_of(measure: Measure) -> Choice:
    only = measure.schools.get(ONLY)
    return Choice(None if only is None else frozenset(only), bool(measure.schools.get(EVERYONE)))


def doubts(stored: Iterable[dict[str, str]], about: str | None = None) -> tuple[Doubt, ...]:
    """Doubts as they were kept, those about one part of the row when `about` names it."""
    return tuple(
        Doubt.of(entry["code"], **{name: text for name, text in entry.items() if name not in {"code", "about"}})
        for entry in stored
        if about is None or entry.get("about") == about
    )


async def in_states(
    session: AsyncSession, organisations: Collection[int], *states: RoadmapState
) -> list[tuple[Roadmap, str]]:
    """Plans of these owners with the owner's short name, drafts first, newest first."""
    found = await session.execute(
        select(Roadmap, Organisation.short_name)
        .join(Organisation, Organisation.id == Roadmap.owner_id)
        .where(Roadmap.owner_id.in_(organisations), Roadmap.state.in_(states))
        .order_by(Roadmap.state == RoadmapState.ACTIVE, Roadmap.id.desc())
    )
    return [(roadmap, name) for roadmap, name in found]


async def owners(session: AsyncSession, told: str | None) -> list[Organisation]:
    """Whom «--for ORG» may mean: the open organisation of an id, those of an exact name, or all roots."""
    query = select(Organisation).where(Organisation.closed_at.is_(None)).order_by(Organisation.id)
    if told is None:
        query = query.where(Organisation.parent_id.is_(None))
    elif told.isascii() and told.isdigit():
        query = query.where(Organisation.id == int(told))
    else:
        query = query.where(or_(Organisation.name == told, Organisation.short_name == told))
    return list(await session.scalars(query))


async def of_file(session: AsyncSession, sha256: str, organisations: Collection[int]) -> Roadmap | None:
    """The newest plan of these owners that was made from these very bytes and is not closed."""
    query = (
        select(Roadmap)
        .join(Document, Document.id == Roadmap.document_id)
        .where(Document.sha256 == sha256, Roadmap.owner_id.in_(organisations), Roadmap.state != RoadmapState.CLOSED)
        .order_by(Roadmap.id.desc())
    )
    return (await session.scalars(query.limit(1))).first()


async def change(session: AsyncSession, roadmap_id: int, version: int, before: RoadmapState, /, **values: Any) -> bool:
    """Change a plan that is still in this state and version; the version moves on. False: somebody was faster."""
    changed = await session.execute(
        update(Roadmap)
        .where(Roadmap.id == roadmap_id, Roadmap.state == before, Roadmap.version == version)
        .values(version=Roadmap.version + 1, **values)
        .execution_options(synchronize_session=False)
    )
    return count(changed) == 1


async def remove(session: AsyncSession, roadmap_id: int, version: int) -> bool:
    """Remove a draft with its rows, and the document that nothing else was made from."""
    gone = await session.execute(
        delete(Roadmap)
        .where(Roadmap.id == roadmap_id, Roadmap.state == RoadmapState.DRAFT, Roadmap.version == version)
        .execution_options(synchronize_session=False)
    )
    return count(gone) == 1


def unused_documents() -> Any:
    """Documents from which no plan was made."""
    return ~exists().where(Roadmap.document_id == Document.id)


async def measures(session: AsyncSession, ids: Collection[int]) -> list[Measure]:
    """These rows in the order of their plan."""
    return list(await session.scalars(select(Measure).where(Measure.id.in_(ids)).order_by(Measure.position)))


async def positions(session: AsyncSession, roadmap_id: int) -> set[int]:
    """The places of a plan's rows."""
    return set(await session.scalars(select(Measure.position).where(Measure.roadmap_id == roadmap_id)))


async def take_out(session: AsyncSession, roadmap_id: int, places: Collection[int]) -> bool:
    """Remove the rows at these places; says whether there were any."""
    removed = await session.execute(
        delete(Measure)
        .where(Measure.roadmap_id == roadmap_id, Measure.position.in_(places))
        .execution_options(synchronize_session=False)
    )
    return count(removed) > 0
