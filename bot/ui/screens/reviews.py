"""«На проверке»: the list, one mark with its answers, and what a school is told when a task comes back."""

from datetime import date

from bot.domain.deadline import say_day
from bot.domain.tasks import Review
from bot.texts import html, lines, say
from bot.ui.callbacks.menu import MenuTap
from bot.ui.callbacks.reviews import ReviewTap
from bot.ui.callbacks.roadmaps import PlanTap
from bot.ui.callbacks.tasks import TaskTap
from bot.ui.prose import clip
from bot.ui.screen import Button, Row, Screen, fit
from bot.ui.screens.card_words import facts as gathered
from bot.ui.screens.card_words import plain, state, title
from bot.ui.screens.lines import named, told
from bot.ui.screens.pages import page_row
from bot.ui.trail import QUEUE, Trail
from bot.usecases.request_pushes import ReturnedPush
from bot.usecases.reviews import PAGE, Policy, Queue, Reviewed
from bot.usecases.tasks import TaskCard

REASONS = ("proof", "part", "day")
PLACE_WIDTH, REASON_WIDTH = 100, 300


def queue(shown: Queue) -> Screen:
    """Marks that wait, a digit each; all that were shown can be accepted at once."""
    first = shown.page * PAGE + 1
    digits = [
        Button(str(place), ReviewTap(action="open", task=line.task_id, version=line.version, page=shown.page))
        for place, line in enumerate(shown.lines, first)
    ]
    text = lines(
        html("reviews-title", number=shown.total) if shown.total else html("reviews-none"),
        *(
            html("line-flat", place=place, name=named(line, place=True), day=told(line, shown.today))
            for place, line in enumerate(shown.lines, first)
        ),
    )
    rows: list[Row] = [tuple(digits[start : start + 5]) for start in range(0, len(digits), 5)]
    if shown.total > 1:
        rows.append((Button(say("review-button-all", number=shown.total), _all("all", shown)),))
    before = ReviewTap(action="queue", page=max(shown.page - 1, 0))
    rows += page_row(shown.page, shown.total, PAGE, before, ReviewTap(action="queue", page=shown.page + 1))
    return Screen(text, (*rows, (Button(say("button-back"), MenuTap(to="status")),)))


def all_question(shown: Queue) -> Screen:
    yes = Button(say("review-button-all-yes"), _all("all-yes", shown))
    back = Button(say("button-back"), ReviewTap(action="queue", page=shown.page))
    return Screen(html("review-ask-all", number=shown.total), ((yes, back),))


def _all(action: str, shown: Queue) -> ReviewTap:
    return ReviewTap(action=action, task=shown.last_mark, page=shown.page)


def review(shown: Reviewed, page: int = 0) -> Screen:
    """What the school says and shows; yes, or back with a ready reason and the day that is named here."""
    card = shown.card
    text = lines(
        title(card),
        html("card-place", place=clip(card.line.organisation, PLACE_WIDTH)),
        html("card-result", text=clip(card.result_text, REASON_WIDTH)) if card.result_text else "",
        *gathered(card),
        *state(card),
        html("review-until", day=say_day(shown.day, card.today)) if shown.day else html("review-until-none"),
    )
    rows: list[Row] = []
    if card.review is Review.WAITING:
        rows.append((Button(say("review-button-accept"), _tap(card, "accept", page)),))
    rows += [(Button(say(f"review-button-back-{why}"), _tap(card, "back", page, why)),) for why in REASONS]
    rows.append((Button(say("review-button-own"), _tap(card, "own", page)),))
    at = str(Trail(QUEUE, page))
    task = TaskTap(action="open", task=card.line.task_id, version=card.line.version, at=at)
    rows.append((Button(say("review-button-card"), task), _queue(page)))
    return Screen(text, tuple(rows))


def _tap(card: TaskCard, action: str, page: int, why: str = "") -> ReviewTap:
    return ReviewTap(action=action, task=card.line.task_id, version=card.line.version, page=page, why=why)


def _queue(page: int) -> Button:
    return Button(say("button-back"), ReviewTap(action="queue", page=page))


def ask_reason(shown: Reviewed) -> Screen:
    back = ReviewTap(action="open", task=shown.card.line.task_id, version=shown.card.line.version)
    return Screen(html("review-ask-reason"), ((Button(say("button-back"), back),),))


def ask_day(shown: Reviewed, day: date) -> Screen:
    back = ReviewTap(action="open", task=shown.card.line.task_id, version=shown.card.line.version)
    text = html("review-ask-day", day=say_day(day, shown.card.today))
    return Screen(text, ((Button(say("button-back"), back),),))


def ready_reason(why: str) -> str | None:
    """The words of a ready reason; None for one that is not offered: a forged tap."""
    return say(f"review-reason-{why}") if why in REASONS else None


def returned(card: TaskCard) -> Screen:
    """To who returned it."""
    day = card.line.due
    said = html("review-returned", day=plain(day, card.today)) if day else html("review-returned-undated")
    task = TaskTap(action="open", task=card.line.task_id, version=card.line.version)
    return Screen(said, ((Button(say("review-button-card"), task), _queue(0)),))


def accepted_all(number: int, shown: Queue) -> Screen:
    rest = queue(shown)
    return Screen(lines(html("review-accepted", number=number), rest.text), rest.rows)


def returned_push(push: ReturnedPush) -> Screen:
    """To the school: what came back, why, and until when."""
    card = push.card
    day = card.line.due
    name = named(card.line)
    text = lines(
        html("push-returned", name=name, day=plain(day, card.today))
        if day
        else html("push-returned-undated", name=name),
        html("push-returned-reason", reason=clip(push.reason, REASON_WIDTH)),
    )
    task = TaskTap(action="open", task=card.line.task_id, version=card.line.version)
    return Screen(text, ((Button(say("button-open"), task),),))


def policy(shown: Policy) -> Screen:
    """Whether marks of a plan are final at once, and the switch."""
    switch = ReviewTap(action="off" if shown.acceptance else "on", task=shown.roadmap_id, version=shown.version)
    back = PlanTap(action="show", roadmap=shown.roadmap_id)
    key = "on" if shown.acceptance else "off"
    text = html(f"policy-{key}", title=fit(shown.title, PLACE_WIDTH))
    rows = ((Button(say(f"policy-button-{key}"), switch),), (Button(say("button-back"), back),))
    return Screen(text, rows)
