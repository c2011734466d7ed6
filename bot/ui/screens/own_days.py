"""«Срок непонятен»: the school's own day in its own words, and the echo of how it was understood."""

from bot.texts import html, lines, say
from bot.ui.callbacks.tasks import TaskTap
from bot.ui.prose import clip
from bot.ui.screen import Button, Screen
from bot.ui.screens.card_words import meaning
from bot.ui.screens.cards import card
from bot.usecases.tasks import TaskCard

WORDS_WIDTH = 120


def own_day_question(shown: TaskCard, at: str = "") -> Screen:
    words = " ".join(shown.line.deadline_text.split()).strip("-–— .")
    question = html("own-ask", words=clip(words, WORDS_WIDTH)) if words else html("own-ask-bare")
    back = TaskTap(action="open", task=shown.line.task_id, version=shown.line.version, at=at)
    return Screen(question, ((Button(say("button-back"), back),),))


def own_day_made(shown: TaskCard, at: str = "") -> Screen:
    after = card(shown, at)
    return Screen(lines(html("own-made", day=meaning(shown)), " ", after.text), after.rows)
