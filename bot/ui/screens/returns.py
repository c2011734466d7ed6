"""The plan given back with its execution: what goes out, row by row, and in whose words."""

from bot.texts import Html, html, lines, say
from bot.ui.callbacks.menu import CancelTap
from bot.ui.callbacks.reports import ReturnTap, StatusTap
from bot.ui.prose import clip
from bot.ui.screen import Button, Row, Screen, cut
from bot.ui.screens.pages import last_page, page_row, slice_of
from bot.ui.screens.status import fives
from bot.usecases.returns import LONGEST, Choosing, GivenBack, Returning, RowWords

PAGE, WORDS_WIDTH, TITLE_WIDTH, NAME_WIDTH, PLANS_SHOWN, MISSING_SHOWN = 10, 110, 300, 120, 10, 20
PLAN_WIDTH = 160


def menu(found: Returning | Choosing, page: int = 0) -> Screen:
    return _choose(found, page) if isinstance(found, Choosing) else _menu(found)


def _choose(found: Choosing, page: int) -> Screen:
    """Plans newest first, with titles long enough to tell them apart."""
    org = found.organisation_id
    page = min(page, last_page(len(found.plans), PLANS_SHOWN))
    shown = slice_of(tuple(reversed(found.plans)), page, PLANS_SHOWN)
    listed = list(enumerate(shown, page * PLANS_SHOWN + 1))
    told = [html("return-plan-line", place=place, title=cut(title, PLAN_WIDTH)) for place, (_, title) in listed]
    digits = [Button(str(place), ReturnTap(view="menu", org=org, plan=number)) for place, (number, _) in listed]
    before = ReturnTap(view="menu", org=org, page=max(page - 1, 0))
    turns = page_row(page, len(found.plans), PLANS_SHOWN, before, ReturnTap(view="menu", org=org, page=page + 1))
    back = (Button(say("button-back"), StatusTap(view="all", org=org)),)
    text = lines(html("return-choose", organisation=clip(found.organisation, NAME_WIDTH)), *told)
    return Screen(text, (*fives(digits), *turns, back))


def _menu(found: Returning) -> Screen:
    file = html("return-original", file=clip(found.file, NAME_WIDTH)) if found.file else html("return-layout")
    text = lines(
        html("return-head", organisation=clip(found.organisation, NAME_WIDTH)),
        html("return-title", title=clip(found.title, TITLE_WIDTH)) if found.title else "",
        html("return-rows", rows=len(found.rows), written=found.written),
        " ",
        file,
    )
    rows: list[Row] = [
        (_button("return-button-file", found, "file"),),
        (_button("return-button-rows", found, "rows"),),
    ]
    if found.written:
        label = say("return-button-drop-all", written=found.written)
        rows.append((Button(label, _tap(found, "clear")),))
    rows.append((Button(say("button-back"), StatusTap(view="all", org=found.organisation_id)),))
    return Screen(text, tuple(rows))


def rows(found: Returning, page: int) -> Screen:
    """Ten rows of the plan in its order, each with what will stand in its cell."""
    last = max(0, len(found.rows) - 1) // PAGE
    page = min(page, last)
    shown = found.rows[page * PAGE : (page + 1) * PAGE]
    listed = [_listed(place, row) for place, row in enumerate(shown, 1)]
    digits = [Button(str(place), _tap(found, "row", page, row.measure_id)) for place, row in enumerate(shown, 1)]
    turns = []
    if page:
        turns.append(Button(say("button-page-before"), _tap(found, "rows", page - 1)))
    if page < last:
        turns.append(Button(say("button-page-after"), _tap(found, "rows", page + 1)))
    buttons = (tuple(digits[:5]), tuple(digits[5:]), tuple(turns), (_button("button-back", found, "menu"),))
    return Screen(lines(html("return-list-head"), " ", *listed), tuple(row for row in buttons if row))


def _listed(place: int, row: RowWords) -> Html:
    key = "return-list-row" if row.written is None else "return-list-written"
    words = clip(row.words.replace("\n", "; "), WORDS_WIDTH)
    return html(key, place=place, name=clip(row.short_name, 60), number=_bracketed(row), words=words)


def row(found: Returning, shown: RowWords, page: int) -> Screen:
    """One row: what was counted, and what stands there instead."""
    text = lines(
        html("return-row-head", name=clip(shown.short_name, 60), number=_bracketed(shown)),
        html("return-row-counted"),
        html("return-row-words", words=clip(shown.counted, 900)),
        "" if shown.written is None else html("return-row-written"),
        "" if shown.written is None else html("return-row-words", words=clip(shown.written, 1000)),
    )
    buttons: list[Row] = [(Button(say("return-button-write"), _tap(found, "write", page, shown.measure_id)),)]
    if shown.written is not None:
        buttons.append((Button(say("return-button-drop"), _tap(found, "drop", page, shown.measure_id)),))
    buttons.append((Button(say("button-back"), _tap(found, "rows", page)),))
    return Screen(text, tuple(buttons))


def ask(shown: RowWords) -> Screen:
    text = html("return-row-ask", name=clip(shown.short_name, 60), limit=LONGEST)
    return Screen(text, ((Button(say("button-cancel"), CancelTap()),),))


def given(made: GivenBack) -> Screen:
    """Words under the file."""
    missing = ", ".join(made.missing[:MISSING_SHOWN])
    return Screen(
        lines(
            html(
                "return-caption",
                organisation=clip(made.report.organisation, NAME_WIDTH),
                day=f"{made.report.today:%d.%m.%Y}",
                written=made.written,
            ),
            html("return-missing", rows=clip(missing, 300)) if missing else "",
        )
    )


def _bracketed(row: RowWords) -> str:
    return f" ({row.number})" if row.number else ""


def _button(key: str, found: Returning, view: str) -> Button:
    return Button(say(key), _tap(found, view))


def _tap(found: Returning, view: str, page: int = 0, item: int = 0) -> ReturnTap:
    return ReturnTap(view=view, org=found.organisation_id, plan=found.roadmap_id, page=page, item=item)
