"""Every test of the sandbox talks to a running one, and whatever it accepted must be valid by the Bot API."""

from collections.abc import AsyncIterator

import pytest

from bot.sandbox import Sandbox
from tests.sandbox.bots import RawBot
from tests.sandbox.spec import faults_of_call
from tests.sandbox.world import Someone, World, world

__all__ = ["world"]


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as running:
        yield running
        accepted = [entry for entry in running.realm.journal.since(0) if entry.status == 200]
        assert [fault for entry in accepted for fault in faults_of_call(entry)] == []


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[RawBot]:
    async with RawBot(sandbox) as raw:
        yield raw


@pytest.fixture
async def anna(world: World) -> Someone:
    """Анна, number 101, who has pressed Start; the bot has not looked at that yet."""
    anna = await world.person(101, "Анна", role="координатор")
    await anna.opens_link(wait=False)
    return anna
