"""Mending a row by typing: what can be mended, the question, and how the answer was understood."""

from bot.domain.deadline import say as say_deadline
from bot.domain.deadline import say_day
from bot.domain.roadmaps import RoadmapState
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.roadmaps import RowTap
from bot.ui.screen import Button, Screen, cut
from bot.ui.screens.rows import numbered
from bot.usecases.calendar import DayOff
from bot.usecases.mending import ALSO_RUNNING, Mended, Part
from bot.usecases.rows import RowCard
from bot.usecases.setting_days import DaySet

SHOWN = 300


def menu(card: RowCard, view: str, page: int) -> Screen:
    """What of a row can be typed anew; of a running plan's row only its name."""
    draft = card.state is RoadmapState.DRAFT
    rows = [
        (Button(say(f"mend-button-{part}"), _tap(card, "ask", view, page, part.value)),)
        for part in Part
        if draft or part in ALSO_RUNNING
    ]
    return Screen(html("mend-title", name=numbered(card.row)), (*rows, _back(card, view, page)))


def question(card: RowCard, part: Part, view: str, page: int) -> Screen:
    """The plan's own words or what stands there now, and what is asked."""
    now = cut(_now(card, part), SHOWN)
    text = lines(
        html("row-card-title", title=numbered(card.row)),
        html(f"mend-now-{part}", text=now) if now else Html(""),
        html(f"mend-ask-{part}"),
    )
    return Screen(text, (_back(card, view, page),))


def _now(card: RowCard, part: Part) -> str:
    match part:
        case Part.DAY:
            return card.row.deadline.text
        case Part.NAME:
            return card.row.short_name
        case Part.TITLE:
            return card.title
        case Part.SECTION:
            return card.row.section or ""
        case Part.WHO:
            return card.responsible
        case Part.RESULT:
            return card.result or ""


def day_question(card: RowCard, view: str, page: int) -> Screen:
    """«📅 Назначить день»: one day for every organisation that the row is for."""
    words = cut(card.row.deadline.text, SHOWN)
    text = lines(
        html("row-card-title", title=numbered(card.row)),
        html("mend-now-day", text=words) if words else Html(""),
        html("day-ask", count=card.organisations),
    )
    return Screen(text, (_back(card, view, page),))


def day_told(done: DaySet) -> Html:
    """How it was understood, and whom it reaches."""
    words = cut(say_deadline(done.card.row.deadline), SHOWN)
    return lines(html("day-set", words=words, tasks=done.tasks, told=done.told), _off(done.off))


def told(mended: Mended) -> Html:
    """The line above the card: how what was typed is understood."""
    if mended.part is Part.DAY:
        said = html("mended-day", words=cut(say_deadline(mended.card.row.deadline), SHOWN))
        return lines(said, _off(mended.off))
    if mended.part is Part.NAME:
        return html("mended-name", name=mended.card.row.short_name)
    return html("mended")


def _off(off: DayOff | None) -> Html:
    """A day off is taken as it was typed, and never in silence."""
    return html("mended-off", day=say_day(off.day), working=say_day(off.working)) if off else Html("")


def _tap(card: RowCard, action: str, view: str, page: int, target: str = "") -> RowTap:
    return RowTap(action=action, measure=card.row.id, version=card.version, target=target, view=view, page=page)


def _back(card: RowCard, view: str, page: int) -> tuple[Button]:
    return (Button(say("button-back"), _tap(card, "card", view, page)),)
