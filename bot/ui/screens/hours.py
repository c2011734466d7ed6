"""«Часы»: each class against what the school's level requires, hours typed by direction, the template of levels."""

from bot.domain.hours import BY_HAND, LEVELS, Direction, Norms
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.hours import HoursTap
from bot.ui.callbacks.lessons import CourseTap
from bot.ui.prose import clip
from bot.ui.screen import Button, Row, Screen, fit
from bot.ui.screens.outings import outing_line
from bot.ui.screens.pages import last_page, page_row, slice_of
from bot.usecases.hours import OUTING, ClassHours, SchoolHours

CLASSES = 16
OUTINGS_SHOWN = 5


def school(found: SchoolHours, page: int = 0) -> Screen:
    """Every class: hours so far, of how many. Nothing is forecast."""
    page = min(page, last_page(len(found.classes), CLASSES))
    shown = slice_of(found.classes, page, CLASSES)
    tap = HoursTap(action="school", org=found.organisation_id)
    text = lines(
        html("hours-title", name=found.name, year=str(found.year), next=str(found.year + 1)),
        html("hours-level", level=found.level) if found.level else html("hours-no-level"),
        html("hours-sample") if found.level and found.norms.sample else "",
        *(html("hours-class", name=one.name, total=one.total, level=found.level or 0) for one in shown),
        html("hours-no-classes") if not found.classes else "",
        *(html("hours-outing", words=clip(outing_line(one), 120)) for one in found.outings[:OUTINGS_SHOWN]),
    )
    buttons = [Button(fit(one.name, 8), _tap(found, "class", class_id=one.id)) for one in shown]
    rows: list[Row] = [tuple(buttons[start : start + 4]) for start in range(0, len(buttons), 4)]
    if not found.level:
        rows.append(tuple(Button(str(level), _tap(found, "level", value=level)) for level in LEVELS))
    rows.append((Button(say("hours-button-add"), _tap(found, "add")),))
    if found.own_norms:
        norms = HoursTap(action="norms", org=found.own_norms, value=found.level or LEVELS[0])
        rows.append((Button(say("hours-button-norms"), norms),))
    rows.append((Button(say("button-back"), CourseTap(action="week", org=found.organisation_id)),))
    before, after = (tap.model_copy(update={"page": max(0, step)}) for step in (page - 1, page + 1))
    return Screen(text, (*rows[:-1], *page_row(page, len(found.classes), CLASSES, before, after), rows[-1]))


def class_hours(found: SchoolHours, one: ClassHours) -> Screen:
    """One class by direction."""
    required = found.required
    text = lines(
        html("hours-class-title", name=one.name, total=one.total, level=found.level or 0),
        *(_direction(direction, one.hours[direction], required[direction]) for direction in Direction),
        html("hours-sample") if found.level and found.norms.sample else "",
    )
    add = Button(say("hours-button-add"), _tap(found, "add", class_id=one.id))
    return Screen(text, ((add,), (Button(say("button-back"), _tap(found, "school")),)))


def _direction(direction: Direction, done: int, required: int) -> Html:
    key = "hours-direction-of" if required else "hours-direction"
    return html(key, name=say(f"direction-{direction}"), done=done, required=required)


def direction_question(found: SchoolHours, class_id: int) -> Screen:
    """Lessons of the course are counted: only the other six are typed."""
    name = next((one.name for one in found.classes if one.id == class_id), "")
    rows: list[Row] = [
        (Button(say(f"direction-{one}"), _tap(found, "type", class_id=class_id, direction=one.value)),)
        for one in BY_HAND
    ]
    if not class_id:
        rows.append((Button(say("hours-button-undo"), _tap(found, "undo")),))
    rows.append((Button(say("button-back"), _tap(found, "class" if class_id else "school", class_id=class_id)),))
    return Screen(html("hours-which-class", name=name) if name else html("hours-which"), tuple(rows))


def number_question(tap: HoursTap) -> Screen:
    back = tap.model_copy(update={"action": "add", "direction": ""})
    name = say(f"direction-{tap.direction}")
    return Screen(html("hours-how-many", name=name), ((Button(say("button-back"), back),),))


def norms(found: Norms, organisation_id: int, level: int) -> Screen:
    """What one level requires; a tap on a line asks for another number."""
    required = found.required(level)
    tap = HoursTap(action="norm", org=organisation_id, value=level)
    rows: list[Row] = [
        (Button(fit(say("hours-norm", name=say(f"direction-{one}"), hours=required[one])),
                tap.model_copy(update={"direction": one.value})),)
        for one in Direction
    ]  # fmt: skip
    outing = tap.model_copy(update={"direction": OUTING, "value": 0})
    rows.append((Button(say("hours-norm", name=say("direction-outing"), hours=found.outing), outing),))
    rows.append(tuple(Button(str(one), HoursTap(action="norms", org=organisation_id, value=one)) for one in LEVELS))
    rows.append((Button(say("button-back"), CourseTap(action="overview")),))
    total = sum(required.values())
    text = lines(html("hours-norms", level=level, total=total), html("hours-norms-sample") if found.sample else "")
    return Screen(text, tuple(rows))


def norm_question(tap: HoursTap) -> Screen:
    back = HoursTap(action="norms", org=tap.org, value=tap.value or LEVELS[0])
    name = say(f"direction-{tap.direction}")
    return Screen(html("hours-norm-ask", name=name), ((Button(say("button-back"), back),),))


def _tap(found: SchoolHours, action: str, class_id: int = 0, direction: str = "", value: int = 0) -> HoursTap:
    return HoursTap(action=action, org=found.organisation_id, class_id=class_id, direction=direction, value=value)
