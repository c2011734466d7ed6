"""The zones of Russia as buttons with names of cities."""

from bot.domain.zones import MAIN_ZONES, OTHER_ZONES, RUSSIAN_ZONES
from bot.texts import Html, say
from bot.ui.callbacks.people import ZoneTap
from bot.ui.screen import Button, Row, Screen


def zone_name(name: str) -> str:
    """The city of a zone; a zone outside Russia (of the configuration) is called by its own name."""
    return say(f"zone-{name.replace('/', '-')}") if name in RUSSIAN_ZONES else name


def zones(text: Html, scope: str, page: int, *last: Row) -> Screen:
    """Twelve main cities in pairs, or the others; then rows of the caller."""
    names = OTHER_ZONES if page else MAIN_ZONES
    buttons = [Button(zone_name(name), ZoneTap(scope=scope, name=name)) for name in names]
    pairs = [tuple(buttons[place : place + 2]) for place in range(0, len(buttons), 2)]
    other = Button(say("zone-main" if page else "zone-more"), ZoneTap(scope=scope, page=0 if page else 1))
    return Screen(text, (*pairs, (other,), *last))
