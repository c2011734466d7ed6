"""A text that looks like a plan: whether it is one."""

from collections.abc import Sequence

from bot.domain.grid.pasted import goes_on, whole
from bot.texts import html, lines, say
from bot.ui.callbacks.menu import CancelTap
from bot.ui.callbacks.roadmaps import PastedTap
from bot.ui.screen import Button, Screen
from bot.ui.screens.roadmaps import NOTHING


def question(parts: Sequence[str]) -> Screen:
    """Asked anew with each further message of a long text."""
    count = sum(1 for line in whole(parts).splitlines() if line.strip())
    text = lines(
        html("pasted-question", lines=count, parts=len(parts)),
        html("pasted-more") if goes_on(parts) else NOTHING,
    )
    plan = Button(say("button-pasted-plan"), PastedTap(action="plan"))
    letter = Button(say("button-pasted-letter"), PastedTap(action="letter"))
    return Screen(text, ((plan,), (letter,), (Button(say("button-cancel"), CancelTap()),)))
