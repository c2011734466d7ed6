"""Absences: one's own in /settings, a colleague's from the card, and the word to the coordinator."""

from datetime import date

from bot.domain.deadline import say_day
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.menu import CancelTap, MenuTap
from bot.ui.callbacks.people import AbsenceTap
from bot.ui.screen import Button, Row, Screen, fit
from bot.ui.screens.pages import page_row, slice_of
from bot.usecases.absences import Away
from bot.usecases.courier import AwayPush

DUE_SHOWN = 5
STANDS = 8
CLASSES_SHOWN = 60


def absence(shown: Away) -> Screen:
    """Whether and until when somebody is away, who stands in, what falls due meanwhile."""
    if shown.opens is None or shown.until is None:
        text = html("absence-none-own") if shown.own else html("absence-none", name=shown.name)
        return Screen(text, ((_button("begin", "ask", shown),), *_last(shown)))
    days = _days(shown.opens, shown.until)
    head = html("absence-own", days=days) if shown.own else html("absence-other", name=shown.name, days=days)
    substitute = shown.substitute
    stands = (
        html("absence-substitute", name=substitute)
        if substitute
        else html("absence-substitute-none", level=shown.next_level)
    )
    over = "end-now" if shown.opens <= shown.today else "end"
    rows: list[Row] = [(_button("stands", "stands", shown),)] if shown.stands else []
    rows += [(_button("change", "ask", shown),), (_button(over, "end", shown),)]
    return Screen(lines(head, stands, *_due(shown)), (*rows, *_last(shown)))


def _days(opens: date, until: date) -> str:
    """«с 1 октября, вс, по 12 октября, чт»; one day by itself."""
    return say_day(opens) if opens == until else say("absence-days", opens=say_day(opens), until=say_day(until))


def _due(shown: Away) -> list[Html]:
    if not shown.due:
        return []
    told = [html("absence-due-line", name=name, day=say_day(day)) for name, day in shown.due[:DUE_SHOWN]]
    more = [html("absence-due-more", count=len(shown.due) - DUE_SHOWN)] if len(shown.due) > DUE_SHOWN else []
    return [html("absence-due", count=len(shown.due)), *told, *more]


def _button(word: str, action: str, shown: Away) -> Button:
    return Button(say(f"absence-button-{word}"), AbsenceTap(action=action, person=_person(shown)))


def _person(shown: Away) -> int:
    return 0 if shown.own else shown.person_id


def _last(shown: Away) -> tuple[Row, ...]:
    if shown.own:
        return ((Button(say("button-back"), MenuTap(to="settings")),),)
    return ((Button(say("button-people"), MenuTap(to="people")),),)


def ask(shown: Away) -> Screen:
    text = html("absence-ask-own") if shown.own else html("absence-ask", name=shown.name)
    return Screen(text, ((Button(say("button-cancel"), CancelTap()),),))


def stands(shown: Away, page: int) -> Screen:
    """Who may stand in, in pages."""
    person = _person(shown)
    rows: list[Row] = [
        (Button(fit(one.name), AbsenceTap(action="stand", person=person, other=one.person_id)),)
        for one in slice_of(shown.stands, page, STANDS)
    ]
    turn = page_row(
        page,
        len(shown.stands),
        STANDS,
        AbsenceTap(action="stands", person=person, page=max(page - 1, 0)),
        AbsenceTap(action="stands", person=person, page=page + 1),
    )
    nobody = Button(say("absence-button-nobody"), AbsenceTap(action="stand", person=person))
    back = Button(say("button-back"), AbsenceTap(action="show", person=person))
    return Screen(html("absence-stands"), (*rows, *turn, (nobody,), (back,)))


def away_push(shown: AwayPush) -> Screen:
    """By role and classes: words that come by themselves carry no names."""
    text = html(
        "absence-push",
        days=_days(shown.opens, shown.until),
        organisation=fit(shown.organisation, 120),
        role=say(f"role-{shown.role}"),
        classes=fit(", ".join(shown.classes), CLASSES_SHOWN) or "none",
        due=shown.due,
        substituted="yes" if shown.substituted else "no",
    )
    tap = AbsenceTap(action="stands", person=shown.person_id)
    return Screen(text, ((Button(say("absence-button-stands"), tap),),))
