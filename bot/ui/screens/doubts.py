"""Doubts in words: what a person should look at before it is relied on."""

from bot.domain.doubts import Doubt
from bot.texts import knows, say
from bot.ui.screen import cut

LONGEST = 200


def doubt_words(doubt: Doubt) -> str:
    """The sentence of a doubt; its parameters are the author's words and are cut where they are long."""
    key = f"doubt-{doubt.code}"
    if not knows(key):
        return say("doubt-unworded")
    return say(key, **{name: cut(text, LONGEST) for name, text in doubt.params})
