"""«Сегодня»: a list of tasks with its headings and filters, and what an empty list says."""

from itertools import groupby

from bot.domain.boards import Horizon, Part, Selection
from bot.domain.deadline import Pace, say_day
from bot.domain.tasks import TaskState
from bot.texts import Html, html, lines, say
from bot.texts.folding import lowered
from bot.ui.callbacks.menu import CancelTap, MenuTap
from bot.ui.callbacks.tasks import BoardTap, SheetTap, TaskTap
from bot.ui.prose import clip
from bot.ui.screen import Button, Row, Screen, fit
from bot.ui.screens.lines import named, told
from bot.ui.screens.names import called
from bot.ui.screens.past import past_button
from bot.usecases.tasks import Board, TaskLine

QUERY_WIDTH = 40
HALF = 15
PLACES_SHOWN = 4
GIVEN_SHOWN = 3
FILTERS = (
    (Selection.NOW, Selection.OVERDUE),
    (Selection.WEEK, Selection.MONTH),
    (Selection.PLAN, Selection.ALL_YEAR),
    (Selection.UNDATED, Selection.MINE),
    (Selection.GIVEN, Selection.DONE),
)
TWO_LINES = frozenset({Part.OVERDUE, Part.WEEK})
SINGLE = frozenset({Selection.OVERDUE, Selection.ALL_YEAR, Selection.UNDATED, Selection.DONE})
"""Selections of one part: its heading would only repeat the title."""
WHOLE_LISTS = frozenset({Selection.NOW, Selection.PLAN})
"""Selections that are empty when nothing is open at all."""
FILTER, SEARCH = "filter", "search"
"""What BoardTap shows besides selections."""


def board(shown: Board) -> Screen:
    if not shown.lines:
        return _empty(shown)
    blocks = [_title(shown)]
    for part, group in groupby(enumerate(shown.lines, shown.first), key=lambda pair: part_of(pair[1], shown.days)):
        blocks.append(_block(shown, part, list(group)))
    aside = _aside(shown)
    return Screen(Html("\n\n".join([*blocks, aside] if aside else blocks)), _rows(shown))


def part_of(line: TaskLine, days: Horizon) -> Part:
    """Under which heading a line stands."""
    if line.state is not TaskState.OPEN:
        return Part.CLOSED
    if line.pace is Pace.ALL_YEAR:
        return Part.ALL_YEAR
    if line.due is None:
        return Part.UNDATED
    if line.due < days.today:
        return Part.OVERDUE
    if line.due <= days.week:
        return Part.WEEK
    return Part.FORTNIGHT if line.due <= days.fortnight else Part.LATER


def filters(shown: Board) -> Screen:
    """What to show, with counts; and whose, where a person answers for several."""
    rows: list[Row] = [tuple(_filter(shown, selection) for selection in pair) for pair in FILTERS]
    if len(shown.organisations) > 1:
        rows += [
            (Button(fit(name), BoardTap(show=Selection.NOW, org=key)),)
            for key, name in shown.organisations[:PLACES_SHOWN]
        ]
        rows.append((Button(say("button-all-places"), BoardTap(show=Selection.NOW)),))
    if shown.answers:
        rows.append((Button(say("button-school-sheet"), SheetTap(action="send", value=shown.organisation_id)),))
    rows.append((Button(say("button-back"), BoardTap(show=Selection.NOW, org=shown.organisation_id)),))
    return Screen(html("filter-title"), tuple(rows))


def search_question() -> Screen:
    return Screen(html("search-ask"), ((Button(say("button-cancel"), CancelTap()),),))


def _filter(shown: Board, selection: Selection) -> Button:
    text = say("filter-button", name=say(f"filter-{selection}"), n=shown.counts.get(selection, 0))
    return Button(fit(text, HALF), BoardTap(show=selection, org=shown.organisation_id))


def _title(shown: Board) -> Html:
    place = next((name for key, name in shown.organisations if key == shown.organisation_id), "")
    if not place:
        place = shown.organisations[0][1] if len(shown.organisations) == 1 else say("board-everywhere")
    if shown.selection is Selection.FOUND:
        return html("board-found", query=clip(shown.query, QUERY_WIDTH), n=shown.total)
    now = shown.selection is Selection.NOW
    what = say_day(shown.days.today) if now else say(f"filter-{shown.selection}").lower()
    return html("board-title", place=place, what=what)


def _block(shown: Board, part: Part, group: list[tuple[int, TaskLine]]) -> Html:
    several = len(shown.organisations) > 1 and not shown.organisation_id
    rows = [Html() if shown.selection in SINGLE else _heading(shown, part, len(group))]
    for place, line in group:
        name = named(line, plan=shown.plans > 1, place=several)
        key = "line-two" if part in TWO_LINES else "line-flat"
        day = told(line, shown.days.today)
        if line.given:
            day = say("line-given", day=day, people=", ".join(called(who) for who in line.given[:GIVEN_SHOWN]))
        rows.append(html(key, place=place, name=name, day=day))
    return lines(*rows)


