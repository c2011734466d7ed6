"""Screens of those above: marks to be checked, wishes, announcements, the audit; golden, and measured when hostile."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

import pytest

from bot.domain.announcements import Audience, Draft
from bot.domain.deadline import Pace
from bot.domain.people import OrganisationKind, Role
from bot.domain.tasks import MarkKind, Review, TaskState
from bot.domain.tree_sheets import Column, Node, TreeChange, TreeFault
from bot.ui.screen import Screen
from bot.ui.screens import announcements as screens
from bot.ui.screens import journal as journal_screens
from bot.ui.screens import mergers as merger_screens
from bot.ui.screens import reviews as review_screens
from bot.ui.screens import tree_sheets as tree_screens
from bot.ui.screens import wishes as wish_screens
from bot.usecases.announcement_pushes import AnnouncementPush
from bot.usecases.announcements import Announced, Choices, NotRead, Preview
from bot.usecases.journal import Journal, Line
from bot.usecases.mergers import Merger
from bot.usecases.names import Who
from bot.usecases.request_pushes import ReturnedPush
from bot.usecases.reviews import Policy, Queue, Reviewed
from bot.usecases.tasks import MarkFact, Proof, TaskCard, TaskLine
from bot.usecases.tree_sheets import TreePreview, TreeSheet
from bot.usecases.wishes import Alike, Asked, Wishes
from db.requests import AskedOf
from tests.golden_files import Golden, picture
from tests.screen_sizes import faults

TODAY = date(2023, 9, 4)
NOON = datetime(2023, 9, 4, 12, 5)  # noqa: DTZ001 - local, as screens show it


@dataclass(frozen=True)
class Words:
    """The same screens with different data: `many` is the length of every list."""

    school: str
    name: str
    number: str | None
    text: str
    many: int
    id: int = 7


PLAIN = Words("Школа № 3", "Перечень профильных классов", "3.12", "Ждём приказа", 3)
LONG = Words("Ш" * 64, "П" * 45, "9" * 64, "Д" * 300, 300, 2**53)
HOSTILE = Words("«<a href='x'>» \u202eШкола\u202c", "<b>Имя</b> &amp; 👩‍🏫", "<i>1</i>", "<code>&lt;</code> \u202e", 11)
WORDS = {"plain": PLAIN, "long": LONG, "hostile": HOSTILE}


def line(words: Words) -> TaskLine:
    return TaskLine(
        words.id, 2, words.number, words.name, Pace.BY_DAY, TaskState.DONE, None, date(2023, 8, 25),
        date(2023, 8, 24), False, None, 0, 0, 0, 3, words.school, "План", "до 25 августа",
    )  # fmt: skip


def card(words: Words) -> TaskCard:
    by = Who(2, words.name, None, Role.COORDINATOR)
    mark = MarkFact(MarkKind.DONE, NOON, date(2023, 8, 24), False, by, None, None, None)
    return TaskCard(
        line(words), OrganisationKind.SCHOOL, TODAY, words.text, None, words.text, words.text, False, True, True,
        None, False, marks=(mark,), proofs=(Proof(1, "text", words.text, None),) * min(words.many, 9),
        decides=True, review=Review.WAITING, reviews=True,
    )  # fmt: skip


def reviews(words: Words) -> Iterator[tuple[str, Screen]]:
    shown = Queue((line(words),) * min(words.many, 10), 0, words.many, words.id, TODAY)
    yield "queue", review_screens.queue(shown)
    yield "queue_empty", review_screens.queue(replace(shown, lines=(), total=0))
    yield "queue_all", review_screens.all_question(shown)
    yield "queue_accepted", review_screens.accepted_all(words.many, replace(shown, lines=(), total=0))
    waiting = Reviewed(card(words), date(2023, 9, 11))
    yield "waiting", review_screens.review(waiting)
    final = replace(card(words), review=None)
    yield "final", review_screens.review(Reviewed(final, None))
    yield "ask_reason", review_screens.ask_reason(waiting)
    yield "ask_day", review_screens.ask_day(waiting, date(2023, 9, 11))
    opened = replace(card(words), line=replace(line(words), state=TaskState.OPEN, due=date(2023, 9, 11), done_on=None))
    yield "returned", review_screens.returned(opened)
    yield "push", review_screens.returned_push(ReturnedPush(opened, words.text))
    yield "policy_on", review_screens.policy(Policy(words.id, words.text, 1, True))
    yield "policy_off", review_screens.policy(Policy(words.id, words.text, 1, False))


def wishes(words: Words) -> Iterator[tuple[str, Screen]]:
    one = AskedOf(words.id, 1, date(2023, 9, 15), words.number, words.name, words.school, words.id, 1, words.text)
    group = Alike(words.number, words.name, date(2023, 9, 15), TODAY, (one,) * words.many)
    lone = replace(group, asked=(one,), number=None)
    question = Asked(words.id, words.school, words.number, words.name, words.text)
    yield "list", wish_screens.wishes(Wishes((group, lone), (question,) * words.many, TODAY))
    yield "list_empty", wish_screens.wishes(Wishes((), (), TODAY), 5)
    yield "alike", wish_screens.alike(group)
    yield "granted", wish_screens.answered(words.many, Wishes((), (question,), TODAY), grant=True)
    yield "declined", wish_screens.answered(words.many, Wishes((), (), TODAY), grant=False)


def announcements(words: Words) -> Iterator[tuple[str, Screen]]:
    text = words.text * 3
    draft = Draft(words.id, Audience((Role.COORDINATOR,), places=(words.id,)), text)
    town = OrganisationKind.MUNICIPALITY
    choices = Choices(
        draft, words.school, town, True, (words.school,) * words.many, ((words.id, words.school),) * words.many
    )
    yield "whom", screens.whom(choices)
    yield "where", screens.where(choices)
    yield "tags", screens.tags(choices)
    yield "schools", screens.schools(choices, 0)
    yield "ask_text", screens.ask_text(words.id)
    yield "ask_reason", screens.ask_reason(words.id)
    yield "preview", screens.preview(Preview(draft, words.school, words.many, 3))
    urgent = replace(draft, reason=words.text[:200])
    yield "preview_urgent", screens.preview(Preview(urgent, words.school, words.many, 3))
    done = Announced(words.id, words.id, words.school, text, "", NOON, 31, 34)
    yield "announced", screens.announced(done)
    yield "all_read", screens.announced(replace(done, reason=words.text, read=34))
    yield "list", screens.listed((done,) * words.many, words.id, 0)
    yield "list_empty", screens.listed((), words.id, 3)
    who = Who(2, words.name, None, Role.COORDINATOR)
    silent = (NotRead(words.school, who, "3-12-45"), NotRead(words.school, replace(who, name=None), None))
    yield "unread", screens.unread(silent * words.many, words.id, 0)
    push = AnnouncementPush(words.id, words.school, text)
    yield "push", screens.push(push)
    yield "push_urgent", screens.push(replace(push, reason=words.text[:200]))
    yield "push_read", screens.push(replace(push, read=True))


def trees(words: Words) -> Iterator[tuple[str, Screen]]:
    node = Node(OrganisationKind.SCHOOL, "Район", words.school, words.school[:40], "Europe/Moscow", phone=words.text)
    yield "caption", tree_screens.caption(TreeSheet(words.id, words.school, ((words.id, node),) * words.many))
    columns = ((Column.PHONE, "", words.text), (Column.ZONE, "Europe/Moscow", "Asia/Omsk"))
    changes = (
        TreeChange(3, words.id, node, columns),
        TreeChange(4, 0, node),
        TreeChange(5, words.id, node, (), closes=True),
    )
    shown = TreePreview(words.id, (), changes * words.many, ())
    yield "diff", tree_screens.preview(shown)
    yield "nothing", tree_screens.preview(replace(shown, changes=()))
    faults = tuple(TreeFault(2, code, words.text) for code in TREE_FAULTS)
    yield "faults", tree_screens.preview(replace(shown, faults=faults * words.many))
    yield "written", tree_screens.written(shown)


def journals(words: Words) -> Iterator[tuple[str, Screen]]:
    who = Who(2, words.name, None, Role.COORDINATOR)
    events = (
        Line(NOON, "tree-written", who, words.school),
        Line(NOON, "odd", None, words.text),
        Line(NOON, "removed", replace(who, name=None), words.school, who),
    )
    shown = Journal(words.id, words.school, 0, 0, words.many, (events * 4)[: min(words.many, 12)])
    yield "journal", journal_screens.journal(shown)
    yield "journal_person", journal_screens.journal(replace(shown, person_id=words.id, lines=(), total=0))
    merger = Merger(words.id, words.school, ((words.id, words.school),) * words.many)
    yield "merge", merger_screens.choose(merger, 0)
    yield "merge_nobody", merger_screens.choose(replace(merger, others=()), 4)
    yield "merge_ask", merger_screens.ask(merger, words.id)


TREE_FAULTS = (
    "key", "key-twice", "kind", "kind-fixed", "name", "name-missing", "short", "zone", "level", "phone", "classes",
    "above", "twice", "top", "busy", "close-new",
)  # fmt: skip
GROUPS = {"reviews": reviews, "wishes": wishes, "announcements": announcements, "trees": trees, "journals": journals}


@pytest.mark.parametrize("group", GROUPS)
def test_screens_look_as_approved(group: str, golden: Golden) -> None:
    for name, screen in GROUPS[group](PLAIN):
        golden(f"screens/{group}/{name}", picture(screen))


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("words", WORDS)
def test_screens_keep_their_sizes(group: str, words: str) -> None:
    assert {name: found for name, screen in GROUPS[group](WORDS[words]) if (found := faults(screen))} == {}


@pytest.mark.parametrize("group", GROUPS)
def test_words_of_others_are_never_markup(group: str) -> None:
    for name, screen in GROUPS[group](HOSTILE):
        assert "<b>Имя" not in screen.text, name
        assert "<a href" not in screen.text, name
        assert "<i>1" not in screen.text, name
