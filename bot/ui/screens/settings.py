"""/settings: what a person sets for oneself."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.people import Actor, OrganisationKind, Role
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.classes import ClassesTap
from bot.ui.callbacks.menu import CancelTap, MenuTap
from bot.ui.callbacks.people import AbsenceTap, SettingsTap
from bot.ui.screen import Button, Row, Screen
from bot.ui.screens.zones import zone_name, zones
from bot.usecases.settings import OwnSettings

HOURS_IN_ROW = 4
WISHES = ("hour", "eve", "day", "off")


def settings(actor: Actor, own: OwnSettings, now: datetime) -> Screen:
    local = now.astimezone(ZoneInfo(own.zone)).strftime("%H:%M")
    text = lines(
        html("settings-title"),
        html("settings-zone", zone=zone_name(own.zone), now=local),
        html("settings-hour", hour=own.send_at.strftime("%H:%M")),
        html("settings-announce", when=say(f"announce-{own.announce or 'hour'}")) if _in_school(actor) else Html(""),
    )
    rows: list[Row] = [(_button("zone"), _button("hour"))]
    rows.append((_button("announce"), _button("name")) if _in_school(actor) else (_button("name"),))
    rows += _classes(actor)
    rows.append((Button(say("settings-button-absence"), AbsenceTap(action="show")),))
    rows.append((Button(say("settings-button-privacy"), MenuTap(to="privacy")),))
    rows.append((Button(say("button-menu"), MenuTap(to="menu")),))
    return Screen(text, tuple(rows))


def _in_school(actor: Actor) -> bool:
    return any(m.kind is OrganisationKind.SCHOOL for m in actor.memberships)


def _classes(actor: Actor) -> list[Row]:
    """The classes of the first school: the board for its coordinator, the own ones for everybody there."""
    schools = [m for m in actor.memberships if m.kind is OrganisationKind.SCHOOL]
    if not schools:
        return []
    here = schools[0].organisation_id
    own = Button(say("settings-button-own"), ClassesTap(action="own", organisation=here))
    board = Button(say("settings-button-classes"), ClassesTap(action="board", organisation=here))
    heads = {m.organisation_id for m in schools if m.role is not Role.NAVIGATOR}
    return [(board, own)] if here in heads else [(own,)]


def _button(name: str) -> Button:
    return Button(say(f"settings-button-{name}"), SettingsTap(key=name))


def own_zone(page: int) -> Screen:
    return zones(html("settings-zone-ask"), "me", page, (_back(),))


def hours(own: OwnSettings) -> Screen:
    buttons = [Button(hour.strftime("%H:%M"), SettingsTap(key="hour", value=str(hour.hour))) for hour in own.hours]
    rows = [tuple(buttons[place : place + HOURS_IN_ROW]) for place in range(0, len(buttons), HOURS_IN_ROW)]
    return Screen(html("settings-hour-ask"), (*rows, (_back(),)))


def announce() -> Screen:
    rows = tuple((Button(say(f"announce-button-{w}"), SettingsTap(key="announce", value=w)),) for w in WISHES)
    return Screen(html("settings-announce-ask"), (*rows, (_back(),)))


def ask_name(name: str) -> Screen:
    return Screen(html("settings-name-ask", name=name), ((Button(say("button-cancel"), CancelTap()),),))


def renamed(name: str) -> Screen:
    return Screen(html("settings-name-set", name=name), ((_back(),),))


def _back() -> Button:
    return Button(say("button-back"), MenuTap(to="settings"))
