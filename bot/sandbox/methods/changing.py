"""Edits and deletions (botapi rules, 4)."""

from bot.sandbox.errors import ApiError
from bot.sandbox.keyboards import read_inline
from bot.sandbox.methods.copying import message_numbers
from bot.sandbox.methods.sending import caption, with_users
from bot.sandbox.realm import Call
from bot.sandbox.text import read_text
from bot.sandbox.wire import Json
from bot.sandbox.world import Chat, Message

NOT_MODIFIED = (
    "Message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def edit_message_text(call: Call) -> Json:
    text, entities = read_text(call.params)
    chat, message = _editable(call)
    if "text" not in message.content:
        raise ApiError(400, "There is no text in the message to edit")
    content: Json = {"text": text}
    if entities:
        content["entities"] = with_users(call, entities)
    return _change(call, chat, message, content)


def edit_message_caption(call: Call) -> Json:
    chat, message = _editable(call)
    if "text" in message.content:
        raise ApiError(400, "There is no caption in the message to edit")
    content = {key: value for key, value in message.content.items() if not key.startswith("caption")}
    return _change(call, chat, message, content | caption(call))


def edit_message_reply_markup(call: Call) -> Json:
    chat, message = _editable(call)
    return _change(call, chat, message, message.content)


def delete_message(call: Call) -> bool:
    chat = call.chat()
    message = call.message(chat, "delete")
    _check_deletable(call, chat, message)
    call.world.delete(chat, message)
    return True


def delete_messages(call: Call) -> bool:
    chat = call.chat()
    for number in message_numbers(call):
        message = chat.messages.get(number)
        if message is not None:
            _check_deletable(call, chat, message)
            call.world.delete(chat, message)
    return True


def _editable(call: Call) -> tuple[Chat, Message]:
    if not call.params.text("chat_id") and call.params.text("inline_message_id"):
        raise ApiError(400, "MESSAGE_ID_INVALID")
    chat = call.writable()
    message = call.message(chat, "edit")
    if message.sender != call.bot.id or "forward_origin" in message.extra:
        raise ApiError(400, "Message can't be edited")
    return chat, message


def _change(call: Call, chat: Chat, message: Message, content: Json) -> Json:
    markup = read_inline(call.params, call.realm.settings)
    if content == message.content and markup == message.markup:
        raise ApiError(400, NOT_MODIFIED)
    if content != message.content:
        message.edited = call.realm.clock.seconds()
    message.content, message.markup = content, markup
    call.world.tell("edited", chat, message)
    return call.world.wire(chat, message)


def _check_deletable(call: Call, chat: Chat, message: Message) -> None:
    """Anything in a private chat, only own messages in a group; for everyone only while it is young."""
    if chat.kind != "private" and message.sender != call.bot.id:
        raise ApiError(400, "Message can't be deleted")
    if call.realm.now() - message.date > call.realm.settings.delete_seconds:
        raise ApiError(400, "Message can't be deleted for everyone")
