"""Which part of a report goes into the tables: four questions, each answered by a button, in any order."""

from dataclasses import replace

from bot.domain.report_parts import Period
from bot.domain.reports import Condition
from bot.texts import html, lines, say
from bot.ui.callbacks.reports import FileTap, PartTap
from bot.ui.prose import clip
from bot.ui.screen import Button, Row, Screen, fit
from bot.ui.screens.pages import last_page, page_row, slice_of
from bot.usecases.report_parts import Choice, Parts

PAGE, WIDTH = 9, 36


def menu(parts: Parts) -> Screen:
    choice, chosen = parts.choice, parts.selection
    anything = say("part-any")
    place = dict(parts.places).get(choice.place, anything)
    condition = say(f"part-condition-{choice.condition}") if choice.condition else anything
    text = lines(
        html("part-head", organisation=clip(parts.organisation, 120)),
        html("part-period", words=say(f"part-{choice.period}")),
        html("part-place", words=clip(place, 120)),
        html("part-section", words=clip(chosen.section or anything, 200)),
        html("part-condition", words=condition),
    )
    rows: list[Row] = [
        (Button(say("part-button-file"), _tap(parts, "file", choice)),),
        (_ask(parts, "period"), _ask(parts, "condition")),
        tuple(_ask(parts, name) for name, many in (("place", parts.places), ("section", parts.sections)) if many),
        (Button(say("button-back"), FileTap(form="menu", org=parts.organisation_id)),),
    ]
    return Screen(text, tuple(rows))


def ask(parts: Parts, what: str, page: int) -> Screen:
    """The answers to one of the questions; a page of them where there are many."""
    answers = _answers(parts, what)
    page = min(page, last_page(len(answers), PAGE))
    shown = [
        (Button(fit(words, WIDTH), _tap(parts, "menu", choice)),) for words, choice in slice_of(answers, page, PAGE)
    ]
    before = _tap(parts, what, parts.choice, max(0, page - 1))
    turns = page_row(page, len(answers), PAGE, before, _tap(parts, what, parts.choice, page + 1))
    back = (Button(say("button-back"), _tap(parts, "menu", parts.choice)),)
    return Screen(html(f"part-ask-{what}"), (*shown, *turns, back))


def _answers(parts: Parts, what: str) -> tuple[tuple[str, Choice], ...]:
    choice, anything = parts.choice, say("part-any")
    if what == "period":
        return tuple((say(f"part-{period}"), replace(choice, period=period)) for period in Period)
    if what == "condition":
        named = ((say(f"part-condition-{one}"), replace(choice, condition=one.value)) for one in Condition)
        return ((anything, replace(choice, condition="")), *named)
    if what == "place":
        places = ((name, replace(choice, place=key)) for key, name in parts.places)
        return ((anything, replace(choice, place=0)), *places)
    sections = ((name, replace(choice, section=number)) for number, name in enumerate(parts.sections, 1))
    return ((anything, replace(choice, section=0)), *sections)


def _ask(parts: Parts, what: str) -> Button:
    return Button(say(f"part-button-{what}"), _tap(parts, what, parts.choice))


def _tap(parts: Parts, view: str, choice: Choice, page: int = 0) -> PartTap:
    return PartTap(
        view=view,
        org=parts.organisation_id,
        plan=parts.roadmap_id,
        period=choice.period,
        place=choice.place,
        section=choice.section,
        state=choice.condition,
        page=page,
    )
