"""A launch: the one question about days that have passed, what was made, and the push about it."""

from bot.domain.roadmaps import PastAnswer
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.menu import MenuTap
from bot.ui.callbacks.roadmaps import PastTap, PlanTap
from bot.ui.screen import Button, Row, Screen
from bot.ui.screens.roadmaps import BLANK, title_of
from bot.usecases.launch import Launched, PastWindows


def past_question(asked: PastWindows, running: int = 0) -> Screen:
    """«Сроки 16 пунктов уже прошли. Что с ними?» Asked once, before anything is launched: a plan, or the new version of
    the `running` one."""
    rows = tuple(
        (
            Button(
                say(
                    "past-answer-ask-self"
                    if asked.alone and answer is PastAnswer.ASK_SCHOOLS
                    else f"past-answer-{answer}"
                ),
                _launch(asked, answer, running),
            ),
        )
        for answer in PastAnswer
    )
    back = (Button(say("button-back"), PlanTap(action="show", roadmap=asked.roadmap_id)),)
    words = html("past-words-alone") if asked.alone else html("past-words-schools")
    return Screen(lines(html("past-windows", count=asked.measures), BLANK, words), (*rows, back))


def _launch(asked: PastWindows, answer: PastAnswer, running: int) -> PlanTap:
    tap = PlanTap(action="launch", roadmap=asked.roadmap_id, version=asked.version, arg=answer.value)
    return tap.model_copy(update={"action": "amend", "arg": f"{running}-{answer.value}"}) if running else tap


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
            _told(done.told),
        )
    return Screen(text, (*_past_row(done.own_question), *_onward(done.roadmap_id)))


def _told(count: int | None) -> Html:
    if count is None:
        return html("launched-nobody")
    return html("launched-told", count=count) if count else Html("")


def _past_row(question: int | None) -> tuple[Row, ...]:
    if question is None:
        return ()
    return ((Button(say("button-mark-past"), PastTap(action="show", question=question)),),)


def _onward(roadmap_id: int) -> tuple[Row, ...]:
    measures = Button(say("button-measures"), MenuTap(to="measures"))
    return ((measures,), (Button(say("button-plan"), PlanTap(action="show", roadmap=roadmap_id)),))


def archived(title: str) -> Screen:
    return Screen(html("archived", title=title_of(title)), ((Button(say("button-back"), PlanTap(action="list")),),))
