"""The list behind the «/» button: per person, by role, in Russian."""

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat

from bot.domain.people import Actor, Role
from bot.texts import say

log = structlog.get_logger()

STRANGERS = ("start", "help")
EVERYBODY = ("start", "settings", "privacy", "help", "cancel")
NAVIGATORS = ("start", "measures", "lessons", "settings", "privacy", "help", "cancel")
COORDINATORS = (
    "start", "measures", "lessons", "status", "export", "people", "settings", "privacy", "help", "cancel",
)  # fmt: skip
ADMINS = (
    "start", "measures", "lessons", "status", "export", "import", "people", "settings", "privacy", "help", "cancel",
)  # fmt: skip


def commands_for(actor: Actor) -> list[str]:
    """Names of commands for the strongest role."""
    roles = actor.roles()
    if Role.ADMIN in roles:
        return list(ADMINS)
    if Role.COORDINATOR in roles:
        return list(COORDINATORS)
    return list(NAVIGATORS if roles else EVERYBODY)


async def set_commands(bot: Bot, chat_id: str, actor: Actor) -> None:
    """Tell Telegram the commands of one person; a failure is only a log line, for the commands work anyway."""
    try:
        await bot.set_my_commands(_worded(commands_for(actor)), scope=BotCommandScopeChat(chat_id=int(chat_id)))
    except TelegramAPIError as error:
        log.warning("commands not set", person_id=actor.person_id, error=type(error).__name__)


async def announce_commands(bot: Bot) -> None:
    """What everybody sees before the bot knows them."""
    await bot.set_my_commands(_worded(list(STRANGERS)), scope=BotCommandScopeAllPrivateChats())


def _worded(names: list[str]) -> list[BotCommand]:
    return [BotCommand(command=name, description=say(f"command-{name}")) for name in names]
