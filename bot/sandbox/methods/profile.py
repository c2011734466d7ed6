"""What a bot says about itself: getMe, commands, descriptions, menu button (botapi rules, 8)."""

import re
from collections.abc import Callable

from bot.sandbox.errors import ApiError
from bot.sandbox.realm import Call
from bot.sandbox.wire import Json

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
PLAIN_SCOPES = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"})
CHAT_SCOPES = frozenset({"chat", "chat_administrators", "chat_member"})
TEXTS = {"name": 64, "description": 512, "short_description": 120}


def get_me(call: Call) -> Json:
    return {
        **call.bot.user(),
        "can_join_groups": True,
        "can_read_all_group_messages": True,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_my_commands(call: Call) -> bool:
    value = call.params.parsed("commands", "Can't parse commands JSON object")
    if value is None:
        raise ApiError(400, 'Parameter "commands" is required')
    if not isinstance(value, list):
        raise ApiError(400, "Expected an Array of BotCommand")
    if len(value) > 100:
        raise ApiError(400, "BOT_COMMANDS_TOO_MUCH")
    call.bot.commands[scope_key(call)] = [_command(item) for item in value]
    call.world.stream.publish("commands", {"bot": call.bot.id})
    return True


def get_my_commands(call: Call) -> list[Json]:
    return call.bot.commands.get(scope_key(call), [])


def delete_my_commands(call: Call) -> bool:
    call.bot.commands.pop(scope_key(call), None)
    call.world.stream.publish("commands", {"bot": call.bot.id})
    return True


def scope_key(call: Call) -> str:
    """`scope:chat:user:language`, for example `chat:5::ru`. Raises 400 for a scope of another form."""
    value = call.params.parsed("scope", "Can't parse BotCommandScope JSON object")
    language = call.params.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise ApiError(400, "Invalid language code specified")
    if value is None:
        return f"default:::{language}"
    kind = value.get("type") if isinstance(value, dict) else None
    if kind is None:
        raise ApiError(400, "Can't parse BotCommandScope: Can't find field \"type\"")
    if kind in PLAIN_SCOPES:
        return f"{kind}:::{language}"
    if kind not in CHAT_SCOPES:
        raise ApiError(400, "Can't parse BotCommandScope: Unsupported type specified")
    chat = value.get("chat_id")
    if chat is None:
        raise ApiError(400, "Can't parse BotCommandScope: Can't find field \"chat_id\"")
    user = value.get("user_id") if kind == "chat_member" else ""
    if user is None:
        raise ApiError(400, "Can't parse BotCommandScope: Can't find field \"user_id\"")
    return f"{kind}:{chat}:{user}:{language}"


def commands_for(commands: dict[str, list[Json]], chat_id: int, person: int, language: str) -> list[Json]:
    """The list that a person sees in a chat: the narrowest scope wins, in it the own language."""
    wide = "all_private_chats" if chat_id > 0 else "all_group_chats"
    for scope in (f"chat_member:{chat_id}:{person}", f"chat:{chat_id}:", f"{wide}::", "default::"):
        for code in (language, ""):
            if found := commands.get(f"{scope}:{code}"):
                return found
    return []


def _command(item: object) -> Json:
    if not isinstance(item, dict):
        raise ApiError(400, "Can't parse BotCommand: expected an Object")
    name, description = item.get("command"), item.get("description")
    if not isinstance(name, str) or not isinstance(description, str):
        field = "description" if isinstance(name, str) else "command"
        raise ApiError(400, f'Can\'t parse BotCommand: Field "{field}" must be of type String')
    name = name.strip().removeprefix("/")
    if not name:
        raise ApiError(400, "Command must be non-empty")
    if len(name) > 32:
        raise ApiError(400, "Command length must not exceed 32")
    if not description.strip():
        raise ApiError(400, "Command description must be non-empty")
    if len(description) > 256:
        raise ApiError(400, "Command description length must not exceed 256")
    if not COMMAND.fullmatch(name):
        raise ApiError(400, "BOT_COMMAND_INVALID")
    return {"command": name, "description": description.strip()}


def text_setter(field: str) -> Callable[[Call], bool]:
    """setMyName, setMyDescription, setMyShortDescription: one text a language."""

    def set_text(call: Call) -> bool:
        text = call.params.text(field)
        if len(text) > TEXTS[field]:
            raise ApiError(400, f"{field.replace('_', ' ').capitalize()} is too long")
        call.bot.profile[f"{field}:{call.params.text('language_code')}"] = {field: text}
        return True

    return set_text


def text_getter(field: str) -> Callable[[Call], Json]:
    def get_text(call: Call) -> Json:
        own = call.bot.profile.get(f"{field}:{call.params.text('language_code')}")
        default = call.bot.first_name if field == "name" else ""
        return own or call.bot.profile.get(f"{field}:", {field: default})

    return get_text


def set_chat_menu_button(call: Call) -> bool:
    value = call.params.parsed("menu_button", "Can't parse MenuButton JSON object") or {"type": "default"}
    if not isinstance(value, dict) or value.get("type") not in {"default", "commands", "web_app"}:
        raise ApiError(400, "Can't parse MenuButton: Unsupported type specified")
    call.bot.profile[f"menu:{call.params.text('chat_id')}"] = value
    return True


def get_chat_menu_button(call: Call) -> Json:
    own = call.bot.profile.get(f"menu:{call.params.text('chat_id')}")
    return own or call.bot.profile.get("menu:", {"type": "commands"})
