"""«Изменить»: what an organisation is called and where it belongs, a part a button; its name is simply written."""

from bot.domain.people import OrganisationKind
from bot.texts import html, lines, say
from bot.ui.callbacks.organisations import MoveTap, OrgTap
from bot.ui.prose import clip
from bot.ui.screen import Button, Row, Screen, fit
from bot.ui.screens.pages import last_page, page_row, slice_of
from bot.ui.screens.zones import zone_name, zones
from bot.usecases.levels import LEVELS
from bot.usecases.organisations import Place
from bot.usecases.relocations import Relocation

PAGE, WIDTH = 8, 200


def edit(place: Place) -> Screen:
    here = place.organisation_id
    text = lines(
        html("place-edit", name=clip(place.name, 600)),
        html("place-edit-short", short=clip(place.short, WIDTH)),
        html("place-edit-zone", zone=zone_name(place.zone)),
        html("place-edit-level", level=place.level) if place.level else "",
        html("place-edit-ask"),
    )
    rows: list[Row] = [tuple(Button(say(f"place-button-{part}"), _tap(part, here)) for part in ("short", "zone"))]
    if place.kind is OrganisationKind.SCHOOL:
        rows.append(
            tuple(
                Button(say("place-button-level", level=level), _tap(f"level-{level}", here))
                for level in LEVELS
                if level != place.level
            )
        )
    if place.parent_id is not None:
        rows.append((Button(say("place-button-above"), MoveTap(action="list", organisation=here)),))
    return Screen(text, (*rows, (_back(here),)))


def ask_zone(here: int, page: int) -> Screen:
    return zones(html("place-zone-ask"), "org", page, (_back(here),))


def choose(shown: Relocation, page: int) -> Screen:
    here = shown.organisation_id
    page = min(page, last_page(len(shown.others), PAGE))
    rows: list[Row] = [
        (Button(fit(name), MoveTap(action="ask", organisation=here, above=key)),)
        for key, name in slice_of(shown.others, page, PAGE)
    ]
    before = MoveTap(action="list", organisation=here, page=max(page - 1, 0))
    rows += page_row(page, len(shown.others), PAGE, before, MoveTap(action="list", organisation=here, page=page + 1))
    key = "move-choose" if shown.others else "move-nowhere"
    return Screen(html(key, name=clip(shown.name, WIDTH)), (*rows, (_back(here),)))


def ask(shown: Relocation, above: int) -> Screen:
    here = shown.organisation_id
    yes = Button(say("move-yes"), MoveTap(action="yes", organisation=here, above=above))
    text = html("move-ask", name=clip(shown.name, WIDTH), other=clip(dict(shown.others)[above], WIDTH))
    return Screen(text, ((yes,), (_back(here),)))


def _tap(action: str, organisation_id: int) -> OrgTap:
    return OrgTap(action=action, organisation=organisation_id)


def _back(organisation_id: int) -> Button:
    return Button(say("button-back"), _tap("home", organisation_id))
