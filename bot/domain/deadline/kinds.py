"""Kinds of tokens and units of counting."""

from enum import Enum, auto


class Kind(Enum):
    """What a token is to the grammar."""

    __hash__ = object.__hash__  # the one of Enum is written in Python, and tokens are looked up in sets all the time

    NUMBER = auto()  # value: int; `last` is -1
    MONTH = auto()  # 1–12
    WEEKDAY = auto()  # 0–6
    WORKDAY = auto()
    UNIT = auto()  # a Unit
    PART = auto()  # 1 beginning, 2 middle, 3 end
    HALF_OF = auto()  # «половина»
    SEASON = auto()  # (first month, last month)
    SEASONAL = auto()  # «летний»: a season when «период» follows
    FROM = auto()
    UNTIL = auto()  # «до»
    BY = auto()  # «по»: inclusive end, or the head of «по понедельникам», «по плану»
    BUT = auto()  # «но»: a misprint of «по» inside «с … но …»
    TOWARDS = auto()  # «к»
    NO_LATER = auto()
    NO_EARLIER = auto()
    AFTER = auto()
    UP_TO_NOW = auto()  # «по настоящее время»: a beginning without an end
    OF_DOCUMENT = auto()  # «от 01.09.2023»
    IN = auto()  # «в», «на», «за»
    FILLER = auto()  # «срок», «период»: names the cell, adds nothing
    DURING = auto()
    ALL = auto()  # «весь»
    ONGOING = auto()  # «постоянно»
    THIS_YEAR = auto()  # value: shift from the document's calendar year
    THIS_SCHOOL_YEAR = auto()  # value: shift from the plan's school year
    FREQUENCY = auto()  # a recurrence name
    EACH = auto()
    TIMES = auto()  # «раз», «раза»; «дважды» carries its number
    AT_LEAST = auto()  # «не реже»
    THEN = auto()
    LATER_ON = auto()  # «с последующей»
    AS_NEEDED = auto()
    UNPLANNED = auto()  # a head that leaves the day to somebody: «по графику …», «согласно …»
    RELATIVE = auto()  # a head that counts from an event: «за … до …»
    HOLIDAYS = auto()
    INCLUSIVE = auto()
    COUNTED = auto()  # a noun whose number is no date: «этап», «час»
    TIME = auto()  # «после уроков»: a time of the day, no day
    FOLLOWING = auto()  # «следующего за отчетным»: the unit it speaks of
    EXCEPT = auto()
    OR = auto()
    AND = auto()
    COMMA = auto()
    SEMICOLON = auto()
    COLON = auto()
    DASH = auto()
    SLASH = auto()
    DOT = auto()
    OPEN = auto()
    CLOSE = auto()
    LABEL = auto()  # («…»): the author's comment, word for word
    WORD = auto()  # anything else
    END = auto()


class Unit(Enum):
    """What numbers count."""

    DAY = auto()
    DATE = auto()  # «число»
    WEEK = auto()
    DECADE = auto()
    MONTH = auto()
    QUARTER = auto()
    HALF = auto()
    TERM = auto()
    TRIMESTER = auto()
    YEAR = auto()
    SCHOOL_YEAR = auto()
