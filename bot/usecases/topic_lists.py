"""Topics of the course as data: seen, given out as a table, replaced by a filled one, also in the middle of a year.

An organisation's own topics go over those of everything above it, number by number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import administers, coordinates, require
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.keyed_sheets import read_key, sheet_key
from bot.domain.lesson_pushes import TopicOf
from bot.domain.people import Actor
from bot.domain.topics import TopicChanges, TopicRow, compare, read_topics
from bot.exports.worker import text_sheet_in_worker
from bot.imports.worker import read_table_in_worker
from bot.texts import say
from bot.usecases import audit
from bot.usecases.context import Context
from bot.usecases.drafts import Upload
from bot.usecases.exports import file_words
from bot.usecases.special_days import own_places, settled_year
from bot.usecases.topics import topics_above, topics_of
from db import topics
from db.models import Organisation

LARGEST, MOST_ROWS = 2**20, 200


@dataclass(frozen=True, slots=True)
class TopicList:
    """What is taught in an organisation, by number. `own` are the numbers of its own topics; `changes` are new."""

    organisation_id: int
    name: str
    school_year: int
    lessons: int
    topics: tuple[TopicOf, ...]
    own: frozenset[int]
    others: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FilledTopics:
    """A table that came back, compared with what is there. `rows` are those that differ from the topics above."""

    seen: TopicList
    rows: tuple[TopicRow, ...]
    changes: TopicChanges


async def topic_list(context: Context, actor: Actor, organisation_id: int = 0, school_year: int = 0) -> TopicList:
    """The own first organisation and the current course year where nothing is named. Raises AccessDenied."""
    places = own_places(actor)
    place = organisation_id or (places[0][0] if places else 0)
    async with context.transaction() as session:
        return await _seen(session, context, actor, place, school_year)


async def _seen(
    session: AsyncSession, context: Context, actor: Actor, organisation_id: int, school_year: int
) -> TopicList:
    organisation = await session.get(Organisation, organisation_id)
    if organisation is None or not _may(actor, organisation_id):
        raise AccessDenied
    year = settled_year(context, actor, school_year)
    found = (await topics_of(session, [organisation_id], year))[organisation_id]
    return TopicList(
        organisation_id,
        organisation.short_name,
        year,
        context.course.lessons,
        tuple(found[number] for number in sorted(found)),
        frozenset(row.number for row in await topics.own(session, organisation_id, year)),
        tuple((place, name) for place, name in own_places(actor) if place != organisation_id),
    )


def _may(actor: Actor, organisation_id: int) -> bool:
    return administers(actor, organisation_id) or coordinates(actor, organisation_id)


async def topics_file(context: Context, actor: Actor, organisation_id: int, school_year: int) -> tuple[str, bytes]:
    """Name and bytes of the table: every number, with its own topic or the one from above."""
    seen = await topic_list(context, actor, organisation_id, school_year)
    known = {one.number: one for one in seen.topics}
    headings = [say(f"topics-file-{name}") for name in ("number", "title", "link")]
    rows = []
    for number in range(1, seen.lessons + 1):
        one = known.get(number)
        rows.append([str(number), one.title if one else "", (one.link if one else None) or "", ""])
    key = sheet_key(organisation_id, seen.school_year)
    content = await text_sheet_in_worker(say("topics-file-sheet"), [*headings, key], rows)
    year, following = str(seen.school_year), str(seen.school_year + 1)
    return say("topics-file-name", name=file_words(seen.name), year=year, next=following), content


async def read_file(context: Context, actor: Actor, file: Upload) -> FilledTopics:
    """Raises AccessDenied, and Refusal with the first row that is wrong: a table is taken whole or not at all."""
    if len(file.content) > LARGEST:
        raise Refusal("file-too-big", name=file.name, limit=LARGEST // 2**20)
    cells = await read_table_in_worker(file.name, file.content, context.reading)
    organisation_id, school_year = read_key(cells[0] if cells else ())
    rows = read_topics(cells[1 : MOST_ROWS + 1], context.course.lessons)
    if not rows:
        raise Refusal("topics-empty")
    async with context.transaction() as session:
        seen = await _seen(session, context, actor, organisation_id, school_year)
        above = _rows(await topics_above(session, organisation_id, seen.school_year))
    before = _rows({one.number: one for one in seen.topics if not one.sample})
    own = tuple(row for row in rows if above.get(row.number) != row)
    return FilledTopics(seen, own, compare(before, {**above, **{row.number: row for row in own}}))


def _rows(found: Mapping[int, TopicOf]) -> dict[int, TopicRow]:
    return {number: TopicRow(number, one.title, one.link) for number, one in found.items()}


async def write(
    context: Context, actor: Actor, organisation_id: int, school_year: int, rows: Sequence[TopicRow]
) -> TopicList:
    """These are the organisation's own topics of the year from now on; none: those from above count again."""
    require(_may(actor, organisation_id))
    async with context.transaction(write=True) as session:
        year = settled_year(context, actor, school_year)
        told = [(row.number, row.title, row.link) for row in rows]
        were = await topics.replace(session, organisation_id, year, told)
        detail = {"year": year, "were": were, "are": len(told)}
        audit.record(session, context, actor.person_id, "topics-set", "organisation", organisation_id, **detail)
        return await _seen(session, context, actor, organisation_id, year)
