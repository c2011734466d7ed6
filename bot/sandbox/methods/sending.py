"""sendMessage, sendDocument, sendPhoto and what they share with forwarding and copying."""

from bot.sandbox.errors import ApiError
from bot.sandbox.files import StoredFile, document, photo
from bot.sandbox.keyboards import read_markup
from bot.sandbox.realm import Call
from bot.sandbox.text import read_caption, read_text
from bot.sandbox.wire import Json
from bot.sandbox.world import Chat, Message


def send_message(call: Call) -> Json:
    text, entities = read_text(call.params)
    content: Json = {"text": text}
    if entities:
        content["entities"] = with_users(call, entities)
    return deliver(call, content)


def send_document(call: Call) -> Json:
    stored = uploaded(call, "document", "documents")
    return deliver(call, {"document": document(stored), **caption(call)})


def send_photo(call: Call) -> Json:
    stored = uploaded(call, "photo", "photos")
    return deliver(call, {"photo": photo(stored), **caption(call)})


def caption(call: Call) -> Json:
    text, entities = read_caption(call.params)
    body: Json = {"caption": text} if text else {}
    if entities:
        body["caption_entities"] = with_users(call, entities)
    return body


def uploaded(call: Call, field: str, folder: str) -> StoredFile:
    """The file of a call: sent with it, or known by its `file_id`. Raises the server's errors for neither."""
    upload = call.params.upload(field)
    if upload is None:
        value = call.params.text(field)
        if not value or value.startswith("attach://"):
            raise ApiError(400, f"There is no {field} in the request")
        return call.world.files.find(value)
    settings = call.realm.settings
    if len(upload.content) > (settings.photo_bytes if folder == "photos" else settings.upload_bytes):
        raise ApiError(413)
    if not upload.content:
        raise ApiError(400, "File must be non-empty")
    return call.world.files.add(upload.name, upload.content, folder, upload.mime)


def deliver(call: Call, content: Json, extra: Json | None = None) -> Json:
    """Put a message of the bot into the chat that the call names and show it as the server would."""
    chat = call.writable()
    markup = read_markup(call.params, call.realm.settings)
    reply_to = replied(call, chat)
    call.spend(chat)
    message = post(call, chat, content, markup, reply_to, extra)
    return call.world.wire(chat, message)


def post(
    call: Call, chat: Chat, content: Json, markup: Json | None, reply_to: int | None = None, extra: Json | None = None
) -> Message:
    """A new message of the bot; a reply keyboard goes to the chat, an inline one to the message."""
    facts = dict(extra or {})
    if call.params.flag("protect_content"):
        facts["has_protected_content"] = True
    inline = markup if markup and "inline_keyboard" in markup else None
    if markup is not None and inline is None and "force_reply" not in markup:
        chat.keyboard = None if "remove_keyboard" in markup else markup
    date = call.realm.clock.seconds()
    return call.world.post(chat, call.bot.id, date, content, markup=inline, reply_to=reply_to, extra=facts)


def replied(call: Call, chat: Chat) -> int | None:
    """The message that is answered. Raises 400 when it is gone and the call does not put up with that."""
    value = call.params.parsed("reply_parameters", "Can't parse reply parameters JSON object")
    if not isinstance(value, dict):
        return None
    number = value.get("message_id")
    if number in chat.messages:
        return int(number)
    if value.get("allow_sending_without_reply") is True:
        return None
    raise ApiError(400, "Message to be replied not found")


def with_users(call: Call, entities: list[Json]) -> list[Json]:
    """Entities with the whole person in a mention by number; a mention of nobody known is dropped."""
    filled: list[Json] = []
    for entity in entities:
        if entity["type"] != "text_mention":
            filled.append(entity)
        elif entity["user"]["id"] in call.world.people:
            filled.append({**entity, "user": call.world.user(entity["user"]["id"])})
    return filled
