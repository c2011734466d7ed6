"""What the Thursday course says by itself: the announcement, the question, its one repetition and the summary.

Moments are pure functions of the lesson's day and clock times: the announcement speaks in the person's zone, the end
of a lesson is a moment in the zone of its school.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from hashlib import sha256
from zoneinfo import ZoneInfo

from bot.domain.calendar import Calendar
from bot.domain.clock import aware
from bot.domain.lessons import LESSON_LENGTH, Lesson, LessonState

EVE_AT = time(16, 0)
"""When the announcement is said the day before."""
EARLY = time(8, 45)
"""A first lesson before this is announced the day before: in the morning it would be too late to prepare."""
ASKED_AFTER = timedelta(minutes=15)
CHASE_AT = time(9, 0)
SUMMARY_AT = time(15, 0)


class Announce(StrEnum):
    """A person's own wish about the announcement (`people.settings["announce"]`); nothing means «by the hour»."""

    EVE = "eve"
    DAY = "day"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class TopicOf:
    """The topic of a lesson's number; `sample` ones come from the file marked «пример»."""

    number: int
    title: str
    link: str | None = None
    sample: bool = False


@dataclass(frozen=True, slots=True)
class TeacherSlot:
    """The announcement of one person's lessons of a day, by time, then by class; `eve`: said the working day before.

    `today` is the person's day at the moment of asking: a message that leaves late says «сегодня» all the same. It is
    worth saying until `over_at`, when the last of the lessons is over.
    """

    person_id: int
    day: date
    today: date
    eve: bool
    due_at: datetime
    over_at: datetime
    lessons: tuple[Lesson, ...]
    topics: tuple[TopicOf, ...] = ()

    @property
    def key(self) -> str:
        """What makes this message one of its kind for the person (`deliveries.slot`)."""
        return self.day.isoformat()


@dataclass(frozen=True, slots=True)
class LessonQuestion:
    """«Всё прошло?» about the lessons of a day that have no answer yet.

    `chase` is the one repetition, on the next working morning after the question was brought.
    """

    person_id: int
    day: date
    chase: bool
    due_at: datetime
    lessons: tuple[Lesson, ...]

    @property
    def key(self) -> str:
        return f"{self.day.isoformat()}{'/chase' if self.chase else ''}"


@dataclass(frozen=True, slots=True)
class CourseWeek:
    """What became of a school's lessons in the seven days up to `day`, as seen on `today`.

    `lessons` are all of the span; the properties sort them by class, for a class is what a coordinator counts.
    """

    day: date
    today: date
    lessons: tuple[Lesson, ...]

    @property
    def classes(self) -> tuple[str, ...]:
        return _names(self.lessons)

    @property
    def held(self) -> tuple[str, ...]:
        """Classes of which every lesson of the span took place."""
        otherwise = {lesson.class_id for lesson in self.lessons if lesson.state is not LessonState.HELD}
        return _names(lesson for lesson in self.lessons if lesson.class_id not in otherwise)

    @property
    def missing(self) -> tuple[Lesson, ...]:
        """Lessons whose day has passed without an answer."""
        return tuple(lesson for lesson in self._open if lesson.day <= self.day and lesson.day < self.today)

    @property
    def moved(self) -> tuple[Lesson, ...]:
        """Lessons that wait for a day after this week."""
        return tuple(lesson for lesson in self._open if lesson.day > self.day)

    @property
    def ahead(self) -> tuple[Lesson, ...]:
        """Lessons of this week whose day is today or to come."""
        return tuple(lesson for lesson in self._open if self.today <= lesson.day <= self.day)

    @property
    def cancelled(self) -> tuple[Lesson, ...]:
        return tuple(lesson for lesson in self.lessons if lesson.state is LessonState.CANCELLED)

    @property
    def _open(self) -> tuple[Lesson, ...]:
        return tuple(lesson for lesson in self.lessons if lesson.open)


@dataclass(frozen=True, slots=True)
class LessonSummary:
    """The week of one school for one coordinator, due on the working day after the course's weekday.

    `several`: the person coordinates more than one school, so the school is named.
    """

    person_id: int
    organisation_id: int
    organisation_name: str
    due_at: datetime
    week: CourseWeek
    several: bool = False

    @property
    def day(self) -> date:
        return self.week.day

    @property
    def key(self) -> str:
        return f"{self.week.day.isoformat()}/{self.organisation_id}"


