"""The declarative base: constraint names that migrations can rely on, and types for annotations."""

from datetime import datetime
from typing import Annotated, Any

from sqlalchemy import JSON, ForeignKey, MetaData, String
from sqlalchemy.orm import DeclarativeBase, mapped_column

from db.types import BigId, UtcDateTime

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

Key = Annotated[int, mapped_column(BigId, primary_key=True)]
Text16 = Annotated[str, mapped_column(String(16))]
Text64 = Annotated[str, mapped_column(String(64))]
Text300 = Annotated[str, mapped_column(String(300))]
Moment = Annotated[datetime, mapped_column(UtcDateTime)]
Cause = Annotated[str | None, mapped_column(String(80), unique=True)]
"""What made a row: «bot:update id:n». Unique, so that an update handled twice makes nothing new."""


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {dict[str, Any]: JSON, list[Any]: JSON}  # noqa: RUF012 (SQLAlchemy's own contract)


def reference(target: str, *, index: bool = True, ondelete: str = "RESTRICT") -> Any:
    """A foreign key to `table.id`, indexed unless another index already begins with it."""
    return mapped_column(BigId, ForeignKey(target, ondelete=ondelete), index=index)
