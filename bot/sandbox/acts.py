"""What people do: write, send files, follow links, press buttons, block the bot.

Each act changes the world and tells the bots by an update, as Telegram would.
"""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from bot.sandbox.accounts import Account, Query
from bot.sandbox.errors import ControlError
from bot.sandbox.files import document, photo
from bot.sandbox.realm import CALLBACK, Realm
from bot.sandbox.text import cleaned, trimmed, with_found
from bot.sandbox.wire import Json
from bot.sandbox.world import Chat, Message, Person

PAYLOAD = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")


@dataclass(frozen=True, slots=True)
class Place:
    """A person in a chat with a bot: who acts where."""

    realm: Realm
    bot: Account
    person: Person
    chat: Chat

    def wire(self, message: Message) -> Json:
        return self.realm.world.wire(self.chat, message)


def say(place: Place, text: str, reply_to: int | None = None) -> Message:
    """Write a text; the first one in a private chat starts the bot."""
    plain, _ = trimmed(*cleaned(text, []))
    if not plain:
        raise ControlError("empty_text", "an empty text cannot be sent")
    if len(plain) > 4096:
        raise ControlError("long_text", "a message holds at most 4096 characters")
    content: Json = {"text": plain}
    if entities := with_found(plain, []):
        content["entities"] = entities
    return _post(place, content, reply_to)


def open_link(place: Place, payload: str) -> Message:
    """Follow t.me/<bot>?start=<payload> and press Start; at most 64 characters of A-Za-z0-9_-."""
    if len(payload) > 64 or not set(payload) <= PAYLOAD:
        raise ControlError("bad_payload", "a start parameter has at most 64 characters of A-Za-z0-9_-")
    return say(place, f"/start {payload}".strip())


def send_file(place: Place, name: str, content: bytes, caption: str = "", *, as_photo: bool = False) -> Message:
    if not content and as_photo:
        raise ControlError("empty_file", "an empty picture cannot be sent")
    folder = "photos" if as_photo else "documents"
    stored = place.realm.world.files.add(name, content, folder)
    body: Json = {"photo": photo(stored)} if as_photo else {"document": document(stored)}
    if caption:
        body["caption"] = caption
    return _post(place, body, None)


def forward(place: Place, original: Message) -> Message:
    """Send an existing message on, as a person forwards a card of the bot."""
    user = place.realm.world.user(original.sender)
    extra: Json = {"forward_origin": {"type": "user", "sender_user": user, "date": original.date}}
    return _post(place, original.content, None, extra)


def _post(place: Place, content: Json, reply_to: int | None, extra: Json | None = None) -> Message:
    chat, realm = place.chat, place.realm
    if place.person.deactivated:
        raise ControlError("deactivated", "a deleted account writes nothing")
    if chat.kind == "private" and chat.blocked:
        unblock(place)
    chat.started = chat.started or chat.kind == "private"
    date = realm.clock.seconds()
    message = realm.world.post(chat, place.person.id, date, content, reply_to=reply_to, extra=extra or {})
    chat.read = message.id
    for bot in listeners(place):
        realm.notify(bot, "message", place.wire(message), f"chat:{chat.id}")
    return message


def listeners(place: Place) -> list[Account]:
    """The bots that hear what is said in a chat."""
    if place.chat.kind == "private":
        return [place.bot]
    if place.chat.bot_state != "member":
        return []
    return [bot for bot in place.realm.world.bots.values() if bot.id in place.chat.members]


def change_text(place: Place, message_id: int, text: str) -> Message:
    """Edit an own message."""
    message = place.chat.messages.get(message_id)
    if message is None or message.sender != place.person.id or "text" not in message.content:
        raise ControlError("no_such_message", f"no own text with the number {message_id}")
    plain, _ = trimmed(*cleaned(text, []))
    message.content = {"text": plain}
    if entities := with_found(plain, []):
        message.content["entities"] = entities
    message.edited = place.realm.clock.seconds()
    place.realm.world.tell("edited", place.chat, message)
    for bot in listeners(place):
        place.realm.notify(bot, "edited_message", place.wire(message), f"chat:{place.chat.id}")
    return message


