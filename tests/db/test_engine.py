"""Transactions: four writers that read, add one and write lose nothing (rules.md, rule 12)."""

import asyncio

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from db.engine import Transaction, transactions
from db.models import Lease
from tests.conftest import MONDAY


async def test_four_writers_lose_nothing(engine: AsyncEngine) -> None:
    transaction = transactions(engine)
    async with transaction(write=True) as session:
        session.add(Lease(name="counter", holder="0", until=MONDAY))

    async def add_fifty() -> None:
        done = 0
        while done < 50:
            async with transaction(write=True) as session:
                value = await session.scalar(select(Lease.holder).where(Lease.name == "counter"))
                changed = await session.execute(
                    update(Lease)
                    .where(Lease.name == "counter", Lease.holder == value)
                    .values(holder=str(int(value or 0) + 1))
                )
                done += int(getattr(changed, "rowcount", 0))

    async with asyncio.TaskGroup() as group:
        for _ in range(4):
            group.create_task(add_fifty())
    async with transaction() as session:
        assert await session.scalar(select(Lease.holder)) == "200"


async def test_a_failing_use_case_leaves_nothing_behind(engine: AsyncEngine) -> None:
    transaction = transactions(engine)
    with pytest.raises(RuntimeError, match="power cut"):
        await _fail_half_way(transaction)
    async with transaction() as session:
        assert (await session.scalars(select(Lease))).all() == []


async def _fail_half_way(transaction: Transaction) -> None:
    async with transaction(write=True) as session:
        session.add(Lease(name="half", holder="written", until=MONDAY))
        await session.flush()
        raise RuntimeError("power cut")
