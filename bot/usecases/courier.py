"""The messenger as the use cases see it: what is to be brought to whom, and what became of it.

Domain values only: `bot/ui/courier.py` renders them by the screens of their noun and maps the errors of the messenger
to these outcomes. Another messenger is another implementation of `Courier`.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from bot.domain.digests import Digest
from bot.domain.lesson_pushes import LessonQuestion, LessonSummary, TeacherSlot
from bot.domain.people import Role
from bot.usecases.announcement_pushes import AnnouncementPush
from bot.usecases.assignment_pushes import GivenPush, LetterPush, RefusedPush
from bot.usecases.request_pushes import RequestPush
from bot.usecases.successions import HandingAnswer, HandingPush
from bot.usecases.weekly_pushes import WeeklyReport


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person in a messenger."""

    person_id: int
    platform: str
    chat_id: str


@dataclass(frozen=True, slots=True)
class Joined:
    """Somebody whom the reader invited has joined: a role and an organisation, never a name."""

    role: Role
    organisation: str


@dataclass(frozen=True, slots=True)
class AwayPush:
    """Somebody of the reader's school is away for some days: by role and classes, never by name. `due`: how much falls
    due meanwhile."""

    person_id: int
    role: Role
    organisation: str
    opens: date
    until: date
    classes: tuple[str, ...]
    due: int
    substituted: bool


@dataclass(frozen=True, slots=True)
class ApplicationPush:
    """Somebody who came by the common link asks for a role; the reader may decide."""

    application_id: int
    organisation: str
    role: Role
    name: str


@dataclass(frozen=True, slots=True)
class ApplicationAnswer:
    """How the reader's application was decided."""

    organisation: str
    role: Role
    granted: bool


@dataclass(frozen=True, slots=True)
class Edit:
    """A message that is on screen, drawn anew as a digest; silent, for an edit does not notify."""

    reference: str
    digest: Digest


Message = (
    Digest
    | TeacherSlot
    | LessonQuestion
    | LessonSummary
    | GivenPush
    | LetterPush
    | RefusedPush
    | RequestPush
    | AnnouncementPush
    | Joined
    | AwayPush
    | ApplicationPush
    | ApplicationAnswer
    | HandingPush
    | HandingAnswer
    | WeeklyReport
    | Edit
)


@dataclass(frozen=True, slots=True)
class Sent:
    """The messenger has it. `reference` names the message, «chat:message»."""

    reference: str


@dataclass(frozen=True, slots=True)
class Retry:
    """Not now. `after` is what the messenger asked for; `all_wait` says that it asked this of the whole bot."""

    reason: str
    after: timedelta | None = None
    all_wait: bool = False


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The person cannot be written to until the person comes back. The reason is one of `bot.domain.deliveries`."""

    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The chat has another id now."""

    chat_id: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The messenger will never take this message, though the person can be reached: an error of ours, or too late."""

    reason: str


Outcome = Sent | Retry | Unreachable | Moved | Refused


class Courier(Protocol):
    """Brings one message. It never raises for what the messenger answers, only for errors of the program."""

    async def deliver(self, to: Recipient, message: Message) -> Outcome: ...
