"""How many rows a statement changed: the check behind every conditional UPDATE."""

from typing import Any, cast

from sqlalchemy import CursorResult, Result


def count(result: Result[Any]) -> int:
    """Rows changed or deleted by an UPDATE or DELETE."""
    return cast("CursorResult[Any]", result).rowcount
