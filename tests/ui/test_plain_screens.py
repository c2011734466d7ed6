"""Screens that have no picture of their own elsewhere keep their sizes with short, long and hostile data."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.briefings import FIGURES, Briefing, Lagging, Needs
from bot.domain.escalations import Ladder
from bot.domain.people import Actor, Membership, OrganisationKind, Role
from bot.domain.pictures import PictureKind
from bot.domain.report_parts import Period
from bot.domain.reports import Condition, Report, Step
from bot.texts import html
from bot.ui.screen import Screen
from bot.ui.screens import (
    briefings,
    conditions,
    escalations,
    evidence,
    exports,
    lesson_classes,
    letters,
    menu,
    organisations,
    pictures,
    privacy,
    report_parts,
    requests,
    returns,
    roadmaps,
    school_sheets,
    short_names,
    snoozes,
    special_days,
    start,
    status,
    topics,
    weekly_reports,
    zones,
)
from bot.usecases.assignment_pushes import LetterPush
from bot.usecases.briefings import BriefingFile
from bot.usecases.calendar_days import CalendarFile
from bot.usecases.escalations import Escalation
from bot.usecases.exports import Exported
from bot.usecases.lesson_files import OwnFile
from bot.usecases.pictures import Drawn
from bot.usecases.report_parts import Choice, Parts
from bot.usecases.returns import Choosing, GivenBack, Returning, RowWords
from bot.usecases.weekly_pushes import WeeklyReport
from tests.screen_sizes import faults
from tests.ui import test_plan_screens, test_status_screens, test_task_screens

DAY, BIG, MANY = date(2023, 8, 26), 2**53, 10**9
HOSTILE = "<b>Ы</b> & \u202eобратно\u202c 👩‍🏫 "
WORDS = {"short": "Ы", "long": "Ж" * 4000, "hostile": HOSTILE * 100}


def actor(name: str, role: Role) -> Actor:
    places = tuple(Membership(n, name[:300], OrganisationKind.SCHOOL, role) for n in range(1, 40))
    return Actor(1, name[:100], "Europe/Moscow", True, places, frozenset())


def report(words: str) -> Report:
    return Report(words[:300], False, datetime(2023, 8, 26, 9, tzinfo=UTC), (), (), ())


def files(words: str) -> list[Screen]:
    """What stands under a file."""
    made = report(words)
    needs = Needs(BIG, BIG, BIG, (words[:60],) * 40)
    figures = dict.fromkeys(FIGURES, BIG)
    late = Lagging(words[:64], words[:45], BIG, (words[:60],) * 6, ((words[:60], words[:300]),) * 3)
    brief = Briefing(words[:300], False, DAY, 99, 98, 50, figures, {}, DAY, (late,) * 5, BIG, needs, words[:1000])
    return [
        conditions.matrix_caption(),
        exports.calendar(CalendarFile("дни.ics", b"", BIG)),
        exports.progress(Step(400, 1000)),
        exports.progress(Step(1000, 1000, words)),
        exports.progress_over(well=True),
        exports.progress_over(well=False),
        lesson_classes.file(OwnFile("Мои занятия.xlsx", b"", BIG)),
        lesson_classes.file(OwnFile("Мои занятия.xlsx", b"", BIG, 2023)),
        organisations.template_caption(),
        privacy.file_caption(),
        school_sheets.caption(),
        short_names.sheet_caption(),
        special_days.file_caption(),
        topics.file_caption(),
        status.exported(Exported("отчёт.xlsx", b"", made, BIG)),
        *(pictures.drawn(Drawn("год.png", b"", made, kind, BIG, BIG)) for kind in PictureKind),
        briefings.ask(),
        briefings.briefing(brief, BIG),
        briefings.given(BriefingFile("справка.docx", b"", brief)),
        returns.given(GivenBack("план.docx", b"", made, BIG, (words[:64],) * 90)),
    ]


def returning(words: str) -> list[Screen]:
    line = RowWords(BIG, words[:64], words[:45], words[:2000], words[:2000])
    found = Returning(BIG, words[:300], BIG, words, words[:200], (line,) * 60)
    choice = Choosing(BIG, words[:300], ((BIG, words),) * 40)
    return [
        returns.menu(found),
        returns.menu(choice),
        returns.rows(found, 2),
        returns.row(found, line, 2),
        returns.ask(line),
    ]


def reporting(words: str) -> list[Screen]:
    """Which part of a report, and the report of every week."""
    places = tuple((MANY + n, words[:64]) for n in range(40))
    choice = Choice(Period.ALL, MANY, 1, Condition.OPEN.value)
    parts = Parts(MANY, words[:300], MANY, DAY, places, (words,) * 40, choice)
    status_now = replace(test_status_screens.DISTRICT, organisation=words[:300])
    return [
        report_parts.menu(parts),
        *(report_parts.ask(parts, what, 2) for what in ("period", "place", "section", "condition")),
        weekly_reports.days(MANY, None),
        weekly_reports.days(MANY, 0),
        weekly_reports.weekly(WeeklyReport(status_now)),
    ]


def talk(words: str) -> list[Screen]:
    told = Escalation(BIG, words, Ladder(3, 5))
    card = test_task_screens.card(test_task_screens.line(words[:64], words[:45], DAY))
    short = html("settings-zone-ask")
    return [
        *(escalations.ask(told, step) for step in ("teacher", "coordinator")),
        escalations.escalation(told),
        evidence.file_offer(short),
        evidence.names_warning(card),
        evidence.stray_question(card, 7),
        lesson_classes.type_extra(BIG),
        letters.push(LetterPush(card)),
        *(letters.unknown(actor(words, role), 2**31 - 1) for role in Role),
        menu.cancelled(actor(words, Role.NAVIGATOR), True),
        *(screen(actor(words, role)) for role in Role for screen in (menu.guide, menu.menu, menu.unknown)),
        requests.extension_weekend(card, DAY, DAY),
        roadmaps.closed(),
        roadmaps.discard_question(test_plan_screens.preview()),
        roadmaps.discarded(),
        roadmaps.year_change(test_plan_screens.preview(), 2026),
        snoozes.digest_question(),
        start.role_left(),
        *(zones.zones(short, "me", page) for page in (0, 1)),
    ]


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
@pytest.mark.parametrize("group", [files, returning, reporting, talk])
def test_no_words_break_a_screen(group: Callable[[str], list[Screen]], words: str) -> None:
    for screen in group(words):
        assert faults(screen) == [], screen.text[:200]
        assert "<b>Ы</b> & " not in screen.text, "what people write is escaped"
