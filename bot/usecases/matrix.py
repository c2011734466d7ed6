"""The preview as a matrix: every row of a plan × every organisation that it can address."""

from dataclasses import dataclass

from sqlalchemy import select

from bot.domain.deadline import Deadline
from bot.domain.people import Actor
from bot.usecases.context import Context
from bot.usecases.roadmaps import administered
from db import roadmaps
from db.models import Organisation


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One row of a plan; `tasks` are those of each organisation, in the order of the matrix."""

    number: str
    title: str
    deadline: Deadline
    unclear: bool
    tasks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows to look at come first."""

    title: str
    organisations: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


async def matrix(context: Context, actor: Actor, roadmap_id: int) -> Matrix:
    """What a launch would make. The counts are those of `Row.whom`: the launch asks the same."""
    async with context.transaction() as session:
        roadmap, owner = await administered(session, actor, roadmap_id)
        reach = await roadmaps.reach(session, owner)
        everybody = reach.everybody()
        query = select(Organisation.id, Organisation.short_name).where(Organisation.id.in_(everybody))
        names = {row.id: row.short_name for row in await session.execute(query)}
        rows = []
        for measure, row in await roadmaps.rows(session, roadmap):
            whom = set(row.whom(reach))
            tasks = tuple(len(row.turns) if key in whom else 0 for key in everybody)
            rows.append(MatrixRow(row.number or "", measure.title, row.deadline, row.unclear(reach), tasks))
        rows.sort(key=lambda row: not row.unclear)
        return Matrix(roadmap.title, tuple(names[key] for key in everybody), tuple(rows))
