"""The morning digest and other words that come by themselves: short names first, then what to press."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.domain.deadline import say_day
from bot.domain.digests import Digest, Line, Warned
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.menu import MenuTap
from bot.ui.callbacks.roadmaps import RowsTap
from bot.ui.callbacks.tasks import SnoozeTap, TaskTap
from bot.ui.screen import TEXT_LIMIT, WIDTHS, Button, Row, Screen, fit
from bot.ui.screens.lines import days
from bot.ui.screens.past import past_button
from bot.ui.trail import DIGEST, Trail
from bot.usecases.courier import Joined

NAMED = (12, 8, 5, 3, 1)
"""How many lines of a group are named; fewer when long names would not fit into one message."""
BUTTONS = 3
PLACES_ASKED, PLANS_ASKED = 5, 2
ROWS = 10
"""Beside «Открыть» and what leads back; what is asked about the past stands under /measures too."""
SHORT = 2
"""News of a launch name less: the list is a tap away."""
PLACE_WIDTH, TITLE_WIDTH = 14, 120

Told = Callable[[Line], str]


def digest(shown: Digest, *, undo: bool = False) -> Screen:
    """One message for the whole state. Buttons for what is most urgent, then the list, then «⏰ Позже».

    `undo`: the reader has just marked from it what it tells as done.
    """
    for named in NAMED[SHORT:] if shown.begun else NAMED:
        text = _text(shown, named)
        if len(text) <= TEXT_LIMIT:
            break
    back = tuple((_tap(line, "undo", say("button-undo")),) for line in shown.done) if undo else ()
    return Screen(text, (*back, *_rows(shown)))


def joined(shown: Joined) -> Screen:
    return Screen(html("joined-push", organisation=shown.organisation, role=say(f"role-{shown.role}")))


def _text(shown: Digest, named: int) -> Html:
    today = shown.today

    def ago(line: Line) -> str:
        return days((today - (line.days.can_pass or today)).days)

    def until(line: Line) -> str:
        return say("digest-line-until", day=_day(line, today))

    def dated(line: Line) -> str:
        return until(line) if line.days.can_pass or line.days.ends else say("digest-line-undated")

    parts = [
        *(html("digest-done", name=_name(shown, line)) for line in shown.done[:named]),
        *(
            html("launched-push", title=fit(plan.title, TITLE_WIDTH), count=say("count-measures", n=plan.rows))
            for plan in shown.begun[:PLACES_ASKED]
        ),
        html("digest-nudged") if shown.nudged else Html(""),
        _group(shown, "digest-moved", shown.moved, named, dated),
        _group(shown, "digest-added", shown.added, named, dated),
        _group(shown, "digest-dropped", shown.dropped, named),
        _group(shown, "digest-today", shown.due_today, named),
        _group(shown, "digest-tomorrow", shown.due_tomorrow, named),
        _group(shown, "digest-overdue", shown.overdue, named, ago),
        _group(shown, "digest-soon", shown.due_soon, named, until),
        _group(shown, "digest-opening", shown.opening, named),
        _group(shown, "digest-closing", shown.closing, named, lambda line: _day(line, today)),
        _unentered(shown),
        _ahead(shown),
        *(_warned(shown, one) for one in shown.warnings[:named]),
        _group(replace(shown, several_places=True), "digest-escalated", shown.escalated, named, ago),
        *(html("digest-undated", title=fit(plan.title, TITLE_WIDTH), count=plan.rows) for plan in shown.undated),
        html("digest-undecreed", year=str(shown.undecreed)) if shown.undecreed else Html(""),
        html("launched-past") if shown.past else Html(""),
    ]
    told = shown.alone or any(parts[len(shown.done[:named]) :])
    return lines(*parts) if told else lines(*parts, html("digest-nothing"))


def _group(shown: Digest, key: str, group: tuple[Line, ...], named: int, told: Told | None = None) -> Html:
    """One line as a sentence, several as a list."""
    if not group:
        return Html("")
    if len(group) == 1:
        line = group[0]
        name = _name(shown, line, inside=True)
        return html(key, name=name, day=_day(line, shown.today), ago=told(line) if told else "")
    rows = [html(f"{key}-many")]
    for line in group[:named]:
        name = _name(shown, line)
        rows.append(html("digest-line-told", name=name, told=told(line)) if told else html("digest-line", name=name))
    left = len(group) - named
    if left > 0:
        rows.append(html("digest-more", count=say("count-measures", n=left)))
    return lines(*rows)


def _unentered(shown: Digest) -> Html:
    """One line, whatever their number: the first of them by name."""
    if not shown.unentered:
        return Html("")
    name = _name(shown, shown.unentered[0], inside=True)
    more = len(shown.unentered) - 1
    if not more:
        return html("digest-unentered", name=name)
    return html("digest-unentered-many", name=name, count=say("count-measures", n=more))


def _warned(shown: Digest, one: Warned) -> Html:
    """Nobody is reported upward without this line a working day before."""
    name = _name(shown, one.line, inside=True)
    return html(f"digest-warned-{one.role}", day=say_day(one.day), name=name)


def _ahead(shown: Digest) -> Html:
    if not shown.ahead:
        return Html("")
    return html("digest-ahead", day=_day(shown.ahead[-1], shown.today), count=say("count-measures", n=len(shown.ahead)))


def _name(shown: Digest, line: Line, *, inside: bool = False) -> Html:
    """«план профориентационной работы (3.6)»: in a sentence with a small letter, unless it begins with a name."""
    words = line.short_name
    if inside and words[:1].isupper() and words[1:2].islower():
        words = words[0].lower() + words[1:]
    name = html("line-name", name=words, number=line.number) if line.number else html("line-bare", name=words)
    return html("line-at", name=name, place=line.place) if shown.several_places else name


def _day(line: Line, today: date) -> str:
    day = line.days.can_pass or line.days.ends
    return say_day(day, today) if day is not None else ""


def _rows(shown: Digest) -> tuple[Row, ...]:
    marks = [(_mark(shown, line),) for line in shown.urgent()[:BUTTONS]]
    later = Button(say("button-later"), SnoozeTap(task=0, until="ask"))
    dates = [
        (Button(say("digest-button-undated", count=plan.rows), RowsTap(roadmap=plan.roadmap_id, view="undated")),)
        for plan in shown.undated[:PLANS_ASKED]
    ]
    if shown.alone:
        return ((Button(say("button-open"), MenuTap(to="measures")),),)
    told = [(_tap(line, "open", _at(line)),) for line in shown.escalated[:BUTTONS]]
    own = replace(shown, escalated=(), undated=(), undecreed=None)
    if own.is_empty() and told:
        return (*told, *dates, (Button(say("button-open"), MenuTap(to="status")), later))
    opens = Button(say("button-open"), MenuTap(to="measures"))
    room = min(PLACES_ASKED, ROWS - len(marks) - len(told) - len(dates))
    asked = [(past_button(question),) for question in shown.past[:room]]
    return (*asked, *marks, *told, *dates, (opens,) if shown.is_empty() else (opens, later))


def _tap(line: Line, action: str, words: str) -> Button:
    return Button(fit(words), TaskTap(action=action, task=line.task_id, version=line.version, at=str(Trail(DIGEST))))


def _at(line: Line) -> str:
    """«3.12, Школа № 3»: a row of others, always with whose it is."""
    key, what = ("digest-place", line.number) if line.number else ("digest-name-place", line.short_name)
    return say(key, number=fit(what, PLACE_WIDTH), name=fit(what, PLACE_WIDTH), place=fit(line.place, PLACE_WIDTH))


def _mark(shown: Digest, line: Line) -> Button:
    """«✅ 3.6 выполнен»; without a number the short name; with the school where there are several."""
    what = line.number or line.short_name
    if shown.several_places:
        what = _at(line)
    key = "digest-button-done" if line.number else "digest-button-done-name"
    return _tap(line, "done", say(key, what=fit(what, WIDTHS[1] - len(say(key, what="")))))
