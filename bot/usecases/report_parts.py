"""What a report may be narrowed to: its organisations and the sections of its plans."""

from dataclasses import dataclass
from datetime import date

from bot.domain.errors import Refusal
from bot.domain.people import Actor
from bot.domain.place_names import told_apart
from bot.domain.report_parts import Period, period_days
from bot.domain.reports import Condition, Selection
from bot.usecases.context import Context
from bot.usecases.reports import scope_of
from bot.usecases.status import choose
from db import reports


@dataclass(frozen=True, slots=True)
class Choice:
    """A part under way, as a button carries it: `section` counts from 1, 0 is all; "" and 0 mean all."""

    period: Period
    place: int
    section: int
    condition: str


@dataclass(frozen=True, slots=True)
class Parts:
    """What there is to choose from, and what is chosen."""

    organisation_id: int
    organisation: str
    roadmap_id: int
    today: date
    places: tuple[tuple[int, str], ...]
    sections: tuple[str, ...]
    choice: Choice

    @property
    def selection(self) -> Selection:
        """Raises Refusal("stale") for a part that is gone."""
        choice = self.choice
        known = {"", *Condition}
        gone = choice.place and choice.place not in dict(self.places)
        if gone or choice.section > len(self.sections) or choice.condition not in known:
            raise Refusal("stale")
        since, until = period_days(choice.period, self.today)
        section = self.sections[choice.section - 1] if choice.section else None
        condition = Condition(choice.condition) if choice.condition else None
        return Selection(since, until, choice.place, section, condition)


async def parts(context: Context, actor: Actor, organisation_id: int, roadmap_id: int, choice: Choice) -> Parts:
    """Raises AccessDenied, Refusal("no-plans")."""
    chosen = choose(actor, organisation_id)
    async with context.transaction() as session:
        scope = await scope_of(session, context, chosen, roadmap_id or None)
        if not scope.roadmaps:
            raise Refusal("no-plans")
        places = await reports.places(session, scope.ids)
        rows = await reports.measures(session, scope.roadmap_ids)
    return Parts(
        chosen,
        scope.root.short_name,
        roadmap_id,
        scope.today,
        tuple(told_apart(places).items()),
        tuple(dict.fromkeys(row.section for row in rows if row.section)),
        choice,
    )
