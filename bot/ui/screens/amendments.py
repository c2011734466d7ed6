"""A newer version of a running plan: what has changed, and what launching it has done."""

from collections.abc import Iterable, Sequence

from bot.domain.amendments import Entry, Pair
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.roadmaps import PlanTap
from bot.ui.screen import TEXT_LIMIT, Button, Screen, cut
from bot.ui.screens.roadmaps import BLANK, NOTHING, title_of
from bot.usecases.amendments import Amended, Versions

SHOWN = (12, 8, 5, 3, 1)
"""Rows named in each group; fewer where long names would not fit into one message."""
NAME_WIDTH, SAID_WIDTH = 60, 80


def versions(found: Versions) -> Screen:
    """What differs, group by group, and the button that launches the new version."""
    for shown in SHOWN:
        text = _text(found, shown)
        if len(text) <= TEXT_LIMIT:
            break
    running = str(found.running_id)
    amend = PlanTap(action="amend", roadmap=found.draft_id, version=found.version, arg=running)
    back = PlanTap(action="show", roadmap=found.draft_id)
    return Screen(text, ((Button(say("button-amend"), amend),), (Button(say("button-back"), back),)))


def _text(found: Versions, shown: int) -> Html:
    difference = found.difference
    same = len(difference.pairs) - len(difference.moved) - len(difference.reworded)
    return lines(
        html("amend-title", title=title_of(found.title)),
        html("amend-same", count=same),
        _group("amend-moved", [_moved(pair) for pair in difference.moved], shown),
        _group("amend-added", [_row(entry) for entry in difference.added], shown),
        _group("amend-reworded", [_row(pair.new) for pair in difference.reworded], shown),
        _group("amend-cancelled", [_row(entry) for entry in difference.cancelled], shown),
        BLANK,
        html("amend-how"),
    )


def _group(key: str, rows: Sequence[Html], shown: int) -> Html:
    if not rows:
        return NOTHING
    return lines(BLANK, html(key, count=len(rows)), *_first(rows, shown))


def _first(rows: Sequence[Html], shown: int) -> Iterable[Html]:
    yield from rows[:shown]
    if len(rows) > shown:
        yield html("rejected-more", count=len(rows) - shown)


def _moved(pair: Pair) -> Html:
    before, after = cut(pair.old.said, SAID_WIDTH), cut(pair.new.said, SAID_WIDTH)
    return html("amend-row-moved", name=_name(pair.new), before=before, after=after)


def _row(entry: Entry) -> Html:
    return html("amend-row", name=_name(entry), said=cut(entry.said, SAID_WIDTH))


def _name(entry: Entry) -> str:
    name = say("row-numbered", number=entry.number, name=entry.name) if entry.number else entry.name
    return cut(name, NAME_WIDTH)


def amended(done: Amended) -> Screen:
    text = lines(
        html("amended", title=title_of(done.title)),
        html("amended-tasks", moved=done.moved, added=done.added, dropped=done.dropped),
        html("launched-asked", count=done.asked) if done.asked else NOTHING,
        html("amended-told", told=done.told) if done.told else html("amended-nobody"),
    )
    return Screen(text, ((Button(say("button-plan"), PlanTap(action="show", roadmap=done.roadmap_id)),),))
