"""The person blocked the bot, or came back: Telegram's word on it, and any message after a block."""

from aiogram import F, Router
from aiogram.enums import ChatMemberStatus
from aiogram.types import ChatMemberUpdated

from bot.domain.people import Actor
from bot.usecases import blocks
from bot.usecases.context import Context


def create_router() -> Router:
    router = Router(name="blocks")
    status = F.new_chat_member.status
    router.my_chat_member.register(went, F.chat.type == "private", status == ChatMemberStatus.KICKED)
    router.my_chat_member.register(came_back, F.chat.type == "private", status == ChatMemberStatus.MEMBER)
    return router


async def went(_: ChatMemberUpdated, actor: Actor | None, context: Context) -> None:
    if actor is not None:
        await blocks.lost(context, actor.person_id, blocks.BLOCKED)


async def came_back(_: ChatMemberUpdated, actor: Actor | None, context: Context) -> None:
    if actor is not None:
        await blocks.reachable_again(context, actor.person_id)
