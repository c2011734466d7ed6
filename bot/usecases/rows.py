"""Rows of a plan in the eyes of its administrator: pages, doubtful ones first, and the card of one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import require
from bot.domain.addressing import Target
from bot.domain.deadline import Pace
from bot.domain.demands import Demand
from bot.domain.errors import Refusal
from bot.domain.grid.conditions import Condition
from bot.domain.grid.demands import asked
from bot.domain.letters import OFF_PLAN
from bot.domain.people import Actor, OrganisationKind
from bot.domain.roadmaps import RoadmapState, Row
from bot.usecases.context import Context
from bot.usecases.drafts import own
from bot.usecases.roadmaps import administered
from db import roadmaps
from db.models import Measure, Organisation, Roadmap


class View(StrEnum):
    """Which rows of a plan a list shows. The text goes into callbacks."""

    ALL = "all"
    DOUBTFUL = "odd"
    INFORMATION = "info"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class RowsPage:
    """A page of the rows of a plan; `counts` says how many each view holds."""

    roadmap_id: int
    version: int
    state: RoadmapState
    title: str
    owner_kind: OrganisationKind
    view: View
    page: int
    pages: int
    rows: tuple[Row, ...]
    counts: dict[View, int]
    unclear: frozenset[int] = frozenset()
    """Rows to look at, by their ids."""
    served: Mapping[int, int] = field(default_factory=dict)
    """Schools that get each row, where some do and some do not."""
    schools: int = 0


@dataclass(frozen=True, slots=True)
class RowCard:
    """One row with the plan's own words and what was made of them."""

    roadmap_id: int
    version: int
    state: RoadmapState
    owner_kind: OrganisationKind
    row: Row
    title: str
    responsible: str
    result: str | None
    organisations: int
    can_follow: bool
    can_date: bool = False
    """The plan runs and the row is somebody's task: its day can be set for all."""
    asks: tuple[Demand, ...] = ()
    """What the row asks for at completion."""
    can_postpone: bool = False
    """The same, and some of its days can pass."""
    schools: int = 0
    """Schools that the row can be for, and how many get it."""
    served: int = 0
    unsettled: tuple[Condition, ...] = ()
    """Conditions of which nobody has said which schools they mean."""
    own_letter: bool = False
    """A row «вне плана» that the viewer may take back."""

    @property
    def unclear(self) -> bool:
        return self.row.doubtful or bool(self.unsettled)


ROWS_PER_PAGE = 10


async def rows_page(context: Context, actor: Actor, roadmap_id: int, view: View, page: int) -> RowsPage:
    """A page of rows, doubtful ones first while the plan is a draft; a page beyond the end is the last one."""
    async with context.transaction() as session:
        roadmap, owner = await administered(session, actor, roadmap_id)
        every = [row for _, row in await roadmaps.rows(session, roadmap)]
        reach = await roadmaps.reach(session, owner)
    unclear = frozenset(row.id for row in every if row.unclear(reach))
    chosen = {each: [row for row in every if _shown(row, each, unclear)] for each in View}
    shown = chosen[view]
    if roadmap.state is RoadmapState.DRAFT:
        shown = sorted(shown, key=lambda row: row.id not in unclear)
    pages = max(1, -(-len(shown) // ROWS_PER_PAGE))
    page = min(max(page, 0), pages - 1)
    rows = tuple(shown[page * ROWS_PER_PAGE : (page + 1) * ROWS_PER_PAGE])
    served = {row.id: len(row.schools(reach)) for row in rows if Target.SCHOOLS in row.targets}
    return RowsPage(
        roadmap_id=roadmap.id,
        version=roadmap.version,
        state=roadmap.state,
        title=roadmap.title,
        owner_kind=owner.kind,
        view=view,
        page=page,
        pages=pages,
        rows=rows,
        counts={each: len(found) for each, found in chosen.items()},
        unclear=unclear,
        served=served,
        schools=len(reach.schools),
    )


def _shown(row: Row, view: View, unclear: frozenset[int]) -> bool:
    match view:
        case View.ALL:
            return True
        case View.DOUBTFUL:
            return row.id in unclear
        case View.INFORMATION:
            return row.for_information
        case View.UNDATED:
            return bool(row.addressees) and not row.deadline.windows and not row.deadline.as_needed


async def row_card(context: Context, actor: Actor, measure_id: int) -> RowCard:
    """One row of a plan that the actor administers."""
    async with context.transaction() as session:
        measure, roadmap, owner = await administered_row(session, actor, measure_id)
        own_letter = measure.author_id == actor.person_id and measure.cancelled_at is None
        return replace(await card(session, measure, roadmap, owner), own_letter=own_letter)


async def card(session: AsyncSession, measure: Measure, roadmap: Roadmap, owner: Organisation) -> RowCard:
    row = await roadmaps.row(session, measure, roadmap)
    reach = await roadmaps.reach(session, owner)
    can_date = bool(row.addressees) and roadmap.state is RoadmapState.ACTIVE and OFF_PLAN not in roadmap.policy
    return RowCard(
        roadmap_id=roadmap.id,
        version=roadmap.version,
        state=roadmap.state,
        owner_kind=owner.kind,
        row=row,
        title=measure.title,
        responsible=measure.responsible_text,
        result=measure.result_text,
        organisations=len(row.whom(reach)),
        can_follow=row.for_information and roadmap.state is RoadmapState.ACTIVE,
        can_date=can_date,
        can_postpone=can_date and measure.pace is not Pace.ALL_YEAR and any(turn.due for turn in row.turns),
        schools=len(reach.schools) if Target.SCHOOLS in row.targets else 0,
        served=len(row.schools(reach)) if Target.SCHOOLS in row.targets else 0,
        unsettled=row.unsettled(reach),
        asks=asked(measure.asks, measure.title, measure.result_text),
    )


async def administered_row(
    session: AsyncSession, actor: Actor, measure_id: int
) -> tuple[Measure, Roadmap, Organisation]:
    measure = await session.get(Measure, measure_id)
    if measure is None:
        require(bool(own(actor)))
        raise Refusal("plan-gone")
    return measure, *await administered(session, actor, measure.roadmap_id)
