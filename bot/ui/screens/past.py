"""Days that had passed when a plan was launched: all ticked as done, a digit unticks."""

from datetime import date

from bot.domain.deadline import say_day
from bot.domain.digests import PastAsked
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.menu import MenuTap
from bot.ui.callbacks.roadmaps import PastTap
from bot.ui.screen import Button, Row, Screen, cut, fit
from bot.ui.screens.pages import last_page, slice_of
from bot.ui.screens.roadmaps import BLANK
from bot.usecases.past import PastAnswered, PastList, PastRow

PAGE, DIGITS_IN_ROW, NAME_WIDTH = 20, 5, 110


def past_list(asked: PastList, today: date, page: int = 0) -> Screen:
    """Everything open that lies before the launch; nothing is marked before «Готово»."""
    if asked.answered:
        return Screen(html("past-was-answered", organisation=asked.organisation), (_measures(),))
    if not asked.rows:
        return Screen(html("past-nothing", organisation=asked.organisation), (_done(asked), _later()))
    page = min(max(page, 0), last_page(len(asked.rows), PAGE))
    shown = slice_of(asked.rows, page, PAGE)
    text = lines(
        html("past-title", organisation=asked.organisation),
        html("past-words", done=asked.done, count=len(asked.rows)),
        BLANK,
        *(_line(row, today) for row in shown),
    )
    return Screen(text, (*_digits(asked, shown, page), *_pages(asked, page), _done(asked), _later()))


def _line(row: PastRow, today: date) -> Html:
    name = say("row-numbered", number=row.number, name=row.short_name) if row.number else row.short_name
    key = "past-row-done" if row.done else "past-row-open"
    return html(key, place=row.place, name=cut(name, NAME_WIDTH), day=say_day(row.due, today))


def _digits(asked: PastList, shown: tuple[PastRow, ...], page: int) -> list[Row]:
    buttons = [
        Button(
            str(row.place),
            PastTap(action="tick", question=asked.id, version=asked.version, task=row.task_id, page=page),
        )
        for row in shown
    ]
    return [tuple(buttons[start : start + DIGITS_IN_ROW]) for start in range(0, len(buttons), DIGITS_IN_ROW)]


def _pages(asked: PastList, page: int) -> list[Row]:
    buttons = []
    if page > 0:
        buttons.append(Button(say("button-page-before"), PastTap(action="show", question=asked.id, page=page - 1)))
    if page < last_page(len(asked.rows), PAGE):
        buttons.append(Button(say("button-page-after"), PastTap(action="show", question=asked.id, page=page + 1)))
    return [tuple(buttons)] if buttons else []


def _done(asked: PastList) -> Row:
    words = say("button-past-done", done=asked.done, count=len(asked.rows))
    return (Button(words, PastTap(action="done", question=asked.id, version=asked.version)),)


def _later() -> Row:
    return (Button(say("button-past-later"), MenuTap(to="measures")),)


def _measures() -> Row:
    return (Button(say("button-measures"), MenuTap(to="measures")),)


def past_answered(done: PastAnswered) -> Screen:
    left = html("past-left", left=done.left) if done.left else Html("")
    text = lines(html("past-answered", organisation=done.organisation, done=done.done), left)
    return Screen(text, (_measures(),))


def past_button(question: PastAsked) -> Button:
    """The link in /measures to a question that waits for an answer."""
    return Button(
        fit(say("button-past-waiting", organisation=question.organisation)),
        PastTap(action="show", question=question.id),
    )
