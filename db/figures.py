"""Queries on numbers: what organisations gave for rows, and what they gave for the same rows a school year before."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.tasks import TaskState
from db.models import Entry, Evidence, Measure, Roadmap, Task


@dataclass(frozen=True, slots=True)
class Given:
    """One number of one task: which is told by `name` (a demand's code, or the words of a sheet)."""

    measure_id: int
    organisation_id: int
    occurrence: str
    name: str
    value: int


async def given(session: AsyncSession, organisations: Collection[int], measures: Collection[int]) -> list[Given]:
    """The latest number of each name and task, whatever became of the plan."""
    query = (
        select(Task.id, Task.measure_id, Task.organisation_id, Task.occurrence, Evidence.kind, Evidence.value)
        .join(Evidence, Evidence.task_id == Task.id)
        .where(Task.measure_id.in_(measures), Task.organisation_id.in_(organisations))
        .where(Task.state != TaskState.CANCELLED, Evidence.undone_at.is_(None))
        .order_by(Evidence.id)
    )
    latest: dict[tuple[int, str], Given] = {}
    for task_id, measure_id, organisation_id, occurrence, kind, value in await session.execute(query):
        for name, number in numbers(kind, value).items():
            latest[task_id, name] = Given(measure_id, organisation_id, occurrence, name, number)
    return list(latest.values())


def numbers(kind: str, value: dict[str, object] | None) -> dict[str, int]:
    """The numbers in a piece of evidence; the size of a file is none."""
    if kind not in ("number", "text"):
        return {}
    return {name: one for name, one in (value or {}).items() if isinstance(one, int) and not isinstance(one, bool)}


async def entries(
    session: AsyncSession, organisations: Collection[int], measures: Collection[int]
) -> list[tuple[int, int, int]]:
    """(measure id, organisation id, number of entries), whatever became of the plan."""
    query = (
        select(Task.measure_id, Task.organisation_id, func.count(Entry.id))
        .join(Entry, Entry.task_id == Task.id)
        .where(Task.measure_id.in_(measures), Task.organisation_id.in_(organisations))
        .where(Task.state != TaskState.CANCELLED, Entry.undone_at.is_(None))
        .group_by(Task.measure_id, Task.organisation_id)
    )
    return [(measure, place, number) for measure, place, number in await session.execute(query)]


async def year_before(session: AsyncSession, measures: Iterable[Measure]) -> dict[int, set[int]]:
    """Measure id → ids of the same row in the owner's plans of the school year before.

    A row is the same when its short name is (amendment and new year keep it), or its title but for figures.
    """
    mine: dict[int, list[Measure]] = defaultdict(list)
    for measure in measures:
        mine[measure.roadmap_id].append(measure)
    found: dict[int, set[int]] = defaultdict(set)
    for roadmap_id, rows in mine.items():
        plan = await session.get_one(Roadmap, roadmap_id)
        earlier = (
            select(Measure.id, Measure.short_name, Measure.title)
            .join(Roadmap, Roadmap.id == Measure.roadmap_id)
            .where(Roadmap.owner_id == plan.owner_id, Roadmap.school_year == plan.school_year - 1)
        )
        known: dict[str, set[int]] = defaultdict(set)
        for measure_id, short_name, title in await session.execute(earlier):
            known[short_name].add(measure_id)
            known[_bare(title)].add(measure_id)
        for row in rows:
            found[row.id] = known.get(row.short_name, set()) | known.get(_bare(row.title), set())
    return found


def _bare(title: str) -> str:
    """A title without its years and other figures."""
    return " ".join("".join(sign for sign in title.casefold() if sign.isalpha() or sign.isspace()).split())
