"""python-telegram-bot, which knows nothing of the sandbox, runs a small echo-and-keyboard bot against it."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.sandbox import Sandbox
from tests.sandbox.world import World

pytestmark = pytest.mark.slow
"""A farewell of that library asks for updates once more, which the server answers after three seconds."""

Context = ContextTypes.DEFAULT_TYPE
KEYS = InlineKeyboardMarkup(
    [[InlineKeyboardButton("✅ Да", callback_data="yes"), InlineKeyboardButton("Нет", callback_data="no")]]
)


async def start(update: Update, context: Context) -> None:
    assert update.message is not None
    await context.bot.set_my_commands([BotCommand("start", "Начать")])
    await update.message.reply_html(f"Код: <b>{(context.args or ['нет'])[0]}</b>", reply_markup=KEYS)


async def echo(update: Update, context: Context) -> None:
    assert update.message is not None
    await update.message.reply_text(update.message.text or "")


async def tapped(update: Update, context: Context) -> None:
    query = update.callback_query
    assert query is not None
    await query.answer("Принято", show_alert=query.data == "no")
    await query.edit_message_text(f"Ответ: {query.data}")


async def measure(update: Update, context: Context) -> None:
    assert update.message is not None
    assert update.message.document is not None
    content = await (await update.message.document.get_file()).download_as_bytearray()
    await update.message.reply_document(bytes(content)[::-1], filename="обратно.txt", caption=f"{len(content)} Б")


@pytest.fixture
async def foreign(sandbox: Sandbox) -> AsyncIterator[Application[Any, Any, Any, Any, Any, Any]]:
    base = sandbox.base
    builder = ApplicationBuilder().token(sandbox.token).base_url(f"{base}/bot").base_file_url(f"{base}/file/bot")
    app = builder.build()
    app.add_handler(CommandHandler("start", start))
    app.add_handler(CallbackQueryHandler(tapped))
    app.add_handler(MessageHandler(filters.Document.ALL, measure))
    app.add_handler(MessageHandler(filters.TEXT, echo))
    await app.initialize()
    await app.start()
    assert app.updater is not None
    await app.updater.start_polling()
    yield app
    await app.updater.stop()
    await app.stop()
    await app.shutdown()


async def test_echo_and_keyboard_bot_of_another_library_works(
    world: World, foreign: Application[Any, Any, Any, Any, Any, Any]
) -> None:
    anna = await world.person(101, "Анна")
    await anna.opens_link("abc")
    assert await anna.screen() == "Код: abc\n[✅ Да] [Нет]"
    assert [one["command"] for one in (await anna.look())["commands"]] == ["start"]
    await anna.taps("✅ Да")
    assert (await anna.screen(), await anna.last_toast()) == ("Ответ: yes", "Принято")
    await anna.says("эхо <b>")
    assert await anna.screen() == "эхо <b>"
    await anna.sends_file("туда.txt", b"123")
    assert await anna.screen() == "📄 обратно.txt\n3 Б"
    assert await anna.last_file() == ("обратно.txt", b"321")


async def test_it_survives_an_error_of_the_server(
    world: World, foreign: Application[Any, Any, Any, Any, Any, Any]
) -> None:
    anna = await world.person(101, "Анна")
    await world.fault("500", "getUpdates")
    await anna.says("дошло", wait=False)
    await world.quiet()
    assert await anna.screen() == "дошло"
