"""Marks in words: who, when, on which day, for whom. No gendered past tense about anybody."""

from datetime import date, datetime

from bot.domain.deadline import say_day
from bot.domain.tasks import MarkKind
from bot.texts import say
from bot.texts.folding import lowered
from bot.ui.screen import fit
from bot.ui.screens.names import NAME_WIDTH, called
from bot.usecases.tasks import Handover, MarkFact

KEYS = {
    MarkKind.UNDONE: "mark-undone",
    MarkKind.NOT_OURS: "mark-not-ours",
    MarkKind.RETURNED: "mark-returned",
    MarkKind.UNFULFILLED: "mark-unfulfilled",
    MarkKind.ACCEPTED: "mark-accepted",
    MarkKind.CANCELLED: "mark-cancelled",
}


def told_mark(mark: MarkFact, today: date) -> str:
    """«Отметка: Анна П., 14:05»; an older one bears its day."""
    who, when = marked_by(mark), moment(mark, today)
    if mark.kind is not MarkKind.DONE:
        reason = mark.reason or ""
        if mark.kind in {MarkKind.NOT_OURS, MarkKind.UNFULFILLED}:
            reason = lowered(reason)
        return say(KEYS[mark.kind], who=who, when=when, reason=reason)
    if mark.before_joining:
        return say("mark-before", who=who, when=when)
    if mark.done_on is None or mark.done_on == mark.moment.date():
        return say("mark-done", who=who, when=when)
    return say("mark-done-on", who=who, when=when, day=say_day(mark.done_on, today))


def told_handover(fact: Handover, today: date) -> str:
    """«Поручено: Вера Н., 14:05»; what came back bears the words of the refusal."""
    who, when = called(fact.who), _when(fact.moment, today)
    if not fact.back:
        return say("handed", who=who, when=when)
    return (
        say("handed-back-words", who=who, when=when, words=fact.words)
        if fact.words
        else say("handed-back", who=who, when=when)
    )


def marked_by(mark: MarkFact) -> str:
    """Whoever acts for somebody else is shown as such (rules.md, rule 9)."""
    if mark.on_behalf is not None:
        return say("who-for", by=called(mark.by), other=called(mark.on_behalf))
    if mark.for_organisation is not None:
        return say("who-for", by=called(mark.by), other=fit(mark.for_organisation, NAME_WIDTH))
    return called(mark.by)


def moment(mark: MarkFact, today: date) -> str:
    return _when(mark.moment, today)


def _when(moment: datetime, today: date) -> str:
    time, day = f"{moment:%H:%M}", moment.date()
    return time if day == today else say("mark-when", day=say_day(day, today), time=time)
