"""One sheet for the whole tree: given out with the present state, taken back as a diff, written all or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import administers, require
from bot.domain.clock import local_day
from bot.domain.course import course_year_of
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.organisations import BELOW, same_name, short_name
from bot.domain.people import Actor, OrganisationKind, Role
from bot.domain.tree_sheets import Cells, Column, Node, TreeChange, TreeFault, TreeWords, as_told, compare, lines_of
from bot.domain.zones import RUSSIAN_ZONES
from bot.imports.worker import read_table_in_worker
from bot.texts import say
from bot.usecases import audit
from bot.usecases.classes import set_classes
from bot.usecases.context import Context
from bot.usecases.drafts import Upload
from bot.usecases.launch import fill_gaps
from bot.usecases.lessons import ensure_lessons
from bot.usecases.lexicon import alphabet, legal_forms
from bot.usecases.relocations import relocate
from db import launches, organisations, people, tree_sheets
from db.models import Organisation


@dataclass(frozen=True, slots=True)
class TreeSheet:
    """The present state of an organisation and everything below it, in the order of the tree."""

    organisation_id: int
    name: str
    nodes: tuple[tuple[int, Node], ...]


@dataclass(frozen=True, slots=True)
class TreePreview:
    """What a filled sheet does, or why it does nothing. `lines` are kept until it is confirmed."""

    organisation_id: int
    lines: tuple[tuple[int, Cells], ...]
    changes: tuple[TreeChange, ...]
    faults: tuple[TreeFault, ...]

    @property
    def mark(self) -> int:
        """A number that a button can carry; another one as soon as anything that is shown differs."""
        return crc32(as_told(self.changes).encode())


def zone_word(zone: str) -> str:
    return say(f"zone-{zone.replace('/', '-')}") if zone in RUSSIAN_ZONES else zone


def kind_word(kind: OrganisationKind) -> str:
    return say(f"tree-kind-{kind}")


def tree_words() -> TreeWords:
    kinds = {kind_word(kind).casefold(): kind for kind in OrganisationKind}
    zones = {zone_word(zone).casefold(): zone for zone in RUSSIAN_ZONES}
    yes = frozenset(word.strip() for word in say("word-yes").split(","))
    return TreeWords(kinds, zones, yes, alphabet())


async def sheet(context: Context, actor: Actor, organisation_id: int) -> TreeSheet:
    async with context.transaction() as session:
        top, known = await _known(session, actor, organisation_id)
        return TreeSheet(top.id, top.short_name, tuple(known.items()))


async def read(context: Context, actor: Actor, organisation_id: int, file: Upload) -> TreePreview:
    """What an uploaded sheet would do; for 0 the organisation is found by the keys in it.

    Raises what the reader raises, Refusal tree-columns, tree-long or tree-where.
    """
    require(not organisation_id or administers(actor, organisation_id))
    lines = await _lines(context, file)
    async with context.transaction() as session:
        place = organisation_id or await _place_of(session, actor, lines)
        return await _preview(session, actor, place, lines)


async def is_tree(context: Context, file: Upload) -> bool:
    """Whether a table has the columns of this sheet, whatever it is called."""
    try:
        await _lines(context, file)
    except Refusal:
        return False
    return True


async def _lines(context: Context, file: Upload) -> tuple[tuple[int, Cells], ...]:
    headings = {same_name(say(f"tree-heading-{column}")): column for column in Column}
    return tuple(lines_of(await read_table_in_worker(file.name, file.content, context.reading), headings))


async def _place_of(session: AsyncSession, actor: Actor, lines: Sequence[tuple[int, Cells]]) -> int:
    """The one organisation of the administrator below which everything lies that the sheet names by its key."""
    keys = {int(key) for _, cells in lines if (key := cells.get(Column.KEY, "")).isdecimal()}
    mine = {m.organisation_id for m in actor.memberships if m.role is Role.ADMIN and m.kind in BELOW}
    fitting = [
        one for one in mine if len(mine) == 1 or (keys and keys <= await people.subtree(session, frozenset({one})))
    ]
    if len(fitting) != 1:
        raise Refusal("tree-where")
    return fitting[0]


async def write(
    context: Context, actor: Actor, organisation_id: int, lines: Sequence[tuple[int, Cells]], expected: int
) -> TreePreview:
    """Write what was shown, all or nothing; `expected` is the `mark` of what was shown.

    Raises Refusal tree-changed when the sheet would do anything else by now.
    """
    async with context.transaction(write=True) as session:
        await organisations.locked(session, organisation_id)
        found = await _preview(session, actor, organisation_id, tuple(lines))
        if found.faults or not found.changes or found.mark != expected:
            raise Refusal("tree-changed")
        below = await people.subtree(session, frozenset({organisation_id}))
        places = await tree_sheets.by_name(session, below)
        ordered = sorted(found.changes, key=_order)
        written = [(change, await _write(session, context, change, places)) for change in ordered]
        added = [row.id for change, row in written if not change.key]
        for change, row in written:
            if change.moves and row.id != organisation_id:
                await relocate(session, context, actor.person_id, row, _above(places, change.node))
        await fill_gaps(session, context, added)
        audit.record(
            session, context, actor.person_id, "tree-written", "organisation", organisation_id,
            changed=len(found.changes) - len(added), added=len(added),
        )  # fmt: skip
        return found


def _order(change: TreeChange) -> tuple[bool, bool, int]:
    """Municipalities before what lies below them; what goes, last."""
    return change.closes, change.node.kind is not OrganisationKind.MUNICIPALITY, change.line


async def _preview(
    session: AsyncSession, actor: Actor, organisation_id: int, lines: tuple[tuple[int, Cells], ...]
) -> TreePreview:
    top, known = await _known(session, actor, organisation_id)
    changes, faults = compare(lines, known, top.name, tree_words())
    more = [fault for change in changes if (fault := await _fault(session, top, known, changes, change)) is not None]
    return TreePreview(organisation_id, lines, changes, tuple(sorted((*faults, *more), key=lambda one: one.line)))


async def _fault(
    session: AsyncSession,
    top: Organisation,
    known: Mapping[int, Node],
    changes: Sequence[TreeChange],
    change: TreeChange,
) -> TreeFault | None:
    """What only the whole tree can tell: where a line hangs, and whether something may go."""
    if change.key == top.id:
        fixed = change.closes or change.moves
        return TreeFault(change.line, "top", change.node.name) if fixed else None
    if change.closes:
        busy = await organisations.in_use(session, change.key)
        return TreeFault(change.line, "busy", change.node.name) if busy else None
    places = {same_name(node.name): node.kind for node in known.values()}
    places |= {same_name(one.node.name): one.node.kind for one in changes if not one.closes}
    above = change.node.above or top.name
    fits = change.node.kind in BELOW.get(places.get(same_name(above), change.node.kind), ())
    return None if fits else TreeFault(change.line, "above", above)


def _above(places: Mapping[str, Organisation], node: Node) -> Organisation:
    return places.get(same_name(node.above)) or places[""]


async def _write(
    session: AsyncSession, context: Context, change: TreeChange, places: dict[str, Organisation]
) -> Organisation:
    """Apply one line, but for the place in the tree of what is there already."""
    node, now = change.node, context.now()
    if change.closes:
        row = await session.get_one(Organisation, change.key)
        row.closed_at = now
        await launches.withdraw(session, row.id)
        return row
    above = _above(places, node)
    short = node.short or short_name(node.name, legal_forms())
    if change.key:
        row = await session.get_one(Organisation, change.key)
        row.name, row.short_name, row.tags = node.name, short, list(node.tags)
    else:
        row = await organisations.add(session, above.id, node.kind, node.name, short, above.zone, now, node.tags)
    row.zone, row.level, row.phone = node.zone or above.zone, node.level, node.phone
    places[same_name(node.name)] = row
    await session.flush()
    if await set_classes(session, context, row.id, node.classes):
        today = local_day(now, row.zone)
        await ensure_lessons(session, context, course_year_of(today), today, {row.id})
    return row


async def _known(session: AsyncSession, actor: Actor, organisation_id: int) -> tuple[Organisation, dict[int, Node]]:
    """Everything below, as the sheet shows it."""
    require(administers(actor, organisation_id))
    top = await session.get(Organisation, organisation_id)
    if top is None or top.closed_at is not None:
        raise AccessDenied
    below = await people.subtree(session, frozenset({organisation_id}))
    rows = await tree_sheets.rows(session, below)
    names = {row.id: row.name for row, _ in rows}
    found = {
        row.id: Node(
            row.kind, names.get(row.parent_id or 0, "") if row.id != top.id else "", row.name, row.short_name, row.zone,
            tuple(map(str, row.tags)), row.level, row.phone, classes,
        )
        for row, classes in rows
    }  # fmt: skip
    return top, found
