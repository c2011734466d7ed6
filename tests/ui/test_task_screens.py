"""Every screen about tasks as somebody approved it, and its sizes with short, long and hostile data."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.boards import Selection, horizon
from bot.domain.deadline import Pace
from bot.domain.demands import Demand
from bot.domain.extensions import ExtensionState
from bot.domain.people import OrganisationKind, Role
from bot.domain.tasks import MarkKind, TaskState
from bot.ui.screen import Screen
from bot.ui.screens import assignments, cards, entries, evidence, inquiries, marks, own_days, requests, snoozes, tasks
from bot.usecases.assignment_pushes import GivenPush, RefusedPush
from bot.usecases.assignments import Candidates
from bot.usecases.entries import Entered
from bot.usecases.evidence import Attached
from bot.usecases.inquiries import Inquiry
from bot.usecases.marks import Marked, Outcome
from bot.usecases.names import Who
from bot.usecases.request_pushes import AskedExtension, AskedQuestion, DecidedExtension
from bot.usecases.snoozes import Snoozed
from bot.usecases.tasks import Answered, Assignee, Board, EntryFact, Handover, MarkFact, Proof, TaskCard, TaskLine, Wish
from tests.golden_files import Golden, picture
from tests.screen_sizes import faults

TODAY = date(2023, 8, 24)
HOSTILE = "<b>Ы</b> & \u202eобратно\u202c 👩‍🏫 " * 200
LONG = "оченьдлинноеслово" * 250
YOU = Who(1, "Анна П.", None, Role.COORDINATOR, is_viewer=True)
VERA = Who(2, "Вера Н.", None, Role.NAVIGATOR)
OUTSIDE = Who(3, None, "классный руководитель 6А", Role.NAVIGATOR, outside=True)


def line(number: str | None, name: str, due: date | None, **other: object) -> TaskLine:
    plain = TaskLine(
        task_id=7, version=2, number=number, short_name=name, pace=Pace.BY_DAY, state=TaskState.OPEN, opens=None,
        due=due, done_on=None, before_joining=False, label=None, entries=0, children=0, children_closed=0,
        organisation_id=3, organisation="Школа № 3", plan="План района 2023/2024", deadline_text="До 25.08. 2023",
    )  # fmt: skip
    return replace(plain, **other)  # type: ignore[arg-type]


PLAN = line("3.6", "План профориентационной работы", date(2023, 8, 25))
LATE = line("3.12", "Перечень профильных классов", date(2023, 8, 12))
YEAR = line("4.1", "Встречи с родителями", date(2024, 5, 31), pace=Pace.ALL_YEAR, deadline_text="постоянно", entries=7)
FREE = line(None, "Семинары навигаторов", None, pace=Pace.UNDATED, deadline_text="по отдельному графику")
PARENT = line("3", "Навигаторы", date(2023, 9, 15), children=3, children_closed=2)
AUGUST_30 = date(2023, 8, 30)
LINES = (
    LATE,
    PLAN,
    line("3.7", "Регистрация в «Билете в будущее»", AUGUST_30),
    line("3.8", "Четверг в расписании", AUGUST_30),
    line("3.9", "Материалы к урокам", AUGUST_30),
)
COUNTS = {
    Selection.NOW: 9, Selection.OVERDUE: 1, Selection.WEEK: 1, Selection.MONTH: 12, Selection.PLAN: 30,
    Selection.ALL_YEAR: 3, Selection.UNDATED: 1, Selection.MINE: 2, Selection.GIVEN: 4, Selection.DONE: 5,
    Selection.FOUND: 35,
}  # fmt: skip


def shown(*lines: TaskLine, **other: object) -> Board:
    plain = Board(
        selection=Selection.NOW, days=horizon(TODAY), page=0, size=5, total=9, lines=lines, counts=dict(COUNTS),
        organisations=((3, "Школа № 3"),),
    )  # fmt: skip
    return replace(plain, **other)  # type: ignore[arg-type]


def card(of: TaskLine = PLAN, **other: object) -> TaskCard:
    plain = TaskCard(
        line=of, kind=OrganisationKind.SCHOOL, today=TODAY, title=of.short_name, section="Раздел 3",
        responsible_text="образовательные организации", result_text="план по уровню 40, 60 или 80 часов",
        own_day=False, may_assign=True, foreign=False, my_assignment=None, asks_level=False,
    )  # fmt: skip
    return replace(plain, **other)  # type: ignore[arg-type]


def mark(kind: MarkKind = MarkKind.DONE, **other: object) -> MarkFact:
    moment = datetime(2023, 8, 24, 14, 5, tzinfo=UTC)
    plain = MarkFact(kind, moment, TODAY if kind is MarkKind.DONE else None, False, YOU, None, None, None)
    return replace(plain, **other)  # type: ignore[arg-type]


def done(of: TaskLine = PLAN, on: date = TODAY, **other: object) -> TaskCard:
    fact = mark(done_on=on)
    return card(replace(of, state=TaskState.DONE, done_on=on), marks=(fact,), **other)


ASSIGNEES = (Assignee(5, 2, VERA, False, False), Assignee(6, 3, OUTSIDE, False, True))
ENTRIES = (EntryFact(1, date(2023, 8, 2), 25, "экскурсия на завод"), EntryFact(2, date(2023, 8, 23), None, None))
PROOF = Proof(4, "order", "Приказ № 12 от 01.08.2023", None)
LINK = Proof(5, "link", "раздел", "https://school3.ru/prof")
NUMBER = Proof(6, "number", None, None, {"pupils": 38})
FILED = Proof(7, "file", None, None, {"name": "Справка.pdf", "size": 123_456})
MINE = Assignee(9, 1, YOU, False, False)
HISTORY = (
    mark(moment=datetime(2023, 8, 14, 9, 0, tzinfo=UTC), done_on=date(2023, 8, 12)),
    mark(MarkKind.UNDONE, moment=datetime(2023, 8, 15, 9, 0, tzinfo=UTC)),
    mark(MarkKind.NOT_OURS, moment=datetime(2023, 8, 16, 9, 0, tzinfo=UTC), reason="Нет таких классов"),
    mark(by=VERA, on_behalf=OUTSIDE),
    mark(by=replace(VERA, name=None, role=Role.ADMIN), for_organisation="Школа № 5"),
    mark(by=None, before_joining=True, done_on=None),
)
HANDED = (
    Handover(datetime(2023, 8, 14, 10, 0, tzinfo=UTC), VERA, back=False),
    Handover(datetime(2023, 8, 16, 10, 0, tzinfo=UTC), VERA, back=True, words="это к Борису"),
    Handover(datetime(2023, 8, 24, 8, 0, tzinfo=UTC), OUTSIDE, back=False),
    Handover(datetime(2023, 8, 24, 8, 5, tzinfo=UTC), OUTSIDE, back=True),
)
SEPTEMBER = date(2023, 9, 15)
WISH = Wish(4, SEPTEMBER, "ждём лицензию", ExtensionState.ASKED)
COORDINATOR = replace(YOU, is_viewer=False)
QUESTION = AskedQuestion(8, card(), COORDINATOR, "Какой уровень брать?", None, None, True)
TWO_PLACES = ((3, "Школа № 3"), (4, "Школа № 4"))
ALL_DONE = replace(LATE, state=TaskState.DONE, done_on=date(2023, 8, 14))

SCREENS: dict[str, Callable[[], Screen]] = {
    "board_now": lambda: tasks.board(shown(*LINES)),
    "board_second_page": lambda: tasks.board(shown(*LINES[2:], page=1, total=8)),
    "board_many_overdue": lambda: tasks.board(
        shown(*[LATE] * 5, counts={**COUNTS, Selection.OVERDUE: 12, Selection.NOW: 20}, total=20)
    ),
    "board_two_schools_two_plans": lambda: tasks.board(shown(LATE, PLAN, plans=2, organisations=TWO_PLACES)),
    "board_whole_plan": lambda: tasks.board(
        shown(PARENT, line("5", "Итоги", date(2024, 6, 1)), YEAR, FREE, selection=Selection.PLAN, total=4)
    ),
    "board_done": lambda: tasks.board(
        shown(
            ALL_DONE,
            replace(PLAN, state=TaskState.NOT_OURS),
            replace(PLAN, state=TaskState.UNFULFILLED),
            replace(PLAN, state=TaskState.DONE, before_joining=True),
            selection=Selection.DONE,
            total=4,
        )
    ),
    "board_given": lambda: tasks.board(
        shown(replace(LATE, given=(VERA,)), LINES[3], selection=Selection.GIVEN, total=2)
    ),
    "board_found": lambda: tasks.board(shown(PLAN, selection=Selection.FOUND, query="план", total=1)),
    "board_labelled": lambda: tasks.board(shown(replace(PLAN, label="утверждение"), total=1)),
    "filters": lambda: tasks.filters(shown(*LINES)),
    "filters_two_schools": lambda: tasks.filters(shown(*LINES, organisations=TWO_PLACES)),
    "search": tasks.search_question,
    "empty_ahead": lambda: tasks.board(
        shown(
            total=0,
            ahead=line("4.2", "Раздел «Профминимум» на сайте", date(2023, 9, 30)),
            ahead_more=2,
            reminder=date(2023, 9, 25),
        )
    ),
    "empty_nothing_ahead": lambda: tasks.board(shown(total=0)),
    "empty_found": lambda: tasks.board(shown(total=0, selection=Selection.FOUND, query="<космос>")),
    "empty_filter": lambda: tasks.board(shown(total=0, selection=Selection.OVERDUE)),
    "empty_all_closed": lambda: tasks.board(shown(total=0, counts={Selection.FOUND: 3, Selection.DONE: 3})),
    "empty_authority": lambda: tasks.board(shown(total=0, counts={}, governs=True)),
    "empty_no_plan": lambda: tasks.board(shown(total=0, counts={})),
    "empty_navigator": lambda: tasks.board(shown(total=0, counts={}, answers=False)),
    "card_open": lambda: cards.card(card(assignees=ASSIGNEES), "now.0.0"),
    "card_long_title": lambda: cards.card(card(title="Разработка плана работы на год", result_text=None)),
    "card_overdue": lambda: cards.card(card(LATE)),
    "card_window": lambda: cards.card(card(replace(PLAN, opens=date(2023, 9, 1), due=date(2023, 9, 30)))),
    "card_done": lambda: cards.card(done(proofs=(PROOF, LINK))),
    "card_done_asks": lambda: cards.card(done(asks_level=True, missing=(Demand.ORDER, Demand.PUPILS))),
    "card_late": lambda: cards.card(done(LATE, date(2023, 8, 24))),
    "card_not_ours": lambda: cards.card(
        card(replace(PLAN, state=TaskState.NOT_OURS), marks=(mark(MarkKind.NOT_OURS, reason="Нет таких классов"),))
    ),
    "card_unfulfilled": lambda: cards.card(
        card(replace(LATE, state=TaskState.UNFULFILLED), marks=(mark(MarkKind.UNFULFILLED, reason="Не успели"),))
    ),
    "card_before_joining": lambda: cards.card(
        card(replace(LATE, state=TaskState.DONE, before_joining=True), marks=(HISTORY[-1],))
    ),
    "card_all_year": lambda: cards.card(card(YEAR, entries=ENTRIES)),
    "card_all_year_no_entries": lambda: cards.card(card(YEAR)),
    "card_undated": lambda: cards.card(card(FREE, result_text=None)),
    "card_own_day": lambda: cards.card(card(replace(FREE, due=date(2024, 2, 28)), own_day=True)),
    "card_parent": lambda: cards.card(
        card(PARENT, children=(replace(PLAN, state=TaskState.DONE), replace(LATE, state=TaskState.DONE), PLAN))
    ),
    "card_navigator_asked": lambda: cards.card(card(may_assign=False, assignees=(MINE,), my_assignment=MINE)),
    "card_navigator_accepted": lambda: cards.card(
        card(may_assign=False, assignees=(replace(MINE, accepted=True),), my_assignment=replace(MINE, accepted=True))
    ),
    "card_from_above": lambda: cards.card(
        card(foreign=True, assignees=(Assignee(5, 2, replace(VERA, name=None), True, False),))
    ),
    "card_of_authority": lambda: cards.card(card(kind=OrganisationKind.MUNICIPALITY)),
    "card_more": lambda: cards.more(card(LATE)),
    "card_text": lambda: cards.full_text(card(), 0),
    "card_history": lambda: cards.history(card(marks=HISTORY, entries=ENTRIES)),
    "card_history_handed": lambda: cards.history(card(marks=HISTORY[:2], handovers=HANDED)),
    "card_history_empty": lambda: cards.history(card()),
    "inquiry_order": lambda: inquiries.question(done(), Inquiry(Demand.ORDER)),
    "inquiry_pupils": lambda: inquiries.question(done(), Inquiry(Demand.PUPILS, last=34, whole=120, entries=175)),
    "mark_asks": lambda: marks.after_mark(
        Marked(Outcome.DONE, done(missing=(Demand.ORDER,))), inquiry=Inquiry(Demand.ORDER)
    ),
    "evidence_number": lambda: evidence.proof_made(
        Attached(NUMBER, done(), last=34, whole=120), "", Inquiry(Demand.LINK)
    ),
    "evidence_question_no_file": lambda: evidence.proof_question(done(about_pupils=True)),
    "card_with_files": lambda: cards.card(done(proofs=(FILED, NUMBER))),
    "file_whose": lambda: evidence.file_question("Справка.pdf", (ALL_DONE, *LINES[1:])),
    "file_whose_second_page": lambda: evidence.file_question("Справка.pdf", (PLAN,) * 25, 1),
    "file_without_tasks": lambda: evidence.file_question("Справка.pdf", ()),
    "file_caption": lambda: evidence.file_caption(FILED.words, done()),
    "mark_in_time": lambda: marks.after_mark(
        Marked(Outcome.DONE, done(asks_level=True, missing=(Demand.ORDER, Demand.PUPILS)))
    ),
    "mark_late": lambda: marks.after_mark(Marked(Outcome.DONE, done(LATE))),
    "mark_undated": lambda: marks.after_mark(Marked(Outcome.DONE, done(FREE))),
    "mark_finished": lambda: marks.after_mark(Marked(Outcome.DONE, done(YEAR))),
    "mark_not_ours": lambda: marks.after_mark(
        Marked(
            Outcome.NOT_OURS,
            card(replace(PLAN, state=TaskState.NOT_OURS), marks=(mark(MarkKind.NOT_OURS, reason="Нет <классов>"),)),
        )
    ),
    "mark_unfulfilled": lambda: marks.after_mark(
        Marked(
            Outcome.UNFULFILLED,
            card(replace(LATE, state=TaskState.UNFULFILLED), marks=(mark(MarkKind.UNFULFILLED, reason="Не успели"),)),
        )
    ),
    "mark_ask_day": lambda: marks.after_mark(Marked(Outcome.ASK_DAY, card(LATE))),
    "mark_ask_day_unnumbered": lambda: marks.day_question(card(replace(LATE, number=None))),
    "mark_other_day": lambda: marks.other_day(card(LATE)),
    "mark_reasons_not_ours": lambda: marks.reasons(card(), "notours"),
    "mark_reasons_failed": lambda: marks.reasons(card(LATE), "failed"),
    "mark_own_reason": lambda: marks.own_reason(card()),
    "entry_first": lambda: entries.entry_question(card(YEAR)),
    "entry_again": lambda: entries.entry_question(card(YEAR, entries=ENTRIES[:1])),
    "entry_made": lambda: entries.entry_made(Entered(ENTRIES[0], card(YEAR, entries=ENTRIES))),
    "evidence_question": lambda: evidence.proof_question(card()),
    "evidence_names": lambda: evidence.proof_made(Attached(None, card())),
    "evidence_made": lambda: evidence.proof_made(Attached(LINK, card())),
    "own_day_question": lambda: own_days.own_day_question(card(FREE)),
    "own_day_made": lambda: own_days.own_day_made(card(replace(FREE, due=date(2024, 2, 28)), own_day=True)),
    "assign": lambda: assignments.choose(
        Candidates(card(assignees=ASSIGNEES[:1]), (YOU, VERA, OUTSIDE), frozenset({2}))
    ),
    "assign_alone": lambda: assignments.choose(Candidates(card(), (YOU,), frozenset())),
    "assign_many": lambda: assignments.choose(
        Candidates(card(), tuple(replace(VERA, person_id=n, name=f"Учитель {n}") for n in range(1, 31)), frozenset()),
        page=2,
    ),
    "assign_outside": lambda: assignments.outside_question(card()),
    "push_given": lambda: assignments.given_push(GivenPush(5, card(), replace(YOU, is_viewer=False))),
    "push_given_instead": lambda: assignments.given_push(GivenPush(5, card(), replace(YOU, is_viewer=False), VERA)),
    "push_refused": lambda: assignments.refused_push(RefusedPush(card(), VERA, "это к другому педагогу")),
    "push_refused_silent": lambda: assignments.refused_push(RefusedPush(card(), VERA, None)),
    "decline_question": lambda: assignments.decline_question(5),
    "declined": lambda: assignments.declined("План работы"),
    "request_day": lambda: requests.extension_day(card()),
    "request_reason": lambda: requests.extension_reason(card(), SEPTEMBER),
    "request_asked": lambda: requests.extension_asked(card(wish=WISH, has_above=True)),
    "request_granted_to_oneself": lambda: requests.extension_asked(
        card(replace(PLAN, due=SEPTEMBER), wish=replace(WISH, state=ExtensionState.GRANTED), decides=True)
    ),
    "request_push": lambda: requests.extension_push(AskedExtension(4, card(), COORDINATOR, SEPTEMBER, "ждём лицензию")),
    "request_granted": lambda: requests.decision_push(DecidedExtension(card(), SEPTEMBER, True)),
    "request_declined": lambda: requests.decision_push(DecidedExtension(card(), SEPTEMBER, False)),
    "request_card_above": lambda: cards.card(card(wish=WISH, decides=True, foreign=True)),
    "request_card_declined": lambda: cards.card(card(wish=replace(WISH, state=ExtensionState.DECLINED))),
    "request_more": lambda: cards.more(card(has_above=True)),
    "question": lambda: requests.question_question(card()),
    "question_asked": lambda: requests.question_asked(card()),
    "question_push": lambda: requests.question_push(QUESTION),
    "question_push_answered": lambda: requests.question_push(replace(QUESTION, answer="Базовый, 40 часов")),
    "question_push_published": lambda: requests.question_push(
        replace(QUESTION, answer="Базовый, 40 часов", published="Район")
    ),
    "question_answer": lambda: requests.question_push(replace(QUESTION, answer="Базовый, 40 часов", decides=False)),
    "question_answer_asked": lambda: requests.answer_question(8),
    "question_card": lambda: cards.card(card(answered=(Answered("Какой уровень брать?", "Базовый, 40 часов"),))),
    "question_card_waiting": lambda: cards.card(card(answered=(Answered("Какой уровень брать?", None),))),
    "snooze": lambda: snoozes.question(card()),
    "snoozed_today": lambda: snoozes.snoozed(Snoozed(datetime(2023, 8, 24, 10, 5, tzinfo=UTC), TODAY)),
    "snoozed_monday": lambda: snoozes.snoozed(Snoozed(datetime(2023, 8, 28, 8, 0, tzinfo=UTC), TODAY)),
}


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_looks_as_approved(name: str, golden: Golden) -> None:
    screen = SCREENS[name]()
    assert faults(screen) == []
    golden(f"screens/tasks/{name}", picture(screen))


def spoilt(words: str) -> list[Screen]:
    """Every screen with the same evil words wherever people or documents write."""
    who = Who(1, words, words, Role.NAVIGATOR)
    bad = line(
        words[:64], words[:64], date(2023, 8, 12), label=words, organisation=words[:64], plan=words, deadline_text=words
    )
    mine = Assignee(5, 1, who, False, False)
    facts = tuple(mark(MarkKind.NOT_OURS, by=who, on_behalf=who, reason=words[:300]) for _ in range(40))
    whole = card(
        bad, title=words, section=words, responsible_text=words, result_text=words, assignees=(mine,) * 40,
        marks=facts, entries=tuple(EntryFact(1, TODAY, 10**6, words[:300]) for _ in range(40)),
        proofs=tuple(Proof(1, "link", words[:300], "https://a.ru/" + words[:900]) for _ in range(20)),
        my_assignment=mine, asks_level=True, missing=(Demand.ORDER, Demand.PUPILS), has_above=True,
        wish=Wish(1, date(2023, 9, 1), words[:300], ExtensionState.ASKED), answered=(Answered(words[:300], words),),
    )  # fmt: skip
    several = shown(*[bad] * 5, plans=3, organisations=tuple((n, words[:64]) for n in range(20)), query=words)
    parent = replace(whole, line=replace(bad, children=20, children_closed=1), children=(bad,) * 20)
    closed = replace(whole, line=replace(bad, state=TaskState.NOT_OURS))
    people = Candidates(whole, (who,) * 30, frozenset({1}))
    return [
        tasks.board(several),
        tasks.board(replace(several, selection=Selection.FOUND)),
        tasks.board(replace(several, lines=(), total=0, ahead=bad)),
        tasks.board(replace(several, lines=(), total=0, selection=Selection.FOUND)),
        tasks.filters(several),
        *(screen(one) for screen in (cards.card, cards.more, cards.history) for one in (whole, parent, closed)),
        *(cards.full_text(whole, page) for page in (-1, 0, 2, 99)),
        *(marks.after_mark(Marked(outcome, closed)) for outcome in Outcome),
        marks.other_day(whole),
        marks.reasons(whole, "notours"),
        entries.entry_question(whole),
        entries.entry_made(Entered(whole.entries[0], whole)),
        evidence.proof_made(Attached(whole.proofs[0], whole)),
        own_days.own_day_question(whole),
        own_days.own_day_made(whole),
        assignments.choose(people),
        assignments.given_push(GivenPush(5, whole, who)),
        assignments.refused_push(RefusedPush(whole, who, words[:300])),
        assignments.declined(words[:64]),
        requests.extension_push(AskedExtension(1, whole, who, TODAY, words[:300])),
        requests.question_push(AskedQuestion(1, whole, who, words[:300], words[:1000], None, True)),
        requests.extension_asked(whole),
        evidence.file_question(words, (whole.line,) * 30, 1),
        evidence.file_caption(words, whole),
        inquiries.question(whole, Inquiry(Demand.PUPILS, 999_999, 999_999, 999_999)),
        cards.card(replace(whole, proofs=(replace(FILED, value={"name": words[:120], "size": 2**31}),) * 9)),
    ]


@pytest.mark.parametrize("words", [HOSTILE, LONG, "Р&Д " * 1000, " ", "🧑‍🎓" * 1000], ids=range(5))
def test_no_words_of_a_person_or_a_document_break_a_screen(words: str) -> None:
    for screen in spoilt(words):
        assert faults(screen) == [], picture(screen)[:80]
        assert "<b>Ы" not in screen.text


def test_every_word_of_the_plan_can_be_read_page_by_page() -> None:
    words = " ".join(f"слово{n}" for n in range(2000))
    whole = card(title=words)
    texts = "".join(cards.full_text(whole, page).text for page in range(12))
    assert all(f"слово{n}" in texts for n in (0, 999, 1999))


@pytest.mark.parametrize("at", ["", "now.0.0", "zzz.1.1", "now.x.1", "now.99999.1", "now.1.1.1", "over.2.17"])
def test_a_forged_way_back_leads_to_today(at: str) -> None:
    screen = cards.card(card(), at)
    assert faults(screen) == []
    data = screen.rows[-1][0].tap
    assert data is not None
    assert data.pack() == ("b:over:2:17" if at == "over.2.17" else "b:now:0:0")
