"""Webhook mode: the bot asks Telegram for what it handles, and for nothing else."""

import asyncio
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.app import assemble, build_bot, build_context
from bot.config import Settings, Telegram
from bot.sandbox import Sandbox
from bot.ui.intake import ALLOWED
from bot.usecases.clock import SystemClock
from db.engine import transactions
from tests.sandbox.world import World, sandbox, world

__all__ = ["sandbox", "world"]


async def test_a_webhook_asks_for_what_polling_asks_for(
    sandbox: Sandbox, world: World, sqlite_engine: AsyncEngine, unused_tcp_port: int
) -> None:
    telegram = Telegram.model_validate(
        {
            "token": sandbox.token,
            "api_base": sandbox.base,
            "mode": "webhook",
            "webhook_url": "https://example.ru/hook",
            "webhook_secret": "s" * 16,
            "webhook_listen": f"127.0.0.1:{unused_tcp_port}",
        }
    )
    settings, clock = Settings(telegram=telegram), SystemClock()
    bot = build_bot(settings)
    context = replace(build_context(settings, transactions(sqlite_engine), clock), backups=None)
    application = assemble(settings, bot, context, clock)
    async with asyncio.TaskGroup() as group:
        work = group.create_task(application.work())
        while not (info := await bot.get_webhook_info()).url:
            pass
        work.cancel()
    await bot.session.close()
    assert info.allowed_updates == sorted(ALLOWED)
