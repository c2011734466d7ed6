"""Who hears of a row without an answer, and after how many working days."""

from bot.texts import Html, html, lines, say
from bot.ui.callbacks.escalations import EscalationTap
from bot.ui.callbacks.roadmaps import PlanTap
from bot.ui.screen import Button, Row, Screen
from bot.ui.screens.roadmaps import title_of
from bot.usecases.escalations import Escalation

CHOICES = (1, 2, 3, 5, 10)
STEPS = ("teacher", "coordinator")
BLANK = Html(" ")


def escalation(shown: Escalation) -> Screen:
    text = lines(html("escalation-title", title=title_of(shown.title)), BLANK, *_steps(shown), html("escalation-how"))
    rows: list[Row] = [
        (Button(say(f"escalation-button-{step}"), EscalationTap(action="ask", roadmap=shown.roadmap_id, step=step)),)
        for step in STEPS
    ]
    if shown.ladder:
        off = EscalationTap(action="set", roadmap=shown.roadmap_id, step="both")
        rows.append((Button(say("escalation-button-off"), off),))
    return Screen(text, (*rows, (Button(say("button-back"), PlanTap(action="show", roadmap=shown.roadmap_id)),)))


def _steps(shown: Escalation) -> list[Html]:
    ladder = shown.ladder
    if not ladder:
        return [html("escalation-off")]
    found = [html("escalation-teacher", days=ladder.teacher)] if ladder.teacher else []
    if ladder.coordinator:
        key = "escalation-coordinator" if ladder.teacher else "escalation-coordinator-only"
        found.append(html(key, days=ladder.coordinator))
    return found


def ask(shown: Escalation, step: str) -> Screen:
    """The question for one step; digits only, five in a row."""

    def tap(days: int) -> EscalationTap:
        return EscalationTap(action="set", roadmap=shown.roadmap_id, step=step, days=days)

    back = EscalationTap(action="show", roadmap=shown.roadmap_id)
    return Screen(
        html(f"escalation-ask-{step}"),
        (
            tuple(Button(str(days), tap(days)) for days in CHOICES),
            (Button(say("escalation-button-never"), tap(0)),),
            (Button(say("button-back"), back),),
        ),
    )
