"""INSERT … ON CONFLICT, on both databases: the unique key decides, nothing is asked first."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Base


async def insert_new(session: AsyncSession, table: type[Base], values: dict[str, Any]) -> int | None:
    """The id of the new row; None where a row with the same unique key was there already."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(table).values(**values).on_conflict_do_nothing()
    row = await session.execute(statement.returning(table.__table__.c.id))
    found: int | None = row.scalar_one_or_none()
    return found


async def insert_all_new(session: AsyncSession, table: type[Base], rows: list[dict[str, Any]]) -> None:
    """Many rows of the same columns in one statement; those whose unique key is taken are left out in silence."""
    if not rows:
        return
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    await session.execute(insert(table.metadata.tables[table.__tablename__]).on_conflict_do_nothing(), rows)


async def upsert(session: AsyncSession, table: type[Base], key: dict[str, Any], values: dict[str, Any]) -> None:
    """A new row, or these values in the row that has the key already: the later one wins."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(table).values(**key, **values).on_conflict_do_update(index_elements=list(key), set_=values)
    await session.execute(statement)
