"""The own classes of a teacher, one class through the year, and what is asked once about it."""

from datetime import date

from bot.domain.deadline import say_day
from bot.domain.hours import OUTINGS
from bot.domain.lesson_pushes import stamp
from bot.domain.lessons import Lesson, Totals
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.hours import OutingTap
from bot.ui.callbacks.lessons import CourseClassTap, CourseTap, LessonTap
from bot.ui.callbacks.menu import MenuTap
from bot.ui.screen import Button, Row, Screen
from bot.ui.screens import lesson_words as words
from bot.ui.screens.lesson_doubts import doubt_lines
from bot.ui.screens.pages import last_page, page_row, slice_of
from bot.usecases.lesson_additions import Before
from bot.usecases.lesson_files import OwnFile
from bot.usecases.lesson_lists import ClassCourse, OwnCourse

CLASSES = 20
LESSONS = 8
IN_ROW = 4
LATE_SHOWN = 3


def own(found: OwnCourse, page: int = 0) -> Screen:
    """Each class: how many of the course, what comes next, what was not answered."""
    past: Row = (Button(say("lesson-button-past-file"), CourseTap(action="file-past")),) if found.past else ()
    if not found.classes:
        settings = (Button(say("menu-button-settings"), MenuTap(to="settings")),)
        return Screen(html("lesson-own-empty"), (past, settings) if past else (settings,))
    shown = slice_of(found.classes, page, CLASSES)
    text = lines(
        html("lesson-own-title"), *(_own_class(one) for one in shown), _held(found), *doubt_lines(found.doubts)
    )
    rows: list[Row] = []
    if found.waiting:
        tap = CourseTap(action="hold", day=str(found.today), stamp=stamp(found.waiting))
        rows.append((Button(say("lesson-button-own-today"), tap),))
    if any(one.before for one in found.classes):
        rows.append(before_row(0))
    file: Row = (Button(say("lesson-button-own-file"), CourseTap(action="file")),) if found.held else ()
    return Screen(text, (*rows, *_class_buttons(shown), *_own_pages(found, page), _outing_row(), (*file, *past)))


def _outing_row() -> Row:
    return tuple(Button(say(f"outing-button-{kind}"), OutingTap(action="day", kind=kind.value)) for kind in OUTINGS)


def file(made: OwnFile) -> Screen:
    """Words under the own file."""
    if not made.year:
        return Screen(html("lesson-file-caption", held=made.held))
    return Screen(html("lesson-file-caption-past", held=made.held, year=str(made.year), next=str(made.year + 1)))


def _held(found: OwnCourse) -> Html:
    month = say(f"lesson-month-{found.today.month}")
    held = html("lesson-own-held", month=month, held=found.held_this_month, year=found.held)
    if not found.outings:
        return held
    month_outings = sum((one.on_day.year, one.on_day.month) == (found.today.year, found.today.month)
                        for one in found.outings)  # fmt: skip
    counts = {"outings": len(found.outings), "hours": found.hours, "now": month_outings}
    return lines(held, html("lesson-own-outings", month=month, **counts))


def totals(found: tuple[ClassCourse, ...], place: int, page: int = 0) -> Screen:
    """Every class of a school: how many of the course."""
    shown = slice_of(found, page, CLASSES)
    text = lines(html("lesson-classes-totals-title"), *(_own_class(one) for one in shown))
    tap = CourseTap(action="classes", org=place)
    pages = page_row(page, len(found), CLASSES, _page(tap, page - 1), _page(tap, page + 1))
    back = (Button(say("button-back"), CourseTap(action="week", org=place)),)
    return Screen(text, (*_class_buttons(shown), *pages, back))


def course(found: ClassCourse, today: date, page: int = -1) -> Screen:
    """One class: totals, and its lessons by number; the page with the next one comes first."""
    if not found.lessons:
        return Screen(lines(html("lesson-class-title", name=found.name), html("lesson-class-empty")), (_home(),))
    page = _first_page(found, today) if page < 0 else min(page, last_page(len(found.lessons), LESSONS))
    shown = slice_of(found.lessons, page, LESSONS)
    text = lines(
        html("lesson-class-title", name=found.name),
        _totals(found.totals),
        html("lesson-class-without-day", count=found.without_day) if found.without_day else "",
        " ",
        *(_line(lesson, today) for lesson in shown),
    )
    tap = CourseClassTap(action="open", class_id=found.id)
    before, after = tap.model_copy(update={"page": page - 1}), tap.model_copy(update={"page": page + 1})
    numbers = (
        Button(str(lesson.number), LessonTap(action="open", lesson=lesson.id, version=lesson.version, at="c"))
        for lesson in shown
    )
    pages = page_row(page, len(found.lessons), LESSONS, before, after)
    return Screen(text, (*words.in_rows(numbers, IN_ROW), *_course_actions(found, today), *pages, _home()))


def ask_before(found: ClassCourse) -> Screen:
    """«Занятия до подключения: провели / не отмечать»: asked once."""
    text = html("lesson-before-ask", name=found.name, count=found.before)
    held = Button(say("lesson-button-before-held"), CourseClassTap(action="held", class_id=found.id))
    skip = Button(say("lesson-button-before-skip"), CourseClassTap(action="skip", class_id=found.id))
    back = Button(say("button-back"), CourseClassTap(action="open", class_id=found.id))
    return Screen(text, ((held, skip), (back,)))


