"""«Что спрашивать»: the administrator ticks what a row asks for at completion, in a draft and in a running plan."""

from bot.domain.demands import Demand
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.demands import DemandTap
from bot.ui.callbacks.roadmaps import RowTap
from bot.ui.screen import Button, Row, Screen
from bot.ui.screens.rows import numbered
from bot.usecases.demands import RowDemands

IN_ROW = 2


def row_demands(found: RowDemands, view: str, page: int) -> Screen:
    """Two to a row; of rows about papers of pupils no file is offered."""
    card = found.card
    offered = [demand for demand in Demand if not (found.about_pupils and demand is Demand.FILE)]
    buttons = [_button(found, demand, view, page) for demand in offered]
    rows: list[Row] = [tuple(buttons[start : start + IN_ROW]) for start in range(0, len(buttons), IN_ROW)]
    if found.by_hand:
        rows.append((Button(say("button-demands-read"), _tap(found, "words", view, page)),))
    back = RowTap(action="card", measure=card.row.id, version=card.version, view=view, page=page)
    text = lines(
        html("row-card-title", title=numbered(card.row)),
        html("demands-how"),
        html("demands-about-pupils") if found.about_pupils else Html(""),
    )
    return Screen(text, (*rows, (Button(say("button-back"), back),)))


def _button(found: RowDemands, demand: Demand, view: str, page: int) -> Button:
    key = "button-target-on" if demand in found.card.asks else "button-target-off"
    return Button(say(key, whom=say(f"demand-short-{demand}")), _tap(found, "tick", view, page, demand.value))


def _tap(found: RowDemands, action: str, view: str, page: int, demand: str = "") -> DemandTap:
    card = found.card
    return DemandTap(action=action, measure=card.row.id, version=card.version, demand=demand, view=view, page=page)
