"""getChat, members, actions, and files to download."""

from bot.sandbox.errors import ApiError
from bot.sandbox.realm import Call
from bot.sandbox.wire import Json

ACTIONS = (
    "typing upload_photo record_video upload_video record_voice record_audio upload_voice upload_audio "
    "upload_document choose_sticker find_location record_video_note upload_video_note cancel"
)
GIFTS = dict.fromkeys(
    (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    ),
    False,
)


def send_chat_action(call: Call) -> bool:
    action = call.params.text("action").lower()
    if action not in ACTIONS.split():
        raise ApiError(400, "Wrong parameter action in request")
    chat = call.writable()
    call.world.stream.publish("action", {"bot": chat.bot, "chat": chat.id, "action": action})
    return True


def get_chat(call: Call) -> Json:
    chat = call.chat()
    facts: Json = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": GIFTS}
    return {**call.world.chat_wire(chat), **facts}


def get_chat_member(call: Call) -> Json:
    chat = call.chat()
    user_id = call.params.integer("user_id")
    if user_id not in call.world.people and user_id not in call.world.bots:
        raise ApiError(400, "Invalid user_id specified")
    members = [chat.id, call.bot.id] if chat.kind == "private" else chat.members
    return {"status": "member" if user_id in members else "left", "user": call.world.user(user_id)}


def get_chat_member_count(call: Call) -> int:
    chat = call.chat()
    return 2 if chat.kind == "private" else len(chat.members)


def leave_chat(call: Call) -> bool:
    chat = call.chat()
    if chat.kind == "private":
        raise ApiError(400, "Chat member status can't be changed in private chats")
    chat.bot_state = "left"
    chat.members = [member for member in chat.members if member != call.bot.id]
    return True


def get_file(call: Call) -> Json:
    stored = call.world.files.find(call.params.text("file_id"))
    if len(stored.content) > call.realm.settings.download_bytes:
        raise ApiError(400, "File is too big")
    return {**stored.wire(), "file_path": stored.path}
