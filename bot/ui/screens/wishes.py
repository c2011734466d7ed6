"""«Просьбы»: wishes for a later day, gathered where they are alike, and questions."""

from bot.domain.deadline import say_day
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.menu import MenuTap
from bot.ui.callbacks.tasks import QuestionTap, TaskTap
from bot.ui.callbacks.wishes import WishTap
from bot.ui.screen import Button, Row, Screen, cut
from bot.ui.screens.pages import last_page, page_row, slice_of
from bot.ui.trail import WISHES, Trail
from bot.usecases.wishes import Alike, Asked, Wishes

PAGE = 10
ASKED_SHOWN = 10
NAME_WIDTH, PLACE_WIDTH, REASON_WIDTH = 60, 40, 160


def wishes(shown: Wishes, page: int = 0) -> Screen:
    """A digit each: a group of wishes or a question."""
    things: tuple[Alike | Asked, ...] = (*shown.alike, *shown.questions)
    page = min(page, last_page(len(things), PAGE))
    here = list(enumerate(slice_of(things, page, PAGE), page * PAGE + 1))
    digits = [Button(str(place), _tap(one)) for place, one in here]
    text = lines(
        html("wishes-title", number=len(things)) if things else html("wishes-none"),
        *(_line(place, one, shown) for place, one in here),
    )
    rows: list[Row] = [tuple(digits[start : start + 5]) for start in range(0, len(digits), 5)]
    before, after = WishTap(action="list", page=max(page - 1, 0)), WishTap(action="list", page=page + 1)
    rows += page_row(page, len(things), PAGE, before, after)
    return Screen(text, (*rows, (Button(say("button-back"), MenuTap(to="status")),)))


def _tap(one: Alike | Asked) -> WishTap | QuestionTap:
    if isinstance(one, Asked):
        return QuestionTap(action="open", question=one.question_id)
    return WishTap(action="group", extension=one.first_id)


def _line(place: int, one: Alike | Asked, shown: Wishes) -> Html:
    if isinstance(one, Asked):
        organisation, words = cut(one.organisation, PLACE_WIDTH), cut(one.text, REASON_WIDTH)
        return html("wishes-question", place=place, organisation=organisation, name=_name(one), text=words)
    day = say_day(one.due, shown.today)
    if len(one.asked) == 1:
        organisation = cut(one.asked[0].organisation, PLACE_WIDTH)
        return html("wishes-one", place=place, organisation=organisation, name=_name(one), day=day)
    return html("wishes-alike", place=place, schools=len(one.asked), name=_name(one), day=day)


def _name(one: Alike | Asked) -> Html:
    name = cut(one.short_name, NAME_WIDTH)
    return html("line-name", name=name, number=one.number) if one.number else html("line-bare", name=name)


def alike(shown: Alike) -> Screen:
    """Who asks and why; one answer for all of them, or a school's card by its digit."""
    listed = shown.asked[:ASKED_SHOWN]
    rest = len(shown.asked) - len(listed)
    text = lines(
        html("alike-title", name=_name(shown), day=say_day(shown.due, shown.today)),
        *(
            html("alike-line", place=n, organisation=cut(one.organisation, PLACE_WIDTH), reason=cut(one.reason, 160))
            for n, one in enumerate(listed, 1)
        ),
        html("alike-more", number=rest) if rest else "",
    )
    digits = [
        Button(str(n), TaskTap(action="open", task=one.task_id, version=one.version, at=str(Trail(WISHES))))
        for n, one in enumerate(listed, 1)
    ]
    number = len(shown.asked)
    rows: list[Row] = [tuple(digits[start : start + 5]) for start in range(0, len(digits), 5)]
    rows.append((Button(say("alike-button-yes", number=number), _answer("yes", shown)),))
    rows.append((Button(say("alike-button-no", number=number), _answer("no", shown)),))
    return Screen(text, (*rows, (Button(say("button-back"), WishTap(action="list")),)))


def _answer(action: str, shown: Alike) -> WishTap:
    return WishTap(action=action, extension=shown.first_id, last=shown.last_id)


def answered(number: int, shown: Wishes, *, grant: bool) -> Screen:
    rest = wishes(shown)
    said = html("alike-granted" if grant else "alike-declined", schools=number)
    return Screen(lines(said, rest.text), rest.rows)
