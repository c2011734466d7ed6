"""/settings: what a person sets for oneself."""

from collections.abc import Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.domain.people import Actor, OrganisationKind, Role
from bot.domain.silence import QUIET_FROM, QUIET_UNTIL
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.classes import ClassesTap
from bot.ui.callbacks.menu import CancelTap, MenuTap
from bot.ui.callbacks.people import AbsenceTap, SettingsTap
from bot.ui.screen import Button, Row, Screen, fit
from bot.ui.screens.zones import zone_name, zones
from bot.usecases.settings import OwnSettings

SCHOOLS_SHOWN = 3
HOURS_IN_ROW = 4
BOUNDS = (QUIET_FROM, QUIET_UNTIL)
WISHES = ("hour", "eve", "day", "off")


def settings(actor: Actor, own: OwnSettings, now: datetime) -> Screen:
    local = now.astimezone(ZoneInfo(own.zone)).strftime("%H:%M")
    text = lines(
        html("settings-title"),
        html("settings-zone", zone=zone_name(own.zone), now=local),
        html("settings-hour", hour=_clock(own.send_at)),
        html("settings-quiet", begins=_clock(own.quiet.begins), ends=_clock(own.quiet.ends)),
        _announced(own) if _in_school(actor) else Html(""),
    )
    rows: list[Row] = [(_button("zone"), _button("hour")), (_button("quiet"), _button("name"))]
    if _in_school(actor):
        rows.append((Button(say("weekday-about"), SettingsTap(key="announce")),))
    rows += _classes(actor)
    rows += _year(actor)
    rows.append((Button(say("settings-button-absence"), AbsenceTap(action="show")),))
    rows.append((Button(say("settings-button-privacy"), MenuTap(to="privacy")),))
    rows.append((Button(say("button-menu"), MenuTap(to="menu")),))
    return Screen(text, tuple(rows))


def _announced(own: OwnSettings) -> Html:
    on = say("weekday-on", weekday=own.weekday)
    return html("settings-announce", on=on, when=say(f"announce-{own.announce or 'hour'}"))


def _in_school(actor: Actor) -> bool:
    return any(m.kind is OrganisationKind.SCHOOL for m in actor.memberships)


def _classes(actor: Actor) -> list[Row]:
    """The classes of each school: the board for its coordinator, the own ones for everybody there."""
    schools = [m for m in actor.memberships if m.kind is OrganisationKind.SCHOOL]
    names = {m.organisation_id: m.organisation_name for m in schools}
    if len(names) > 1:
        heads = {m.organisation_id for m in schools if m.role is not Role.NAVIGATOR}
        shown = list(names.items())[:SCHOOLS_SHOWN]
        boards = [_classes_of("classes", "board", key, name) for key, name in shown if key in heads]
        return [*boards, *(_classes_of("own", "own", key, name) for key, name in shown)]
    if not names:
        return []
    here = next(iter(names))
    own = Button(say("settings-button-own"), ClassesTap(action="own", organisation=here))
    board = Button(say("settings-button-classes"), ClassesTap(action="board", organisation=here))
    heads = {m.organisation_id for m in schools if m.role is not Role.NAVIGATOR}
    return [(board, own)] if here in heads else [(own,)]


def _classes_of(word: str, action: str, organisation_id: int, name: str) -> Row:
    tap = ClassesTap(action=action, organisation=organisation_id)
    return (Button(fit(say(f"settings-button-{word}-of", name=name)), tap),)


def _year(actor: Actor) -> list[Row]:
    """The working calendar and the topics of the course, for those who keep them."""
    if not {Role.ADMIN, Role.COORDINATOR} & actor.roles():
        return []
    return [
        (Button(say("days-button-open"), MenuTap(to="days")), Button(say("topics-button-open"), MenuTap(to="topics")))
    ]


def _button(name: str) -> Button:
    return Button(say(f"settings-button-{name}"), SettingsTap(key=name))


def own_zone(page: int) -> Screen:
    return zones(html("settings-zone-ask"), "me", page, (_back(),))


def hours(own: OwnSettings) -> Screen:
    return Screen(html("settings-hour-ask"), (*_grid("hour", own.hours), (_back(),)))


def quiet(own: OwnSettings) -> Screen:
    """Both bounds of the silence, and back to that of everybody."""
    bounds = {"begins": _clock(own.quiet.begins), "ends": _clock(own.quiet.ends)}
    rows: list[Row] = [(Button(say(f"settings-button-{key}", **bounds), SettingsTap(key=key)),) for key in BOUNDS]
    if own.quiet.begins != own.begins[-1] or own.quiet.ends != own.ends[0]:
        rows.append((Button(say("settings-button-quiet-reset"), SettingsTap(key="quiet", value="reset")),))
    return Screen(html("settings-quiet-ask", **bounds), (*rows, (_back(),)))


def bound(own: OwnSettings, key: str) -> Screen:
    """The hours from which one bound is chosen: those that leave an hour to speak in."""
    if key == QUIET_FROM:
        offered = [hour for hour in own.begins if hour > own.quiet.ends]
    else:
        offered = [hour for hour in own.ends if hour < own.quiet.begins]
    back = Button(say("button-back"), SettingsTap(key="quiet"))
    return Screen(html(f"settings-{key}-ask"), (*_grid(key, offered), (back,)))


def _grid(key: str, hours: Sequence[time]) -> list[Row]:
    buttons = [Button(_clock(hour), SettingsTap(key=key, value=str(hour.hour))) for hour in hours]
    return [tuple(buttons[place : place + HOURS_IN_ROW]) for place in range(0, len(buttons), HOURS_IN_ROW)]


def _clock(hour: time) -> str:
    return hour.strftime("%H:%M")


def announce() -> Screen:
    rows = tuple((Button(say(f"announce-button-{w}"), SettingsTap(key="announce", value=w)),) for w in WISHES)
    return Screen(html("settings-announce-ask"), (*rows, (_back(),)))


def ask_name(name: str) -> Screen:
    return Screen(html("settings-name-ask", name=name), ((Button(say("button-cancel"), CancelTap()),),))


def renamed(name: str) -> Screen:
    return Screen(html("settings-name-set", name=name), ((_back(),),))


def _back() -> Button:
    return Button(say("button-back"), MenuTap(to="settings"))