@dataclass(frozen=True, slots=True)
class Hours:
    """The clock times that pushes keep to, local to the person, whose own silence is counted in."""

    announce_at: time
    confirm_at: time
    quiet_from: time
    quiet_until: time

    @property
    def morning(self) -> time:
        """When a day's lessons are announced: not before the silence ends."""
        return max(self.announce_at, self.quiet_until)

    @property
    def eve(self) -> time:
        """16:00, or the last full hour before the silence begins."""
        last = time(max(0, self.quiet_from.hour - 1), self.quiet_from.minute)
        return max(self.quiet_until, min(EVE_AT, last))

    def wake(self, day: date, at: time, calendar: Calendar, zone: str) -> datetime:
        """A local time of a day; in the silence of that evening or morning, when it ends on a working day."""
        if at >= self.quiet_from:
            return moment(calendar.after(day), self.quiet_until, zone)
        return moment(day, max(at, self.quiet_until), zone)


def moment(day: date, at: time, zone: str) -> datetime:
    """The UTC moment of a local clock time."""
    return aware(datetime.combine(day, at, ZoneInfo(zone)))


def said_on_eve(wish: Announce | None, lessons: Sequence[Lesson], hours: Hours) -> bool:
    """Whether a person hears of these lessons the day before: by wish, else when the first one begins early.

    Early is also what begins before the own silence ends: whoever sleeps longer hears of it the day before.
    """
    first = min((lesson.start for lesson in lessons if lesson.start is not None), default=None)
    if wish is Announce.EVE or (first is not None and first <= hours.morning):
        return True
    return wish is not Announce.DAY and first is not None and first < EARLY


def announced_at(day: date, eve: bool, hours: Hours, calendar: Calendar, zone: str) -> datetime:
    """16:00 of the working day before, or the morning of the day itself."""
    return moment(calendar.before(day), hours.eve, zone) if eve else moment(day, hours.morning, zone)


def asked_at(lessons: Sequence[Lesson], hours: Hours, calendar: Calendar, zone: str) -> datetime:
    """15 minutes after the last lesson, or the fixed hour where a class has no time; never in silence.

    `lessons` are not empty and lie on one day. A question that would come in the evening waits for the next working
    morning, as everything does.
    """
    local = _over(lessons, hours, zone, ASKED_AFTER).astimezone(ZoneInfo(zone))
    return hours.wake(local.date(), local.time(), calendar, zone)


def over_at(lessons: Sequence[Lesson], hours: Hours, zone: str) -> datetime:
    """When the last of these lessons is over; at the fixed hour where a class has no time."""
    return _over(lessons, hours, zone, timedelta())


def _over(lessons: Sequence[Lesson], hours: Hours, zone: str, later: timedelta) -> datetime:
    day = lessons[0].day
    ends = [moment(day, lesson.start, lesson.zone) + LESSON_LENGTH + later for lesson in lessons if lesson.start]
    if len(ends) < len(lessons):
        ends.append(moment(day, hours.confirm_at, zone))
    return max(ends)


def chased_at(asked: datetime, hours: Hours, calendar: Calendar, zone: str) -> datetime:
    """The working morning after the one on which the question reached the teacher, however late that was."""
    brought = calendar.on_or_after(asked.astimezone(ZoneInfo(zone)).date())
    return next_day_at(brought, CHASE_AT, hours, calendar, zone)


def next_day_at(day: date, at: time, hours: Hours, calendar: Calendar, zone: str) -> datetime:
    """On the working day after the lessons, «Friday» as a rule."""
    return hours.wake(calendar.after(day), at, calendar, zone)


def stamp(lessons: Sequence[Lesson]) -> int:
    """What a button that speaks of several lessons carries: another set or another version has another stamp."""
    shown = ",".join(f"{lesson.id}.{lesson.version}" for lesson in sorted(lessons, key=_id))
    return int.from_bytes(sha256(shown.encode()).digest()[:4])


def _names(lessons: Iterable[Lesson]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(lesson.class_name for lesson in lessons))


def _id(lesson: Lesson) -> int:
    return lesson.id