def press(place: Place, button: str, message_id: int | None = None, index: int | None = None) -> Json:
    """Press a button by its text: on a given message, else on the latest that has it, else on the reply keyboard.

    `index` tells buttons of the same text apart. Says what happened: `query`, `url`, or the `message` that was sent.
    """
    message, found = _find_button(place, button, message_id, index or 0)
    if message is None:
        return {"message": say(place, button).id}
    if "callback_data" in found:
        query = tap(place, message, message.id, found["callback_data"])
        return {"query": query.id, "message_id": message.id}
    if "url" in found:
        return _follow(place, found["url"])
    raise ControlError("unsupported_button", f"the button «{button}» does something that the sandbox cannot do")


def tap(place: Place, message: Message | None, number: int, data: str) -> Query:
    """A callback query with any data, real buttons and forged ones alike; without a message it is inaccessible."""
    realm, world = place.realm, place.realm.world
    query = Query(str(world.next_query), place.person.id, place.chat.id, number, realm.now())
    world.next_query += 1
    place.bot.queries[query.id] = query
    body: Json = {
        "id": query.id,
        "from": place.person.user(),
        "message": _inaccessible(place, number) if message is None else place.wire(message),
        "chat_instance": str(place.chat.id * 7919),
        "data": data,
    }
    realm.notify(place.bot, CALLBACK, body, f"person:{place.person.id}")
    return query


def _inaccessible(place: Place, message_id: int) -> Json:
    return {"chat": place.realm.world.chat_wire(place.chat), "message_id": message_id, "date": 0}


def _find_button(place: Place, text: str, message_id: int | None, index: int) -> tuple[Message | None, Json]:
    messages = place.chat.messages
    if message_id is not None and message_id not in messages:
        raise ControlError("no_such_message", f"no message with the number {message_id}")
    candidates = [messages[message_id]] if message_id is not None else reversed(messages.values())
    for message in candidates:
        buttons = [button for row in (message.markup or {}).get("inline_keyboard", []) for button in row]
        same = [button for button in buttons if button["text"] == text]
        if same:
            return message, same[min(index, len(same) - 1)]
    for row in (place.chat.keyboard or {}).get("keyboard", []):
        if message_id is None and any(button["text"] == text for button in row):
            return None, {}
    raise ControlError("no_such_button", f"no message has the button «{text}»")


def _follow(place: Place, url: str) -> Json:
    parts = urlsplit(url)
    if parts.hostname in {"t.me", "telegram.me"} and parts.path.strip("/").lower() == place.bot.username.lower():
        payload = parse_qs(parts.query).get("start", [""])[0]
        return {"url": url, "message": open_link(place, payload).id}
    return {"url": url}


def block(place: Place) -> None:
    """«Заблокировать бота»: the bot learns of it by `my_chat_member`."""
    if not place.chat.blocked:
        place.chat.blocked = True
        _tell_membership(place, "member", "kicked")


def unblock(place: Place) -> None:
    if place.chat.blocked:
        place.chat.blocked = False
        _tell_membership(place, "kicked", "member")


def _tell_membership(place: Place, before: str, after: str) -> None:
    realm, me = place.realm, place.bot.user()
    body: Json = {
        "chat": realm.world.chat_wire(place.chat),
        "from": place.person.user(),
        "date": realm.clock.seconds(),
        "old_chat_member": _member(me, before),
        "new_chat_member": _member(me, after),
    }
    realm.stream.publish("chat", {"bot": place.chat.bot, "chat": place.chat.id, "blocked": place.chat.blocked})
    realm.notify(place.bot, "my_chat_member", body, f"chat:{place.chat.id}")


def _member(user: Json, status: str) -> Json:
    return {"status": status, "user": user, **({"until_date": 0} if status == "kicked" else {})}
