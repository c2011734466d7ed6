"""What the Thursday course says by itself (announcement, question, summary), and the answer to an answer."""

from datetime import date

from bot.domain.deadline import say_day
from bot.domain.lesson_pushes import CourseWeek, LessonQuestion, LessonSummary, TeacherSlot, stamp
from bot.domain.lessons import Lesson, LessonState
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.lessons import CourseTap, LessonTap
from bot.ui.screen import Button, Row, Screen, fit
from bot.ui.screens import lesson_words as words
from bot.usecases.lesson_answers import Answered

MOST_BEHIND = 16
"""Classes with a button of their own under a question; more of them go to a list with pages."""


def slot(found: TeacherSlot) -> Screen:
    """The announcement: the day before or that morning."""
    return Screen(lines(_slot_day(found), _slot_lessons(found), *_slot_topics(found)))


def question(found: LessonQuestion) -> Screen:
    """«Всё прошло?»: one tap for all, the classes behind it."""
    key = "lesson-question-chase" if found.chase else "lesson-question"
    return _question(html(key, day=words.plain_day(found.day), names=_names(found.lessons)), found.lessons)


def summary(found: LessonSummary) -> Screen:
    """The coordinator's Friday: what became of the week's lessons, and one tap for the rest."""
    title = html("lesson-week-title", school=found.organisation_name) if found.several else Html()
    week = found.week
    return Screen(lines(title, *week_lines(week)), rest_rows(week.missing, week.day, found.organisation_id))


def week_lines(week: CourseWeek) -> tuple[Html, ...]:
    """«Четверг, 7 сентября: провели 9 классов из 12.» and whatever went otherwise."""
    day = say("lesson-weekday-day", weekday=say(f"lesson-weekday-{week.day.weekday()}"), day=words.plain_day(week.day))
    if not week.lessons:
        return (html("lesson-week-nothing", day=day),)
    ahead = len(set(words.classes_of(week.ahead)))
    if ahead == len(week.classes):
        return (html("lesson-week-ahead", day=day, count=ahead),)
    return (
        html("lesson-week-held", day=day, held=len(week.held), of=len(week.classes)),
        html("lesson-week-moved", names=words.moved_names(week.moved)) if week.moved else Html(),
        html("lesson-week-cancelled", names=words.cancelled_names(week.cancelled)) if week.cancelled else Html(),
        html("lesson-week-missing", names=words.row_of(words.classes_of(week.missing))) if week.missing else Html(),
        html("lesson-week-still", names=words.row_of(words.classes_of(week.ahead))) if week.ahead else Html(),
    )


def rest_rows(missing: tuple[Lesson, ...], day: date, place: int) -> tuple[Row, ...]:
    """«✅ 7А и 10А провели», or «✅ Остальные провели» where the names do not fit; and the way to single classes."""
    iso = str(day)
    rows: list[Row] = []
    if missing:
        rows.append((Button(_rest(missing), CourseTap(action="hold", day=iso, org=place, stamp=stamp(missing))),))
    by_class = say("lesson-button-lessons-by-class" if missing else "lesson-button-week-list")
    return (*rows, (Button(by_class, CourseTap(action="fix", day=iso, org=place)),))


def answered(found: Answered, at: str = "") -> Screen:
    """«Отмечено: 6А, 7Б. Следующее занятие 14 сентября, чт.» and what is still to be answered."""
    if not found.lessons:
        home = Button(say("lesson-button-lessons"), CourseTap(action="overview"))
        return Screen(html("lesson-answered-nothing"), ((home,),))
    changed = html("lesson-question-out-of-date") if found.changed else ""
    became = Html(" ".join(part for part in (changed, *_became(found), _next(found)) if part))
    waiting = html("lesson-answered-waiting", names=words.row_of(words.classes_of(found.waiting)))
    rows: list[Row] = []
    if found.waiting:
        hold = CourseTap(action="hold", day=str(found.day), org=found.place, stamp=stamp(found.waiting))
        rows.append((Button(_rest(found.waiting), hold),))
    text = lines(became, _by(found), waiting if found.waiting else "")
    return Screen(text, (*rows, *_corrections(found, at)))


def _corrections(found: Answered, at: str) -> tuple[Row, ...]:
    """«Исправить» leads to the list of the day; a single lesson that was answered for leads to its card."""
    if at:
        lesson = found.lessons[0]
        card = LessonTap(action="open", lesson=lesson.id, version=lesson.version, at=at)
        return ((Button(say("lesson-button-fix"), card),), back(lesson, at))
    fix: CourseTap | LessonTap = CourseTap(action="fix", day=str(found.day), org=found.place)
    if len(found.lessons) == 1 and not found.place:
        fix = LessonTap(action="open", lesson=found.lessons[0].id, version=found.lessons[0].version)
    rows: list[Row] = [(Button(say("lesson-button-fix"), fix),)]
    if found.place:
        home = CourseTap(action="week", day=str(found.day), org=found.place)
        rows.append((Button(say("lesson-button-lessons"), home),))
    return tuple(rows)


