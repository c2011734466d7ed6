"""A common link: school, role, waiting; and the decision of who knows the person."""

from bot.domain.invites import NewInvite
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.menu import MenuTap
from bot.ui.callbacks.organisations import OrgTap
from bot.ui.callbacks.people import ApplicationTap, ApplyTap
from bot.ui.screen import Button, Row, Screen, fit
from bot.ui.screens.invites import until
from bot.ui.screens.pages import page_row, slice_of
from bot.usecases.applications import ROLES, Choices, Decided, Waiting
from bot.usecases.courier import ApplicationAnswer, ApplicationPush

PAGE = 8


def common_link(new: NewInvite, bot_name: str, zone: str) -> Screen:
    """A message to forward or to print."""
    return Screen(
        html(
            "common-ready",
            organisation=new.organisation_name or "",
            until=until(new.expires_at, zone),
            link=new.link(bot_name),
            code=new.code,
        )
    )


def choose_school(choices: Choices, page: int) -> Screen:
    """Schools in pages; typed words find one."""
    if not choices.schools:
        return Screen(html("apply-school-none"))
    rows: list[Row] = [
        (Button(fit(name), ApplyTap(action="school", organisation=key)),)
        for key, name in slice_of(choices.schools, page, PAGE)
    ]
    before, after = ApplyTap(action="page", page=max(page - 1, 0)), ApplyTap(action="page", page=page + 1)
    turn = page_row(page, len(choices.schools), PAGE, before, after)
    return Screen(html("apply-school", authority=choices.authority), (*rows, *turn))


def choose_role(organisation_id: int, name: str) -> Screen:
    rows: list[Row] = [
        (Button(say(f"apply-role-{role}"), ApplyTap(action=role.value, organisation=organisation_id)),)
        for role in ROLES
    ]
    return Screen(html("apply-role", school=name), (*rows, (Button(say("button-back"), ApplyTap(action="page")),)))


def applied(waiting: Waiting) -> Screen:
    return Screen(html("apply-sent", organisation=waiting.organisation, role=say(f"role-{waiting.role}")))


def application(waiting: Waiting | ApplicationPush) -> Screen:
    """The question to who decides: pushed, or opened from the list."""
    role, name = say(f"role-{waiting.role}"), fit(waiting.name, 120)
    key = waiting.application_id
    yes = Button(say("application-yes"), ApplicationTap(action="yes", application=key))
    no = Button(say("application-no"), ApplicationTap(action="no", application=key))
    whose = {"organisation": waiting.organisation, "role": role}
    text = html("application-push", **whose, name=name) if name else html("application-push-nameless", **whose)
    return Screen(text, ((yes,), (no,)))


def decided(done: Decided) -> Screen:
    named = "application-granted" if done.waiting.name else "application-granted-nameless"
    key = named if done.granted else "application-refused"
    role, place = say(f"role-{done.waiting.role}"), done.waiting.organisation
    name = fit(done.waiting.name, 120)
    menu = Button(say("button-people"), MenuTap(to="people"))
    return Screen(html(key, organisation=place, role=role, name=name), ((menu,),))


def answer(shown: ApplicationAnswer) -> Screen:
    key = "application-answer-yes" if shown.granted else "application-answer-no"
    return Screen(html(key, organisation=shown.organisation, role=say(f"role-{shown.role}")))


def waiting_list(rows: tuple[Waiting, ...], organisation_id: int, page: int) -> Screen:
    shown = [
        (
            Button(
                fit(f"{row.organisation}: {row.name or say(f'role-{row.role}')}"),
                ApplicationTap(action="show", application=row.application_id),
            ),
        )
        for row in slice_of(rows, page, PAGE)
    ]
    turn = page_row(
        page,
        len(rows),
        PAGE,
        OrgTap(action="applications", organisation=organisation_id, page=max(page - 1, 0)),
        OrgTap(action="applications", organisation=organisation_id, page=page + 1),
    )
    back = Button(say("button-back"), OrgTap(action="home", organisation=organisation_id))
    text = html("applications-title", count=len(rows)) if rows else html("applications-none")
    return Screen(lines(text, Html("")), (*shown, *turn, (back,)))
