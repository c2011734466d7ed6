"""«⏰ Позже»: when to remind again, and when that will be."""

from datetime import timedelta

from bot.domain.deadline import say_day
from bot.domain.snoozes import Until
from bot.texts import html, lines, say
from bot.ui.callbacks.menu import MenuTap
from bot.ui.callbacks.tasks import SnoozeTap, TaskTap
from bot.ui.screen import Button, Row, Screen
from bot.usecases.snoozes import Snoozed
from bot.usecases.tasks import TaskCard


def question(shown: TaskCard, at: str = "") -> Screen:
    """Under the card of one task."""
    line = shown.line
    back = TaskTap(action="open", task=line.task_id, version=line.version, at=at)
    return Screen(html("snooze-ask"), (*_choices(line.task_id), (Button(say("button-back"), back),)))


def digest_question() -> Screen:
    """Under a digest: all of it."""
    return Screen(html("snooze-ask"), (*_choices(0), (Button(say("button-back"), SnoozeTap(task=0, until="back")),)))


def snoozed(shown: Snoozed) -> Screen:
    """When it comes, and what that has to do with the deadline: nothing is crossed in silence."""
    moment, today = shown.moment, shown.today
    day, time = moment.date(), f"{moment:%H:%M}"
    near = {today: "snoozed-today", today + timedelta(days=1): "snoozed-tomorrow"}.get(day)
    when = say(near, time=time) if near else say("snoozed-at", day=say_day(day, today), time=time)
    deadline = say_day(shown.deadline, today) if shown.deadline is not None else ""
    if shown.brought_forward:
        text = lines(html("snoozed-earlier", deadline=deadline), html("snoozed", when=when))
    elif shown.crosses:
        text = lines(html("snoozed", when=when), html("snoozed-crosses", deadline=deadline))
    else:
        text = lines(html("snoozed", when=when), html("snoozed-deadline"))
    return Screen(text, ((Button(say("button-open"), MenuTap(to="measures")),),))


def _choices(task: int) -> tuple[Row, ...]:
    return tuple((Button(say(f"snooze-{until}"), SnoozeTap(task=task, until=until)),) for until in Until)
