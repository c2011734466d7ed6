"""One sheet for the whole tree: what it offers, the diff of a filled one, its faults."""

from collections.abc import Sequence

from bot.domain.people import OrganisationKind
from bot.domain.tree_sheets import LEVELS, Column, Node, TreeChange
from bot.domain.zones import RUSSIAN_ZONES
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.organisations import OrgTap
from bot.ui.callbacks.trees import TreeTap
from bot.ui.prose import clip
from bot.ui.screen import Button, Screen
from bot.usecases.tree_sheets import TreePreview, TreeSheet, kind_word, zone_word

SHOWN = 12
NAME_WIDTH, WORDS_WIDTH = 40, 40


def headings() -> list[str]:
    return [say(f"tree-heading-{column}") for column in Column]


def rows(shown: TreeSheet) -> list[list[str]]:
    """The present state, a line an organisation, in the order of the columns."""
    return [_cells(key, node) for key, node in shown.nodes]


def _cells(key: int, node: Node) -> list[str]:
    level = str(node.level or "")
    return [
        str(key), kind_word(node.kind), node.above, node.name, node.short, zone_word(node.zone), ", ".join(node.tags),
        level, node.phone or "", " ".join(node.classes), "",
    ]  # fmt: skip


def choices(shown: TreeSheet) -> dict[int, Sequence[str]]:
    """What may be chosen in which column."""
    parents = [
        node.name for _, node in shown.nodes if node.kind in (OrganisationKind.REGION, OrganisationKind.MUNICIPALITY)
    ]
    kinds = [kind_word(kind) for kind in OrganisationKind if kind is not OrganisationKind.REGION]
    columns = list(Column)
    return {
        columns.index(Column.KIND): kinds,
        columns.index(Column.ABOVE): parents,
        columns.index(Column.ZONE): [zone_word(zone) for zone in RUSSIAN_ZONES],
        columns.index(Column.LEVEL): [str(level) for level in LEVELS],
        columns.index(Column.CLOSE): [say("tree-yes")],
    }


def caption(shown: TreeSheet) -> Screen:
    return Screen(html("tree-caption", number=len(shown.nodes)))


def preview(shown: TreePreview) -> Screen:
    """Faults first, for with one of them nothing is written; else what will change, line by line."""
    back = (Button(say("button-back"), OrgTap(action="home", organisation=shown.organisation_id)),)
    if shown.faults:
        rest = len(shown.faults) - SHOWN
        faults = [
            html(f"tree-fault-{one.code}", line=one.line, words=clip(one.words, 60)) for one in shown.faults[:SHOWN]
        ]
        more = html("tree-more", number=rest) if rest > 0 else Html()
        return Screen(lines(html("tree-refused", number=len(shown.faults)), *faults, more), (back,))
    if not shown.changes:
        return Screen(html("tree-nothing"), (back,))
    rest = len(shown.changes) - SHOWN
    told = [_told(change) for change in shown.changes[:SHOWN]]
    moves = html("tree-moves") if any(one.moves for one in shown.changes) else Html()
    text = lines(_counts(shown), *told, html("tree-more", number=rest) if rest > 0 else "", moves)
    tap = TreeTap(action="write", organisation=shown.organisation_id, number=shown.mark)
    return Screen(text, ((Button(say("tree-button-write", number=len(shown.changes)), tap),), back))


def _counts(shown: TreePreview) -> Html:
    added = sum(not change.key for change in shown.changes)
    closed = sum(change.closes for change in shown.changes)
    return html("tree-counts", changed=len(shown.changes) - added - closed, added=added, closed=closed)


def _told(change: TreeChange) -> Html:
    name = clip(change.node.name, NAME_WIDTH)
    if change.closes:
        return html("tree-line-closes", line=change.line, name=name)
    if not change.key:
        return html("tree-line-new", line=change.line, name=name, kind=kind_word(change.node.kind))
    parts = "; ".join(
        say("tree-part", column=say(f"tree-heading-{column}").lower(), old=_words(column, old), new=_words(column, new))
        for column, old, new in change.columns
    )
    return html("tree-line-changed", line=change.line, name=name, parts=clip(parts, 180))


def _words(column: Column, words: str) -> str:
    if column is Column.ZONE:
        words = zone_word(words)
    return clip(words, WORDS_WIDTH) if words else say("tree-empty")


def written(shown: TreePreview) -> Screen:
    back = Button(say("button-back"), OrgTap(action="home", organisation=shown.organisation_id))
    return Screen(lines(html("tree-written"), _counts(shown)), ((back,),))
