"""Which schools a plan means: its conditions, schools to tick, and the matrix as a sheet."""

from collections.abc import Collection

from bot.domain.deadline import say as say_deadline
from bot.domain.grid.conditions import Condition
from bot.domain.roadmaps import RoadmapState
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.conditions import ConditionTap, PickTap
from bot.ui.callbacks.roadmaps import PlanTap, RowTap
from bot.ui.screen import Button, Row, Screen, cut, fit
from bot.ui.screens.pages import page_row, slice_of
from bot.usecases.conditions import Asked, Chosen, Conditions, Pick
from bot.usecases.matrix import Matrix

PAGE, IN_ROW, SCHOOLS_SHOWN = 10, 5, 7
ROWS_NAMED, WORDS_WIDTH, NAME_WIDTH = 8, 120, 32
BLANK, NOTHING = Html(" "), Html("")


def condition_words(condition: Condition) -> str:
    """«не участники «Билет в будущее»»."""
    has = "yes" if condition.has else "no"
    return say(f"condition-{condition.kind}", name=cut(condition.name, WORDS_WIDTH), has=has)


def conditions(found: Conditions, page: int = 0, notice: Html = NOTHING) -> Screen:
    """Ten conditions, open ones first; a digit asks which schools one means."""
    back: Row = (Button(say("button-back"), PlanTap(action="show", roadmap=found.roadmap_id)),)
    if not found.asked:
        return Screen(html("conditions-none"), (back,))
    shown = slice_of(found.asked, page, PAGE)
    first = found.asked.index(shown[0])
    parts = [part for place, one in enumerate(shown, 1) for part in _lines(place, one)]
    later = html("conditions-later") if any(one.open for one in found.asked) else Html("")
    digits = [
        Button(str(place), ConditionTap(action="ask", roadmap=found.roadmap_id, place=first + place - 1))
        for place in range(1, len(shown) + 1)
        if found.state is RoadmapState.DRAFT
    ]
    rows: list[Row] = [tuple(digits[start : start + IN_ROW]) for start in range(0, len(digits), IN_ROW)]
    turns = [
        ConditionTap(action="list", roadmap=found.roadmap_id, page=max(other, 0)) for other in (page - 1, page + 1)
    ]
    text = lines(notice, html("conditions-title"), BLANK, *parts, later)
    return Screen(text, (*rows, *page_row(page, len(found.asked), PAGE, *turns), back))


def _lines(place: int, one: Asked) -> tuple[Html, Html]:
    mark = say("row-mark-doubtful") if one.open else ""
    is_open = "yes" if one.open else "no"
    return (
        html("condition-line", place=place, mark=mark, words=condition_words(one.condition)),
        html("condition-line-more", rows=_rows(one.rows), open=is_open, schools=one.schools),
    )


def _rows(rows: tuple[str, ...]) -> str:
    shown = ", ".join(cut(row, NAME_WIDTH) for row in rows[:ROWS_NAMED])
    more = len(rows) - ROWS_NAMED
    return say("condition-rows-more", rows=shown, count=more) if more > 0 else shown


def pick(found: Pick, chosen: Collection[int], page: int, view: str, back_page: int) -> Screen:
    """Schools to tick, a page at a time. What is ticked waits in the dialogue until «Готово»."""
    subject = found.row.id if found.row else found.roadmap_id

    def tap(action: str, value: int = 0) -> PickTap:
        return PickTap(action=action, subject=subject, value=value, view=view, page=back_page)

    text = lines(*_head(found), html("pick-chosen", count=len(chosen), all=len(found.schools)))
    rows: list[Row] = [
        (Button(say("pick-on" if key in chosen else "pick-off", name=fit(name, NAME_WIDTH)), tap("tick", key)),)
        for key, name in slice_of(found.schools, page, SCHOOLS_SHOWN)
    ]
    rows += page_row(page, len(found.schools), SCHOOLS_SHOWN, tap("page", max(page - 1, 0)), tap("page", page + 1))
    if chosen:
        rows.append((Button(say("button-pick-none"), tap("none")),))
    if found.row:
        rows.append((Button(say("button-pick-everyone"), tap("all")),))
    rows.append((Button(say("button-pick-done", count=len(chosen)), tap("done")),))
    return Screen(text, (*rows, (_pick_back(found, view, back_page),)))


def page_of(found: Pick, school: int) -> int:
    """The page on which a school stands, so that a tick does not turn it."""
    return next((place for place, (key, _) in enumerate(found.schools) if key == school), 0) // SCHOOLS_SHOWN


def _head(found: Pick) -> list[Html]:
    if found.condition is not None:
        words = condition_words(found.condition)
        return [html("pick-condition", words=words), html("pick-condition-rows", rows=_rows(found.rows))]
    name = ""
    if found.row is not None:
        number, short = found.row.number, found.row.short_name
        name = say("row-numbered", number=number, name=short) if number else short
    return [html("pick-row-running" if found.running else "pick-row", name=cut(name, WORDS_WIDTH))]


def _pick_back(found: Pick, view: str, page: int) -> Button:
    if found.row is None:
        return Button(say("button-back"), ConditionTap(action="list", roadmap=found.roadmap_id))
    return Button(say("button-back"), RowTap(action="card", measure=found.row.id, view=view, page=page))


def picked(done: Chosen) -> Html:
    """The line above the card of the row."""
    if done.card.state is RoadmapState.ACTIVE:
        return html("picked-running", changed=done.changed, told=done.told)
    return html("picked", count=done.card.served, all=done.card.schools)


def matrix_cells(found: Matrix) -> tuple[list[str], list[list[str]]]:
    """Headings and rows of the sheet: rows to look at first, a column for each organisation."""
    keys = ("look", "number", "title", "deadline", "served")
    headings = [say(f"matrix-heading-{key}") for key in keys]
    rows = [
        [
            say("matrix-doubt") if row.unclear else "",
            row.number,
            row.title,
            say_deadline(row.deadline) if row.deadline.windows else row.deadline.text,
            str(sum(row.tasks)),
            *(str(tasks) if tasks else "" for tasks in row.tasks),
        ]
        for row in found.rows
    ]
    return [*headings, *found.organisations], rows


def matrix_caption() -> Screen:
    return Screen(html("matrix-how"))
