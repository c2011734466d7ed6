"""The card of one task: the plan's own words, the day they mean, who has it, what has happened, what can be done."""

from bot.domain.evidence import ProofKind
from bot.domain.extensions import ExtensionState
from bot.domain.tasks import TaskState
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.hours import HoursTap
from bot.ui.callbacks.letters import LetterTap
from bot.ui.callbacks.reviews import ReviewTap
from bot.ui.callbacks.tasks import ExtensionTap, FileTap, GivenTap, TaskTap, TextTap
from bot.ui.prose import clip, pages
from bot.ui.screen import Button, Row, Screen
from bot.ui.screens.card_words import (
    CHILDREN_SHOWN,
    WORDS_WIDTH,
    answers,
    deadline,
    facts,
    people,
    state,
    title,
    wish,
)
from bot.ui.screens.entries import entry_words
from bot.ui.screens.history import told_handover, told_mark
from bot.ui.screens.levels import level_row
from bot.ui.trail import read_trail
from bot.usecases.tasks import TaskCard

TITLE_WIDTH, LABEL_WIDTH = 400, 60
FACTS_SHOWN, FACT_WIDTH = 10, 160
PAGE_WIDTH = 3000


def card(shown: TaskCard, at: str = "") -> Screen:
    """`at` says which list «⬅️ Назад» goes back to."""
    line = shown.line
    text = lines(
        title(shown),
        html("card-place", place=line.organisation) if shown.foreign else "",
        "" if _is_short(shown) else clip(shown.title, TITLE_WIDTH),
        deadline(shown),
        wish(shown),
        html("card-label", label=clip(line.label, LABEL_WIDTH)) if line.label else "",
        html("card-responsible", text=clip(shown.responsible_text, WORDS_WIDTH))
        if shown.responsible_text.strip()
        else "",
        people(shown),
        html("card-result", text=clip(shown.result_text, WORDS_WIDTH)) if shown.result_text else "",
        *facts(shown),
        *answers(shown),
        *state(shown),
    )
    return Screen(text, _rows(shown, at))


def more(shown: TaskCard, at: str = "") -> Screen:
    """«Ещё»: what is needed now and then, each in a row of its own."""
    line, rows = shown.line, list[Row]()
    if line.state is TaskState.OPEN and not line.is_parent:
        if not (line.all_year or line.due is None):
            rows.append(_row("button-entry", _tap(shown, "entry", at)))
        if line.is_overdue(shown.today) and shown.may_assign:
            rows.append(_row("button-unfulfilled", _tap(shown, "failed", at)))
        if shown.may_assign and shown.own_day:
            rows.append(_row("button-own-day", _tap(shown, "own", at)))
        elif shown.may_assign and line.due is not None and not line.all_year and (shown.has_above or shown.decides):
            rows.append(_row("button-extend", _tap(shown, "extend", at)))
        if shown.has_above and not shown.decides:
            rows.append(_row("button-ask-question", _tap(shown, "ask", at)))
    if not line.is_parent:
        rows.append(_row("button-proof", _tap(shown, "proof", at)))
    if shown.letter and shown.letter.file_name:
        rows.append(_row("button-letter-file", _tap(shown, "letter", at)))
    if shown.letter and shown.letter.own_row:
        rows.append((Button(say("button-letter-cancel"), LetterTap(action="drop", value=shown.letter.own_row)),))
    rows.append(_row("button-text", TextTap(task=line.task_id, page=0)))
    rows.append(_row("button-history", _tap(shown, "history", at)))
    rows.append(_row("button-back", _tap(shown, "open", at)))
    return Screen(lines(title(shown), html("card-more")), tuple(rows))


def full_text(shown: TaskCard, page: int) -> Screen:
    """Every word of the plan about the row, on as many pages as it takes."""
    parts = (
        ("card-label-section", shown.section),
        ("card-label-measure", shown.title),
        ("card-label-deadline", shown.line.deadline_text),
        ("card-label-responsible", shown.responsible_text),
        ("card-label-result", shown.result_text),
    )
    whole = "\n".join(f"{say(key)}: {words.strip()}" for key, words in parts if words and words.strip())
    leaves = pages(whole, PAGE_WIDTH)
    page = min(max(page, 0), len(leaves) - 1)
    counted = html("card-text-page", page=page + 1, pages=len(leaves)) if len(leaves) > 1 else Html()
    turn = [
        Button(say(key), TextTap(task=shown.line.task_id, page=step))
        for key, step in (("button-page-back", page - 1), ("button-page-on", page + 1))
        if 0 <= step < len(leaves)
    ]
    text = lines(title(shown), leaves[page], counted)
    return Screen(text, tuple(row for row in (tuple(turn), _row("button-back", _tap(shown, "open", ""))) if row))


