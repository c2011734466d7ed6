"""Commands, scopes, descriptions, deep links (botapi rules, 8)."""

from typing import Any

import pytest

from tests.sandbox.bots import RawBot
from tests.sandbox.world import Someone

HELP = [{"command": "help", "description": "Помощь"}]


def command(name: str = "help", description: str = "Помощь") -> list[dict[str, str]]:
    return [{"command": name, "description": description}]


@pytest.mark.parametrize(
    ("params", "refusal"),
    [
        ({"commands": command("x" * 33)}, "command length must not exceed 32"),
        ({"commands": command("/")}, "command must be non-empty"),
        ({"commands": command(description="я" * 257)}, "command description length must not exceed 256"),
        ({"commands": command(description=" ")}, "command description must be non-empty"),
        ({"commands": command("Help")}, "BOT_COMMAND_INVALID"),
        ({"commands": HELP * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": "["}, "can't parse commands JSON object"),
        ({"commands": HELP, "scope": {"type": "moon"}}, "can't parse BotCommandScope: Unsupported type specified"),
        ({"commands": HELP, "scope": {}}, "can't parse BotCommandScope: Can't find field \"type\""),
        ({"commands": HELP, "scope": {"type": "chat"}}, "can't parse BotCommandScope: Can't find field \"chat_id\""),
        (
            {"commands": HELP, "scope": {"type": "chat_member", "chat_id": 1}},
            "can't parse BotCommandScope: Can't find field \"user_id\"",
        ),
        ({"commands": HELP, "language_code": "rus"}, "invalid language code specified"),
    ],
)
async def test_bad_commands_are_refused(bot: RawBot, params: dict[str, Any], refusal: str) -> None:
    assert await bot.refused("setMyCommands", **params) == f"400 Bad Request: {refusal}"


async def test_narrowest_scope_wins_and_in_it_the_own_language(bot: RawBot, anna: Someone) -> None:
    async def shown() -> list[str]:
        return [one["command"] for one in (await anna.look())["commands"]]

    assert await shown() == []
    await bot.call("setMyCommands", commands=command("default"))
    assert await shown() == ["default"]
    await bot.call("setMyCommands", commands=command("private"), scope={"type": "all_private_chats"})
    assert await shown() == ["private"]
    await bot.call("setMyCommands", commands=command("chat"), scope={"type": "chat", "chat_id": 101})
    assert await shown() == ["chat"]
    await bot.call("setMyCommands", commands=command("ru"), scope={"type": "chat", "chat_id": 101}, language_code="ru")
    assert await shown() == ["ru"]
    scope = {"type": "chat", "chat_id": 101}
    assert await bot.call("getMyCommands", scope=scope) == command("chat")
    await bot.call("deleteMyCommands", scope=scope, language_code="ru")
    await bot.call("deleteMyCommands", scope=scope)
    assert await shown() == ["private"]


async def test_bot_describes_itself_by_language(bot: RawBot) -> None:
    await bot.call("setMyDescription", description="Планы")
    await bot.call("setMyDescription", description="Plans", language_code="en")
    assert await bot.call("getMyDescription", language_code="en") == {"description": "Plans"}
    assert await bot.call("getMyDescription", language_code="ru") == {"description": "Планы"}
    assert await bot.call("getMyName") == {"name": "Штурман"}
    assert await bot.refused("setMyShortDescription", short_description="я" * 121) == (
        "400 Bad Request: short description is too long"
    )


async def test_menu_button_is_kept_by_chat(bot: RawBot, anna: Someone) -> None:
    assert await bot.call("getChatMenuButton") == {"type": "commands"}
    await bot.call("setChatMenuButton", chat_id=101, menu_button={"type": "default"})
    assert await bot.call("getChatMenuButton", chat_id=101) == {"type": "default"}
    refusal = await bot.refused("setChatMenuButton", menu_button={"type": "x"})
    assert refusal == "400 Bad Request: can't parse MenuButton: Unsupported type specified"


@pytest.mark.parametrize("payload", ["x" * 65, "с кириллицей", "a=b"])
async def test_deep_link_of_another_form_does_not_open(anna: Someone, payload: str) -> None:
    with pytest.raises(AssertionError, match="bad_payload"):
        await anna.world.ask("POST", "/control/people/101/link", {"payload": payload})