def back(lesson: Lesson, at: str) -> Row:
    """Where a card was opened from (see `LessonTap`)."""
    text = say("button-back")
    if at == "c":
        return (Button(text, words.class_tap(lesson)),)
    if at[:1] in ("w", "o"):
        action = "fix" if at[0] == "w" else "overdue"
        return (Button(text, CourseTap(action=action, day=at[1:], org=lesson.organisation_id)),)
    return (Button(text, CourseTap(action="fix", day=str(lesson.planned_on))),)


def toast(found: Answered) -> str | None:
    """A word over the screen when the tap changed nothing."""
    if found.changed:
        return say("lesson-toast-changed")
    return say("lesson-toast-already") if found.repeated else None


def _question(text: Html, lessons: tuple[Lesson, ...]) -> Screen:
    day = str(lessons[0].day) if lessons else ""
    key = "lesson-button-lessons-all-held" if len(lessons) > 1 else "lesson-button-lesson-held"
    first: Row = (Button(say(key), CourseTap(action="hold", day=day, stamp=stamp(lessons))),)
    if len(lessons) > MOST_BEHIND:
        behind: tuple[Row, ...] = ((Button(say("lesson-button-lessons-by-class"), CourseTap(action="fix", day=day)),),)
    else:
        behind = words.in_rows((_otherwise(lesson) for lesson in lessons), 2)
    return Screen(text, (first, *behind))


def _otherwise(lesson: Lesson) -> Button:
    name = fit(lesson.class_name, 9)
    return Button(
        say("lesson-button-lesson-otherwise", name=name),
        LessonTap(action="open", lesson=lesson.id, version=lesson.version),
    )


def _names(lessons: tuple[Lesson, ...]) -> str:
    return words.and_of(words.classes_of(lessons))


def _rest(missing: tuple[Lesson, ...]) -> str:
    names = dict.fromkeys(words.classes_of(missing))
    text = say("lesson-button-lessons-held-by", names=words.and_of(names))
    return text if len(names) <= 2 and len(text) <= 36 else say("lesson-button-lessons-rest-held")


def _became(found: Answered) -> tuple[Html | str, ...]:
    by = {state: [lesson for lesson in found.lessons if lesson.state is state] for state in LessonState}
    held = [lesson for lesson in by[LessonState.HELD] if lesson.day >= lesson.planned_on or lesson.before_joining]
    early = [lesson for lesson in by[LessonState.HELD] if lesson not in held]
    moved, cancelled, planned = by[LessonState.MOVED], by[LessonState.CANCELLED], by[LessonState.PLANNED]
    undone = [] if found.changed else planned
    return (
        html("lesson-answered-held", names=words.row_of(words.classes_of(held))) if held else "",
        *(_early(lesson) for lesson in early),
        html("lesson-answered-moved", names=words.moved_names(moved)) if moved else "",
        html("lesson-answered-cancelled", names=words.cancelled_names(cancelled)) if cancelled else "",
        html("lesson-answered-undone", names=words.row_of(words.classes_of(undone))) if undone else "",
    )


def _early(lesson: Lesson) -> Html:
    return html("lesson-answered-early", name=lesson.class_name, number=lesson.number, day=say_day(lesson.day))


def _next(found: Answered) -> Html | str:
    """Not said when it is the very day to which the lesson was moved."""
    if found.next_day is None or [lesson.moved_to for lesson in found.lessons] == [found.next_day]:
        return ""
    return html("lesson-answered-next", day=say_day(found.next_day))


def _by(found: Answered) -> Html:
    """Who marked, where a single lesson was marked by somebody else than its teacher or earlier by somebody."""
    if len(found.lessons) != 1:
        return Html()
    lesson = found.lessons[0]
    plain = lesson.teacher_id == lesson.answered_by and not (found.repeated or found.changed)
    if plain:
        return Html()
    return html("lesson-plain", text=words.marked(lesson, dict(found.people), found.today or found.day))


def _slot_day(found: TeacherSlot) -> Html:
    away = (found.day - found.today).days
    if away > 1:
        return html("lesson-slot-later", day=say_day(found.day))
    return html("lesson-slot-tomorrow" if away == 1 else "lesson-slot-today", day=words.plain_day(found.day))


def _slot_lessons(found: TeacherSlot) -> Html:
    return Html(" ".join(_slot_lesson(lesson) for lesson in found.lessons[: words.LISTED]))


def _slot_lesson(lesson: Lesson) -> Html:
    if lesson.start is None:
        return html("lesson-slot-lesson-no-time", name=lesson.class_name, number=lesson.number)
    return html("lesson-slot-lesson", name=lesson.class_name, time=words.clock(lesson.start), number=lesson.number)


def _slot_topics(found: TeacherSlot) -> tuple[Html, ...]:
    if len(found.topics) == 1:
        one = found.topics[0]
        return (html("lesson-slot-topic", title=words.topic(one)), words.materials(one))
    return tuple(
        line
        for one in found.topics[:4]
        for line in (html("lesson-slot-topic-of", number=one.number, title=words.topic(one)), words.materials(one))
    )
