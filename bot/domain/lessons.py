"""The Thursday course «Россия – мои горизонты»: states of a lesson."""

from enum import StrEnum


class LessonState(StrEnum):
    """planned → held | moved | cancelled; every answer may be corrected within a week."""

    PLANNED = "planned"
    HELD = "held"
    MOVED = "moved"
    CANCELLED = "cancelled"
