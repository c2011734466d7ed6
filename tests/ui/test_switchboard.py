"""The short way to a handler ends where aiogram's own way through a tree of routers would."""

from datetime import UTC, datetime

import pytest
from aiogram import Bot, Dispatcher, F, Router
from aiogram.filters import BaseFilter, Command
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, Chat, Message, TelegramObject, Update, User

from bot.ui.switchboard import Switchboard

ANNA = User(id=5, is_bot=False, first_name="Анна")
BOT = Bot("1:a")


class Open(CallbackData, prefix="open"):
    task: int


class Page(CallbackData, prefix="page"):
    number: int


class Doubled(BaseFilter):
    """Adds a value for the handler."""

    async def __call__(self, event: TelegramObject, callback_data: Open) -> dict[str, int]:
        return {"doubled": 2 * callback_data.task}


def message(text: str | None) -> Update:
    moment, chat = datetime(2026, 11, 22, tzinfo=UTC), Chat(id=5, type="private")
    return Update(update_id=1, message=Message(message_id=1, date=moment, chat=chat, from_user=ANNA, text=text))


def tap(data: str | None) -> Update:
    return Update(update_id=1, callback_query=CallbackQuery(id="1", from_user=ANNA, chat_instance="1", data=data))


def routers(heard: list[str]) -> list[Router]:
    """Handlers whose order decides, with filters of each sort."""
    first, second, last = Router(name="first"), Router(name="second"), Router(name="last")

    async def say(word: str) -> None:
        heard.append(word)

    async def first_open(_: CallbackQuery, callback_data: Open, doubled: int) -> None:
        await say(f"first {callback_data.task} {doubled}")

    async def second_open(_: CallbackQuery, callback_data: Open) -> None:
        await say(f"second {callback_data.task}")

    async def page(_: CallbackQuery) -> None:
        await say("page")

    async def any_tap(_: CallbackQuery) -> None:
        await say("any tap")

    async def old_tap(_: CallbackQuery) -> None:
        await say("old tap")

    async def help_(_: Message) -> None:
        await say("help")

    async def digits(_: Message, number: str) -> None:
        await say(f"digits {number}")

    async def text(_: Message) -> None:
        await say("text")

    async def anything(_: Message) -> None:
        await say("anything")

    first.callback_query.register(first_open, Open.filter(F.task > 5), Doubled())
    first.message.register(help_, Command("help"))
    second.callback_query.register(old_tap, F.data == "open:0")
    second.callback_query.register(second_open, Open.filter())
    second.callback_query.register(page, Page.filter())
    second.message.register(digits, F.text.regexp(r"^\d+$").as_("found"), F.text.as_("number"))
    last.message.register(text, F.text & ~F.text.startswith("/"))
    last.message.register(anything)
    last.callback_query.register(any_tap)
    return [first, second, last]


UPDATES = {
    "command": (message("/help"), "help"),
    "digits": (message("17"), "digits 17"),
    "text": (message("сегодня"), "text"),
    "unknown command": (message("/nothing"), "anything"),
    "no text": (message(None), "anything"),
    "first of two": (tap("open:6"), "first 6 12"),
    "second of two": (tap("open:5"), "second 5"),
    "before its kind": (tap("open:0"), "old tap"),
    "page": (tap("page:1"), "page"),
    "damaged data": (tap("page:x:y"), "any tap"),
    "unknown prefix": (tap("gone:1"), "any tap"),
    "no data": (tap(None), "any tap"),
}


@pytest.mark.parametrize("case", UPDATES)
async def test_the_handler_is_the_one_that_aiogram_would_find(case: str) -> None:
    update, wanted = UPDATES[case]
    plain: list[str] = []
    tree = Dispatcher()
    tree.include_routers(*routers(plain))
    await tree.feed_update(BOT, update)
    short: list[str] = []
    board = Dispatcher()
    board.include_router(Switchboard(*routers(short), name="conversations"))
    await board.feed_update(BOT, update)
    assert plain == short == [wanted]


async def test_what_nobody_handles_stays_unhandled() -> None:
    lonely = Router()
    lonely.message.register(lambda _: None, Command("help"))
    found = await Switchboard(lonely, name="conversations").propagate_event("callback_query", tap("x:1").event)
    assert str(found) == "sentinel.UNHANDLED"


def test_a_router_that_asks_more_than_its_handlers_is_refused() -> None:
    """A filter of the whole router would be lost in silence."""
    asking = Router(name="asking")
    asking.message.filter(F.text)
    with pytest.raises(ValueError, match="asking"):
        Switchboard(asking, name="conversations")
    parent = Router(name="parent")
    parent.include_router(Router())
    with pytest.raises(ValueError, match="parent"):
        Switchboard(parent, name="conversations")
