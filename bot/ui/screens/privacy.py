"""/privacy: what is stored about a person, and the ways to take it along or to erase it."""

from datetime import date
from zoneinfo import ZoneInfo

from bot.domain.deadline import say_day
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.menu import MenuTap
from bot.ui.callbacks.people import PrivacyTap
from bot.ui.screen import Button, Row, Screen, fit
from bot.ui.screens.start import full_consent, operator
from bot.usecases.context import PrivacyTerms
from bot.usecases.privacy import OwnRecord

ROLES_SHOWN = 10


def privacy(record: OwnRecord, terms: PrivacyTerms, zone: str) -> Screen:
    roles = [
        html("privacy-role", role=say(f"role-{role}"), organisation=fit(organisation, 120))
        for role, organisation in record.roles[:ROLES_SHOWN]
    ]
    text = lines(
        html("privacy-title"),
        html("privacy-name", name=record.name or "—"),
        html("privacy-account", number=record.external_id),
        *(roles or [html("privacy-roles-none")]),
        _consent(record, zone),
        html("privacy-counts", **record.counts),
        html("privacy-terms", operator=operator(terms)),
    )
    actions = [(_button(action),) for action in ("consent", "file", "erase")]
    menu: tuple[Row, ...] = ((Button(say("button-menu"), MenuTap(to="menu")),),) if record.roles else ()
    return Screen(text, (*actions, *menu))


def _consent(record: OwnRecord, zone: str) -> Html:
    if record.consent_at is None or record.consent_version is None:
        return Html("")
    day = say_day(record.consent_at.astimezone(ZoneInfo(zone)).date(), date.min)
    return html("privacy-consent", version=record.consent_version, day=day)


def _button(action: str) -> Button:
    return Button(say(f"privacy-button-{action}"), PrivacyTap(action=action))


def consent_text(terms: PrivacyTerms) -> Screen:
    back = Button(say("button-back"), PrivacyTap(action="show"))
    return full_consent(terms, back=False).with_rows((back,))


def file_caption() -> Screen:
    return Screen(html("privacy-file-caption"))


def erase_question(record: OwnRecord) -> Screen:
    alone = fit(", ".join(record.alone_in), 400)
    text = lines(html("privacy-erase-ask"), html("privacy-erase-alone", names=alone) if alone else Html(""))
    yes = Button(say("privacy-erase-yes"), PrivacyTap(action="erase-yes"))
    return Screen(text, ((yes, Button(say("button-back"), PrivacyTap(action="show"))),))


def erased() -> Screen:
    return Screen(html("privacy-erased"))


def nothing(terms: PrivacyTerms) -> Screen:
    """For a stranger: nothing is stored, and this is what would be."""
    return Screen(lines(html("privacy-nothing"), Html(" "), full_consent(terms, back=False).text))
