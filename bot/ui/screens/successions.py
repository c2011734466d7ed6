"""«Передать роль»: the question, what was asked, the administrator's answer."""

from bot.texts import Html, html, say
from bot.ui.callbacks.menu import MenuTap
from bot.ui.callbacks.people import PersonTap
from bot.ui.callbacks.successions import HandingTap, HandTap
from bot.ui.prose import clip
from bot.ui.screen import Button, Screen
from bot.usecases.successions import Handing, HandingAnswer, HandingPush

NAME_WIDTH, PLACE_WIDTH = 120, 200


def question(shown: Handing) -> Screen:
    here, person = shown.organisation_id, shown.successor_id
    yes = Button(say("handing-button-ask"), HandTap(action="yes", organisation=here, person=person))
    back = Button(say("button-back"), PersonTap(action="card", person=person, organisation=here))
    return Screen(_words("handing-ask", shown), ((yes,), (back,)))


def asked(shown: Handing) -> Screen:
    return Screen(_words("handing-asked", shown), ((Button(say("button-people"), MenuTap(to="people")),),))


def push(shown: HandingPush) -> Screen:
    key = shown.handing.succession_id
    yes = Button(say("handing-button-yes"), HandingTap(action="yes", succession=key))
    no = Button(say("handing-button-no"), HandingTap(action="no", succession=key))
    return Screen(_words("handing-push", shown.handing), ((yes,), (no,)))


def decided(shown: HandingAnswer) -> Screen:
    return Screen(_words("handing-done" if shown.granted else "handing-refused", shown.handing))


def answer(shown: HandingAnswer) -> Screen:
    """To who handed over, and to the successor."""
    if shown.mine:
        key = "handing-answer-yes-mine" if shown.granted else "handing-answer-no-mine"
    else:
        key = "handing-answer-yes-yours" if shown.granted else "handing-answer-no-yours"
    return Screen(_words(key, shown.handing))


def _words(key: str, shown: Handing) -> Html:
    place = clip(shown.organisation, PLACE_WIDTH)
    return html(key, giver=clip(shown.giver, NAME_WIDTH), successor=clip(shown.successor, NAME_WIDTH), place=place)
