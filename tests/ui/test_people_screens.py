"""The way in, people, classes, settings, own data: golden for plain data, measured for hostile."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.invites import Invitation, InviteKind, NewInvite, SchoolInvite
from bot.domain.organisations import LineFault, ListLine
from bot.domain.people import Actor, Membership, OrganisationKind, Role
from bot.domain.posts import Post
from bot.domain.silence import Quiet
from bot.domain.unreached import Unreached
from bot.ui.screen import Screen
from bot.ui.screens import absences as absence_screens
from bot.ui.screens import applications as application_screens
from bot.ui.screens import classes as class_screens
from bot.ui.screens import invites as invite_screens
from bot.ui.screens import organisations as place_screens
from bot.ui.screens import people as staff_screens
from bot.ui.screens import place_edits as edit_screens
from bot.ui.screens import posts as post_screens
from bot.ui.screens import privacy as privacy_screens
from bot.ui.screens import settings as settings_screens
from bot.ui.screens import start as start_screens
from bot.ui.screens import successions as succession_screens
from bot.usecases.absences import Away, Stand
from bot.usecases.applications import Choices, Decided, Waiting
from bot.usecases.classes import Added, ClassBoard, ClassCard, ClassRow, Teacher
from bot.usecases.context import PrivacyTerms
from bot.usecases.courier import ApplicationAnswer, AwayPush
from bot.usecases.founding import Offer, Root
from bot.usecases.invites import InviteSheet
from bot.usecases.organisations import Child, Place, TakenList
from bot.usecases.people import Colleague, ColleagueCard, Staff
from bot.usecases.posts import PostCard
from bot.usecases.privacy import OwnRecord
from bot.usecases.relocations import Relocation
from bot.usecases.settings import OwnSettings
from bot.usecases.successions import Handing, HandingAnswer, HandingPush
from bot.usecases.unreached import UnreachedList
from tests.golden_files import Golden, picture
from tests.screen_sizes import faults

NOW = datetime(2023, 9, 4, 4, 50, tzinfo=UTC)
BIG = 2**53


@dataclass(frozen=True)
class Words:
    """The same screens with different data: `many` is the length of every list."""

    person: str
    school: str
    many: int
    id: int = 7


PLAIN = Words("Анна П.", "МБОУ СОШ № 3", 3)
LONG = Words("Ж" * 100, "Ш" * 300, 300, BIG)
HOSTILE = Words("<b>Анна</b> &amp; 👩‍🏫", "«<a href='x'>» \u202eШкола\u202c 🏫 & \"№\"", 1)


def terms(words: Words) -> PrivacyTerms:
    return PrivacyTerms(words.school, "ул. Мира, 1", "тел. 2-34-56", "до отзыва согласия", "https://example.org/policy")


def actor(words: Words, role: Role = Role.ADMIN, kind: OrganisationKind = OrganisationKind.SCHOOL) -> Actor:
    membership = Membership(words.id, words.school, kind, role)
    return Actor(words.id, words.person, "Europe/Moscow", True, (membership,), frozenset({words.id}))


def invite(words: Words) -> NewInvite:
    expires = NOW + timedelta(days=14)
    return NewInvite("A" * 22, Role.NAVIGATOR, words.school, expires, 30)


def start(words: Words) -> Iterator[tuple[str, Screen]]:
    yield "stranger", start_screens.stranger(str(BIG))
    yield "consent", start_screens.consent(terms(words))
    yield "consent_full", start_screens.full_consent(terms(words))
    yield "consent_trial", start_screens.consent(PrivacyTerms())
    yield "declined", start_screens.declined(known=False)
    yield "declined_known", start_screens.declined(known=True)
    yield "name", start_screens.name_question(actor(words, Role.COORDINATOR))
    yield "role", start_screens.role_offer(Invitation(1, Role.NAVIGATOR, 2, words.school, InviteKind.NEW_ROLE))
    yield "role_root", start_screens.role_offer(Invitation(1, Role.ADMIN, None, None, InviteKind.NEW_ROLE))
    yield "founding", start_screens.founding(Offer(()))
    yield (
        "founding_again",
        start_screens.founding(Offer(tuple(Root(words.id, words.school) for _ in range(words.many)))),
    )
    yield "zone", start_screens.root_zone(words.school, 0)
    yield "zone_other", start_screens.root_zone(words.school, 1)
    for kind in (OrganisationKind.MUNICIPALITY, OrganisationKind.REGION, OrganisationKind.SCHOOL):
        yield f"name_{kind}", start_screens.root_name(kind)
        yield f"founded_{kind}", start_screens.founded(actor(words, kind=kind), NOW)
    yield "roleless", start_screens.roleless()


def place(words: Words, kind: OrganisationKind, below: tuple[OrganisationKind, ...]) -> Place:
    children = tuple(
        Child(words.id, words.school[:40], below[0], n % 2 == 0, (words.person,) * (n % 2 == 0) * 3)
        for n in range(words.many if below else 0)
    )
    parent = None if kind is OrganisationKind.REGION else words.id
    return Place(words.id, words.school, kind, parent, children, below, True, (words.school[:40],), "3-12-45")


def people(words: Words) -> Iterator[tuple[str, Screen]]:
    school, town, region = OrganisationKind.SCHOOL, OrganisationKind.MUNICIPALITY, OrganisationKind.REGION
    yield "choose", place_screens.choose(((words.id, words.school),) * words.many)
    for kind, below in ((region, (town, school)), (town, (school,)), (school, ())):
        yield f"home_{kind}", place_screens.home(place(words, kind, below))
    yield "home_empty", place_screens.home(Place(words.id, words.school, town, None, (), (school,), True))
    yield "children", place_screens.children(place(words, town, (school,)), 1)
    yield "ask_list", place_screens.ask_list(words.id, school)
    yield "ask_towns", place_screens.ask_list(words.id, town)
    yield "ask_one", place_screens.ask_one(words.id, school)
    faulty = [ListLine(n, words.school[:80], (), fault, words.school) for n, fault in enumerate(LineFault, start=2)]
    lines = (ListLine(1, words.school), *faulty * words.many)
    yield "taken", place_screens.taken(TakenList(place(words, town, (school,)), school, lines))
    yield (
        "rename_school",
        edit_screens.edit(
            replace(place(words, school, ()), parent_id=BIG, short=words.school[:40], zone="Europe/Moscow")
        ),
    )
    yield "short", place_screens.ask_about(place(words, school, ()), "short")
    yield "zone", edit_screens.ask_zone(words.id, 0)
    found = Relocation(words.id, words.school, ((words.id, words.school),) * words.many)
    yield "move", edit_screens.choose(found, 0)
    yield "move_nowhere", edit_screens.choose(replace(found, others=()), 0)
    yield "move_ask", edit_screens.ask(found, words.id)
    yield (
        "rename",
        edit_screens.edit(replace(place(words, school, ()), short=words.school[:40], zone="Europe/Moscow", level=60)),
    )
    yield "close", place_screens.close_question(place(words, school, ()))
    yield "links", place_screens.links_question(place(words, town, (school,)), school)
    rows = (SchoolInvite(words.school, words.school, (words.person,), True, None),) + (
        SchoolInvite(words.school, "", (), False, invite(words)),
    ) * words.many
    sheet = InviteSheet(words.school, school, Role.COORDINATOR, rows)
    yield "links_sheet_caption", invite_screens.sheet_caption()
    yield "links_caption", invite_screens.caption(sheet, "Europe/Moscow")
    message = invite_screens.message(sheet, "shturman_bot")
    if message is not None:
        yield "links_text", message
    yield "invite_sent", invite_screens.sent(invite(words), words.id)
    yield "invite_qr", invite_screens.qr_caption("A" * 22)
    yield "tags", place_screens.ask_about(place(words, school, ()), "tags")
    yield "phone", place_screens.ask_about(place(words, school, ()), "phone")
    silent = (
        Unreached(
            words.school[:40], "3-12-45", Role.COORDINATOR, words.person, "blocked", date(2023, 9, 4), date(2023, 9, 1)
        ),
        Unreached(words.school[:40], "3-12-45", Role.COORDINATOR, words.person, "failing", date(2023, 9, 4)),
        Unreached(words.school[:40], None, Role.NAVIGATOR, None, "odd"),
        Unreached(words.school[:40], "3-12-45"),
        Unreached(words.school[:40], "3-12-45", reason="no-coordinator"),
    )
    yield "unreached", place_screens.unreached(UnreachedList(words.id, words.school[:40], silent * words.many), 0)
    yield "unreached_none", place_screens.unreached(UnreachedList(words.id, words.school[:40], ()), 0)
    yield "invite", invite_screens.ready(invite(words), "shturman_bot", "Europe/Moscow")
    yield from staff(words)


def staff(words: Words) -> Iterator[tuple[str, Screen]]:
    colleagues = tuple(
        Colleague(words.id, words.person, role, outside=n % 3 == 1, unreachable=n % 3 == 2, is_viewer=n == 0)
        for n, role in zip(range(words.many), list(Role) * 100, strict=False)
    )
    shown = Staff(words.id, words.school, OrganisationKind.SCHOOL, colleagues, words.many, tuple(Role), True)
    yield "staff", staff_screens.staff(shown, 0)
    yield "staff_last", staff_screens.staff(shown, 10_000)
    yield "invite_whom", staff_screens.whom_to_invite(shown)
    yield "outside", staff_screens.ask_outside()
    for name, colleague in zip(("self", "outside", "silent"), colleagues, strict=False):
        card = ColleagueCard(words.id, words.school, colleague, removable=True, movable=not colleague.outside)
        yield f"card_{name}", staff_screens.card(card)
        yield f"move_{name}", staff_screens.move_question(card)
        yield f"remove_{name}", staff_screens.remove_question(card)
    yield "left", staff_screens.left(words.school)


def classes(words: Words) -> Iterator[tuple[str, Screen]]:
    rows = tuple(
        ClassRow(words.id, f"{6 + n % 6}А", "09:25" if n else None, n < 2, n == 0, words.person)
        for n in range(words.many)
    )
    board = ClassBoard(words.id, words.school[:40], "08:30", True, rows)
    empty = ClassBoard(words.id, words.school[:40], None, True, ())
    yield "ask", class_screens.ask_classes(words.id, True, 3)
    yield "ask_more", class_screens.ask_classes(words.id, False, 3)
    names = tuple(f"{n}А" for n in range(words.many))
    yield "time", class_screens.ask_time(Added(board, names, names), words.id, 3)
    yield "board", class_screens.board(board, 3)
    yield "board_last", class_screens.board(board, 3, 10_000)
    yield "board_empty", class_screens.board(empty, 3)
    yield "own", class_screens.own_classes(board)
    yield "own_empty", class_screens.own_classes(empty)
    yield "own_done", class_screens.own_done(board)
    card = ClassCard(words.id, "08:30", rows[0], tuple(Teacher(words.id, words.person) for _ in range(words.many)))
    yield "card", class_screens.card(card)
    yield "teachers", class_screens.teachers(card, 0)
    yield "card_time", class_screens.time_question(card)
    yield "card_close", class_screens.close_question(card)


def own(words: Words) -> Iterator[tuple[str, Screen]]:
    hours = tuple(time(hour) for hour in range(24 if words.many > 3 else 12))
    quiet = Quiet(time(19), time(8))
    begins, ends = [tuple(time(hour) for hour in range(first, first + 11)) for first in (9, 8)]
    shown = OwnSettings("Europe/Moscow", time(8), None, hours, quiet, begins, ends)
    longer = replace(shown, quiet=Quiet(time(16), time(10)))
    yield "settings", settings_screens.settings(actor(words, Role.COORDINATOR), shown, NOW)
    yield "settings_zone", settings_screens.own_zone(0)
    yield "settings_zone_other", settings_screens.own_zone(1)
    yield "settings_hours", settings_screens.hours(shown)
    yield "settings_quiet", settings_screens.quiet(shown)
    yield "settings_quiet_own", settings_screens.quiet(longer)
    for bound in settings_screens.BOUNDS:
        yield f"settings_{bound}", settings_screens.bound(longer, bound)
    yield "settings_announce", settings_screens.announce()
    yield "settings_name", settings_screens.ask_name(words.person)
    yield "settings_renamed", settings_screens.renamed(words.person)
    due = tuple((words.school[:45], NOW.date()) for _ in range(words.many))
    stands = tuple(Stand(words.id, words.person) for _ in range(words.many))
    away = Away(words.id, words.person, False, NOW.date(), NOW.date(), NOW.date(), words.person, due, stands)
    yield "absence", absence_screens.absence(away)
    yield "absence_own", absence_screens.absence(replace(away, own=True, substitute=None, due=()))
    yield "absence_none", absence_screens.absence(Away(words.id, words.person, True, NOW.date()))
    yield "absence_ask", absence_screens.ask(away)
    yield "absence_stands", absence_screens.stands(away, 0)
    classes = ("6А",) * words.many
    push = AwayPush(words.id, Role.NAVIGATOR, words.school, NOW.date(), NOW.date(), classes, 2, True)
    yield "absence_push", absence_screens.away_push(push)
    counts = {"marks": 3, "entries": 0, "evidence": 1, "lessons": 12}
    roles = ((Role.COORDINATOR, words.school),) * words.many
    record = OwnRecord(words.person, roles, "telegram", str(BIG), 1, NOW, counts, (words.school,) * words.many)
    yield "privacy", privacy_screens.privacy(record, terms(words), "Europe/Moscow")
    yield "privacy_consent", privacy_screens.consent_text(terms(words))
    yield "privacy_erase", privacy_screens.erase_question(record)
    yield "privacy_erased", privacy_screens.erased()
    yield "privacy_nothing", privacy_screens.nothing(terms(words))


def posted(words: Words) -> Iterator[tuple[str, Screen]]:
    yield "none", post_screens.posts(PostCard(words.id, words.id, words.person, frozenset()))
    yield "all", post_screens.posts(PostCard(words.id, words.id, words.person, frozenset(Post)))


def handing(words: Words) -> Iterator[tuple[str, Screen]]:
    shown = Handing(words.id, words.id, words.school, words.person, words.person, words.id)
    yield "question", succession_screens.question(shown)
    yield "asked", succession_screens.asked(shown)
    yield "push", succession_screens.push(HandingPush(shown))
    for granted, word in ((True, "yes"), (False, "no")):
        yield f"decided_{word}", succession_screens.decided(HandingAnswer(shown, granted, mine=False))
        yield f"answer_{word}_mine", succession_screens.answer(HandingAnswer(shown, granted, mine=True))
        yield f"answer_{word}_yours", succession_screens.answer(HandingAnswer(shown, granted, mine=False))


def applying(words: Words) -> Iterator[tuple[str, Screen]]:
    choices = Choices(words.school, ((words.id, words.school),) * words.many)
    waiting = Waiting(words.id, words.school[:40], Role.COORDINATOR, words.person)
    yield "common", application_screens.common_link(invite(words), "shturman_bot", "Europe/Moscow")
    yield "schools", application_screens.choose_school(choices, 0)
    yield "schools_none", application_screens.choose_school(Choices(words.school, ()), 0)
    yield "role", application_screens.choose_role(words.id, words.school)
    yield "applied", application_screens.applied(waiting)
    yield "application", application_screens.application(waiting)
    nameless = replace(waiting, role=Role.NAVIGATOR, name="")
    yield "nameless", application_screens.application(nameless)
    yield "nameless_granted", application_screens.decided(Decided(nameless, granted=True))
    yield "granted", application_screens.decided(Decided(waiting, granted=True))
    yield "refused", application_screens.decided(Decided(waiting, granted=False))
    yield "answer_yes", application_screens.answer(ApplicationAnswer(words.school, Role.NAVIGATOR, granted=True))
    yield "answer_no", application_screens.answer(ApplicationAnswer(words.school, Role.NAVIGATOR, granted=False))
    yield "waiting", application_screens.waiting_list((waiting,) * words.many, words.id, 0)
    yield "waiting_none", application_screens.waiting_list((), words.id, 0)


GROUPS = {
    "posts": posted,
    "handing": handing,
    "applying": applying,
    "start": start,
    "people": people,
    "classes": classes,
    "own": own,
}


@pytest.mark.parametrize("group", GROUPS)
def test_screens_look_as_approved(group: str, golden: Golden) -> None:
    for name, screen in GROUPS[group](PLAIN):
        golden(f"screens/{group}/{name}", picture(screen))


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("words", [PLAIN, LONG, HOSTILE], ids=["plain", "long", "hostile"])
def test_screens_keep_their_sizes(group: str, words: Words) -> None:
    assert {name: found for name, screen in GROUPS[group](words) if (found := faults(screen))} == {}


@pytest.mark.parametrize("group", GROUPS)
def test_names_are_never_markup(group: str) -> None:
    for name, screen in GROUPS[group](HOSTILE):
        assert "<b>Анна" not in screen.text, name
        assert "<a href" not in screen.text, name
