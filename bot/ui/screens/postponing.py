"""A later day for a row: which of its days, for whom, how it was understood, and whether to remind of it."""

from collections.abc import Collection
from datetime import date

from bot.domain.deadline import say_day
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.postponing import PostponeTap
from bot.ui.callbacks.roadmaps import RowTap
from bot.ui.screen import Button, Row, Screen, fit
from bot.ui.screens.pages import page_row, slice_of
from bot.ui.screens.rows import numbered
from bot.usecases.postponing import Postponable, Postponed, Term, Wish
from bot.usecases.rows import RowCard

TERMS_SHOWN, PLACES_SHOWN, NAME_WIDTH, LABEL_WIDTH = 9, 7, 32, 16


def which(found: Postponable, view: str, page: int) -> Screen:
    """One of several days."""
    more = len(found.terms) - TERMS_SHOWN
    counts = html("postpone-terms-more", shown=TERMS_SHOWN, count=len(found.terms)) if more > 0 else Html("")
    rows: list[Row] = [
        (Button(fit(_term(term)), _tap(found.card, "term", view, page, place)),)
        for place, term in enumerate(found.terms[:TERMS_SHOWN])
    ]
    text = lines(html("postpone-which", name=numbered(found.card.row)), counts)
    return Screen(text, (*rows, _back(found.card, view, page)))


def _term(term: Term) -> str:
    day = _between(term.first, term.last)
    if term.label:
        return say("postpone-term-label", day=day, label=fit(term.label, LABEL_WIDTH))
    return say("postpone-term", day=day, count=say("count-tasks", count=term.tasks))


def _between(first: date, last: date) -> str:
    if first == last:
        return say_day(first)
    return say("postpone-between", first=say_day(first), last=say_day(last))


def whom(found: Postponable, view: str, page: int) -> Screen:
    count = len(found.organisations)
    rows: list[Row] = [(Button(say("button-postpone-all", count=count), _tap(found.card, "all", view, page)),)]
    if count > 1:
        rows.append((Button(say("button-postpone-some"), _tap(found.card, "some", view, page)),))
    text = html("postpone-whom", name=numbered(found.card.row), count=count)
    return Screen(text, (*rows, _back(found.card, view, page)))


def some(found: Postponable, chosen: Collection[int], at: int, view: str, page: int) -> Screen:
    """Organisations to tick, a page (`at`) at a time."""
    every = found.organisations
    rows: list[Row] = [
        (
            Button(
                say("pick-on" if key in chosen else "pick-off", name=fit(name, NAME_WIDTH)),
                _tap(found.card, "tick", view, page, key),
            ),
        )
        for key, name in slice_of(every, at, PLACES_SHOWN)
    ]
    turns = [_tap(found.card, "page", view, page, max(other, 0)) for other in (at - 1, at + 1)]
    rows += page_row(at, len(every), PLACES_SHOWN, *turns)
    if chosen:
        go = _tap(found.card, "chosen", view, page)
        rows.append((Button(say("button-postpone-chosen", count=len(chosen)), go),))
    text = html("postpone-some", name=numbered(found.card.row), count=len(chosen), all=len(every))
    return Screen(text, (*rows, _back(found.card, view, page)))


def page_of(found: Postponable, organisation: int) -> int:
    """The page on which an organisation stands, so that a tick does not turn it."""
    places = (place for place, (key, _) in enumerate(found.organisations) if key == organisation)
    return next(places, 0) // PLACES_SHOWN


def ask_day(found: Postponable, count: int, view: str, page: int) -> Screen:
    text = html("postpone-day", name=numbered(found.card.row), count=count)
    return Screen(text, (_back(found.card, view, page),))


def sure(wish: Wish, view: str, page: int) -> Screen:
    """How it was understood; a day off is never taken in silence."""
    text = lines(
        html(
            "postpone-sure",
            name=numbered(wish.card.row),
            day=say_day(wish.day),
            before=_between(*wish.before),
            count=wish.organisations,
        ),
        html("postpone-closed", count=wish.closed) if wish.closed else Html(""),
        html("postpone-sure-reason", reason=wish.reason) if wish.reason else Html(""),
        html("postpone-off", day=say_day(wish.day), working=say_day(wish.working)) if wish.working else Html(""),
        html("postpone-how"),
    )
    rows: list[Row] = []
    if wish.working:
        words = say("button-postpone-working", day=say_day(wish.working))
        rows.append((Button(words, _tap(wish.card, "working", view, page)),))
    rows += [
        (Button(say(f"button-postpone-{action}"), _tap(wish.card, action, view, page)),)
        for action in ("remind", "quiet")
    ]
    return Screen(text, (*rows, _back(wish.card, view, page)))


def told(done: Postponed) -> Html:
    """The line above the card."""
    return lines(
        html("postponed", day=say_day(done.day), moved=done.moved, told=done.told),
        html("postpone-closed", count=done.closed) if done.closed else Html(""),
    )


def _tap(card: RowCard, action: str, view: str, page: int, value: int = 0) -> PostponeTap:
    return PostponeTap(action=action, measure=card.row.id, value=value, view=view, page=page)


def _back(card: RowCard, view: str, page: int) -> Row:
    return (Button(say("button-back"), RowTap(action="card", measure=card.row.id, view=view, page=page)),)
