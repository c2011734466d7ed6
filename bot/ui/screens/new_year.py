"""A plan made for a new year: what is said above its preview, and the rows that happen once."""

from bot.texts import Html, html, lines, say
from bot.ui.callbacks.roadmaps import OnceTap, PlanTap
from bot.ui.screen import Button, Row, Screen, cut
from bot.ui.screens.roadmaps import BLANK, year_of
from bot.usecases.new_year import OncePage, OnceRow

IN_ROW = 5
NAME_WIDTH, TITLE_WIDTH = 110, 140


def made() -> Html:
    return html("anew-made")


def once(page: OncePage) -> Screen:
    """Ten rows; a digit ticks or unticks."""
    parts = [part for place, row in enumerate(page.rows, 1) for part in _lines(place, row)]
    digits = [
        Button(str(place), _tap(page, "tick", page.page, row.measure_id)) for place, row in enumerate(page.rows, 1)
    ]
    rows: list[Row] = [tuple(digits[start : start + IN_ROW]) for start in range(0, len(digits), IN_ROW)]
    turns = [
        Button(say(key), _tap(page, "list", other))
        for key, other in (("button-page-before", page.page - 1), ("button-page-after", page.page + 1))
        if 0 <= other < page.pages
    ]
    back = Button(say("button-back"), PlanTap(action="show", roadmap=page.roadmap_id))
    text = lines(html("once-title", year=year_of(page.school_year)), BLANK, *parts)
    return Screen(text, (*rows, *([tuple(turns)] if turns else []), (back,)))


def _lines(place: int, row: OnceRow) -> tuple[Html, Html]:
    name = say("row-numbered", number=row.number, name=row.short_name) if row.number else row.short_name
    key = "once-line-on" if row.taken else "once-line-off"
    return html(key, place=place, name=cut(name, NAME_WIDTH)), html("once-words", title=cut(row.title, TITLE_WIDTH))


def _tap(page: OncePage, action: str, number: int, measure: int = 0) -> OnceTap:
    return OnceTap(action=action, roadmap=page.roadmap_id, version=page.version, measure=measure, page=number)
