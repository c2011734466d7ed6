"""«⏰ Позже»: when to remind again, and when that will be."""

from datetime import timedelta

from bot.domain.boards import Selection
from bot.domain.deadline import say_day
from bot.texts import html, say
from bot.ui.callbacks import BoardTap, SnoozeTap, TaskTap
from bot.ui.screen import Button, Row, Screen
from bot.usecases.snoozes import Snoozed, Until
from bot.usecases.tasks import TaskCard


def snooze_question(shown: TaskCard, at: str = "") -> Screen:
    line = shown.line
    rows: list[Row] = [(Button(say(f"snooze-{until}"), SnoozeTap(task=line.task_id, until=until)),) for until in Until]
    back = TaskTap(action="open", task=line.task_id, version=line.version, at=at)
    return Screen(html("snooze-ask"), (*rows, (Button(say("button-back"), back),)))


def snoozed(shown: Snoozed) -> Screen:
    moment, today = shown.moment, shown.today
    day, time = moment.date(), f"{moment:%H:%M}"
    near = {today: "snoozed-today", today + timedelta(days=1): "snoozed-tomorrow"}.get(day)
    when = say(near, time=time) if near else say("snoozed-at", day=say_day(day, today), time=time)
    return Screen(html("snoozed", when=when), ((Button(say("button-back"), BoardTap(show=Selection.NOW)),),))
