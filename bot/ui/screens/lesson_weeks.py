"""/lessons of a coordinator (a school's week) and of an administrator (a count by school)."""

from datetime import date

from bot.domain.deadline import say_day
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.classes import ClassesTap
from bot.ui.callbacks.hours import HoursTap
from bot.ui.callbacks.lessons import CourseTap
from bot.ui.screen import Button, Row, Screen, fit
from bot.ui.screens import lesson_words as words
from bot.ui.screens.lesson_classes import before_row
from bot.ui.screens.lesson_doubts import doubt_lines
from bot.ui.screens.lessons import rest_rows, week_lines
from bot.ui.screens.pages import page_row, slice_of
from bot.usecases.lesson_weeks import CourseCount, SchoolCount, SchoolWeek

SCHOOLS = 10
IN_ROW = 5
OTHERS = 3


def week(found: SchoolWeek) -> Screen:
    """Who held the lessons of the week, who moved them, who has not answered; and the ways to all the rest."""
    if not found.classes:
        text = html("lesson-week-no-classes", school=found.organisation_name)
        return Screen(
            text,
            (
                (
                    Button(
                        say("lesson-button-set-classes"), ClassesTap(action="board", organisation=found.organisation_id)
                    ),
                ),
            ),
        )
    text = lines(
        html("lesson-week-title", school=found.organisation_name),
        *week_lines(found.week),
        html("lesson-week-earlier", count=found.earlier) if found.earlier else "",
        html("lesson-week-before", count=found.before) if found.before else "",
        *doubt_lines(found.doubts),
    )
    place = found.organisation_id
    answers = rest_rows(found.waiting, found.week.day, place) if found.week.lessons else ()
    return Screen(
        text, (*answers, *_ways(found), _weeks(found.previous, found.following, "week", place), *_others(found))
    )


def count(found: CourseCount, page: int = 0) -> Screen:
    """Counts only: who taught and who did not is the school's business."""
    shown = slice_of(found.schools, page, SCHOOLS)
    title = html("lesson-count-title", day=say_day(found.day))
    if not found.schools:
        body: tuple[Html, ...] = (html("lesson-count-empty"),)
    else:
        first = page * SCHOOLS + 1
        body = (_whole(found), *(_school(one, place) for place, one in enumerate(shown, start=first)))
    buttons = (
        Button(str(place), CourseTap(action="week", day=str(found.day), org=one.organisation_id))
        for place, one in enumerate(shown, start=page * SCHOOLS + 1)
    )
    tap = CourseTap(action="counts", day=str(found.day))
    before, after = tap.model_copy(update={"page": page - 1}), tap.model_copy(update={"page": page + 1})
    pages = page_row(page, len(found.schools), SCHOOLS, before, after)
    weeks = _weeks(found.previous, found.following, "counts", 0)
    return Screen(lines(title, *body), (*words.in_rows(buttons, IN_ROW), *pages, weeks))


def _ways(found: SchoolWeek) -> tuple[Row, ...]:
    place, day = found.organisation_id, str(found.week.day)
    rows: list[Row] = []
    if found.earlier:
        tap = CourseTap(action="overdue", day=day, org=place)
        rows.append((Button(say("lesson-button-week-earlier"), tap),))
    if found.before:
        rows.append(before_row(place))
    totals = Button(say("lesson-button-week-classes"), CourseTap(action="classes", org=place))
    mine = Button(say("lesson-button-week-mine"), CourseTap(action="mine"))
    rows.append((totals, mine) if found.teaches else (totals,))
    rows.append((Button(say("hours-button"), HoursTap(action="school", org=place)),))
    return tuple(rows)


def _weeks(previous: date | None, following: date | None, action: str, place: int) -> Row:
    """«⬅️ 31 августа» and «14 сентября ➡️»."""
    buttons = []
    for day, key in ((previous, "previous"), (following, "following")):
        if day is not None:
            text = say(f"lesson-button-week-{key}", day=words.plain_day(day))
            buttons.append(Button(fit(text, 15), CourseTap(action=action, day=str(day), org=place)))
    return tuple(buttons)


def _others(found: SchoolWeek) -> tuple[Row, ...]:
    return tuple(
        (Button(fit(name), CourseTap(action="week", day=str(found.week.day), org=place)),)
        for place, name in found.others[:OTHERS]
    )


def _whole(found: CourseCount) -> Html:
    total = html("lesson-count-total", schools=len(found.schools), lessons=sum(one.of for one in found.schools))
    parts = [
        html(f"lesson-count-{name}", count=number)
        for name in ("held", "moved", "cancelled", "unanswered", "ahead")
        if (number := sum(getattr(one, name) for one in found.schools))
    ]
    return lines(total, Html(" · ".join(parts)))


def _school(one: SchoolCount, place: int) -> Html:
    line = html("lesson-count-line", place=place, name=one.name, held=one.held, of=one.of)
    late = html("lesson-count-unanswered", count=one.unanswered) if one.unanswered else ""
    return Html(" · ".join(part for part in (line, late) if part))
