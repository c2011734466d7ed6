"""What a lesson is about: the topics of the year, a territory's or a school's own before everybody's.

Where nobody has entered any the sample of that year is said and marked «пример»; without a sample, nothing.
"""

import tomllib
from collections.abc import Collection, Mapping
from functools import cache

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.lesson_pushes import TopicOf
from bot.texts import FOLDER
from bot.usecases.school_years import lineage
from db import calendars, topics

SAMPLES = FOLDER.parent / "samples" / "topics.toml"


@cache
def samples() -> Mapping[int, tuple[TopicOf, ...]]:
    table = tomllib.loads(SAMPLES.read_text(encoding="utf-8"))
    return {
        int(year): tuple(TopicOf(number, title, sample=True) for number, title in enumerate(entry["topics"], start=1))
        for year, entry in table.items()
    }


async def topics_of(
    session: AsyncSession, organisation_ids: Collection[int], school_year: int
) -> dict[int, dict[int, TopicOf]]:
    """Organisation → number → topic, the nearest organisation's own first."""
    rows = await topics.of_year(session, school_year)
    sample = {topic.number: topic for topic in samples().get(school_year, ())}
    if not rows:
        return dict.fromkeys(organisation_ids, sample)
    own: dict[int | None, dict[int, TopicOf]] = {}
    for row in rows:
        own.setdefault(row.organisation_id, {})[row.number] = TopicOf(row.number, row.title, row.link)
    above = await calendars.parents(session)
    found = {}
    for organisation_id in organisation_ids:
        nearest: dict[int, TopicOf] = {}
        for place in lineage(above, organisation_id):
            nearest |= own.get(place, {})
        found[organisation_id] = nearest or sample
    return found


async def topics_above(session: AsyncSession, organisation_id: int, school_year: int) -> dict[int, TopicOf]:
    """What would be taught in an organisation that has no topics of its own; samples apart."""
    parent = (await calendars.parents(session)).get(organisation_id)
    if parent is None:
        return {}
    found = (await topics_of(session, [parent], school_year))[parent]
    return {number: topic for number, topic in found.items() if not topic.sample}


async def topic_of(session: AsyncSession, organisation_id: int, school_year: int, number: int) -> TopicOf | None:
    """The topic of one lesson in one school; None where nobody knows it."""
    return (await topics_of(session, [organisation_id], school_year))[organisation_id].get(number)
