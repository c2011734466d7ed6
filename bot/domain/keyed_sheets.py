"""Tables that go out to be filled in and come back: whose they are stands in their last heading, «12/2026»."""

import re
from collections.abc import Sequence

from bot.domain.errors import Refusal

KEY = re.compile(r"\s*(\d{1,12})/(\d{4})\s*")


def sheet_key(organisation_id: int, school_year: int) -> str:
    return f"{organisation_id}/{school_year}"


def read_key(headings: Sequence[str]) -> tuple[int, int]:
    """Organisation and school year; untrusted like everything in a file. Raises Refusal «sheet-key»."""
    for heading in headings:
        found = KEY.fullmatch(heading)
        if found:
            return int(found[1]), int(found[2])
    raise Refusal("sheet-key")
