"""How lessons are worded: days, clock times, classes in a row, what became of a lesson."""

from collections.abc import Iterable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.domain.deadline import say_day
from bot.domain.deadline.wording import MONTHS
from bot.domain.lesson_pushes import TopicOf
from bot.domain.lessons import Lesson, LessonState, Reason
from bot.texts import Html, html, say
from bot.ui.callbacks.lessons import CourseClassTap
from bot.ui.prose import clip
from bot.ui.screen import WIDTHS, Button, Row, fit
from bot.ui.screens.names import called
from bot.usecases.names import Who

LISTED, TOPIC_WIDTH = 40, 300
"""More classes than this in one sentence are cut: the buttons below reach them all."""


def plain_day(day: date) -> str:
    """«7 сентября»: in a sentence that names the weekday or needs none."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def clock(at: time) -> str:
    """«8:30», as timetables write it."""
    return f"{at.hour}:{at.minute:02}"


def told_clock(time: str) -> str:
    """The same of a time as it is kept («08:30»)."""
    return time.removeprefix("0")


def row_of(names: Iterable[str]) -> str:
    """«6А, 7Б»; each name once, a very long row is cut."""
    found = tuple(dict.fromkeys(names))
    return ", ".join(found[:LISTED]) + (", …" if len(found) > LISTED else "")


def and_of(names: Iterable[str]) -> str:
    """«6А, 7Б и 8В»."""
    found = tuple(dict.fromkeys(names))
    if len(found) < 2 or len(found) > LISTED:
        return row_of(found)
    return say("lesson-names-and", first=row_of(found[:-1]), last=found[-1])


def classes_of(lessons: Iterable[Lesson]) -> list[str]:
    return [lesson.class_name for lesson in lessons]


def reason(code: str | None) -> str:
    """A ready reason; whatever else the row holds is no word of ours and is not shown."""
    return say(f"lesson-reason-{code if code in set(Reason) else Reason.TIMETABLE.value}")


def moved_names(lessons: Iterable[Lesson]) -> str:
    return row_of(say("lesson-answered-moved-one", name=one.class_name, day=say_day(one.day)) for one in lessons)


def cancelled_names(lessons: Iterable[Lesson]) -> str:
    return row_of(
        say("lesson-answered-cancelled-one", name=one.class_name, reason=reason(one.reason)) for one in lessons
    )


def state(lesson: Lesson, today: date) -> str:
    """What became of a lesson, in two or three words."""
    if lesson.state is LessonState.HELD:
        if lesson.before_joining:
            return say("lesson-state-before")
        if lesson.held_on in (None, lesson.planned_on):
            return say("lesson-state-held")
        return say("lesson-state-held-on", day=say_day(lesson.day))
    if lesson.state is LessonState.CANCELLED:
        return say("lesson-state-cancelled", reason=reason(lesson.reason))
    if lesson.set_aside:
        return say("lesson-state-set-aside")
    if lesson.state is LessonState.MOVED:
        late = lesson.day < today
        return say("lesson-state-moved-late" if late else "lesson-state-moved", day=say_day(lesson.day))
    return say("lesson-state-ahead" if lesson.day > today else "lesson-state-unanswered")


def topic(found: TopicOf) -> Html:
    title = clip(found.title, TOPIC_WIDTH)
    return Html(f"{title} {say('lesson-sample')}") if found.sample else title


def materials(found: TopicOf) -> Html:
    """The address in full, or nothing: half an address leads nowhere."""
    fits = found.link is not None and clip(found.link, TOPIC_WIDTH) == clip(found.link, 2 * TOPIC_WIDTH)
    return html("lesson-slot-link", link=found.link) if found.link and fits else Html("")


def when(moment: datetime, zone: str, today: date) -> str:
    """«14:05» today, else the day: when somebody marked."""
    local = moment.astimezone(ZoneInfo(zone))
    return clock(local.time()) if local.date() == today else say_day(local.date())


def marked(lesson: Lesson, people: dict[int, Who], today: date) -> str:
    """Who marked and when; when that is not the teacher, both are named. Nothing before an answer."""
    if lesson.answered_at is None or lesson.state is LessonState.PLANNED:
        return ""
    who = called(people.get(lesson.answered_by or 0))
    at = when(lesson.answered_at, lesson.zone, today)
    if lesson.teacher_id in (None, lesson.answered_by):
        return say("lesson-answered-by", who=who, when=at)
    teacher = called(people.get(lesson.teacher_id or 0))
    return say("lesson-answered-by-for", who=who, when=at, teacher=teacher)


def in_rows(buttons: Iterable[Button], width: int) -> tuple[Row, ...]:
    """Buttons side by side, `width` in a row; a last row of fewer stays."""
    row = list(buttons)
    return tuple(tuple(row[n : n + width]) for n in range(0, len(row), width))


def label(text: str, beside: int) -> str:
    """A button's text cut to what fits among `beside` buttons in a row."""
    return fit(text, WIDTHS[beside])


def class_tap(lesson: Lesson) -> CourseClassTap:
    """Back to the class of a lesson."""
    return CourseClassTap(action="open", class_id=lesson.class_id)
