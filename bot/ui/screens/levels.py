"""The school's level, asked once."""

from bot.texts import say
from bot.ui.callbacks.tasks import LevelTap
from bot.ui.screen import Button, Row
from bot.usecases.tasks import TaskCard

LEVELS = (40, 60, 80)


def level_row(shown: TaskCard) -> Row:
    return tuple(Button(say("level", hours=hours), LevelTap(task=shown.line.task_id, hours=hours)) for hours in LEVELS)
