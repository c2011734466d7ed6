"""Screens of the Thursday course: golden texts, and sizes that hold for short, long and hostile names."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot.domain.doubts import Doubt
from bot.domain.lesson_pushes import CourseWeek, LessonQuestion, LessonSummary, TeacherSlot, TopicOf
from bot.domain.lessons import Lesson, LessonState, Reason, totals
from bot.domain.people import Role
from bot.ui.screen import Screen
from bot.ui.screens import lesson_cards, lesson_classes, lesson_weeks, lessons
from bot.usecases.lesson_additions import Before
from bot.usecases.lesson_answers import Answered
from bot.usecases.lesson_lists import ClassCourse, DayChoice, DayList, LessonCard, OwnCourse
from bot.usecases.lesson_weeks import CourseCount, SchoolCount, SchoolWeek
from bot.usecases.names import Who
from tests.golden_files import Golden, picture
from tests.lesson_world import FIRST, SECOND
from tests.screen_sizes import faults

WEDNESDAY, FRIDAY, MONDAY = date(2023, 9, 6), date(2023, 9, 8), date(2023, 9, 11)
NOON = datetime(2023, 9, 7, 9, 5, tzinfo=UTC)
HOSTILE = ["<b>6А</b>", "6" + "А" * 15, "🎓🎓🎓", "\N{RIGHT-TO-LEFT OVERRIDE}אבג 10", "&amp;<i>"]
PEOPLE = {7: Who(7, "Вера Н.", None, Role.NAVIGATOR), 8: Who(8, "Анна П.", None, Role.COORDINATOR)}


def lesson(name: str = "6А", number: int = 1, **fields: object) -> Lesson:
    plain = Lesson(
        id=100 + number,
        class_id=sum(name.encode()),
        class_name=name,
        organisation_id=3,
        zone="Europe/Moscow",
        number=number,
        planned_on=FIRST,
        state=LessonState.PLANNED,
        version=1,
        start=time(8, 30),
        teacher_id=7,
    )
    return replace(plain, **fields)  # type: ignore[arg-type]


HELD = lesson("6А", state=LessonState.HELD, held_on=FIRST, answered_at=NOON, answered_by=7)
MOVED = lesson("8В", state=LessonState.MOVED, moved_to=MONDAY, answered_at=NOON, answered_by=7)
CANCELLED = lesson("9Г", state=LessonState.CANCELLED, reason="room", answered_at=NOON, answered_by=8)
PLANNED = lesson("7Б", id=205, start=time(9, 25))
TOPIC = TopicOf(1, "Моя Россия – мои горизонты", sample=True)


def course(name: str = "6А", **fields: object) -> ClassCourse:
    """A class in October: three lessons behind it."""
    year = tuple(
        lesson(name, n, planned_on=date(2023, 9, 7 * n) if n < 5 else date(2023, 10, 7 * (n - 4) - 2))
        for n in range(1, 9)
    )
    year = (
        replace(year[0], state=LessonState.HELD, held_on=FIRST, before_joining=True),
        replace(year[1], state=LessonState.HELD, held_on=date(2023, 9, 12)),
        replace(year[2], state=LessonState.CANCELLED, reason="exam"),
        *year[3:],
    )
    plain = ClassCourse(1, name, 3, totals(year, date(2023, 10, 4), 34), year, year[4], (year[3],))
    return replace(plain, **fields)  # type: ignore[arg-type]


def week(*found: Lesson, today: date = FRIDAY, **fields: object) -> SchoolWeek:
    plain = SchoolWeek(3, "Школа № 3", CourseWeek(FIRST, today, found), 12, CourseWeek(FIRST, today, found).missing)
    return replace(plain, **fields)  # type: ignore[arg-type]


def many(count: int, name: str = "10А") -> tuple[Lesson, ...]:
    return tuple(lesson(f"{name}{n}", id=1000 + n) for n in range(count))


SCREENS: dict[str, Screen] = {
    "slot-eve": lessons.slot(
        TeacherSlot(7, FIRST, WEDNESDAY, True, NOON, NOON, (lesson(), PLANNED), (TOPIC,)),
    ),
    "slot-morning": lessons.slot(
        TeacherSlot(7, FIRST, FIRST, False, NOON, NOON, (lesson(start=None),), (TopicOf(1, "Открой своё будущее"),)),
    ),
    "slot-friday-for-monday": lessons.slot(
        TeacherSlot(7, MONDAY, FRIDAY, True, NOON, NOON, (MOVED, lesson("6А", 2)), (TOPIC, TopicOf(2, "Вторая")))
    ),
    "question": lessons.question(LessonQuestion(7, FIRST, False, NOON, (lesson(), PLANNED))),
    "question-one": lessons.question(LessonQuestion(7, FIRST, False, NOON, (lesson(),))),
    "question-chase": lessons.question(LessonQuestion(7, FIRST, True, NOON, (lesson(), PLANNED))),
    "question-many": lessons.question(LessonQuestion(7, FIRST, False, NOON, many(40))),
    "answered-all": lessons.answered(Answered(FIRST, (HELD, replace(HELD, class_name="7Б", id=2)), next_day=SECOND)),
    "answered-one-of-two": lessons.answered(Answered(FIRST, (MOVED,), (PLANNED,), MONDAY, people=PEOPLE)),
    "answered-by-coordinator": lessons.answered(
        Answered(FIRST, (CANCELLED,), next_day=SECOND, people=PEOPLE), "w2023-09-07"
    ),
    "answered-early": lessons.answered(
        Answered(FIRST, (replace(HELD, held_on=date(2023, 9, 5)),), next_day=SECOND), "c"
    ),
    "answered-undone": lessons.answered(Answered(FIRST, (lesson(),), (lesson(),), SECOND)),
    "answered-changed": lessons.answered(Answered(FIRST, (lesson(),), (lesson(), PLANNED), SECOND, changed=True)),
    "answered-nothing": lessons.answered(Answered(FIRST, (), repeated=True)),
    "answered-school": lessons.answered(Answered(FIRST, (HELD,), (PLANNED,), SECOND, people=PEOPLE, place=3)),
    "summary": lessons.summary(
        LessonSummary(8, 3, "Школа № 3", NOON, CourseWeek(FIRST, FRIDAY, (HELD, PLANNED, MOVED, CANCELLED))),
    ),
    "summary-of-two-schools": lessons.summary(
        LessonSummary(8, 3, "Школа № 3", NOON, CourseWeek(FIRST, FRIDAY, (HELD,)), several=True)
    ),
    "week": lesson_weeks.week(
        week(
            HELD,
            PLANNED,
            replace(PLANNED, class_name="10А", id=4),
            MOVED,
            earlier=3,
            before=1,
            following=SECOND,
            teaches=True,
            doubts=(Doubt.of("vacations_unknown"), Doubt.of("course_too_long", classes=2, lessons=1)),
            others=((4, "Школа № 4"),),
        )
    ),
    "week-ahead": lesson_weeks.week(week(lesson(), PLANNED, today=date(2023, 9, 4), following=SECOND)),
    "week-vacation": lesson_weeks.week(week(previous=date(2023, 8, 31), following=SECOND)),
    "week-without-classes": lesson_weeks.week(week(classes=0)),
    "count": lesson_weeks.count(
        CourseCount(
            FIRST,
            FRIDAY,
            (SchoolCount(3, "Школа № 3", 9, 1, 0, 2), SchoolCount(4, "Школа № 4", 12, 0, 1)),
            following=SECOND,
        )
    ),
    "count-empty": lesson_weeks.count(CourseCount(FIRST, FRIDAY, (), following=SECOND)),
    "day": lesson_cards.day_list(DayList(FIRST, 0, (HELD, PLANNED, MOVED, CANCELLED), (PLANNED,)), FRIDAY),
    "day-of-a-school": lesson_cards.day_list(
        DayList(FIRST, 3, (HELD, replace(HELD, planned_on=date(2023, 9, 5), held_on=None, id=9)), ()), FRIDAY
    ),
    "overdue": lesson_cards.overdue(DayList(FRIDAY, 3, (lesson(), PLANNED), ()), FRIDAY),
    "card-waiting": lesson_cards.card(LessonCard(lesson(), FIRST, TOPIC)),
    "card-ahead": lesson_cards.card(LessonCard(lesson(), WEDNESDAY, TOPIC), "c"),
    "card-held": lesson_cards.card(LessonCard(replace(HELD, present=24), FIRST, TOPIC, True, PEOPLE)),
    "card-moved": lesson_cards.card(LessonCard(MOVED, FRIDAY, None, True, PEOPLE), "o2023-09-08"),
    "card-cancelled": lesson_cards.card(LessonCard(CANCELLED, FRIDAY, None, True, PEOPLE), "w2023-09-07"),
    "choose-day": lesson_cards.choose_day(
        DayChoice(lesson(), (FRIDAY, MONDAY, date(2023, 9, 27), date(2024, 2, 28))), ""
    ),
    "choose-reason": lesson_cards.choose_reason(lesson(), ""),
    "type-day": lesson_cards.type_day(lesson(), ""),
    "type-present": lesson_cards.type_present(lesson(), ""),
    "own": lesson_classes.own(
        OwnCourse(date(2023, 10, 4), (course(), course("7Б", before=4, unanswered=()), course("8В", next=None)))
    ),
    "own-today": lesson_classes.own(OwnCourse(FIRST, (course(),), (lesson(),))),
    "own-empty": lesson_classes.own(OwnCourse(FIRST, ())),
    "own-july": lesson_classes.own(OwnCourse(date(2024, 7, 4), (course(unanswered=()),), past=True)),
    "own-without-classes": lesson_classes.own(OwnCourse(date(2024, 7, 4), (), past=True)),
    "class": lesson_classes.course(course(before=2, without_day=1), date(2023, 10, 4)),
    "class-empty": lesson_classes.course(course(lessons=()), FIRST),
    "class-totals": lesson_classes.totals((course(), course("7Б")), 3),
    "before": lesson_classes.ask_before(course(before=4)),
    "before-held": lesson_classes.settled_before(1, 4, True),
    "before-skipped": lesson_classes.settled_before(1, 4, False),
    "before-all": lesson_classes.ask_all_before(Before(5, 43), 3),
    "before-all-held": lesson_classes.settled_all_before(0, 43, True),
    "choose-extra": lesson_classes.choose_extra("6А", 1, (FRIDAY, MONDAY)),
    "extra-added": lesson_classes.extra_added(lesson("6А", 34, planned_on=MONDAY)),
}


@pytest.mark.parametrize("name", SCREENS)
def test_screens_read_as_approved(name: str, golden: Golden) -> None:
    assert faults(SCREENS[name]) == []
    golden(f"screens/lessons/{name}", picture(SCREENS[name]))


def test_the_samples_of_the_course_are_kept() -> None:
    """The sample screens «Среда», «Четверг» and «Пятница», word for word but for what is counted."""
    assert picture(SCREENS["slot-eve"]).startswith(
        "Завтра, 7 сентября, «Россия – мои горизонты».\n6А — 8:30, занятие 1. 7Б — 9:25, занятие 1."
    )
    assert picture(SCREENS["question"]) == (
        "«Россия – мои горизонты», 7 сентября: 6А и 7Б. Всё прошло?\n[✅ Да, все провели]\n[6А иначе] [7Б иначе]"
    )
    assert picture(SCREENS["answered-all"]) == ("Отмечено: 6А, 7Б. Следующее занятие 14 сентября, чт.\n[Исправить]")
    assert "Четверг, 7 сентября: провели 1 класс из 4.\nПеренесли: 8В на 11 сентября, пн." in SCREENS["summary"].text


@pytest.mark.parametrize("reason", Reason)
def test_no_reason_is_about_health(reason: Reason) -> None:
    """A quarantine is a fact of the calendar, entered for the school; nobody is asked why a class is not there."""
    text = (
        picture(lesson_cards.choose_reason(lesson(), ""))
        + lesson_cards.card(LessonCard(replace(CANCELLED, reason=reason.value), FRIDAY)).text
    )
    assert not any(word in text.lower() for word in ("карантин", "болез", "болел", "здоров", "отпуск"))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_break_no_screen(name: str) -> None:
    one, long = lesson(name), "Ш" * 64
    every = [
        lessons.slot(TeacherSlot(7, FIRST, FIRST, False, NOON, NOON, (one,), (TopicOf(1, name * 60),))),
        lessons.question(LessonQuestion(7, FIRST, False, NOON, (one, replace(one, id=5)))),
        lessons.answered(Answered(FIRST, (replace(MOVED, class_name=name),), (one,), SECOND)),
        lessons.answered(Answered(FIRST, (replace(CANCELLED, class_name=name, reason="<b>"),), (one,), SECOND), "c"),
        lessons.summary(LessonSummary(8, 3, long, NOON, CourseWeek(FIRST, FRIDAY, (one,)), True)),
        lesson_weeks.week(week(one, others=((4, long),))),
        lesson_weeks.count(CourseCount(FIRST, FRIDAY, tuple(SchoolCount(n, long, 1) for n in range(30)), MONDAY), 1),
        lesson_cards.day_list(DayList(FIRST, 3, (one, replace(one, id=6, number=34)), ()), FRIDAY),
        lesson_cards.card(LessonCard(one, FIRST, TopicOf(1, name * 100)), "w2023-09-07"),
        lesson_cards.choose_day(DayChoice(one, (FRIDAY,)), "w2023-09-07"),
        lesson_cards.choose_reason(one, "w2023-09-07"),
        lesson_classes.own(OwnCourse(FIRST, (course(name),))),
        lesson_classes.course(course(name), FIRST),
        lesson_classes.ask_before(course(name, before=3)),
        lesson_classes.choose_extra(name, 2**62, (FRIDAY,)),
    ]
    for screen in every:
        assert faults(screen) == []
        assert "<" not in name or name not in screen.text


@pytest.mark.parametrize("count", [1, 2, 16, 17, 60, 300])
def test_any_number_of_classes_fits(count: int) -> None:
    found = many(count, "А" * 12)
    day = DayList(FIRST, 3, found, found)
    every = [
        lessons.question(LessonQuestion(7, FIRST, False, NOON, found)),
        lessons.slot(TeacherSlot(7, FIRST, FIRST, False, NOON, NOON, found)),
        lessons.answered(Answered(FIRST, found, found, SECOND)),
        lessons.answered(Answered(FIRST, tuple(replace(MOVED, class_name=one.class_name) for one in found))),
        lesson_weeks.week(week(*found)),
        lesson_cards.overdue(day, FRIDAY, 2),
        *(lesson_cards.day_list(day, FRIDAY, page) for page in (0, 1, 99)),
        *(lesson_classes.own(OwnCourse(FIRST, (course(),) * count), page) for page in (0, 1, 99)),
        lesson_classes.totals((course(),) * count, 3, 99),
        *(
            lesson_weeks.count(CourseCount(FIRST, FRIDAY, (SchoolCount(3, "Школа"),) * count), page)
            for page in (0, 1, 99)
        ),
    ]
    assert [fault for screen in every for fault in faults(screen)] == []
