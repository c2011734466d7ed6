"""Entries of a row of the whole year: asking for one, and what was written down."""

from datetime import date

from bot.domain.deadline import say_day
from bot.texts import html, say
from bot.ui.callbacks.tasks import EntryTap, TaskTap
from bot.ui.screen import Button, Row, Screen, fit
from bot.usecases.entries import Entered
from bot.usecases.tasks import EntryFact, TaskCard

WORDS_WIDTH = 120


def entry_words(entry: EntryFact, today: date) -> str:
    """«12 сентября, вт: 25, экскурсия на завод»."""
    day, words = say_day(entry.on_day, today).split(" — ")[0], fit(entry.words or "", WORDS_WIDTH)
    if entry.number is not None and words:
        return say("entry-day-number-words", day=day, number=str(entry.number), words=words)
    if entry.number is not None:
        return say("entry-day-number", day=day, number=str(entry.number))
    return say("entry-day-words", day=day, words=words) if words else say("entry-day", day=day)


def entry_question(shown: TaskCard, at: str = "") -> Screen:
    """Type a line, or repeat the last entry by one tap."""
    line = shown.line
    repeat = TaskTap(action="repeat", task=line.task_id, version=line.version, at=at)
    last = max(shown.entries, key=lambda entry: entry.entry_id, default=None)
    said = ", ".join(part for part in (_number(last), last.words if last else None) if part)
    text = say("button-repeat", last=said) if said else say("button-entry-today")
    back = TaskTap(action="open", task=line.task_id, version=line.version, at=at)
    return Screen(html("entry-ask"), ((Button(fit(text), repeat),), (Button(say("button-back"), back),)))


def entry_made(entered: Entered, at: str = "") -> Screen:
    line, entry = entered.card.line, entered.entry
    text = html("entry-made", entry=entry_words(entry, entered.card.today), n=len(entered.card.entries))
    rows: tuple[Row, ...] = (
        (Button(say("button-more-entry"), TaskTap(action="entry", task=line.task_id, version=line.version, at=at)),),
        (Button(say("button-entry-undo"), EntryTap(task=line.task_id, entry=entry.entry_id)),),
        (Button(say("button-back"), TaskTap(action="open", task=line.task_id, version=line.version, at=at)),),
    )
    return Screen(text, rows)


def _number(entry: EntryFact | None) -> str | None:
    return str(entry.number) if entry is not None and entry.number is not None else None
