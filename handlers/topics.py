"""«Темы занятий»: shown, given out as a table, replaced by a filled one."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.domain.errors import Refusal
from bot.domain.people import Actor, Role
from bot.domain.topics import TopicRow
from bot.ui.callbacks.menu import MenuTap
from bot.ui.callbacks.topics import TopicsTap
from bot.ui.callers import Asked, Known
from bot.ui.files import Incoming, Named
from bot.ui.screens import topics as screens
from bot.ui.show import Show
from bot.ui.words import Word
from bot.usecases import dialogues, topic_lists
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.context import Context
from bot.usecases.dialogues import Talk

KEEPERS = Known(Role.COORDINATOR, Role.ADMIN)


def create_router() -> Router:
    router = Router(name="topics")
    router.message.register(open_topics, Word("topics"), KEEPERS)
    router.callback_query.register(open_topics, MenuTap.filter(F.to == "topics"), KEEPERS)
    router.callback_query.register(show_topics, TopicsTap.filter(F.action == "show"), KEEPERS)
    router.callback_query.register(send_file, TopicsTap.filter(F.action == "file"), KEEPERS)
    router.callback_query.register(write, TopicsTap.filter(F.action == "write"), KEEPERS, Asked(Talk.TOPICS, "write"))
    router.callback_query.register(ask_drop, TopicsTap.filter(F.action == "drop"), KEEPERS)
    router.callback_query.register(drop, TopicsTap.filter(F.action == "drop-yes"), KEEPERS)
    return router


def create_upload_router() -> Router:
    router = Router(name="topics, table")
    router.message.register(take_file, F.document, KEEPERS, Named("topics-file-stem"))
    return router


async def open_topics(_: Message | CallbackQuery, actor: Actor, context: Context, show: Show) -> None:
    await show(screens.topics(await topic_lists.topic_list(context, actor)))


async def show_topics(_: CallbackQuery, callback_data: TopicsTap, actor: Actor, context: Context, show: Show) -> None:
    tap = callback_data
    await show(screens.topics(await topic_lists.topic_list(context, actor, tap.organisation, tap.year), tap.page))


async def send_file(_: CallbackQuery, callback_data: TopicsTap, actor: Actor, context: Context, show: Show) -> None:
    await show.working()
    tap = callback_data
    name, content = await topic_lists.topics_file(context, actor, tap.organisation, tap.year)
    await show.document(name, content, screens.file_caption())


async def take_file(
    message: Message, actor: Actor, sender: Sender, incoming: Incoming, context: Context, show: Show
) -> None:
    found = await topic_lists.read_file(context, actor, await incoming.fetched())
    stamp, rows = message.message_id, [[row.number, row.title, row.link] for row in found.rows]
    data = {"organisation": found.seen.organisation_id, "year": found.seen.school_year, "stamp": stamp, "rows": rows}
    await dialogues.begin(context, sender, Talk.TOPICS, "write", **data)
    await show(screens.proposal(found, stamp))


async def write(
    _: CallbackQuery,
    callback_data: TopicsTap,
    dialogue: OpenDialogue,
    actor: Actor,
    sender: Sender,
    context: Context,
    show: Show,
) -> None:
    data = dialogue.data
    if data["stamp"] != callback_data.stamp:
        raise Refusal("stale")
    rows = [TopicRow(number, title, link) for number, title, link in data["rows"]]
    done = await topic_lists.write(context, actor, data["organisation"], data["year"], rows)
    await dialogues.end(context, sender)
    await show(screens.written(done))


async def ask_drop(_: CallbackQuery, callback_data: TopicsTap, actor: Actor, context: Context, show: Show) -> None:
    tap = callback_data
    await show(screens.drop_question(await topic_lists.topic_list(context, actor, tap.organisation, tap.year)))


async def drop(_: CallbackQuery, callback_data: TopicsTap, actor: Actor, context: Context, show: Show) -> None:
    tap = callback_data
    await show(screens.topics(await topic_lists.write(context, actor, tap.organisation, tap.year, ())))
