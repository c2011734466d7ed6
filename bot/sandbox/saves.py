"""A world as one JSON document and back: people, chats, bots with undelivered updates, files, clock, settings."""

from base64 import b64decode, b64encode
from dataclasses import asdict

from bot.sandbox.accounts import Account, Query, Webhook
from bot.sandbox.errors import ControlError
from bot.sandbox.files import StoredFile
from bot.sandbox.realm import Realm
from bot.sandbox.updates import Update
from bot.sandbox.wire import Json
from bot.sandbox.world import Chat, Message, Person, World

FORM = 1


def save(realm: Realm) -> Json:
    world = realm.world
    return {
        "form": FORM,
        "offset": realm.clock.offset,
        "settings": realm.settings.wire(),
        "next_query": world.next_query,
        "people": [asdict(person) for person in world.people.values()],
        "bots": [_account(bot) for bot in world.bots.values()],
        "chats": [_chat(chat) for chat in world.chats.values()],
        "files": [
            asdict(stored) | {"content": b64encode(stored.content).decode()} for stored in world.files.by_id.values()
        ],
    }


def load(realm: Realm, saved: Json) -> None:
    """Replace the state of a realm. Raises ControlError for a document of another form and changes nothing then."""
    if saved.get("form") != FORM:
        raise ControlError("bad_save", f"not a saved world of form {FORM}")
    fresh = World(realm.stream)
    try:
        _fill(fresh, saved)
    except (KeyError, TypeError, ValueError) as error:
        raise ControlError("bad_save", f"the saved world is damaged: {error!r}") from None
    realm.settings.change(saved.get("settings", {}))
    world = realm.world
    world.people, world.bots, world.chats = fresh.people, fresh.bots, fresh.chats
    world.files, world.next_query = fresh.files, fresh.next_query
    realm.clock.offset = float(saved["offset"])


def _account(bot: Account) -> Json:
    queue = bot.queue
    return {
        "id": bot.id,
        "token": bot.token,
        "username": bot.username,
        "first_name": bot.first_name,
        "commands": bot.commands,
        "profile": bot.profile,
        "queries": [asdict(query) for query in bot.queries.values()],
        "webhook": asdict(bot.webhook) if bot.webhook else None,
        "pending": [asdict(update) for update in queue.pending],
        "next_update": queue.next_id,
        "allowed": sorted(queue.allowed),
    }


def _chat(chat: Chat) -> Json:
    """Messages as a list: keys of JSON objects are texts and would not come back as numbers."""
    return asdict(chat) | {"messages": [asdict(message) for message in chat.messages.values()]}


def _fill(world: World, saved: Json) -> None:
    for facts in saved["people"]:
        world.people[facts["id"]] = Person(**facts)
    for facts in saved["files"]:
        world.files.put(StoredFile(**facts | {"content": b64decode(facts["content"])}))
    for facts in saved["chats"]:
        messages = [Message(**message) for message in facts["messages"]]
        chat = Chat(**facts | {"messages": {message.id: message for message in messages}})
        world.chats[chat.bot, chat.id] = chat
    for facts in saved["bots"]:
        world.bots[facts["id"]] = _bot(facts)
    world.next_query = int(saved["next_query"])
    float(saved["offset"])


def _bot(facts: Json) -> Account:
    bot = Account(facts["id"], facts["token"], facts["username"], facts["first_name"])
    bot.commands, bot.profile = facts["commands"], facts["profile"]
    bot.queries = {query["id"]: Query(**query) for query in facts["queries"]}
    bot.webhook = Webhook(**facts["webhook"]) if facts["webhook"] else None
    bot.queue.pending = [Update(**update) for update in facts["pending"]]
    bot.queue.next_id = facts["next_update"]
    bot.queue.allow(facts["allowed"])
    return bot
