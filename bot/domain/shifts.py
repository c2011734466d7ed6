"""Why a word is not said on its own day, for whoever looks at a rehearsal."""

from datetime import date
from enum import StrEnum

from bot.domain.silence import Listener


class Shift(StrEnum):
    """What moved a word to another day."""

    WEEKEND = "weekend"
    DAY_OFF = "day-off"
    AWAY = "away"
    WEEKLY = "weekly"
    """Who has tapped nothing for long hears once a week only."""
    QUIET = "quiet"


def shift_of(listener: Listener, nominal: date, otherwise: Shift) -> Shift:
    """The reason by the day itself; `otherwise` where that day would have been free."""
    if listener.is_away(nominal):
        return Shift.AWAY
    if listener.calendar.is_working(nominal):
        return otherwise
    return Shift.WEEKEND if nominal.weekday() in listener.calendar.weekend else Shift.DAY_OFF
