"""Screens of plans: how they look with the Tambov plan, and that they fit with any."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.addressing import Target
from bot.domain.amendments import Difference, Entry, Pair
from bot.domain.deadline import DeadlineStatus
from bot.domain.demands import Demand
from bot.domain.digests import PastAsked
from bot.domain.doubts import Doubt
from bot.domain.grid.conditions import Condition, ConditionKind
from bot.domain.grid.demands import demands_of
from bot.domain.grid.proposals import Proposal, proposals
from bot.domain.people import OrganisationKind
from bot.domain.reach import Reach
from bot.domain.roadmaps import RoadmapState, Row, tally
from bot.domain.turns import period_of, turns
from bot.ui.screen import Screen
from bot.ui.screens import amendments, demands, mending, new_year, pasted, short_names
from bot.ui.screens import launch as launches
from bot.ui.screens import past as pasts
from bot.ui.screens import roadmaps as plans
from bot.ui.screens.rows import row_card, rows_page
from bot.usecases.amendments import Amended, Versions
from bot.usecases.demands import RowDemands
from bot.usecases.drafts import columns
from bot.usecases.launch import Launched, PastWindows
from bot.usecases.mending import Mended, Part
from bot.usecases.new_year import OncePage, OnceRow
from bot.usecases.past import PastAnswered, PastList, PastRow
from bot.usecases.roadmaps import Owner, PlanLine, Preview, Progress
from bot.usecases.rows import RowCard, RowsPage, View
from bot.usecases.setting_days import DaySet
from bot.usecases.short_names import BadLine, Named, NamesPage, NamesTaken, Trouble
from tests import sample
from tests.golden_files import Golden
from tests.screen_sizes import faults

TODAY = date(2023, 9, 4)
LATER = date(2026, 11, 22)
PLAN = sample.plan()
PERIOD = period_of((w for row in PLAN.measures for w in row.deadline.windows), PLAN.school_year)
REACH = Reach(1, OrganisationKind.MUNICIPALITY, (), tuple(range(2, 32)))
HOSTILE = ["", "<b>&\"'", "Я" * 4000, "<" * 4000, "🎓" * 700, "\u202eРазворот " * 200, "слово\n" * 300]


def rows() -> list[Row]:
    found = []
    for place, row in enumerate(PLAN.measures, 1):
        values = columns(row, OrganisationKind.MUNICIPALITY)
        targets = frozenset(Target(text) for text in values["addressed"])
        made = turns(row.deadline.windows, PERIOD.until)
        found.append(Row(place, row.number, row.short_name, row.section, row.deadline, targets, False, made))
    return found


def preview(today: date = TODAY) -> Preview:
    return Preview(
        id=1,
        version=1,
        state=RoadmapState.DRAFT,
        title=PLAN.title or "",
        school_year=2023,
        owner=Owner(1, "Район"),
        owner_kind=OrganisationKind.MUNICIPALITY,
        counts=tally(rows(), REACH, today),
        schools=30,
        nobody=0,
        doubts=(),
        rejected=(),
    )


def page(number: int = 0, view: View = View.ALL) -> RowsPage:
    return RowsPage(
        roadmap_id=1,
        version=1,
        state=RoadmapState.DRAFT,
        title=PLAN.title or "",
        owner_kind=OrganisationKind.MUNICIPALITY,
        view=view,
        page=number,
        pages=5,
        rows=tuple(rows()[number * 10 : number * 10 + 10]),
        counts={View.ALL: 44, View.DOUBTFUL: 3, View.INFORMATION: 19, View.UNDATED: 3},
    )


def card(number: str, state: RoadmapState = RoadmapState.DRAFT) -> RowCard:
    place = next(n for n, row in enumerate(PLAN.measures) if row.number == number)
    row, told = rows()[place], PLAN.measures[place]
    return RowCard(
        roadmap_id=1,
        version=1,
        state=state,
        owner_kind=OrganisationKind.MUNICIPALITY,
        row=row,
        title=told.title,
        responsible=told.responsible_text or "",
        result=told.result_text,
        organisations=len(REACH.of(row.addressees)),
        can_follow=row.for_information and state is RoadmapState.ACTIVE,
        asks=demands_of(told.title, told.result_text),
    )


def past(rows: int = 16) -> PastList:
    names = [PLAN.measures[n % 44].short_name for n in range(rows)]
    found = tuple(PastRow(n, n, f"3.{n}", name, date(2023, 8, 25), n != 12) for n, name in enumerate(names, 1))
    return PastList(1, 1, "Школа № 3", PLAN.title or "", found, answered=False)


def conditioned(served: int, name: str = "Билет в будущее") -> RowCard:
    """Of thirty schools so many get the row; none means that nobody has said which ones meet the condition."""
    found = card("3.7")
    condition = Condition(ConditionKind.MEMBERS, name, has=False)
    row = replace(found.row, conditions=(condition,))
    return replace(found, row=row, schools=30, served=served or 30, unsettled=() if served else (condition,))


def once(words: str | None = None) -> OncePage:
    rows = tuple(
        OnceRow(n, row.number, row.short_name if words is None else words[:45], words or row.title, n == 1)
        for n, row in enumerate(PLAN.measures[:10])
    )
    return OncePage(2, 1, 2026, 1, 3, rows)


def newer(words: str | None = None, count: int = 4) -> Versions:
    told = [
        Entry(
            n, row.number, row.short_name if words is None else words[:45], row.title, (n,), words or "до 1 мая", ("",)
        )
        for n, row in enumerate(PLAN.measures)
    ]
    later = [replace(entry, deadline=(99,), said=words or "до 1 июня") for entry in told]
    pairs = tuple(Pair(before, after) for before, after in zip(told[:count], later[:count], strict=True))
    return Versions(
        2, 1, 1, 5, (PLAN.title or "") if words is None else words, Difference(pairs, tuple(told[5:8]), tuple(told[8:]))
    )


def names() -> NamesPage:
    told = [(row.short_name, row.title) for row in PLAN.measures]
    rows = [
        Named(place, row.number, row.short_name, row.title, proposal)
        for place, (row, proposal) in enumerate(zip(PLAN.measures, proposals(told), strict=True), 1)
    ]
    return NamesPage(1, PLAN.title or "", 0, 5, tuple(rows[20:30]), 44, 31)


PROGRESS = Progress(PlanLine(1, PLAN.title or "", "Район", 2023, RoadmapState.ACTIVE), 2, TODAY, 12, 1054, 31, 12)
DONE = Launched(1, PLAN.title or "", 1054, 31, 31, 27, already=False, own_question=5)
SCREENS: dict[str, Screen] = {
    "list": plans.plan_list((PlanLine(1, PLAN.title or "", "Район", 2023, RoadmapState.DRAFT), PROGRESS.line)),
    "preview": plans.preview(preview()),
    "preview-past": plans.preview(replace(preview(LATER), later=2026)),
    "preview-anew": plans.preview(replace(preview(), school_year=2026, once=5), new_year.made()),
    "once": new_year.once(once()),
    "progress-later": plans.progress(replace(PROGRESS, later=2026), LATER),
    "preview-doubts": plans.preview(
        replace(
            preview(),
            nobody=3,
            doubts=(Doubt.of("school_year_guessed", year="2023/2024"),),
            rejected=("Всего по разделу",),
            schools=0,
        )
    ),
    "preview-owner": plans.preview(replace(preview(), owners=(Owner(1, "Район"), Owner(2, "Лицей")))),
    "rejected": plans.rejected(replace(preview(), rejected=("Всего по разделу", "Директор ______"))),
    "nobody": plans.nobody(replace(preview(), nobody=3)),
    "year": plans.year_question(1, 2023),
    "rows": rows_page(page(3)),
    "card": row_card(card("3.6"), TODAY, "all", 3),
    "card-doubtful": row_card(
        replace(card("2.2"), row=replace(card("2.2").row, doubts=(Doubt.of("schools_only_in_title", text="школ"),))),
        TODAY,
        "odd",
        0,
    ),
    "card-series": row_card(card("4.3"), TODAY, "all", 4),
    "card-followable": row_card(card("2.8", RoadmapState.ACTIVE), TODAY, "info", 0),
    "preview-newer": plans.preview(preview(), newer=newer()),
    "versions": amendments.versions(newer()),
    "amended": amendments.amended(Amended(2, PLAN.title or "", 30, 60, 4, 27)),
    "pasted": pasted.question(["1\tПриказ\n2\tПлан"]),
    "pasted-more": pasted.question(["1\tПриказ\n" * 300, "2\tПлан\n" * 500]),
    "card-condition": row_card(conditioned(12), TODAY, "all", 3),
    "card-untagged": row_card(conditioned(0), TODAY, "all", 3),
    "mend-menu": mending.menu(card("3.6"), "all", 0),
    "mend-question": mending.question(card("3.6"), Part.DAY, "all", 0),
    "card-datable": row_card(replace(card("2.5", RoadmapState.ACTIVE), can_date=True), TODAY, "all", 0),
    "day-question": mending.day_question(card("2.5", RoadmapState.ACTIVE), "all", 0),
    "day-set": row_card(card("3.6"), TODAY, "all", 3, mending.day_told(DaySet(card("3.6"), 30, 27))),
    "demands": demands.row_demands(RowDemands(card("3.12"), by_hand=True, about_pupils=True), "all", 3),
    "demands-read": demands.row_demands(RowDemands(card("3.6"), by_hand=False, about_pupils=False), "all", 3),
    "mended": row_card(card("3.6"), TODAY, "all", 3, mending.told(Mended(card("3.6"), Part.DAY))),
    "names": short_names.names_page(names()),
    "names-question": short_names.question(names().rows[0], 1, 0),
    "names-taken": short_names.taken(
        NamesTaken(1, 41, (BadLine(3, "", Trouble.EMPTY), BadLine(7, "А", Trouble.TAKEN)))
    ),
    "progress": plans.progress(PROGRESS, TODAY),
    "close": plans.close_question(PROGRESS),
    "past-question": launches.past_question(PastWindows(1, 1, 16, 1054, alone=False)),
    "launched": launches.launched(DONE),
    "past-list": pasts.past_list(past(), TODAY),
    "past-answered": pasts.past_answered(PastAnswered("Школа № 3", 15, 1)),
}


@pytest.mark.parametrize("name", SCREENS)
def test_it_looks_like_this(name: str, golden: Golden) -> None:
    screen = SCREENS[name]
    assert faults(screen) == []
    pressed = (" ".join(f"[{button.text}]" for button in row) for row in screen.rows)
    golden(f"screens/plans/{name}", "\n".join([screen.text, *pressed]))


@pytest.mark.parametrize("words", HOSTILE)
def test_any_words_fit(words: str) -> None:
    """Titles, names and cells come from strangers' documents."""
    deadline = replace(PLAN.measures[0].deadline, text=words, status=DeadlineStatus.UNRECOGNISED, windows=())
    doubts = (Doubt.of("unknown_party", text=words), Doubt.of("no-such-code"), Doubt.of("result_names_day", text=words))
    odd = replace(
        rows()[0], number=words[:64] or None, short_name=words[:45], section=words, deadline=deadline, doubts=doubts
    )
    full = replace(card("3.6"), row=odd, title=words, responsible=words, result=words)
    line = PlanLine(1, words, words[:64], 2023, RoadmapState.DRAFT)
    school = words[:64]
    asked = replace(past(40), organisation=school, rows=tuple(replace(r, short_name=words[:45]) for r in past(40).rows))
    named = replace(preview(), title=words, rejected=(words,) * 50, doubts=doubts, nobody=44, owner=Owner(1, school))
    for screen in (
        plans.plan_list((line,) * 30),
        plans.choice((line,) * 30),
        plans.reading(words or "file"),
        plans.preview(named),
        plans.preview(replace(named, owners=(Owner(1, words),) * 30)),
        plans.rejected(named),
        rows_page(replace(page(), title=words, rows=(odd,) * 10)),
        row_card(full, TODAY, "all", 0),
        row_card(replace(full, owner_kind=OrganisationKind.REGION), TODAY, "all", 0),
        *(mending.question(full, part, "all", 0) for part in Part),
        new_year.once(once(words)),
        row_card(conditioned(0, words), TODAY, "all", 0),
        plans.preview(replace(named, once=9), new_year.made(), newer(words)),
        amendments.versions(newer(words, 44)),
        plans.preview(named, newer=newer(words)),
        amendments.amended(Amended(2, words, 1, 1, 1, 0)),
        mending.menu(full, "all", 0),
        demands.row_demands(RowDemands(replace(full, asks=tuple(Demand)), by_hand=True, about_pupils=True), "all", 0),
        row_card(replace(full, asks=tuple(Demand)), TODAY, "all", 0),
        mending.day_question(full, "all", 0),
        row_card(full, TODAY, "all", 0, mending.told(Mended(full, Part.NAME))),
        short_names.names_page(
            replace(names(), title=words, rows=(Named(1, words[:64], words[:45], words, Proposal.CUT),) * 10)
        ),
        short_names.question(Named(1, None, words[:45], words, Proposal.CUT), 1, 0),
        short_names.taken(NamesTaken(1, 1, (BadLine(1, words, Trouble.LONG),) * 99)),
        plans.progress(replace(PROGRESS, line=line), TODAY),
        plans.close_question(replace(PROGRESS, line=line)),
        launches.archived(words),
        pasts.past_list(asked, TODAY),
        pasts.past_list(asked, TODAY, 9),
        pasts.past_answered(PastAnswered(school, 15, 0)),
        Screen(plans.reading("a").text, ((pasts.past_button(PastAsked(1, school)),),)),
    ):
        assert faults(screen) == []


def test_a_page_without_rows_says_so() -> None:
    empty = rows_page(replace(page(), rows=(), pages=1, counts=dict.fromkeys(View, 0), view=View.DOUBTFUL))
    assert empty.text.startswith("Неясных строк нет.")


def test_an_answered_question_offers_nothing_to_tick() -> None:
    screen = pasts.past_list(replace(past(), answered=True), TODAY)
    assert "ответ о прошедших сроках уже есть" in screen.text
    assert len(screen.rows) == 1
