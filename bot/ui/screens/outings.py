"""An excursion or a trial in four taps: which day, which class, how many pupils, where."""

from datetime import date

from bot.domain.deadline import say_day
from bot.domain.hours import Outing
from bot.texts import html, say
from bot.ui.callbacks.hours import OutingTap
from bot.ui.callbacks.lessons import CourseTap
from bot.ui.screen import Button, Row, Screen, fit
from bot.usecases.outings import Visited

NUMBERS = (5, 8, 10, 12, 14, 15, 16, 18, 20, 22, 24, 25, 26, 28, 30)
PLACES = ("plant", "college", "university", "museum", "centre")
"""Ready places for a school that has been nowhere yet."""
MOST_CLASSES = 40
PLACES_SHOWN = 8


def day_question(kind: str, days: tuple[date, ...]) -> Screen:
    buttons = [
        Button(_day(ago, day), OutingTap(action="class", kind=kind, day=str(day))) for ago, day in enumerate(days)
    ]
    back: Row = (Button(say("button-back"), CourseTap(action="mine")),)
    return Screen(html(f"outing-day-{kind}"), (*_in_rows(buttons, 2), back))


def _day(ago: int, day: date) -> str:
    return (say("outing-today"), say("outing-yesterday"))[ago] if ago < 2 else fit(say_day(day), 15)


def class_question(tap: OutingTap, found: tuple[tuple[int, str], ...]) -> Screen:
    if not found:
        return Screen(html("outing-no-classes"), ((Button(say("button-back"), CourseTap(action="mine")),),))
    buttons = [
        Button(fit(name, 8), tap.model_copy(update={"action": "number", "class_id": key}))
        for key, name in found[:MOST_CLASSES]
    ]
    return Screen(html("outing-class"), (*_in_rows(buttons, 4), _back(tap, "day")))


def number_question(tap: OutingTap) -> Screen:
    buttons = [Button(str(number), tap.model_copy(update={"action": "place", "pupils": number})) for number in NUMBERS]
    other = Button(say("outing-other-number"), tap.model_copy(update={"action": "type-number"}))
    return Screen(html("outing-number"), (*_in_rows(buttons, 5), (other,), _back(tap, "class")))


def place_question(tap: OutingTap, found: tuple[Visited, ...]) -> Screen:
    """Where the school was before comes first; ready places fill up."""
    save = tap.model_copy(update={"action": "save"})
    known = [Button(fit(one.name), save.model_copy(update={"where": str(one.id)})) for one in found]
    ready = [Button(say(f"outing-place-{code}"), save.model_copy(update={"where": code})) for code in PLACES]
    names = {one.name for one in found}
    offered = [*known, *(button for button in ready if button.text not in names)][:PLACES_SHOWN]
    other = Button(say("outing-other-place"), tap.model_copy(update={"action": "type-place"}))
    return Screen(html("outing-place"), (*((button,) for button in offered), (other,), _back(tap, "number")))


def type_number(tap: OutingTap) -> Screen:
    return Screen(html("outing-type-number"), (_back(tap, "number"),))


def type_place(tap: OutingTap) -> Screen:
    return Screen(html("outing-type-place"), (_back(tap, "place"),))


def saved(done: Outing) -> Screen:
    undo = OutingTap(action="undo", where=str(done.id))
    text = html(
        "outing-saved",
        kind=say(f"outing-{done.kind}"),
        name=done.class_name,
        day=say_day(done.on_day),
        pupils=done.pupils or 0,
        place=done.place,
        hours=done.hours,
    )
    return Screen(text, ((Button(say("outing-undo"), undo),), (Button(say("button-back"), CourseTap(action="mine")),)))


def undone() -> Screen:
    return Screen(html("outing-undone"), ((Button(say("button-back"), CourseTap(action="mine")),),))


def outing_line(one: Outing) -> str:
    """«экскурсия 5 сентября, вт, 6А: завод, 25 чел.»"""
    kind, day = say(f"outing-{one.kind}"), say_day(one.on_day)
    return say("outing-line", kind=kind, day=day, name=one.class_name, place=one.place, pupils=str(one.pupils or 0))


def _back(tap: OutingTap, action: str) -> Row:
    return (Button(say("button-back"), tap.model_copy(update={"action": action})),)


def _in_rows(buttons: list[Button], width: int) -> tuple[Row, ...]:
    return tuple(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width))
