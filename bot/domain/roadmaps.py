"""States of a plan and the answer to «what about days that have already passed?»."""

from enum import StrEnum


class RoadmapState(StrEnum):
    """draft → active → closed; a draft can also be discarded, which removes it."""

    DRAFT = "draft"
    ACTIVE = "active"
    CLOSED = "closed"


class PastAnswer(StrEnum):
    """What to do at launch with windows that lie in the past (issue 2, «Launch in the middle»)."""

    ASK_SCHOOLS = "ask"
    DONE = "done"
    OVERDUE = "overdue"
