"""Short names of a plan: the list with the doubtful ones first, the sheet, and what became of it."""

from bot.texts import Html, html, lines, say
from bot.ui.callbacks.roadmaps import NamesTap, PlanTap
from bot.ui.screen import Button, Row, Screen, cut
from bot.ui.screens.roadmaps import BLANK, NOTHING, title_of
from bot.usecases.short_names import BadLine, Named, NamesPage, NamesSheet, NamesTaken

IN_ROW = 5
TITLE_WIDTH, BAD_SHOWN, BAD_WIDTH = 90, 20, 60


def names_page(page: NamesPage, notice: Html = NOTHING) -> Screen:
    """Ten names; a digit asks for another one."""
    parts = [part for place, row in enumerate(page.rows, 1) for part in _lines(place, row)]
    head = html("names-title", title=title_of(page.title, 100), count=page.count, doubtful=page.doubtful)
    digits = [
        Button(str(place), NamesTap(action="ask", roadmap=page.roadmap_id, page=page.page, measure=row.measure_id))
        for place, row in enumerate(page.rows, 1)
    ]
    rows: list[Row] = [tuple(digits[start : start + IN_ROW]) for start in range(0, len(digits), IN_ROW)]
    file = NamesTap(action="file", roadmap=page.roadmap_id, page=page.page)
    return Screen(
        lines(notice, head, BLANK, *parts),
        (*rows, *_turns(page), (Button(say("names-button-file"), file),), (_back(page.roadmap_id),)),
    )


def _lines(place: int, row: Named) -> tuple[Html, Html]:
    name = say("row-numbered", number=row.number, name=row.short_name) if row.number else row.short_name
    return (
        html("names-line", place=place, name=cut(name, 110)),
        html(f"names-line-{row.proposal}", title=cut(row.title, TITLE_WIDTH)),
    )


def _turns(page: NamesPage) -> list[Row]:
    buttons = []
    for key, other in (("button-page-before", page.page - 1), ("button-page-after", page.page + 1)):
        if 0 <= other < page.pages:
            buttons.append(Button(say(key), NamesTap(action="list", roadmap=page.roadmap_id, page=other)))
    return [tuple(buttons)] if buttons else []


def question(row: Named, roadmap_id: int, page: int) -> Screen:
    """The whole title, and how it is called now."""
    text = lines(
        html("names-ask", title=cut(row.title, 900)),
        html("mend-now-name", text=row.short_name),
        html("mend-ask-name"),
    )
    back = NamesTap(action="list", roadmap=roadmap_id, page=page)
    return Screen(text, ((Button(say("button-back"), back),),))


def sheet_cells(sheet: NamesSheet) -> tuple[list[str], list[list[str]]]:
    """Headings and rows of the sheet. The first heading names the plan: by it the sheet is known again."""
    headings = [
        say("names-heading-place", roadmap=str(sheet.roadmap_id)),
        say("names-heading-number"),
        say("names-heading-title"),
        say("names-heading-name"),
    ]
    rows = [[str(place), row.number or "", row.title, row.short_name] for place, row in enumerate(sheet.rows, 1)]
    return headings, rows


def sheet_caption() -> Screen:
    return Screen(html("names-file-how"))


def taken(done: NamesTaken) -> Screen:
    """How many rows were renamed, and each line that was not taken."""
    more = len(done.bad) - BAD_SHOWN
    text = lines(
        html("names-taken", count=done.renamed),
        html("names-bad", count=len(done.bad)) if done.bad else NOTHING,
        *(_bad(one) for one in done.bad[:BAD_SHOWN]),
        html("rejected-more", count=more) if more > 0 else NOTHING,
    )
    again = NamesTap(action="list", roadmap=done.roadmap_id)
    return Screen(text, ((Button(say("button-names"), again),), (_back(done.roadmap_id),)))


def _bad(one: BadLine) -> Html:
    return html(f"names-bad-{one.trouble}", line=one.line, name=cut(one.name, BAD_WIDTH))


def _back(roadmap_id: int) -> Button:
    return Button(say("button-back"), PlanTap(action="show", roadmap=roadmap_id))