def _heading(shown: Board, part: Part, here: int) -> Html:
    """Counted where the page does not hold the whole of it."""
    title = _part_name(part, shown.days)
    total = _part_count(shown, part)
    if shown.selection is Selection.NOW and total > here:
        return html("board-part-counted", part=title, count=say("count-measures", n=total))
    return html("board-part", part=title)


def _part_name(part: Part, days: Horizon) -> str:
    if part is Part.FORTNIGHT:
        return say("board-fortnight", day=say_day(days.fortnight).split(",")[0])
    return say(f"board-{part}")


def _part_count(shown: Board, part: Part) -> int:
    counts = shown.counts
    if part is Part.OVERDUE:
        return counts.get(Selection.OVERDUE, 0)
    if part is Part.WEEK:
        return counts.get(Selection.WEEK, 0)
    rest = counts.get(Selection.NOW, 0) - counts.get(Selection.OVERDUE, 0) - counts.get(Selection.WEEK, 0)
    return rest if part is Part.FORTNIGHT else 0


def _aside(shown: Board) -> Html:
    """What the page does not hold: parts that come later, rows of the whole year, rows without a day."""
    if shown.selection is not Selection.NOW:
        return Html()
    last = part_of(shown.lines[-1], shown.days)
    further = [
        html(f"board-further-{part}", day=say_day(shown.days.fortnight).split(",")[0], n=number)
        for part in (Part.WEEK, Part.FORTNIGHT)
        if list(Part).index(part) > list(Part).index(last) and (number := _part_count(shown, part))
    ]
    aside = [
        html(f"board-aside-{part}", n=number)
        for part, selection in ((Part.ALL_YEAR, Selection.ALL_YEAR), (Part.UNDATED, Selection.UNDATED))
        if (number := shown.counts.get(selection, 0))
    ]
    return lines(html("board-further", parts=Html(", ".join(further))) if further else "", Html(" · ".join(aside)))


def _rows(shown: Board) -> tuple[Row, ...]:
    at = f"{shown.selection}.{shown.page}.{shown.organisation_id}"
    digits = tuple(
        Button(str(place), TaskTap(action="open", task=line.task_id, version=line.version, at=at))
        for place, line in enumerate(shown.lines, shown.first)
    )
    rows: list[Row] = [*_past(shown), digits]
    if shown.left:
        rows.append((Button(say("button-next", n=shown.left), _page(shown, shown.page + 1)),))
    if shown.page:
        rows.append((Button(say("button-previous"), _page(shown, shown.page - 1)),))
    return (*rows, _foot(shown))


def _past(shown: Board) -> list[Row]:
    """Questions about days that had passed at a launch stand above everything else."""
    return [(past_button(question),) for question in shown.past[:PLACES_SHOWN]]


def _page(shown: Board, page: int) -> BoardTap:
    return BoardTap(show=shown.selection, page=page, org=shown.organisation_id)


def _foot(shown: Board) -> Row:
    return (
        Button(say("button-filter"), BoardTap(show=FILTER, org=shown.organisation_id)),
        Button(say("button-search"), BoardTap(show=SEARCH)),
    )


def _empty(shown: Board) -> Screen:
    """An empty list says when the next one is and when its reminder comes."""
    if shown.selection is Selection.FOUND:
        return Screen(html("empty-found", query=clip(shown.query, QUERY_WIDTH)), (_foot(shown),))
    if not shown.counts.get(Selection.FOUND, 0):
        return _nothing(shown)
    if shown.selection in WHOLE_LISTS and not shown.counts.get(Selection.PLAN, 0):
        closed = shown.counts.get(Selection.DONE, 0)
        done = Button(say("filter-done"), BoardTap(show=Selection.DONE, org=shown.organisation_id))
        return Screen(html("empty-closed", n=closed), (*_past(shown), (done,), _foot(shown)))
    words = [html("empty-now" if shown.selection is Selection.NOW else "empty-selection")]
    if shown.ahead is not None and shown.ahead.due is not None and shown.selection is Selection.NOW:
        name = html("line-bare", name=lowered(shown.ahead.short_name))
        if shown.ahead.number:
            name = html("line-name", name=lowered(shown.ahead.short_name), number=shown.ahead.number)
        day = say_day(shown.ahead.due, shown.days.today)
        words.append(html("empty-ahead", day=day, name=name, more=shown.ahead_more))
        if shown.reminder is not None:
            words.append(html("empty-reminder", day=say_day(shown.reminder, shown.days.today)))
    plan = (Button(say("button-whole-plan"), BoardTap(show=Selection.PLAN, org=shown.organisation_id)),)
    return Screen(Html(" ".join(words)), (*_past(shown), plan, _foot(shown)))


def _nothing(shown: Board) -> Screen:
    """No row at all. Those of an authority may all be with its schools."""
    menu: Row = (Button(say("button-menu"), MenuTap(to="menu")),)
    if shown.governs:
        return Screen(html("empty-nothing-admin"), ((Button(say("menu-button-status"), MenuTap(to="status")),), menu))
    return Screen(html("empty-nothing" if shown.answers else "empty-nothing-navigator"), (menu,))
