"""Organisations in «Люди»: a place, what lies below it, lists that were sent."""

from itertools import groupby

from bot.domain.deadline import say_day
from bot.domain.organisations import ListLine
from bot.domain.people import OrganisationKind
from bot.domain.unreached import Unreached
from bot.texts import Html, html, lines, say
from bot.texts.unreached import why
from bot.ui.callbacks.announcements import AnnounceTap
from bot.ui.callbacks.classes import ClassesTap
from bot.ui.callbacks.journal import JournalTap, MergeTap
from bot.ui.callbacks.menu import MenuTap
from bot.ui.callbacks.organisations import OrgTap
from bot.ui.callbacks.special_days import DaysTap
from bot.ui.callbacks.topics import TopicsTap
from bot.ui.callbacks.trees import TreeTap
from bot.ui.screen import Button, Row, Screen, fit
from bot.ui.screens.pages import last_page, page_row, slice_of
from bot.usecases.invites import HEADS
from bot.usecases.organisations import Child, Place, TakenList
from bot.usecases.unreached import UnreachedList

PAGE = 8
CHOICE = 8
FAULTS_SHOWN = 12
UNREACHED = 10
SCHOOLS = (OrganisationKind.SCHOOL, OrganisationKind.INSTITUTION)
COUNTED = {
    OrganisationKind.MUNICIPALITY: "place-municipalities",
    OrganisationKind.SCHOOL: "place-schools",
    OrganisationKind.INSTITUTION: "place-institutions",
}


def choose(places: tuple[tuple[int, str], ...]) -> Screen:
    """Somebody with several organisations says whose people are meant."""
    rows = tuple((Button(fit(name), OrgTap(action="home", organisation=key)),) for key, name in places[:CHOICE])
    return Screen(html("people-choose"), rows)


def home(place: Place, page: int = 0) -> Screen:
    """What can be done in an organisation of the administrator; `page` of the list that it was opened from."""
    counts = [_count(place, kind) for kind in place.addable]
    hint = html(f"place-hint-{place.addable[0]}") if place.addable and not place.children else Html("")
    rows: list[Row] = []
    if place.children:
        rows.append((_button("children", place),))
    rows += [(_button(f"add-{kind}", place),) for kind in place.addable]
    present = {child.kind for child in place.children}
    rows += [(_button(f"links-{kind}", place),) for kind in place.addable if kind in present and kind in HEADS]
    if place.kind in SCHOOLS:
        here = ClassesTap(action="board", organisation=place.organisation_id)
        rows.append((_button("people", place), Button(say("place-button-classes"), here)))
    else:
        rows.append((_button("people", place),))
    if place.administered:
        announce = AnnounceTap(action="list", key=place.organisation_id)
        if place.kind not in SCHOOLS:
            tree = TreeTap(action="file", organisation=place.organisation_id)
            rows.append((Button(say("place-button-tree"), tree),))
        journal = JournalTap(organisation=place.organisation_id)
        rows.append((Button(say("place-button-announcements"), announce), Button(say("place-button-journal"), journal)))
    rows += _administration(place)
    days = DaysTap(action="show", organisation=place.organisation_id)
    topics = TopicsTap(action="show", organisation=place.organisation_id)
    rows.append((Button(say("days-button-open"), days), Button(say("topics-button-open"), topics)))
    tags = html("place-tags", tags=fit(", ".join(place.tags), 300)) if place.tags else Html("")
    phone = html("place-phone", phone=place.phone) if place.phone else Html("")
    return Screen(
        lines(html("place-title", name=place.name), *counts, tags, phone, hint), (*rows, (_back(place, page),))
    )


def _count(place: Place, kind: OrganisationKind) -> Html:
    found = [child for child in place.children if child.kind is kind]
    optional = kind is OrganisationKind.INSTITUTION or any(child.kind is not kind for child in place.children)
    if not found and optional:
        return Html("")
    return html(COUNTED[kind], count=len(found), joined=sum(child.joined for child in found))


def _administration(place: Place) -> list[Row]:
    """What an administrator may change about an organisation; the root stays."""
    if not place.administered:
        return []
    if place.kind not in SCHOOLS:
        first: Row = (_button("unreached", place), _button("rename", place))
        return [first, (_button("close", place),)] if place.parent_id is not None else [first]
    about: Row = (_button("tags", place), _button("phone", place))
    last: Row = (_button("rename", place),)
    if place.parent_id is None:
        return [about, last]
    merge = MergeTap(action="list", organisation=place.organisation_id)
    return [about, (*last, _button("close", place)), (Button(say("place-button-merge"), merge),)]


def _button(action: str, place: Place) -> Button:
    return Button(say(f"place-button-{action}"), OrgTap(action=action, organisation=place.organisation_id))


def _back(place: Place, page: int) -> Button:
    if place.parent_id is None:
        return Button(say("button-menu"), MenuTap(to="menu"))
    return Button(say("button-back"), OrgTap(action="children", organisation=place.parent_id, page=page))


def children(place: Place, page: int) -> Screen:
    """Who has joined and who has not: a line and a button for each, in pages."""
    page = min(max(page, 0), last_page(len(place.children), PAGE))
    shown = slice_of(place.children, page, PAGE)
    joined = sum(child.joined for child in place.children)
    title = html("children-title", name=fit(place.name, 200), joined=joined, count=len(place.children))
    rows = [
        (Button(fit(_mark(child)), OrgTap(action="home", organisation=child.organisation_id, page=page)),)
        for child in shown
    ]
    here = place.organisation_id
    turn = page_row(
        page,
        len(place.children),
        PAGE,
        OrgTap(action="children", organisation=here, page=max(page - 1, 0)),
        OrgTap(action="children", organisation=here, page=page + 1),
    )
    back = Button(say("button-back"), OrgTap(action="home", organisation=here))
    text = lines(title, *(_child(child) for child in shown), html("children-hint"))
    return Screen(text, (*rows, *turn, (back,)))


