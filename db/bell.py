"""Rings for the sender when a transaction has written something that is to be sent: after the commit, never before."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from db.engine import Transaction

_WRITTEN = "something to send"


def note(session: AsyncSession) -> None:
    """This transaction writes a delivery."""
    session.info[_WRITTEN] = True


def ringing(transaction: Transaction, ring: Callable[[], None]) -> Transaction:
    """The same transactions; `ring` is called after each one that committed a delivery."""

    @asynccontextmanager
    async def listened(**options: Any) -> AsyncIterator[AsyncSession]:
        async with transaction(**options) as session:
            yield session
        if session.info.pop(_WRITTEN, False):
            ring()

    return listened
