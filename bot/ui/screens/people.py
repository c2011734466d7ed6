"""The people of an organisation: list, card, who is invited, who joined."""

from bot.domain.people import Role
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.journal import JournalTap
from bot.ui.callbacks.menu import CancelTap, MenuTap
from bot.ui.callbacks.organisations import OrgTap
from bot.ui.callbacks.people import AbsenceTap, InviteTap, PersonTap
from bot.ui.callbacks.successions import HandTap
from bot.ui.screen import Button, Row, Screen, fit
from bot.ui.screens.pages import last_page, page_row, slice_of
from bot.usecases.people import Colleague, ColleagueCard, Staff

PAGE = 7
SEVERAL = 30
"""How many teachers may come by one link."""


def staff(shown: Staff, page: int = 0) -> Screen:
    """Everybody whose name may be read, a button each; the rest only counted."""
    page = min(max(page, 0), last_page(len(shown.colleagues), PAGE))
    people = slice_of(shown.colleagues, page, PAGE)
    text = lines(
        html("staff-title", name=fit(shown.organisation_name, 200)),
        *(_line(colleague) for colleague in people),
        html("staff-empty") if not shown.colleagues and not shown.hidden else Html(""),
        html("staff-hidden", count=shown.hidden) if shown.hidden else Html(""),
    )
    here = shown.organisation_id
    rows: list[Row] = [
        (Button(fit(_name(one)), PersonTap(action="card", person=one.person_id, organisation=here)),) for one in people
    ]
    turn = page_row(
        page,
        len(shown.colleagues),
        PAGE,
        OrgTap(action="people", organisation=here, page=max(page - 1, 0)),
        OrgTap(action="people", organisation=here, page=page + 1),
    )
    return Screen(text, (*rows, *turn, *_actions(shown)))


def _actions(shown: Staff) -> tuple[Row, ...]:
    here = shown.organisation_id
    back = Button(say("button-back"), OrgTap(action="home", organisation=here))
    if not shown.roles:
        return ((Button(say("button-menu"), MenuTap(to="menu")),),)
    invite = Button(say("staff-button-invite"), OrgTap(action="invite", organisation=here))
    outside = Button(say("staff-button-outside"), OrgTap(action="outside", organisation=here))
    common = Button(say("place-button-common"), OrgTap(action="common", organisation=here))
    waiting = Button(say("place-button-applications"), OrgTap(action="applications", organisation=here))
    return ((invite, outside), (common, waiting), (back,))


def _name(colleague: Colleague) -> str:
    return colleague.name or say("staff-nameless")


def _line(colleague: Colleague) -> Html:
    name, role = fit(_name(colleague), 120), say(f"role-{colleague.role}")
    if colleague.outside:
        return html("staff-line-outside", name=name)
    if not colleague.connected:
        return html("staff-line-unconnected", name=name, role=role)
    key = "staff-line-you" if colleague.is_viewer else "staff-line"
    return html("staff-line-unreachable" if colleague.unreachable else key, name=name, role=role)


def whom_to_invite(shown: Staff) -> Screen:
    here = shown.organisation_id
    rows: list[Row] = [
        (Button(say(f"invite-role-{role}"), InviteTap(organisation=here, role=role.value)),) for role in shown.roles
    ]
    if Role.NAVIGATOR in shown.roles:
        many = InviteTap(organisation=here, role=Role.NAVIGATOR.value, uses=SEVERAL)
        rows.append((Button(say("invite-role-navigators"), many),))
    back = Button(say("button-back"), OrgTap(action="people", organisation=here))
    return Screen(html("invite-choose", organisation=shown.organisation_name), (*rows, (back,)))


def ask_outside() -> Screen:
    return Screen(html("staff-outside-ask"), ((Button(say("button-cancel"), CancelTap()),),))


def card(shown: ColleagueCard) -> Screen:
    one, here = shown.colleague, shown.organisation_id
    key = "person-card-outside" if one.outside else "person-card"
    text = html(key, name=_name(one), organisation=shown.organisation_name, role=say(f"role-{one.role}"))
    silent = html("person-unreachable") if one.unreachable else Html("")
    if not one.connected and not one.outside:
        silent = html("person-unconnected")
    rows: list[Row] = []
    if one.outside:
        tap = PersonTap(action="invite", person=one.person_id, organisation=here)
        rows.append((Button(say("person-button-invite"), tap),))
    if shown.removable and not one.outside and not one.is_viewer:
        rows.append((Button(say("person-button-absence"), AbsenceTap(action="show", person=one.person_id)),))
    if shown.posted:
        posts = PersonTap(action="posts", person=one.person_id, organisation=here)
        rows.append((Button(say("person-button-posts"), posts),))
    if shown.heir:
        rows.append(
            (Button(say("person-button-hand"), HandTap(action="ask", organisation=here, person=one.person_id)),)
        )
    if shown.movable:
        tap = PersonTap(action="move", person=one.person_id, organisation=here)
        rows.append((Button(say("person-button-move"), tap),))
    if shown.audited and not one.outside:
        rows.append((Button(say("person-button-journal"), JournalTap(organisation=here, person=one.person_id)),))
    if shown.removable:
        tap = PersonTap(action="remove", person=one.person_id, organisation=here)
        rows.append((Button(say("person-button-remove"), tap),))
    back = Button(say("button-back"), OrgTap(action="people", organisation=here))
    return Screen(lines(text, silent), (*rows, (back,)))


def move_question(shown: ColleagueCard) -> Screen:
    one, here = shown.colleague, shown.organisation_id
    yes = Button(say("person-move-yes"), PersonTap(action="move-yes", person=one.person_id, organisation=here))
    back = Button(say("button-back"), PersonTap(action="card", person=one.person_id, organisation=here))
    return Screen(html("person-move-ask", name=_name(one)), ((yes,), (back,)))


def remove_question(shown: ColleagueCard) -> Screen:
    one, here = shown.colleague, shown.organisation_id
    key = "person-remove-self" if one.is_viewer else "person-remove-ask"
    text = html(key, name=_name(one), organisation=shown.organisation_name)
    word = say("person-leave-yes" if one.is_viewer else "person-remove-yes")
    yes = Button(word, PersonTap(action="remove-yes", person=one.person_id, organisation=here))
    back = Button(say("button-back"), PersonTap(action="card", person=one.person_id, organisation=here))
    return Screen(text, ((yes, back),))


def left(organisation_name: str) -> Screen:
    return Screen(html("person-left", organisation=organisation_name))
