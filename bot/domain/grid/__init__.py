"""Tables of strings → measures: columns, rows, sections, parties. Pure; the bytes are read in `bot/imports`."""

from bot.domain.grid.document import Document, Grid, Paragraph, Span
from bot.domain.grid.names import short_names
from bot.domain.grid.plan import SCHOOL_ROLES, Party, PartyRole, Plan, PlanRow, Rejected
from bot.domain.grid.reading import read_plan, read_plans, together

__all__ = [
    "SCHOOL_ROLES",
    "Document",
    "Grid",
    "Paragraph",
    "Party",
    "PartyRole",
    "Plan",
    "PlanRow",
    "Rejected",
    "Span",
    "read_plan",
    "read_plans",
    "short_names",
    "together",
]
