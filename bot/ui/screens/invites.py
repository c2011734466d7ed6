"""Invites to forward: one as a message, those of all schools as a sheet or a text."""

from datetime import datetime, timedelta
from html import escape
from zoneinfo import ZoneInfo

from bot.domain.deadline import say_day
from bot.domain.invites import InviteCard, NewInvite, SchoolInvite
from bot.texts import Html, html, say
from bot.ui.callbacks.organisations import OrgTap
from bot.ui.callbacks.people import QrTap
from bot.ui.screen import TEXT_LIMIT, Button, Screen
from bot.usecases.invites import InviteSheet

HEADINGS = ("name", "above", "link", "code", "until", "state")


def ready(new: NewInvite, bot_name: str, zone: str) -> Screen:
    """A message to forward: no buttons, so that nothing of the sender's comes along."""
    return Screen(
        html(
            "invite-ready",
            role=say(f"role-{new.role}"),
            organisation=new.organisation_name or "",
            uses=new.uses,
            until=until(new.expires_at, zone),
            link=new.link(bot_name),
            code=new.code,
        )
    )


def sent(new: NewInvite, organisation_id: int) -> Screen:
    """What stays on the inviter's screen beside the message to forward."""
    picture = Button(say("invite-button-qr"), QrTap(code=new.code, organisation=organisation_id))
    more = Button(say("invite-button-more"), OrgTap(action="invite", organisation=organisation_id))
    back = Button(say("button-back"), OrgTap(action="people", organisation=organisation_id))
    return Screen(html("invite-sent"), ((picture,), (more,), (back,)))


def qr_caption(code: str) -> Screen:
    return Screen(html("invite-qr-caption", code=code))


def until(moment: datetime, zone: str) -> str:
    """The last whole day on which the invite works."""
    return say_day(moment.astimezone(ZoneInfo(zone)).date() - timedelta(days=1))


def headings() -> list[str]:
    return [say(f"links-heading-{name}") for name in HEADINGS]


def cells(row: SchoolInvite, bot_name: str, zone: str) -> list[str]:
    """A line of the sheet, in the order of the headings."""
    if row.invite is None:
        state = say("links-state-heads", heads=", ".join(row.heads)) if row.heads else say("links-state-joined")
        return [row.name, row.above, "", "", "", state]
    last, state = (
        until(row.invite.expires_at, zone),
        say("links-state-headless" if row.joined else "links-state-waiting"),
    )
    return [row.name, row.above, row.invite.link(bot_name), row.invite.code, last, state]


def cards(sheet: InviteSheet, bot_name: str, zone: str) -> list[InviteCard]:
    """What is printed: organisations that nobody heads yet."""
    return [
        InviteCard(
            row.name,
            say(f"invite-card-{sheet.role}"),
            row.invite.link(bot_name),
            row.invite.code,
            until(row.invite.expires_at, zone),
        )
        for row in sheet.rows
        if row.invite is not None
    ]


def caption(sheet: InviteSheet, zone: str) -> Screen:
    new = [row.invite for row in sheet.rows if row.invite is not None]
    last = until(new[0].expires_at, zone) if new else ""
    return Screen(html("links-caption", new=len(new), until=last, joined=len(sheet.rows) - len(new)))


def sheet_caption() -> Screen:
    return Screen(html("links-sheet-caption"))


def text(sheet: InviteSheet, bot_name: str) -> str:
    """All links as text, a blank line between organisations."""
    return "\n\n".join(_line(row, bot_name) for row in sheet.rows)


def message(sheet: InviteSheet, bot_name: str) -> Screen | None:
    """The same as one message, when it fits into one."""
    body = Html(escape(text(sheet, bot_name), quote=False))
    return Screen(body) if len(body) <= TEXT_LIMIT else None


def _line(row: SchoolInvite, bot_name: str) -> str:
    if row.invite is None:
        return say("links-line-joined", name=row.name)
    return say("links-line", name=row.name, link=row.invite.link(bot_name))
