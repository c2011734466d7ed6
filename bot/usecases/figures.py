"""Numbers of a report: what schools gave for rows, beside the year before, and how many schools did a row."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.demands import OUT_OF
from bot.domain.figures import schools_done
from bot.domain.people import OrganisationKind
from bot.domain.reports import Figure, Job, Share, parts
from bot.domain.tasks import TaskState
from bot.texts import say
from bot.texts.evidence import figure_name
from db import figures
from db.models import Measure, Organisation

ENTRIES = "entries"
Key = tuple[int, int, str]
"""Measure, organisation, and what is counted."""


async def read_figures(
    session: AsyncSession, measures: Sequence[Measure], jobs: Iterable[Job], names: Mapping[int, str]
) -> tuple[Figure, ...]:
    """Row by row and school by school. Of a row with several windows the numbers of all of them are added up."""
    known = {measure.id: measure for measure in measures}
    numbers = await _given(session, list(names), list(known))
    for job in jobs:
        if job.fact.entries:
            numbers[job.measure_id, job.organisation_id, ENTRIES] += job.fact.entries
    last = await _year_before(session, measures, list(names))
    parts = {part.value: whole.value for part, whole in OUT_OF.items()}
    found = [
        Figure(
            organisation=names.get(place, ""),
            number=known[measure_id].number,
            short_name=known[measure_id].short_name,
            name=say("report-entries") if code == ENTRIES else figure_name(code),
            value=numbers.get((measure_id, place, code)),
            measure_id=measure_id,
            code=code,
            last=last.get((measure_id, place, code)),
            whole=numbers.get((measure_id, place, parts.get(code, ""))),
            organisation_id=place,
        )
        for measure_id, place, code in {**numbers, **last}
    ]
    positions = {measure.id: place for place, measure in enumerate(measures)}
    places = {key: place for place, key in enumerate(names)}
    return tuple(
        sorted(found, key=lambda one: (positions[one.measure_id], one.code, places.get(one.organisation_id, 0)))
    )


async def _given(session: AsyncSession, places: Sequence[int], measures: Sequence[int]) -> Counter[Key]:
    numbers: Counter[Key] = Counter()
    for part in parts(places):
        for one in await figures.given(session, part, measures):
            numbers[one.measure_id, one.organisation_id, one.name] += one.value
    return numbers


async def _year_before(session: AsyncSession, measures: Sequence[Measure], places: Sequence[int]) -> dict[Key, int]:
    """Numbers of the same rows a school year before, under the rows of this year."""
    earlier = await figures.year_before(session, measures)
    known = {old for ids in earlier.values() for old in ids}
    if not known:
        return {}
    numbers = await _given(session, places, list(known))
    for part in parts(places):
        for measure_id, place, number in await figures.entries(session, part, known):
            numbers[measure_id, place, ENTRIES] += number
    found: Counter[Key] = Counter()
    for measure_id, ids in earlier.items():
        for (old, place, code), value in numbers.items():
            if old in ids:
                found[measure_id, place, code] += value
    return dict(found)


def shares(measures: Sequence[Measure], jobs: Iterable[Job], places: Sequence[Organisation]) -> tuple[Share, ...]:
    """Each row that schools have, in the order of the plan."""
    schools = {place.id for place in places if place.kind is OrganisationKind.SCHOOL}
    states: dict[int, dict[int, list[TaskState]]] = defaultdict(lambda: defaultdict(list))
    for job in jobs:
        if job.organisation_id in schools:
            states[job.measure_id][job.organisation_id].append(job.fact.state)
    counted = ((measure, schools_done(states[measure.id])) for measure in measures if measure.id in states)
    return tuple(
        Share(measure.id, measure.number, measure.short_name, done, of) for measure, (done, of) in counted if of
    )
