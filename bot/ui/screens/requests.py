"""A school's requests to those above it: a later day, a question; the pushes and the answers."""

from datetime import date

from bot.domain.deadline import say_day
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.tasks import ExtensionTap, QuestionTap, TaskTap
from bot.ui.prose import clip
from bot.ui.screen import Button, Row, Screen
from bot.ui.screens.card_words import plain
from bot.ui.screens.cards import card
from bot.ui.screens.lines import named
from bot.ui.screens.names import called
from bot.ui.trail import WISHES, Trail
from bot.usecases.questions import ANSWER_LIMIT, TEXT_LIMIT
from bot.usecases.request_pushes import AskedExtension, AskedQuestion, DecidedExtension
from bot.usecases.tasks import TaskCard

TEXT_WIDTH, ANSWER_WIDTH, PLACE_WIDTH = 600, 2000, 100


def extension_day(shown: TaskCard, at: str = "") -> Screen:
    due = shown.line.due
    day = say_day(due, shown.today) if due else say("card-no-day")
    return Screen(html("extend-ask-day", day=day), (_back(shown, at),))


def extension_weekend(shown: TaskCard, day: date, working: date, at: str = "") -> Screen:
    """A day off was named: the working day after it is proposed."""
    return Screen(
        html("extend-weekend", day=plain(day, shown.today), working=plain(working, shown.today)),
        (
            (Button(say("button-extend-working", day=say_day(working)), _choice("working")),),
            (Button(say("button-extend-day", day=say_day(day)), _choice("day")),),
            _back(shown, at),
        ),
    )


def _choice(action: str) -> ExtensionTap:
    """The days themselves are kept with the question."""
    return ExtensionTap(action=action, extension=0)


def extension_reason(shown: TaskCard, day: date, at: str = "") -> Screen:
    return Screen(html("extend-ask-reason", day=plain(day, shown.today)), (_back(shown, at),))


def extension_asked(shown: TaskCard, at: str = "") -> Screen:
    """Who runs the organisation needs nobody's yes: the day has moved already."""
    after = card(shown, at)
    said = html("extend-granted-self" if shown.decides else "extend-asked")
    return Screen(lines(said, " ", after.text), after.rows)


def question_question(shown: TaskCard, at: str = "") -> Screen:
    return Screen(html("question-ask", limit=TEXT_LIMIT), (_back(shown, at),))


def question_asked(shown: TaskCard, at: str = "") -> Screen:
    return Screen(html("question-asked"), (_back(shown, at),))


def extension_push(push: AskedExtension) -> Screen:
    """To the administrator: who asks, from which day to which, and why."""
    line, today = push.card.line, push.card.today
    old = plain(line.due, today) if line.due else say("card-no-day")
    text = lines(
        html("push-extension", place=clip(line.organisation, PLACE_WIDTH), name=_name(push.card)),
        html("push-extension-days", old=old, new=plain(push.due, today)),
        html("push-extension-reason", reason=clip(push.reason, TEXT_WIDTH)),
        html("push-extension-by", who=called(push.by)) if push.by is not None else "",
    )
    answers = tuple(
        Button(say(key), ExtensionTap(action=action, extension=push.extension_id))
        for key, action in (("button-grant", "grant"), ("button-refuse", "decline"))
    )
    return Screen(text, (answers, (_open(push.card),)))


def decision_push(push: DecidedExtension) -> Screen:
    key = "push-granted" if push.granted else "push-declined"
    text = html(key, day=plain(push.due, push.card.today), name=_name(push.card))
    return Screen(text, ((_open(push.card),),))


def question_push(push: AskedQuestion, *, listed: bool = False) -> Screen:
    """To the administrator with what can be done; to the school with the answer. `listed`: opened from «Просьбы»."""
    place, name = clip(push.card.line.organisation, PLACE_WIDTH), _name(push.card)
    asked = html("push-question-text", text=clip(push.text, TEXT_WIDTH))
    answer = html("push-answer", text=clip(push.answer, ANSWER_WIDTH)) if push.answer else Html()
    if not push.decides:
        return Screen(lines(html("push-answered", name=name), asked, answer), ((_open(push.card),),))
    text = lines(
        html("push-question", place=place, name=name),
        asked,
        html("push-question-by", who=called(push.by)) if push.by is not None else "",
        answer,
        html("question-published", organisation=clip(push.published, PLACE_WIDTH)) if push.published else "",
    )
    rows: list[Row] = []
    if push.answer is None:
        rows.append((Button(say("button-answer"), QuestionTap(action="answer", question=push.question_id)),))
    elif not push.published:
        rows.append((Button(say("button-publish"), QuestionTap(action="publish", question=push.question_id)),))
    at = Trail(WISHES)
    back: Row = (Button(say("button-back"), at.tap()),)
    return Screen(text, (*rows, (_open(push.card, str(at)),), *([back] if listed else [])))


def answer_question(question_id: int) -> Screen:
    back = Button(say("button-back"), QuestionTap(action="open", question=question_id))
    return Screen(html("answer-ask", limit=ANSWER_LIMIT), ((back,),))


def _name(shown: TaskCard) -> Html:
    return Html(f"<b>{named(shown.line)}</b>")


def _open(shown: TaskCard, at: str = "") -> Button:
    tap = TaskTap(action="open", task=shown.line.task_id, version=shown.line.version, at=at)
    return Button(say("button-open"), tap)


def _back(shown: TaskCard, at: str) -> Row:
    tap = TaskTap(action="open", task=shown.line.task_id, version=shown.line.version, at=at)
    return (Button(say("button-back"), tap),)
