"""Long reads hold no lock that a writer waits for: on SQLite the inbox must store updates meanwhile."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.usecases import briefings, returns
from bot.usecases.context import Context
from tests import sample, sample_tasks

LONG = ("FROM tasks", "FROM marks", "FROM evidence", "JOIN marks", "JOIN evidence", "FROM lessons")
"""What a report reads for each of its organisations."""


@pytest.fixture
def written(sqlite_engine: AsyncEngine) -> Iterator[list[str]]:
    """Statements that ran while a writer's lock was held."""
    found: list[str] = []

    def note(connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
        if connection.get_execution_options().get("write"):
            found.append(statement)

    event.listen(sqlite_engine.sync_engine, "before_cursor_execute", note)
    yield found
    event.remove(sqlite_engine.sync_engine, "before_cursor_execute", note)


async def test_reports_are_read_before_or_after_the_lock(sqlite_context: Context, written: list[str]) -> None:
    world = await sample.district(sqlite_context, schools=2)
    await sample_tasks.plan(sqlite_context, world.municipality, world.schools)
    admin, org = await sample.actor(sqlite_context, sample.ADMIN), world.municipality
    written.clear()
    await briefings.write_help(sqlite_context, admin, org, "Прислать образец")
    await briefings.drop_help(sqlite_context, admin, org)
    await briefings.briefing_file(sqlite_context, admin, org)
    await returns.write_row(sqlite_context, admin, org, 1, 2, "Сделано")
    await returns.drop_rows(sqlite_context, admin, org, 1)
    changes = [one for one in written if one.startswith(("INSERT", "DELETE", "UPDATE"))]
    assert len(changes) == 5
    assert [one for one in written if any(part in one for part in LONG)] == []
