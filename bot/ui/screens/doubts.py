"""Doubts in words: what a person should look at before it is relied on."""

from dataclasses import replace

from bot.domain.doubts import Doubt
from bot.texts import plans
from bot.ui.screen import cut

LONGEST = 200


def doubt_words(doubt: Doubt) -> str:
    """The sentence of a doubt; its parameters are the author's words and are cut where they are long."""
    return plans.doubt_words(replace(doubt, params=tuple((name, cut(text, LONGEST)) for name, text in doubt.params)))
