"""What a row asks for at completion: an order, a link, a file, a few words, the school's level, numbers.

Kept with each measure as a list of texts. An empty list means that nobody has looked yet (a letter of the day, a row
from before demands were read): its words are read then. «nothing» says that there is nothing to ask for.
"""

from collections.abc import Collection, Iterable
from enum import StrEnum


class Demand(StrEnum):
    """One thing to ask for. The texts go into the database and into callbacks."""

    LEVEL = "level"
    HOURS = "hours"
    """Counted from lessons and what is typed on the screen of hours; never asked as a number."""
    ORDER = "order"
    LINK = "link"
    FILE = "file"
    PUPILS = "pupils"
    ALL_PUPILS = "all-pupils"
    CLASSES = "classes"
    TEACHERS = "teachers"
    ALL_TEACHERS = "all-teachers"
    PARENTS = "parents"
    EVENTS = "events"
    LESSONS = "lessons"
    DOCUMENTS = "documents"
    AGREEMENTS = "agreements"
    PROGRAMMES = "programmes"
    PUBLICATIONS = "publications"
    SCHOOLS = "schools"
    """Of rows that schools have it is counted by their marks; only of the authority's own rows it is typed."""
    TEXT = "text"


NUMBERS = (
    Demand.PUPILS, Demand.ALL_PUPILS, Demand.CLASSES, Demand.TEACHERS, Demand.ALL_TEACHERS, Demand.PARENTS,
    Demand.EVENTS, Demand.LESSONS, Demand.DOCUMENTS, Demand.AGREEMENTS, Demand.PROGRAMMES, Demand.PUBLICATIONS,
    Demand.SCHOOLS,
)  # fmt: skip
"""What is answered by a whole number, in the order in which it is asked."""

OUT_OF = {Demand.PUPILS: Demand.ALL_PUPILS, Demand.TEACHERS: Demand.ALL_TEACHERS}
"""A number and the one that it is a part of: where both are given, their percent is computed."""

NOTHING = "nothing"
CODES = {demand.value for demand in Demand}


def ordered(demands: Iterable[Demand]) -> tuple[Demand, ...]:
    """Each once, in the order in which a person is asked."""
    found = frozenset(demands)
    return tuple(demand for demand in Demand if demand in found)


def stored(demands: Iterable[Demand]) -> list[str]:
    """As it stands in the database."""
    return [demand.value for demand in ordered(demands)] or [NOTHING]


def missing(demands: Iterable[Demand], given: Collection[str], *, counted: bool) -> tuple[Demand, ...]:
    """What a person can still be asked. `given` are kinds of evidence and numbers that the task has.

    The level is asked by buttons of its own and hours are counted; with `counted` schools are counted by their marks.
    """
    never = {Demand.LEVEL, Demand.HOURS} | ({Demand.SCHOOLS} if counted else set())
    return tuple(demand for demand in ordered(demands) if demand not in never and demand.value not in given)


def kept(codes: Iterable[object]) -> tuple[Demand, ...] | None:
    """What the database holds; None where nobody has looked yet. Unknown codes of a later version are passed over."""
    found = [str(code) for code in codes]
    return ordered(Demand(code) for code in found if code in CODES) if found else None
