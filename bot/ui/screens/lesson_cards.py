"""Lessons of a day, one lesson, where it goes, why it was not held."""

from datetime import date

from bot.domain.deadline import say_day
from bot.domain.lessons import Lesson, LessonState, Reason
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.lessons import CourseTap, LessonTap
from bot.ui.screen import Button, Row, Screen, fit
from bot.ui.screens import lesson_words as words
from bot.ui.screens.lessons import back
from bot.ui.screens.pages import page_row, slice_of
from bot.usecases.lesson_lists import DayChoice, DayList, LessonCard

ON_PAGE = 24
IN_ROW = 4


def day_list(found: DayList, today: date, page: int = 0) -> Screen:
    """Every lesson of a day (of a school: of its week) with what became of it; a button for each."""
    shown = slice_of(found.lessons, page, ON_PAGE)
    many = len({lesson.planned_on for lesson in found.lessons}) > 1
    title = html("lesson-day-title-week" if found.place else "lesson-day-title", day=say_day(found.day))
    body = [_line(lesson, today, many) for lesson in shown] or [html("lesson-day-empty")]
    at = f"w{found.day}" if found.place else ""
    tap = CourseTap(action="fix", day=str(found.day), org=found.place)
    return Screen(lines(title, *body), (*_buttons(shown, at), *_pages(found, page, tap), *_home(found)))


def overdue(found: DayList, today: date, page: int = 0) -> Screen:
    """Everything of a school that waits for an answer from earlier days."""
    shown = slice_of(found.lessons, page, ON_PAGE)
    body = [_line(lesson, today, dated=True) for lesson in shown] or [html("lesson-day-empty")]
    tap = CourseTap(action="overdue", day=str(found.day), org=found.place)
    buttons = _buttons(shown, f"o{found.day}")
    return Screen(lines(html("lesson-day-title-overdue"), *body), (*buttons, *_pages(found, page, tap), *_home(found)))


def card(found: LessonCard, at: str = "") -> Screen:
    """One lesson: the day, the topic, what became of it and by whom; what may be said about it."""
    lesson = found.lesson
    day = say_day(lesson.planned_on, found.today)
    clock = words.clock(lesson.start) if lesson.start is not None else ""
    text = lines(
        html("lesson-card-title", name=lesson.class_name, number=lesson.number),
        html("lesson-card-day-time", day=day, time=clock) if clock else html("lesson-card-day", day=day),
        html("lesson-card-topic", title=words.topic(found.topic)) if found.topic else "",
        words.materials(found.topic) if found.topic else "",
        html("lesson-card-state", state=words.state(lesson, found.today)),
        html("lesson-card-present", count=lesson.present) if lesson.present is not None else "",
        html("lesson-plain", text=words.marked(lesson, dict(found.people), found.today)),
    )
    return Screen(text, (*_answers(found, at), back(lesson, at)))


def choose_day(found: DayChoice, at: str) -> Screen:
    lesson = found.lesson
    text = html("lesson-move-ask", number=lesson.number, name=lesson.class_name)
    days = (
        Button(say_day(day), LessonTap(action="day", lesson=lesson.id, version=lesson.version, at=at, value=str(day)))
        for day in found.days
    )
    typed = Button(say("lesson-button-day-typed"), _tap("typed", lesson, at))
    return Screen(text, (*words.in_rows(days, 2), *_together(found, at), (typed,), _to_card(lesson, at)))


def _together(found: DayChoice, at: str) -> tuple[Row, ...]:
    """Two lessons held as one: the other day stays what it is, this lesson goes there."""
    other = found.joins
    if other is None:
        return ()
    text = say("lesson-button-together", number=other.number, day=words.plain_day(other.day))
    return ((Button(text, _tap("day", found.lesson, at, str(other.day))),),)


def choose_reason(lesson: Lesson, at: str) -> Screen:
    """Ready reasons; none of them is about health."""
    text = html("lesson-cancel-ask", number=lesson.number, name=lesson.class_name)
    reasons = tuple(
        (Button(say(f"lesson-button-reason-{one}"), _tap("reason", lesson, at, one.value)),) for one in Reason
    )
    return Screen(text, (*reasons, _to_card(lesson, at)))


def type_day(lesson: Lesson, at: str) -> Screen:
    return Screen(html("lesson-move-typed"), (_to_card(lesson, at),))


def type_present(lesson: Lesson, at: str) -> Screen:
    return Screen(html("lesson-present-typed", name=lesson.class_name), (_to_card(lesson, at),))


def _answers(found: LessonCard, at: str) -> tuple[Row, ...]:
    lesson = found.lesson
    undo = Button(say("lesson-button-lesson-undo"), _tap("undo", lesson, at))
    moved = lesson.state is LessonState.MOVED
    move = Button(
        say("lesson-button-lesson-another-day" if moved else "lesson-button-lesson-moved"), _tap("move", lesson, at)
    )
    cancelled = Button(say("lesson-button-lesson-cancelled"), _tap("cancel", lesson, at))
    rows: list[Row] = []
    if lesson.open and not lesson.set_aside:
        if lesson.day <= found.today:
            rows.append((Button(say("lesson-button-lesson-held"), _tap("hold", lesson, at)),))
        rows.append((move, cancelled))
    if lesson.state is LessonState.HELD and not lesson.before_joining:
        rows.append((Button(say("lesson-button-lesson-present"), _tap("present", lesson, at)),))
        if found.correctable:
            rows.append((move, cancelled))
    if lesson.state is LessonState.CANCELLED:
        if found.correctable and lesson.day <= found.today:
            rows.append((Button(say("lesson-button-lesson-held"), _tap("hold", lesson, at)),))
        rows.append((Button(say("lesson-button-lesson-assign-day"), _tap("move", lesson, at)),))
    if found.correctable:
        rows.append((undo,))
    return tuple(rows)


def _tap(action: str, lesson: Lesson, at: str, value: str = "") -> LessonTap:
    return LessonTap(action=action, lesson=lesson.id, version=lesson.version, at=at, value=value)


def _to_card(lesson: Lesson, at: str) -> Row:
    return (Button(say("button-back"), LessonTap(action="open", lesson=lesson.id, version=lesson.version, at=at)),)


def _line(lesson: Lesson, today: date, dated: bool) -> Html:
    state = words.state(lesson, today)
    if dated:
        return html("lesson-day-line-dated", name=lesson.class_name, day=say_day(lesson.planned_on), state=state)
    return html("lesson-day-line", name=lesson.class_name, state=state)


def _buttons(shown: tuple[Lesson, ...], at: str) -> tuple[Row, ...]:
    """A class that stands twice in the list is told apart by the number of its lesson."""
    names = [lesson.class_name for lesson in shown]
    buttons = (
        Button(
            words.label(lesson.class_name, IN_ROW)
            if names.count(lesson.class_name) == 1
            else words.label(f"{fit(lesson.class_name, 5)}/{lesson.number}", IN_ROW),
            LessonTap(action="open", lesson=lesson.id, version=lesson.version, at=at),
        )
        for lesson in shown
    )
    return words.in_rows(buttons, IN_ROW)


def _pages(found: DayList, page: int, tap: CourseTap) -> tuple[Row, ...]:
    before, after = tap.model_copy(update={"page": page - 1}), tap.model_copy(update={"page": page + 1})
    return page_row(page, len(found.lessons), ON_PAGE, before, after)


def _home(found: DayList) -> tuple[Row, ...]:
    action = "week" if found.place else "mine"
    return ((Button(say("lesson-button-lessons"), CourseTap(action=action, day=str(found.day), org=found.place)),),)
