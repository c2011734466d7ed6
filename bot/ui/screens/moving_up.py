"""Classes move up in a new school year: what would happen, and what has."""

from bot.texts import Html, html, lines, say
from bot.ui.callbacks.classes import ClassesTap
from bot.ui.screen import Button, Screen, cut
from bot.ui.screens.class_lines import fitted, tail
from bot.usecases.moving_up import MovingUp, Step

NAME_WIDTH = 40


def question(found: MovingUp) -> Screen:
    """Class by class with teacher and time; nothing changes before the tap."""
    text = fitted(lambda shown: _text(found, shown))
    here, year = found.organisation_id, found.school_year
    move = Button(say("moving-button", count=found.moving), ClassesTap(action="moveup", organisation=here, page=year))
    keep = Button(say("moving-button-keep"), ClassesTap(action="keep", organisation=here, page=year))
    back = Button(say("button-back"), ClassesTap(action="board", organisation=here))
    return Screen(text, ((move,), (keep,), (back,)))


def _text(found: MovingUp, shown: int) -> Html:
    year = {"from": str(found.school_year), "to": str(found.school_year + 1)}
    more = len(found.steps) - shown
    return lines(
        html("moving-title", school=cut(found.school, NAME_WIDTH), **year),
        *(_step(step) for step in found.steps[:shown]),
        html("moving-more", count=more) if more > 0 else Html(""),
        html("moving-how"),
    )


def _step(step: Step) -> Html:
    if step.after is None:
        return html("moving-leaves", name=step.before)
    more = tail(cut(step.teacher, NAME_WIDTH) if step.teacher else None, step.time)
    return html("moving-step", before=step.before, after=step.after, more=more)


def moved(done: MovingUp) -> Screen:
    """The sixth classes are asked for: the next typed line names them."""
    text = lines(html("moved", count=done.moving), html("moved-ask"))
    skip = Button(say("moved-button-none"), ClassesTap(action="board", organisation=done.organisation_id))
    return Screen(text, ((skip,),))
