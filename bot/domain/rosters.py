"""Who answers for a class on a day: its teacher, who stands in for an absent one, or the coordinator of the school."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from bot.domain.lessons import Lesson
from bot.domain.people import Role
from bot.domain.silence import Quiet


@dataclass(frozen=True, slots=True)
class Away:
    """An absence, both days inclusive; the substitute is None where nobody was named."""

    opens: date
    until: date
    substitute_id: int | None


@dataclass(frozen=True, slots=True)
class Member:
    """One role of a person in a school. `zone` is the person's own; `wish` a value of `Announce` or nothing.

    `quiet` is the person's own silence.

    `connected` is False for somebody outside the bot: a designation without an account.
    """

    person_id: int
    organisation_id: int
    role: Role
    zone: str
    wish: str | None = None
    connected: bool = True
    quiet: Quiet | None = None


@dataclass(frozen=True, slots=True)
class Roster:
    """The people of some schools by organisation, and who of them is away."""

    members: Mapping[int, tuple[Member, ...]] = field(default_factory=dict)
    away: Mapping[int, tuple[Away, ...]] = field(default_factory=dict)

    def teacher(self, organisation_id: int, teacher_id: int | None, day: date) -> int | None:
        """Who answers for a class of this teacher on `day`; None when that is the coordinator's business."""
        if teacher_id is None or self.member(organisation_id, teacher_id) is None:
            return None
        absence = self._absence(teacher_id, day)
        if absence is None:
            return teacher_id
        substitute = absence.substitute_id
        if substitute is None or self._absence(substitute, day) is not None:
            return None
        return substitute if self.member(organisation_id, substitute) else None

    def responsible(self, lessons: Iterable[Lesson]) -> tuple[Lesson, ...]:
        """The same lessons with whoever answers for each on its day."""
        return tuple(
            replace(lesson, teacher_id=self.teacher(lesson.organisation_id, lesson.teacher_id, lesson.day))
            for lesson in lessons
        )

    def member(self, organisation_id: int, person_id: int) -> Member | None:
        return next((m for m in self.members.get(organisation_id, ()) if m.person_id == person_id), None)

    def answering(self, lesson: Lesson) -> tuple[Member, ...]:
        """Whom to ask about a lesson: its teacher in the bot, else all who coordinate the school."""
        return self.connected_teacher(lesson) or self.coordinators(lesson.organisation_id, lesson.day)

    def connected_teacher(self, lesson: Lesson) -> tuple[Member, ...]:
        """Who answers for the class, if that person is in the bot; else nobody."""
        if lesson.teacher_id is None:
            return ()
        teacher = self.member(lesson.organisation_id, lesson.teacher_id)
        return (teacher,) if teacher is not None and teacher.connected else ()

    def coordinators(self, organisation_id: int, day: date) -> tuple[Member, ...]:
        """Coordinators who are in the bot and not away; a school without any has its own administrators."""
        here = [m for m in self.members.get(organisation_id, ()) if m.connected]
        for role in (Role.COORDINATOR, Role.ADMIN):
            found = tuple(m for m in here if m.role is role and self._absence(m.person_id, day) is None)
            if found:
                return found
        return ()

    def _absence(self, person_id: int, day: date) -> Away | None:
        return next((a for a in self.away.get(person_id, ()) if a.opens <= day <= a.until), None)
