"""«⏰ Позже»: when to remind again, and when that will be."""

from bot.domain.deadline import say_day
from bot.texts import html, say
from bot.ui.callbacks import SnoozeTap, TaskTap
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
    when = say("snoozed-at", day=say_day(moment.date(), today).replace(" — ", ", "), time=f"{moment:%H:%M}")
    return Screen(html("snoozed", when=when))
