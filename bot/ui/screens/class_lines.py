"""Lists of classes with what changes in them: as many lines as a message holds."""

from collections.abc import Callable

from bot.texts import Html
from bot.ui.screen import TEXT_LIMIT

SHOWN = (90, 60, 40, 20)


def fitted(text: Callable[[int], Html]) -> Html:
    """The text with the most lines that fits; `text` gets how many to show."""
    found = text(SHOWN[0])
    for shown in SHOWN[1:]:
        if len(found) > TEXT_LIMIT:
            found = text(shown)
    return found


def tail(*parts: str | None) -> str:
    """« · Вера Н., 08:30», or nothing."""
    told = ", ".join(part for part in parts if part)
    return f" · {told}" if told else ""
