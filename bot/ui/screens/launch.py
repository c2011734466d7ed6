"""A launch: the one question about days that have passed, what was made, and the push about it."""

from bot.domain.deadline import say_day
from bot.domain.roadmaps import PastAnswer
from bot.texts import Html, html, lines, say
from bot.ui.callbacks import MenuTap, PastTap, PlanTap
from bot.ui.screen import Button, Row, Screen, fit
from bot.ui.screens.roadmaps import BLANK, title_of
from bot.usecases.launch import Launched, LaunchNews, PastWindows, Share

SHARES_SHOWN = 5


def past_question(asked: PastWindows) -> Screen:
    """«Сроки 16 пунктов уже прошли. Что с ними?» Asked once, before anything is launched."""
    rows = tuple(
        (
            Button(
                say(
                    "past-answer-ask-self"
                    if asked.alone and answer is PastAnswer.ASK_SCHOOLS
                    else f"past-answer-{answer}"
                ),
                PlanTap(action="launch", roadmap=asked.roadmap_id, version=asked.version, arg=answer.value),
            ),
        )
        for answer in PastAnswer
    )
    back = (Button(say("button-back"), PlanTap(action="show", roadmap=asked.roadmap_id)),)
    words = html("past-words-alone") if asked.alone else html("past-words-schools")
    return Screen(lines(html("past-windows", count=asked.measures), BLANK, words), (*rows, back))


def launched(done: Launched) -> Screen:
    """What a launch has made, and the next step."""
    tasks = say("count-tasks", count=done.tasks)
    if done.already:
        text = html("launched-already", tasks=tasks)
    else:
        text = lines(
            html("launched", tasks=tasks),
            html("launched-organisations", count=done.organisations),
            html("launched-asked", count=done.asked) if done.asked else Html(""),
            html("launched-told", count=done.told) if done.told else html("launched-nobody"),
        )
    return Screen(text, (*_past_row(done.own_question), *_onward(done.roadmap_id)))


def _past_row(question: int | None) -> tuple[Row, ...]:
    if question is None:
        return ()
    return ((Button(say("button-mark-past"), PastTap(action="show", question=question)),),)


def _onward(roadmap_id: int) -> tuple[Row, ...]:
    measures = Button(say("button-measures"), MenuTap(to="measures"))
    return ((measures,), (Button(say("button-plan"), PlanTap(action="show", roadmap=roadmap_id)),))


def archived(title: str) -> Screen:
    return Screen(html("archived", title=title_of(title)), ((Button(say("button-back"), PlanTap(action="list")),),))


def news(told: LaunchNews) -> Screen:
    """The push to a coordinator: how much it is, what comes first, and what to say about the past."""
    shares = told.shares[:SHARES_SHOWN]
    past = sum(share.past for share in shares if share.question_id)
    text = lines(
        html("launch-news", title=title_of(told.title)),
        *(_share(share, told) for share in shares),
        BLANK if past else Html(""),
        html("launch-past", count=past) if past else Html(""),
    )
    measures = (Button(say("button-measures"), MenuTap(to="measures")),)
    return Screen(text, (*(row for share in shares for row in _past_of(share, len(shares))), measures))


def _share(share: Share, told: LaunchNews) -> Html:
    tasks = say("count-tasks", count=share.tasks)
    nearest = say("launch-nearest", day=say_day(share.nearest, told.today)) if share.nearest else ""
    return Html(html("launch-share", organisation=share.organisation, tasks=tasks) + nearest)


def _past_of(share: Share, among: int) -> tuple[Row, ...]:
    if share.question_id is None:
        return ()
    tap = PastTap(action="show", question=share.question_id)
    words = say("button-mark-past") if among == 1 else say("button-mark-past-of", organisation=share.organisation)
    return ((Button(fit(words), tap),),)
