"""The road of a first evening: people, a bot, taps, the clock."""

from tests.sandbox.bots import RawBot
from tests.sandbox.world import World


async def test_deep_link_arrives_as_start_with_its_payload(world: World, bot: RawBot) -> None:
    anna = await world.person(101, "Анна", role="координатор")
    await anna.opens_link("https://t.me/shturman_demo_bot?start=code-1", wait=False)
    (update,) = await bot.updates()
    assert update["message"]["text"] == "/start code-1"
    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


async def test_tap_reaches_the_bot_and_its_answer_reaches_the_person(world: World, bot: RawBot) -> None:
    anna = await world.person(101, "Анна")
    await anna.opens_link(wait=False)
    await bot.updates()
    markup = {"inline_keyboard": [[{"text": "✅ Выполнено", "callback_data": "done:1"}]]}
    await bot.call("sendMessage", chat_id=101, text="Пункт 3.6", reply_markup=markup)
    assert await anna.screen() == "Пункт 3.6\n[✅ Выполнено]"
    await anna.taps("✅ Выполнено", wait=False)
    (update,) = await bot.updates()
    assert update["callback_query"]["data"] == "done:1"
    await bot.call("answerCallbackQuery", callback_query_id=update["callback_query"]["id"], text="Отмечено")
    assert await anna.last_toast() == "Отмечено"
    await bot.confirm()
    await world.quiet()


async def test_file_goes_there_and_back(world: World, bot: RawBot) -> None:
    anna = await world.person(101, "Анна")
    await anna.sends_file("план.docx", b"bytes of a plan", wait=False)
    (update,) = await bot.updates()
    document = update["message"]["document"]
    assert (document["file_name"], document["file_size"]) == ("план.docx", 15)
    path = (await bot.call("getFile", file_id=document["file_id"]))["file_path"]
    async with bot.session.get(f"/file{bot.path}/{path}") as response:
        assert await response.read() == b"bytes of a plan"
    await bot.call("sendDocument", chat_id=101, document=document["file_id"], caption="Ваш план")
    assert await anna.last_file() == ("план.docx", b"bytes of a plan")
    assert await anna.screen() == "📄 план.docx\nВаш план"


async def test_messages_are_dated_by_the_virtual_clock(world: World, bot: RawBot) -> None:
    anna = await world.person(101, "Анна")
    await world.clock_to("2023-09-04T07:50:00+03:00")
    await anna.says("/measures", wait=False)
    (update,) = await bot.updates()
    assert 0 <= update["message"]["date"] - 1693803000 < 60


async def test_saved_world_comes_back_whole(world: World, bot: RawBot) -> None:
    anna = await world.person(101, "Анна", role="координатор")
    await anna.sends_file("план.docx", b"1", wait=False)
    await bot.call("sendMessage", chat_id=101, text="Принято")
    before = await anna.look()
    saved = await world.saved()
    await anna.says("ещё", wait=False)
    await world.load(saved)
    assert await anna.look() == before
    assert await world.saved() | {"offset": 0} == saved | {"offset": 0}
    assert len(await bot.updates()) == 1
