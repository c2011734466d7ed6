"""The way in: a stranger, the consent, the name, the first administrator."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.invites import Invitation
from bot.domain.people import CONSENT_VERSION, Actor, OrganisationKind
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.menu import MenuTap
from bot.ui.callbacks.organisations import FoundTap
from bot.ui.callbacks.people import ConsentTap, JoinTap, PrivacyTap
from bot.ui.screen import Button, Screen, fit
from bot.ui.screens.zones import zone_name, zones
from bot.usecases.context import PrivacyTerms
from bot.usecases.founding import ROOT_KINDS, Offer

ROOTS_SHOWN = 5


def stranger(number: str) -> Screen:
    return Screen(html("stranger-text", number=number))


def consent(terms: PrivacyTerms) -> Screen:
    """A screen of its own: nothing but the consent stands on it (156-ФЗ, since 1 September 2025)."""
    return Screen(
        html("consent-text", title=_title(), operator=operator(terms), term=_term(terms)),
        (
            (Button(say("consent-agree"), ConsentTap(action="agree")),),
            (
                Button(say("consent-decline"), ConsentTap(action="decline")),
                Button(say("consent-full"), ConsentTap(action="full")),
            ),
        ),
    )


def full_consent(terms: PrivacyTerms, back: bool = True) -> Screen:
    """The whole text; `back` leads to the buttons of the consent screen."""
    text = html("consent-full-text", title=_title(), operator=operator(terms), term=_term(terms))
    policy = html("consent-policy", url=terms.policy_url) if terms.policy_url else Html("")
    rows = ((Button(say("button-back"), ConsentTap(action="back")),),) if back else ()
    return Screen(lines(text, policy), rows)


def operator(terms: PrivacyTerms) -> str:
    """Who answers, where, and how to reach them; a trial run may have none."""
    known = [part for part in (terms.operator, terms.address, terms.contact) if part]
    return ", ".join(known) if terms.operator else say("consent-operator-missing")


def _term(terms: PrivacyTerms) -> str:
    return terms.term or say("consent-term-default")


def _title() -> str:
    return say("consent-title", edition=say("consent-edition", version=CONSENT_VERSION))


def declined(known: bool) -> Screen:
    """A no of somebody whose older consent the new edition replaces leaves the way to erase everything."""
    if not known:
        return Screen(html("consent-declined"))
    erase = Button(say("privacy-button-erase"), PrivacyTap(action="erase"))
    return Screen(html("consent-declined-known"), ((erase,),))


def name_question(actor: Actor) -> Screen:
    """Asked after the consent; says the role that the invite gave."""
    if not actor.memberships:
        return Screen(html("name-question", role="none", organisation=""))
    last = actor.memberships[-1]
    return Screen(html("name-question", role=say(f"role-{last.role}"), organisation=last.organisation_name))


def role_offer(invitation: Invitation) -> Screen:
    """For somebody known: one more role, taken by a tap."""
    if invitation.organisation_name is None:
        text = html("invite-root-offer")
    else:
        role = say(f"role-{invitation.role}")
        text = html("invite-role-offer", organisation=invitation.organisation_name, role=role)
    accept, leave = JoinTap(action="accept"), JoinTap(action="leave")
    return Screen(text, ((Button(say("invite-accept"), accept), Button(say("invite-decline"), leave)),))


def role_left() -> Screen:
    return Screen(html("invite-left"))


def founding(offer: Offer) -> Screen:
    """Whom does this bot serve? Trees that stand already come first."""
    kept = offer.roots[:ROOTS_SHOWN]
    text = lines(html("found-question"), html("found-adopt") if kept else Html(""), *(_escaped(r.name) for r in kept))
    roots = [(Button(fit(root.name), FoundTap(kind="root", organisation=root.organisation_id)),) for root in kept]
    kinds = [(Button(say(f"found-{kind}"), FoundTap(kind=kind.value)),) for kind in ROOT_KINDS]
    return Screen(text, (*roots, *kinds))


def _escaped(name: str) -> Html:
    return html("found-root", name=name)


def root_name(kind: OrganisationKind) -> Screen:
    return Screen(html(f"found-name-{kind}"))


def root_zone(name: str, page: int) -> Screen:
    return zones(html("found-zone", name=name), "found", page)


def founded(actor: Actor, moment: datetime) -> Screen:
    """What was made, what time it is there, and what comes next."""
    root = actor.memberships[-1]
    now = moment.astimezone(ZoneInfo(actor.zone)).strftime("%H:%M")
    text = html(f"found-done-{root.kind}", name=root.organisation_name, zone=zone_name(actor.zone), now=now)
    return Screen(text, ((Button(say("button-menu"), MenuTap(to="menu")),),))


def roleless() -> Screen:
    return Screen(html("roleless-text"))