def history(shown: TaskCard, at: str = "") -> Screen:
    """Every fact about the task, the newest last; of a long history its end."""
    told = [(mark.moment, told_mark(mark, shown.today)) for mark in shown.marks]
    told += [(fact.moment, told_handover(fact, shown.today)) for fact in shown.handovers]
    marked = [clip(words, FACT_WIDTH) for _, words in sorted(told, key=lambda pair: pair[0])[-FACTS_SHOWN:]]
    entered = [clip(entry_words(entry, shown.today), FACT_WIDTH) for entry in shown.entries[-FACTS_SHOWN:]]
    body = [*entered, *marked] or [html("history-empty")]
    return Screen(lines(title(shown), html("history-title"), *body), (_row("button-back", _tap(shown, "open", at)),))


def _is_short(shown: TaskCard) -> bool:
    """The short name says it all: no need to repeat the title."""
    return " ".join(shown.title.split()).rstrip(".") == shown.line.short_name.rstrip(".")


def _rows(shown: TaskCard, at: str) -> tuple[Row, ...]:
    line = shown.line
    if line.is_parent:
        rows = [_children_row(shown, at), (_more(shown, at),)]
    elif line.state is not TaskState.OPEN:
        rows = _closed_rows(shown, at)
    else:
        rows = _open_rows(shown, at)
    return (*(row for row in rows if row), (Button(say("button-back"), read_trail(at).tap()),))


def _open_rows(shown: TaskCard, at: str) -> list[Row]:
    line, mine = shown.line, shown.my_assignment
    rows = [_decision(shown), _files(shown)]
    if mine is not None and not mine.accepted:
        rows.append(
            (
                Button(say("button-accept"), GivenTap(action="accept", assignment=mine.assignment_id)),
                Button(say("button-decline"), GivenTap(action="decline", assignment=mine.assignment_id)),
            )
        )
    if line.all_year or line.due is None:
        rows.append(_row("button-entry", _tap(shown, "entry", at)))
    rows.append(_row("button-finish" if line.all_year else "button-done", _tap(shown, "done", at)))
    if line.due is None and not line.all_year and shown.may_assign:
        rows.append(_row("button-own-day", _tap(shown, "own", at)))
    assign = Button(say("button-assign"), _tap(shown, "assign", at)) if shown.may_assign else None
    later = Button(say("button-later"), _tap(shown, "later", at)) if not shown.foreign else None
    rows.append(tuple(button for button in (assign, later) if button is not None))
    decline = Button(say("button-not-ours"), _tap(shown, "notours", at)) if shown.may_assign else None
    if decline is None and mine is not None and mine.accepted:
        decline = Button(say("button-decline"), GivenTap(action="decline", assignment=mine.assignment_id))
    rows.append(tuple(button for button in (decline, _more(shown, at)) if button is not None))
    return rows


def _decision(shown: TaskCard) -> Row:
    """The administrator's yes or no to a later day that a school asks for."""
    asked = shown.wish
    if asked is None or asked.state is not ExtensionState.ASKED or not shown.decides:
        return ()
    return (
        Button(say("button-grant"), ExtensionTap(action="grant", extension=asked.extension_id)),
        Button(say("button-refuse"), ExtensionTap(action="decline", extension=asked.extension_id)),
    )


def _closed_rows(shown: TaskCard, at: str) -> list[Row]:
    rows = [level_row(shown)] if shown.asks_level else []
    if shown.asks_proof:
        rows.append(_row("button-proof", _tap(shown, "proof", at)))
    if shown.reviews:
        tap = ReviewTap(action="open", task=shown.line.task_id, version=shown.line.version)
        rows.append((Button(say("button-review"), tap),))
    rows.append(_files(shown))
    if shown.asks_hours:
        rows.append((Button(say("hours-button"), HoursTap(action="school", org=shown.line.organisation_id)),))
    rows.append(_row("button-undo", _tap(shown, "undo", at)))
    rows.append((_more(shown, at),))
    return rows


def _files(shown: TaskCard) -> Row:
    """The files of the task, sent on request."""
    number = sum(proof.kind == ProofKind.FILE for proof in shown.proofs)
    return (Button(say("button-files", n=number), FileTap(action="send", task=shown.line.task_id)),) if number else ()


def _children_row(shown: TaskCard, at: str) -> Row:
    """Children open by their place in the list, as everywhere."""
    return tuple(
        Button(str(place), TaskTap(action="open", task=child.task_id, version=child.version, at=at))
        for place, child in enumerate(shown.children[:CHILDREN_SHOWN], 1)
    )


def _more(shown: TaskCard, at: str) -> Button:
    return Button(say("button-more"), _tap(shown, "more", at))


def _tap(shown: TaskCard, action: str, at: str) -> TaskTap:
    return TaskTap(action=action, task=shown.line.task_id, version=shown.line.version, at=str(read_trail(at)))


def _row(key: str, tap: TaskTap | TextTap) -> Row:
    return (Button(say(key), tap),)
