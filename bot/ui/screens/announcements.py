"""Announcements: whom and what, the preview, receipts, and the message itself."""

from bot.domain.announcements import TEXT_LIMIT
from bot.domain.deadline import say_day
from bot.domain.people import OrganisationKind
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.announcements import AnnounceTap
from bot.ui.callbacks.organisations import OrgTap
from bot.ui.prose import clip
from bot.ui.screen import Button, Row, Screen, fit
from bot.ui.screens.names import called
from bot.ui.screens.pages import last_page, page_row, slice_of
from bot.usecases.announcement_pushes import AnnouncementPush
from bot.usecases.announcements import Announced, Choices, NotRead, Preview

PAGE, SCHOOLS_PAGE, UNREAD_PAGE = 5, 8, 20
TAGS = 8
SNIPPET, PLACE_WIDTH, WORDS_WIDTH = 80, 100, 2400


def listed(found: tuple[Announced, ...], organisation_id: int, page: int) -> Screen:
    page = min(page, last_page(len(found), PAGE))
    shown = list(enumerate(slice_of(found, page, PAGE), page * PAGE + 1))
    digits = tuple(Button(str(n), AnnounceTap(action="show", key=one.announcement_id)) for n, one in shown)
    text = lines(
        html("announcements-title") if found else html("announcements-none"),
        *(_line(place, one) for place, one in shown),
    )
    before = AnnounceTap(action="list", key=organisation_id, page=max(page - 1, 0))
    turn = page_row(page, len(found), PAGE, before, AnnounceTap(action="list", key=organisation_id, page=page + 1))
    new = Button(say("announce-button-new"), AnnounceTap(action="new", key=organisation_id))
    back = Button(say("button-back"), OrgTap(action="home", organisation=organisation_id))
    return Screen(text, (*((digits,) if digits else ()), *turn, (new,), (back,)))


def _line(place: int, one: Announced) -> Html:
    words = clip(" ".join(one.text.split()), SNIPPET)
    day = say_day(one.sent.date())
    return html("announcements-line", place=place, day=day, text=words, read=one.read, readers=one.readers)


def whom(shown: Choices) -> Screen:
    """The roles; a region may speak to the administrators of its municipalities."""
    names = ["coordinators", "everybody", "teachers"]
    if shown.municipalities:
        names.append("administrators")
    rows: list[Row] = [(Button(say(f"announce-to-{name}"), AnnounceTap(action="to", arg=name)),) for name in names]
    back = Button(say("button-back"), AnnounceTap(action="list", key=shown.draft.organisation_id))
    return Screen(html("announce-whom", name=clip(shown.name, PLACE_WIDTH)), (*rows, (back,)))


def where(shown: Choices) -> Screen:
    """All schools, those with a tag, or some."""
    rows: list[Row] = [(Button(say("announce-all"), AnnounceTap(action="all")),)]
    if shown.tags:
        rows.append((Button(say("announce-tags"), AnnounceTap(action="tags")),))
    rows.append((Button(say("announce-schools"), AnnounceTap(action="schools")),))
    return Screen(html("announce-where"), (*rows, (_anew(shown),)))


def tags(shown: Choices) -> Screen:
    found = [
        (Button(fit(tag), AnnounceTap(action="tag", key=place)),) for place, tag in enumerate(shown.tags[:TAGS], 1)
    ]
    return Screen(html("announce-which-tag"), (*found, (_anew(shown),)))


def schools(shown: Choices, page: int) -> Screen:
    """Schools to be ticked."""
    page = min(page, last_page(len(shown.schools), SCHOOLS_PAGE))
    chosen = shown.draft.audience.places
    rows: list[Row] = [
        (Button(fit(say("assign-mark", name=name) if key in chosen else name), _tick(key, page)),)
        for key, name in slice_of(shown.schools, page, SCHOOLS_PAGE)
    ]
    before = AnnounceTap(action="schools", page=max(page - 1, 0))
    rows += page_row(page, len(shown.schools), SCHOOLS_PAGE, before, AnnounceTap(action="schools", page=page + 1))
    if chosen:
        rows.append((Button(say("announce-chosen", number=len(chosen)), AnnounceTap(action="chosen")),))
    return Screen(html("announce-which-schools"), (*rows, (_anew(shown),)))


