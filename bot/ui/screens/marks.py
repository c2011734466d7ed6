"""After a mark, «Когда это сделано?», and the reasons for «не про нас» and «не выполнено»."""

from datetime import timedelta

from bot.domain.deadline import say_day
from bot.domain.tasks import MarkKind, Timeliness
from bot.texts import Html, html, lines, say
from bot.texts.folding import lowered
from bot.ui.callbacks.hours import HoursTap
from bot.ui.callbacks.tasks import DayTap, ReasonTap, TaskTap
from bot.ui.screen import Button, Row, Screen
from bot.ui.screens.card_words import what
from bot.ui.screens.cards import card
from bot.ui.screens.inquiries import asked_rows, asked_words
from bot.ui.screens.levels import level_row
from bot.ui.screens.lines import days
from bot.ui.trail import read_trail
from bot.usecases.inquiries import Inquiry
from bot.usecases.marks import Marked, Outcome
from bot.usecases.tasks import TaskCard

REASONS = {
    "notours": ("classes", "project", "already", "conditions", "other"),
    "failed": ("people", "time", "partner", "cancelled", "quarantine"),
}
OWN_REASON = "own"
DAYS_OFFERED = 6


def after_mark(marked: Marked, at: str = "", inquiry: Inquiry | None = None) -> Screen:
    """The screen for what became of a tap: the fact first, then what is asked, then what can be done."""
    shown = marked.card
    if marked.outcome is Outcome.ASK_DAY:
        return day_question(shown, at)
    if marked.outcome not in (Outcome.DONE, Outcome.NOT_OURS, Outcome.UNFULFILLED):
        return card(shown, at)
    ask = html("ask-level") if shown.asks_level else asked_words(inquiry) if inquiry else Html()
    rows: list[Row] = [level_row(shown)] if shown.asks_level else []
    if inquiry is not None:
        rows += asked_rows(shown, inquiry, at)
    elif shown.asks_proof:
        rows.append((Button(say("button-proof"), _tap(shown, "proof", at)),))
    if shown.asks_hours:
        rows.append((Button(say("hours-button"), HoursTap(action="school", org=shown.line.organisation_id)),))
    rows.append((Button(say("button-undo"), _tap(shown, "undo", at)),))
    rows.append((Button(say("button-back"), read_trail(at).tap()),))
    return Screen(lines(_said(marked), ask), tuple(rows))


def toast(marked: Marked) -> str | None:
    """What a tap that changed nothing, or took something back, says in passing."""
    if marked.outcome is Outcome.UNDONE:
        return say("toast-undone")
    if marked.outcome is Outcome.STALE:
        return say("toast-stale")
    if marked.outcome is Outcome.ASKED:
        return say("toast-asked-return")
    if marked.outcome is not Outcome.ALREADY:
        return None
    done = [mark.moment for mark in marked.card.marks if mark.kind is MarkKind.DONE]
    if not done:
        return say("toast-already-plain")
    moment = done[-1]
    if moment.date() == marked.card.today:
        return say("toast-already", when=say("already-today", time=f"{moment:%H:%M}"))
    return say("toast-already", when=say("already-day", day=say_day(moment.date(), marked.card.today)))


def day_question(shown: TaskCard, at: str = "") -> Screen:
    due = shown.line.due
    day = say_day(due, shown.today) if due else ""
    return Screen(
        html("ask-day", what=what(shown, "ask-day"), day=day),
        (
            (Button(say("button-in-time"), _tap(shown, "intime", at)),),
            (
                Button(say("button-today"), _tap(shown, "today", at)),
                Button(say("button-other-day"), _tap(shown, "day", at)),
            ),
            (Button(say("button-back"), _tap(shown, "open", at)),),
        ),
    )


def other_day(shown: TaskCard, at: str = "") -> Screen:
    """The last days as buttons; any other is typed."""
    at = str(read_trail(at))
    offered = [
        Button(
            say_day(shown.today - timedelta(days=ago)),
            DayTap(task=shown.line.task_id, version=shown.line.version, ago=ago, at=at),
        )
        for ago in range(1, DAYS_OFFERED + 1)
    ]
    rows: list[Row] = [tuple(offered[start : start + 2]) for start in range(0, DAYS_OFFERED, 2)]
    return Screen(html("ask-other-day"), (*rows, (Button(say("button-back"), _tap(shown, "open", at)),)))


def reasons(shown: TaskCard, kind: str, at: str = "") -> Screen:
    """`kind` is «notours» or «failed»; «Другая причина» asks for words."""
    line, at = shown.line, str(read_trail(at))
    rows: list[Row] = [
        (
            Button(
                say(f"reason-{kind}-{name}"),
                ReasonTap(kind=kind, task=line.task_id, version=line.version, reason=name, at=at),
            ),
        )
        for name in REASONS[kind]
    ]
    own = ReasonTap(kind=kind, task=line.task_id, version=line.version, reason=OWN_REASON, at=at)
    rows.append((Button(say("reason-own"), own),))
    rows.append((Button(say("button-back"), _tap(shown, "open", at)),))
    question = html("ask-failed" if kind == "failed" else "ask-not-ours", what=what(shown, "ask-not-ours"))
    return Screen(question, tuple(rows))


def own_reason(shown: TaskCard, at: str = "") -> Screen:
    return Screen(html("ask-own-reason"), ((Button(say("button-back"), _tap(shown, "open", at)),),))


def reason_words(kind: str, reason: str) -> str | None:
    """The words of a ready reason; None for one that is not offered: a forged tap."""
    return say(f"reason-{kind}-{reason}") if reason in REASONS.get(kind, ()) else None


def _said(marked: Marked) -> Html:
    shown, mark = marked.card, marked.card.marks[-1]
    row, time = what(shown, "marked-measure"), f"{mark.moment:%H:%M}"
    if marked.outcome is Outcome.NOT_OURS:
        return html("marked-not-ours", what=row, reason=lowered(mark.reason or ""))
    if marked.outcome is Outcome.UNFULFILLED:
        return html("marked-unfulfilled", what=row, reason=lowered(mark.reason or ""))
    if shown.line.all_year:
        return html("marked-finished", what=row, time=time)
    counted = shown.line.timeliness()
    if counted is Timeliness.LATE and shown.line.due and mark.done_on:
        return html("marked-late", what=row, time=time, days=days((mark.done_on - shown.line.due).days))
    return html("marked-in-time" if counted is Timeliness.IN_TIME else "marked-plain", what=row, time=time)


def _tap(shown: TaskCard, action: str, at: str) -> TaskTap:
    return TaskTap(action=action, task=shown.line.task_id, version=shown.line.version, at=str(read_trail(at)))
