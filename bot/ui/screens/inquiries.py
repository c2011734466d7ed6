"""What is asked after a mark: an order, a link, a file, a number. «Пропустить» is always there."""

from typing import Literal

from bot.domain.demands import NUMBERS, Demand
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.tasks import InquiryTap, TaskTap
from bot.ui.screen import Button, Row, Screen
from bot.ui.screens.card_words import title
from bot.ui.trail import read_trail
from bot.usecases.inquiries import Inquiry
from bot.usecases.tasks import TaskCard


def question(shown: TaskCard, inquiry: Inquiry, at: str = "", above: Html | Literal[""] = "") -> Screen:
    """One question in a message of its own; `above` is what was kept just now."""
    line = shown.line
    card = TaskTap(action="open", task=line.task_id, version=line.version, at=str(read_trail(at)))
    text = lines(above or title(shown), asked_words(inquiry))
    return Screen(text, (*asked_rows(shown, inquiry, at), (Button(say("button-back"), card),)))


def asked_words(inquiry: Inquiry) -> Html:
    """What is asked, with what is known of the number already."""
    last = html("inquiry-last", n=str(inquiry.last)) if inquiry.last is not None else ""
    whole = html("inquiry-whole", n=str(inquiry.whole)) if inquiry.whole is not None else ""
    entries = html("inquiry-entries", n=str(inquiry.entries)) if inquiry.entries is not None else ""
    hints = " ".join(part for part in (last, whole, entries) if part)
    return lines(html(f"inquiry-{inquiry.demand}"), Html(hints))


def asked_rows(shown: TaskCard, inquiry: Inquiry, at: str) -> list[Row]:
    """The sum of the entries by a tap; another kind of evidence; «Пропустить»."""
    rows: list[Row] = []
    if inquiry.entries is not None:
        given = _tap(shown, "give", inquiry, at).model_copy(update={"value": inquiry.entries})
        rows.append((Button(say("button-entries-sum", n=str(inquiry.entries)), given),))
    skip = Button(say("button-skip"), _tap(shown, "skip", inquiry, at))
    other = Button(say("button-proof-other"), _tap(shown, "any", inquiry, at))
    plain = inquiry.demand in NUMBERS or inquiry.demand is Demand.TEXT
    rows.append((skip,) if plain else (other, skip))
    return rows


def _tap(shown: TaskCard, action: str, inquiry: Inquiry, at: str) -> InquiryTap:
    return InquiryTap(action=action, task=shown.line.task_id, demand=inquiry.demand.value, at=str(read_trail(at)))
