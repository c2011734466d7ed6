"""Why no message arrives, in words: the same in the chat and in the xlsx."""

from bot.domain.unreached import Unreached
from bot.texts import knows, say


def why(line: Unreached) -> str:
    if line.role is None and line.reason is None:
        return say("unreached-nobody")
    key = f"unreached-{line.reason}"
    return say(key if knows(key) else "unreached-other")