def _tick(key: int, page: int) -> AnnounceTap:
    return AnnounceTap(action="school", key=key, page=page)


def _anew(shown: Choices) -> Button:
    return Button(say("button-back"), AnnounceTap(action="new", key=shown.draft.organisation_id))


def ask_text(organisation_id: int) -> Screen:
    back = Button(say("button-back"), AnnounceTap(action="new", key=organisation_id))
    return Screen(html("announce-ask-text", limit=TEXT_LIMIT), ((back,),))


def ask_reason(organisation_id: int) -> Screen:
    back = Button(say("button-back"), AnnounceTap(action="new", key=organisation_id))
    return Screen(html("announce-ask-reason"), ((back,),))


def preview(shown: Preview) -> Screen:
    """The message as its readers get it, to how many, and when."""
    draft = shown.draft
    key = "announce-preview-urgent" if draft.urgent else "announce-preview"
    text = lines(
        html(key, people=shown.people, places=shown.places),
        " ",
        _words(shown.organisation, draft.text, draft.reason),
    )
    send = "announce-button-send-urgent" if draft.urgent else "announce-button-send"
    rows: list[Row] = [(Button(say(send), AnnounceTap(action="send")),)]
    if not draft.urgent:
        rows.append((Button(say("announce-button-urgent"), AnnounceTap(action="urgent")),))
    rows.append((Button(say("announce-button-text"), AnnounceTap(action="text")),))
    cancel = Button(say("button-cancel"), AnnounceTap(action="list", key=draft.organisation_id))
    return Screen(text, (*rows, (cancel,)))


def _words(organisation: str, text: str, reason: str) -> Html:
    name = clip(organisation, PLACE_WIDTH)
    head = html("announcement-urgent", name=name, reason=reason) if reason else html("announcement", name=name)
    return lines(head, clip(text, WORDS_WIDTH))


def announced(shown: Announced) -> Screen:
    """For who sent it: the words and the receipts."""
    text = lines(
        html("announced-line", day=say_day(shown.sent.date()), time=f"{shown.sent:%H:%M}"),
        html("announced-read", read=shown.read, readers=shown.readers),
        " ",
        _words(shown.organisation, shown.text, shown.reason),
    )
    rows: list[Row] = []
    if shown.read < shown.readers:
        rows.append((Button(say("announced-button-unread"), AnnounceTap(action="unread", key=shown.announcement_id)),))
    back = Button(say("button-back"), AnnounceTap(action="list", key=shown.organisation_id))
    return Screen(text, (*rows, (back,)))


def unread(found: tuple[NotRead, ...], announcement_id: int, page: int) -> Screen:
    page = min(page, last_page(len(found), UNREAD_PAGE))
    text = lines(
        html("unread-title", number=len(found)),
        *(_not_read(one) for one in slice_of(found, page, UNREAD_PAGE)),
    )
    before = AnnounceTap(action="unread", key=announcement_id, page=max(page - 1, 0))
    after = AnnounceTap(action="unread", key=announcement_id, page=page + 1)
    back = Button(say("button-back"), AnnounceTap(action="show", key=announcement_id))
    return Screen(text, (*page_row(page, len(found), UNREAD_PAGE, before, after), (back,)))


def _not_read(one: NotRead) -> Html:
    place, who = clip(one.organisation, 40), clip(called(one.who), 60)
    if one.phone:
        return html("unread-line-phone", organisation=place, who=who, phone=one.phone)
    return html("unread-line", organisation=place, who=who)


def push(shown: AnnouncementPush) -> Screen:
    """To a reader: the words, and «Прочитано» until it was tapped."""
    words = _words(shown.organisation, shown.text, shown.reason)
    if shown.read:
        return Screen(lines(words, html("announcement-read")))
    read = AnnounceTap(action="read", key=shown.announcement_id)
    return Screen(words, ((Button(say("announcement-button-read"), read),),))


def asks_where(shown: Choices) -> bool:
    """A single school has nowhere to choose from."""
    return shown.kind is not OrganisationKind.SCHOOL and len(shown.schools) > 1
