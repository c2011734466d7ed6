"""The commands Telegram shows: Latin names with Russian descriptions, set per person by role."""

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat

from bot.domain.people import Actor, Role
from bot.texts import say

COMMON = ("settings", "privacy", "help", "cancel")
BY_ROLE = {
    Role.ADMIN: ("start", "measures", "status", "export", "import", "people", "lessons", *COMMON),
    Role.COORDINATOR: ("start", "measures", "lessons", "status", "export", "people", *COMMON),
    Role.NAVIGATOR: ("start", "measures", "lessons", *COMMON),
}
STRANGERS = ("start", "help")


def commands_for(actor: Actor | None) -> tuple[str, ...]:
    """Names of the commands of a person: those of all roles, in the order of the strongest."""
    if actor is None or not actor.consented or not actor.memberships:
        return STRANGERS
    strongest = next(role for role in BY_ROLE if role in actor.roles())
    others = [name for role in BY_ROLE if role in actor.roles() for name in BY_ROLE[role]]
    return tuple(dict.fromkeys((*BY_ROLE[strongest], *others)))


async def set_commands(bot: Bot, chat_id: int | str, actor: Actor | None) -> None:
    """Show a person's own commands; where Telegram refuses, the general ones stay."""
    try:
        await bot.set_my_commands(_worded(commands_for(actor)), scope=BotCommandScopeChat(chat_id=chat_id))
    except TelegramAPIError:
        return


async def announce_commands(bot: Bot) -> None:
    """What everybody sees before the bot knows them."""
    await bot.set_my_commands(_worded(STRANGERS), scope=BotCommandScopeAllPrivateChats())


def _worded(names: tuple[str, ...]) -> list[BotCommand]:
    return [BotCommand(command=name, description=say(f"command-{name}")) for name in names]
