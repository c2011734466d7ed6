"""«Лист школы»: the words under the file, what a sheet that came back would write, and what was written."""

from bot.texts import Html, html, lines, say
from bot.ui.callbacks.menu import CancelTap
from bot.ui.callbacks.tasks import BoardTap, SheetTap
from bot.ui.prose import clip
from bot.ui.screen import Button, Row, Screen
from bot.usecases.school_sheets import BadLine, Preview

BAD_SHOWN, NAMED_SHOWN, NAME_WIDTH = 15, 20, 60


def caption() -> Screen:
    return Screen(html("school-sheet-caption"))


def preview(found: Preview, stamp: int) -> Screen:
    """Figures first, then every line that was not taken, then what to press."""
    counted = (("marks", found.marks), ("entries", found.entries), ("proofs", found.proofs))
    parts = [html(f"school-sheet-{name}", n=number) for name, number in counted if number]
    rows: list[Row] = []
    if found.rows:
        write = SheetTap(action="write", value=stamp)
        rows.append((Button(say("button-school-sheet-write", n=len(found.rows)), write),))
    rows.append((Button(say("button-cancel"), CancelTap()),))
    text = lines(
        html("school-sheet-preview"),
        *(parts or [html("school-sheet-nothing")]),
        *_bad(found),
        _named(found.named),
    )
    return Screen(text, tuple(rows))


def written(number: int) -> Screen:
    return Screen(html("school-sheet-written", n=number), ((Button(say("button-whole-plan"), BoardTap(show="plan")),),))


def _bad(found: Preview) -> list[Html]:
    if not found.bad:
        return []
    more = len(found.bad) - BAD_SHOWN
    return [
        html("school-sheet-bad", n=len(found.bad)),
        *(_line(one) for one in found.bad[:BAD_SHOWN]),
        html("school-sheet-bad-more", n=more) if more > 0 else Html(),
        html("school-sheet-again"),
        html("school-sheet-rest") if found.rows else Html(),
    ]


def _line(one: BadLine) -> Html:
    why = say(f"school-sheet-fault-{one.fault}")
    return html("school-sheet-line", line=one.line, name=clip(one.name, NAME_WIDTH), why=why)


def _named(found: tuple[int, ...]) -> Html:
    shown = ", ".join(str(line) for line in found[:NAMED_SHOWN])
    return html("school-sheet-names", lines=shown) if shown else Html()
