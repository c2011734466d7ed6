"""«Должность» on the card of a person of a school."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.domain.errors import Refusal
from bot.domain.people import Actor, Role
from bot.domain.posts import GIVEN, Post
from bot.ui.callbacks.people import PersonTap
from bot.ui.callers import Known
from bot.ui.screens import posts as screens
from bot.ui.show import Show
from bot.usecases import posts
from bot.usecases.context import Context

TICK = "post-"


def create_router() -> Router:
    router = Router(name="posts")
    keepers = Known(Role.ADMIN, Role.COORDINATOR)
    router.callback_query.register(open_posts, PersonTap.filter(F.action == "posts"), keepers)
    router.callback_query.register(tick, PersonTap.filter(F.action.startswith(TICK)), keepers)
    return router


async def open_posts(_: CallbackQuery, callback_data: PersonTap, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.posts(await posts.posts(context, actor, callback_data.organisation, callback_data.person)))


async def tick(_: CallbackQuery, callback_data: PersonTap, actor: Actor, context: Context, show: Show) -> None:
    word = callback_data.action.removeprefix(TICK)
    if word not in GIVEN:
        raise Refusal("stale")
    here, person = callback_data.organisation, callback_data.person
    await show(screens.posts(await posts.toggle(context, actor, here, person, Post(word))))