def settled_before(class_id: int, count: int, held: bool) -> Screen:
    text = html("lesson-before-held", count=count) if held else html("lesson-before-skipped")
    return Screen(text, ((Button(say("button-back"), CourseClassTap(action="open", class_id=class_id)),),))


def ask_all_before(found: Before, place: int) -> Screen:
    """The same question about every class of a school, or every own class."""
    text = html("lesson-before-ask-all", classes=found.classes, count=found.lessons)
    held = Button(say("lesson-button-before-held"), CourseTap(action="before-held", org=place))
    skip = Button(say("lesson-button-before-skip"), CourseTap(action="before-skip", org=place))
    return Screen(text, ((held, skip), (_to_list(place),)))


def settled_all_before(place: int, count: int, held: bool) -> Screen:
    text = html("lesson-before-held", count=count) if held else html("lesson-before-skipped")
    return Screen(text, ((_to_list(place),),))


def before_row(place: int) -> Row:
    return (Button(say("lesson-button-class-before"), CourseTap(action="before", org=place)),)


def _to_list(place: int) -> Button:
    return Button(say("lesson-button-lessons"), CourseTap(action="week" if place else "mine", org=place))


def choose_extra(name: str, class_id: int, days: tuple[date, ...]) -> Screen:
    buttons = (Button(say_day(day), CourseClassTap(action="day", class_id=class_id, value=str(day))) for day in days)
    typed = Button(say("lesson-button-day-typed"), CourseClassTap(action="typed", class_id=class_id))
    back = Button(say("button-back"), CourseClassTap(action="open", class_id=class_id))
    return Screen(html("lesson-extra-ask", name=name), (*words.in_rows(buttons, 2), (typed,), (back,)))


def type_extra(class_id: int) -> Screen:
    back = Button(say("button-back"), CourseClassTap(action="open", class_id=class_id))
    return Screen(html("lesson-move-typed"), ((back,),))


def extra_added(lesson: Lesson) -> Screen:
    text = html("lesson-extra-added", name=lesson.class_name, number=lesson.number, day=say_day(lesson.day))
    return Screen(text, ((Button(say("button-back"), words.class_tap(lesson)),),))


def _course_actions(found: ClassCourse, today: date) -> tuple[Row, ...]:
    rows: list[Row] = []
    if found.next is not None and found.next.day > today:
        early = LessonTap(action="hold", lesson=found.next.id, version=found.next.version, at="c")
        rows.append((Button(say("lesson-button-class-early", number=found.next.number), early),))
    if found.before:
        tap = CourseClassTap(action="before", class_id=found.id)
        rows.append((Button(say("lesson-button-class-before"), tap),))
    if found.without_day:
        rows.append((Button(say("lesson-button-class-extra"), CourseClassTap(action="extra", class_id=found.id)),))
    return tuple(rows)


def _own_class(found: ClassCourse) -> Html:
    first = html("lesson-own-class", name=found.name, done=found.totals.done, of=found.totals.of)
    if found.next is None:
        coming = html("lesson-own-finished")
    else:
        coming = html("lesson-own-next", day=say_day(found.next.day), number=found.next.number)
    parts = [first, coming]
    if found.unanswered:
        late = [say_day(lesson.day) for lesson in found.unanswered[-LATE_SHOWN:]]
        parts.append(html("lesson-own-unanswered", days="; ".join(late)))
    if found.before:
        parts.append(html("lesson-own-before", count=found.before))
    return Html(" · ".join(parts))


def _class_buttons(shown: tuple[ClassCourse, ...]) -> tuple[Row, ...]:
    buttons = (Button(words.label(one.name, IN_ROW), CourseClassTap(action="open", class_id=one.id)) for one in shown)
    return words.in_rows(buttons, IN_ROW)


def _own_pages(found: OwnCourse, page: int) -> tuple[Row, ...]:
    tap = CourseTap(action="mine")
    return page_row(page, len(found.classes), CLASSES, _page(tap, page - 1), _page(tap, page + 1))


def _page(tap: CourseTap, page: int) -> CourseTap:
    return tap.model_copy(update={"page": page})


def _totals(found: Totals) -> Html:
    parts = [html("lesson-class-totals", done=found.done, of=found.of)]
    for name in ("before", "moved", "cancelled", "unanswered"):
        count = found.before_joining if name == "before" else getattr(found, name)
        if count:
            parts.append(html(f"lesson-class-{name}", count=count))
    return Html(" · ".join(parts))


def _line(lesson: Lesson, today: date) -> Html:
    state = words.state(lesson, today)
    return html("lesson-class-line", number=lesson.number, day=say_day(lesson.planned_on), state=state)


def _first_page(found: ClassCourse, today: date) -> int:
    """The page of the first lesson without an answer, else of the next one, else the last."""
    wanted = found.unanswered[0] if found.unanswered else found.next
    return found.lessons.index(wanted) // LESSONS if wanted else last_page(len(found.lessons), LESSONS)


def _home() -> Row:
    return (Button(say("lesson-button-lessons"), CourseTap(action="overview")),)
