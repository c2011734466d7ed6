"""forwardMessage, copyMessage and their plural forms."""

from bot.sandbox.errors import ApiError
from bot.sandbox.keyboards import read_markup
from bot.sandbox.methods.sending import caption, post, replied
from bot.sandbox.realm import Call
from bot.sandbox.wire import Json
from bot.sandbox.world import Message


def forward_message(call: Call) -> Json:
    original = _original(call, "forward")
    chat = call.writable()
    call.spend(chat)
    message = post(call, chat, original.content, None, extra=origin(call, original))
    return call.world.wire(chat, message)


def copy_message(call: Call) -> Json:
    original = _original(call, "copy")
    chat = call.writable()
    markup = read_markup(call.params, call.realm.settings)
    content = dict(original.content)
    if "text" not in content and "caption" in call.params.values:
        content = {key: value for key, value in content.items() if not key.startswith("caption")} | caption(call)
    reply_to = replied(call, chat)
    call.spend(chat)
    return {"message_id": post(call, chat, content, markup, reply_to).id}


def forward_messages(call: Call) -> list[Json]:
    source, chat = call.chat("from_chat_id"), call.writable()
    numbers = message_numbers(call)
    found = [source.messages[number] for number in numbers if number in source.messages]
    call.spend(chat, len(found))
    return [{"message_id": post(call, chat, one.content, None, extra=origin(call, one)).id} for one in found]


def copy_messages(call: Call) -> list[Json]:
    source, chat = call.chat("from_chat_id"), call.writable()
    numbers = message_numbers(call)
    found = [source.messages[number] for number in numbers if number in source.messages]
    call.spend(chat, len(found))
    return [{"message_id": post(call, chat, one.content, None).id} for one in found]


def message_numbers(call: Call) -> list[int]:
    """`message_ids` of a call: 1–100 numbers."""
    value = call.params.parsed("message_ids", "Can't parse message identifiers JSON object")
    if not isinstance(value, list):
        raise ApiError(
            400, "Expected an Array of message identifiers" if value else "Message identifiers are not specified"
        )
    if not value:
        raise ApiError(400, "Message identifiers are not specified")
    if len(value) > 100:
        raise ApiError(400, "Too many message identifiers specified")
    try:
        return [int(number) for number in value]
    except (TypeError, ValueError):
        raise ApiError(400, "Message identifier is not a Number") from None


def origin(call: Call, original: Message) -> Json:
    """Where a forwarded message came from; a forward of a forward keeps the first source."""
    if "forward_origin" in original.extra:
        return {"forward_origin": original.extra["forward_origin"]}
    user = call.world.user(original.sender)
    return {"forward_origin": {"type": "user", "sender_user": user, "date": original.date}}


def _original(call: Call, what: str) -> Message:
    source = call.chat("from_chat_id")
    original = call.message(source, what)
    if original.extra.get("has_protected_content"):
        raise ApiError(400, f"Message can't be {'forwarded' if what == 'forward' else 'copied'}")
    return original