def _mark(child: Child) -> str:
    return say("child-joined" if child.joined else "child-missing", name=child.name)


def _child(child: Child) -> Html:
    if child.heads:
        return html("child-joined-heads", name=child.name, heads=fit(", ".join(child.heads), 120))
    return html("child-joined" if child.joined else "child-missing", name=child.name)


def ask_list(organisation_id: int, kind: OrganisationKind) -> Screen:
    return Screen(html(f"list-ask-{kind}"), _list_rows(organisation_id, kind))


def ask_one(organisation_id: int, kind: OrganisationKind) -> Screen:
    done = Button(say("list-button-done"), OrgTap(action="home", organisation=organisation_id))
    return Screen(html(f"list-one-{kind}"), ((done,),))


def _list_rows(organisation_id: int, kind: OrganisationKind) -> tuple[Row, ...]:
    template = Button(say("list-button-template"), OrgTap(action=f"template-{kind}", organisation=organisation_id))
    one = Button(say("list-button-one"), OrgTap(action=f"one-{kind}", organisation=organisation_id))
    done = Button(say("list-button-done"), OrgTap(action="home", organisation=organisation_id))
    return ((one, template), (done,))


def taken(result: TakenList) -> Screen:
    """What was taken and what not, by the numbers of lines; a long list of faults goes into a file as well."""
    good = [line.number for line in result.lines if line.fault is None]
    bad = [line for line in result.lines if line.fault is not None]
    text = lines(
        html("list-taken", count=len(good), lines=fit(_ranges(good), 600)),
        html("list-not-taken", count=len(bad)) if bad else Html(""),
        *(_fault(line) for line in bad[:FAULTS_SHOWN]),
        html("list-more", count=len(bad) - FAULTS_SHOWN) if len(bad) > FAULTS_SHOWN else Html(""),
        html("list-next"),
    )
    return Screen(text, _list_rows(result.parent.organisation_id, result.kind))


def _fault(line: ListLine) -> Html:
    why = say(f"line-{line.fault}", like=fit(line.like, 60))
    return html("list-line", number=line.number, name=fit(line.name, 60), why=why)


def report(result: TakenList) -> tuple[str, bytes] | None:
    """Every line and what became of it as a text file, when they do not fit into the message."""
    if sum(line.fault is not None for line in result.lines) <= FAULTS_SHOWN:
        return None
    told = [
        say("list-report-taken", number=line.number, name=line.name) if line.fault is None else _fault_plain(line)
        for line in result.lines
    ]
    return say("list-report-name"), "\n".join(told).encode()


def _fault_plain(line: ListLine) -> str:
    return say("list-line", number=line.number, name=line.name, why=say(f"line-{line.fault}", like=line.like))


def _ranges(numbers: list[int]) -> str:
    """«1–4, 6, 8–9»."""
    runs = []
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        runs.append(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}")
    return ", ".join(runs)


def report_caption() -> Html:
    return html("list-report-caption")


def template_headings() -> list[str]:
    return [say("template-heading-name"), say("template-heading-tags")]


def template_caption() -> Screen:
    return Screen(html("template-caption"))


def ask_about(place: Place, what: str) -> Screen:
    """The question for tags, the telephone or the short name."""
    back = Button(say("button-back"), OrgTap(action="home", organisation=place.organisation_id))
    return Screen(html(f"{what}-ask"), ((back,),))


def unreached(shown: UnreachedList, page: int) -> Screen:
    """Whom the bot cannot write to and where nobody is, with telephones, in pages."""
    rows = page_row(
        page,
        len(shown.lines),
        UNREACHED,
        OrgTap(action="unreached", organisation=shown.organisation_id, page=max(page - 1, 0)),
        OrgTap(action="unreached", organisation=shown.organisation_id, page=page + 1),
    )
    back = Button(say("button-back"), OrgTap(action="home", organisation=shown.organisation_id))
    text = lines(
        html("unreached-title", name=shown.organisation_name),
        *(_unreached(line) for line in slice_of(shown.lines, page, UNREACHED)),
        html("unreached-next") if shown.lines else html("unreached-empty"),
    )
    return Screen(text, (*rows, (back,)))


def _unreached(line: Unreached) -> Html:
    said = why(line)
    if line.since:
        said = say("unreached-since", why=said, since=say_day(line.since))
    if line.delivered:
        said = say("unreached-delivered", why=said, delivered=say_day(line.delivered))
    if line.role is None:
        told = html("unreached-place", organisation=line.organisation_name, why=said)
    else:
        name = line.name or say(f"role-{line.role}")
        told = html("unreached-line", organisation=line.organisation_name, name=name, why=said)
    return Html(f"{told}, {html('unreached-phone', phone=line.phone)}") if line.phone else told


def close_question(place: Place) -> Screen:
    here = place.organisation_id
    yes = Button(say("close-yes"), OrgTap(action="close-yes", organisation=here))
    back = Button(say("button-back"), OrgTap(action="home", organisation=here))
    return Screen(html("close-ask", name=place.name), ((yes, back),))


def links_question(place: Place, kind: OrganisationKind) -> Screen:
    """New links as a sheet or as text; who has joined gets none."""
    here = place.organisation_id
    files = Button(say("links-button-files"), OrgTap(action=f"sheet-{kind}", organisation=here))
    text = Button(say("links-button-text"), OrgTap(action=f"text-{kind}", organisation=here))
    back = Button(say("button-back"), OrgTap(action="home", organisation=here))
    return Screen(html(f"links-title-{kind}", name=place.name), ((files,), (text,), (back,)))
