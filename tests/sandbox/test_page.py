"""The page in a real Chromium, by what a person sees and presses."""

import io
import re
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from openpyxl import Workbook
from playwright.async_api import FilePayload, Page, expect

from bot.sandbox import Sandbox
from tests.sandbox.bots import RawBot
from tests.sandbox.browser import PHONE, WIDE, chat_page, with_chromium
from tests.sandbox.world import Someone, World

pytestmark = [pytest.mark.browser, pytest.mark.slow, with_chromium]

EVIL = "<script>window.pwned=1</script><img src=x onerror=window.pwned=1>"
KEYS = {"inline_keyboard": [[{"text": "✅ Да", "callback_data": "yes"}, {"text": EVIL, "callback_data": "no"}]]}


@pytest.fixture(autouse=True)
async def people(world: World, anna: Someone) -> Someone:
    await world.clock_to("2023-09-04T07:50:00+03:00", wait=False)
    for number, name in ((102, "Борис"), (103, "Админ"), (104, "Чужой")):
        await world.person(number, name)
    return anna


@pytest.fixture
async def page(sandbox: Sandbox, people: Someone) -> AsyncIterator[Page]:
    async with chat_page(sandbox.base) as page:
        yield page


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
async def test_no_text_of_a_chat_is_ever_read_as_html(
    sandbox: Sandbox, world: World, bot: RawBot, anna: Someone, size: tuple[int, int]
) -> None:
    await world.person(101, EVIL, role=EVIL, last_name=EVIL)
    await bot.updates()
    await bot.call("setMyCommands", commands=[{"command": "evil", "description": EVIL}])
    await bot.call("sendMessage", chat_id=101, text=EVIL, reply_markup=KEYS)
    await anna.sends_file(f"{EVIL.replace('/', '')}.txt", EVIL.encode(), wait=False)
    await bot.updates()
    async with chat_page(sandbox.base, size) as page:
        if size == PHONE:
            await page.locator(".person").first.click()
        chat = page.locator("[data-person='101']")
        await expect(chat.locator(".bubble").nth(1)).to_contain_text(EVIL)
        await chat.get_by_role("button", name="Команды бота").click()
        await expect(chat.locator(".commands")).to_contain_text(EVIL)
        await chat.locator(".key").nth(1).click()
        (update,) = await bot.updates()
        await bot.call(
            "answerCallbackQuery", callback_query_id=update["callback_query"]["id"], text=EVIL, show_alert=True
        )
        await expect(chat.locator(".alert")).to_contain_text(EVIL)
        await chat.get_by_role("button", name="Хорошо").click()
        await chat.get_by_role("button", name="Открыть", exact=True).click()
        await expect(page.locator("#dialog pre")).to_have_text(EVIL)
        assert await page.evaluate("window.pwned") is None
        assert await page.locator("script:not([src^='/page/']), img[src='x']").count() == 0
        assert await page.evaluate("document.documentElement.scrollWidth") <= size[0]


async def test_wide_page_shows_three_chats_side_by_side(page: Page) -> None:
    await expect(page.locator(".chat")).to_have_count(3)
    await page.locator(".person", has_text="Чужой").click()
    await expect(page.locator(".chat")).to_have_count(4)
    await page.locator("[data-person='104']").get_by_role("button", name="Закрыть чат").click()
    await expect(page.locator(".chat")).to_have_count(3)


async def test_phone_shows_people_or_one_chat(sandbox: Sandbox, bot: RawBot) -> None:
    async with chat_page(sandbox.base, PHONE, "dark") as page:
        await expect(page.locator(".chat")).to_have_count(0)
        await bot.call("sendMessage", chat_id=101, text="Новое")
        await expect(page.locator(".badge")).to_have_text("1")
        await page.locator(".person", has_text="Анна").click()
        await expect(page.locator("#people")).to_be_hidden()
        await expect(page.locator(".bubble").last).to_contain_text("Новое")
        await page.get_by_role("button", name="К списку людей").click()
        await expect(page.locator("#people")).to_be_visible()
        await expect(page.locator(".badge")).to_have_count(0)


async def test_new_messages_edits_and_deletions_appear_by_themselves(page: Page, bot: RawBot) -> None:
    feed = page.locator("[data-person='101'] .feed")
    text = "<b>жирный</b> <i>курсив</i> <code>код</code> https://ya.ru"
    number = (await bot.call("sendMessage", chat_id=101, text=text, parse_mode="HTML"))["message_id"]
    await expect(feed.locator("b").last).to_have_text("жирный")
    await expect(feed.locator("a[href='https://ya.ru/']")).to_have_text("https://ya.ru")
    await bot.call("editMessageText", chat_id=101, message_id=number, text="иначе")
    await expect(feed.locator(".bubble").last).to_contain_text(re.compile(r"иначе\s*изм\."))
    await bot.call("deleteMessage", chat_id=101, message_id=number)
    await expect(feed.locator(".bubble")).to_have_count(1)


async def test_link_of_another_protocol_is_no_link(page: Page, bot: RawBot) -> None:
    entities = [{"type": "text_link", "offset": 0, "length": 5, "url": "javascript:window.pwned=1"}]
    await bot.call("sendMessage", chat_id=101, text="нажми", entities=entities)
    await expect(page.locator("[data-person='101'] .bubble").last).to_contain_text("нажми")
    assert await page.locator("a[href^='javascript']").count() == 0


async def test_button_spins_until_the_toast_comes(page: Page, bot: RawBot) -> None:
    await bot.updates()
    await bot.call("sendMessage", chat_id=101, text="Всё прошло?", reply_markup=KEYS)
    key = page.get_by_role("button", name="✅ Да")
    await key.click()
    await expect(key).to_have_class(re.compile("waiting"))
    (update,) = await bot.updates()
    await bot.call("answerCallbackQuery", callback_query_id=update["callback_query"]["id"], text="Отмечено")
    await expect(page.locator(".toast")).to_have_text("Отмечено")
    await expect(key).not_to_have_class(re.compile("waiting"))


async def test_person_writes_starts_and_uses_the_command_menu(page: Page, bot: RawBot, people: Someone) -> None:
    await bot.updates()
    await bot.call("setMyCommands", commands=[{"command": "measures", "description": "Мои пункты"}])
    await page.locator("[data-person='102']").get_by_role("button", name="Начать").click()
    field = page.get_by_role("textbox", name="Сообщение от: Анна")
    await field.fill("привет")
    await field.press("Enter")
    await field.press_sequentially("/me")
    await page.get_by_role("menuitem", name="/measures").click()
    texts: list[str] = []
    while len(texts) < 3:
        texts += [update["message"]["text"] for update in await bot.updates()]
    assert texts == ["/start", "привет", "/measures"]


async def test_file_goes_up_by_button_and_by_dropping(page: Page, world: World, people: Someone) -> None:
    await page.locator("[data-person='101'] input[type=file]").set_input_files(
        FilePayload(name="план.docx", mimeType="application/octet-stream", buffer=b"1")
    )
    await expect(page.locator(".file b")).to_have_text("план.docx")
    drop = """(node) => {
        const data = new DataTransfer();
        data.items.add(new File(["22"], "справка.pdf"));
        for (const kind of ["dragenter", "dragover", "drop"])
            node.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
    }"""
    await page.locator("[data-person='101']").evaluate(drop)
    await expect(page.locator(".file b").last).to_have_text("справка.pdf")
    assert [message.file_name for message in await people.chat()][1:] == ["план.docx", "справка.pdf"]


async def test_workbook_opens_on_the_page_and_is_saved_under_its_name(page: Page, people: Someone) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Сводка"
    sheet.append(["Школа", "Выполнено"])
    sheet.append(["№ 3", 12])
    book.create_sheet("План").append(["№"])
    content = io.BytesIO()
    book.save(content)
    await people.sends_file("Сводка.xlsx", content.getvalue(), wait=False)
    await page.locator(".file").get_by_role("button", name="Открыть").click()
    await expect(page.locator("#dialog td")).to_have_text(["Школа", "Выполнено", "№ 3", "12"])
    await page.get_by_role("tab", name="План").click()
    await expect(page.locator("#dialog td")).to_have_text(["№"])
    async with page.expect_download() as download:
        await page.locator("#dialog").get_by_role("link", name="Сохранить").click()
    assert (await download.value).suggested_filename == "Сводка.xlsx"


async def test_invitation_in_one_chat_is_opened_by_another_person(page: Page, bot: RawBot, world: World) -> None:
    await bot.call("sendMessage", chat_id=101, text="Ссылка: https://t.me/shturman_demo_bot?start=code-7")
    await page.get_by_role("link", name="https://t.me/").click()
    await page.locator("#dialog .person", has_text="Чужой").click()
    await expect(page.locator("[data-person='104'] .bubble")).to_contain_text("/start code-7")


async def test_person_blocks_and_unblocks_the_bot(page: Page, bot: RawBot) -> None:
    chat = page.locator("[data-person='101']")
    await chat.get_by_role("button", name="Ещё").click()
    await chat.get_by_role("button", name="Заблокировать бота").click()
    await expect(chat.locator("header small")).to_have_text("бот заблокирован")
    assert await bot.refused("sendMessage", chat_id=101, text="x") == "403 Forbidden: bot was blocked by the user"
    await chat.get_by_role("button", name="Разблокировать бота").click()
    await expect(chat.get_by_role("textbox")).to_be_visible()


async def test_new_person_appears_with_an_own_chat(page: Page) -> None:
    await page.get_by_role("button", name="+ Новый человек").click()
    await page.get_by_label("Имя").fill("Вера")
    await page.get_by_label("Роль").fill("педагог")
    await page.get_by_role("button", name="Добавить").click()
    await expect(page.locator(".chat header b").last).to_have_text("Вера")


@pytest.mark.parametrize(
    ("button", "moment"),
    [
        ("завтра утром", "2023-09-05T08:00+03:00"),
        ("к ближайшему четвергу", "2023-09-07T08:00+03:00"),
        ("через неделю", "2023-09-11T07:50+03:00"),
    ],
)
async def test_clock_jumps(page: Page, world: World, bot: RawBot, button: str, moment: str) -> None:
    await bot.updates()
    await bot.confirm()
    await page.locator("#jumps").get_by_role("button", name=button).click()
    await expect(page.locator("#clock")).not_to_have_class(re.compile("moving"))
    late = await world.now() - type(await world.now()).fromisoformat(moment)
    assert timedelta(0) <= late < timedelta(minutes=5)


async def test_clock_dialog_sets_any_moment(page: Page, world: World) -> None:
    await page.locator("#clock").click()
    await page.get_by_label("Часовой пояс").select_option("Asia/Barnaul")
    await page.get_by_label("Другой момент").fill("2024-02-29T12:30")
    await page.get_by_role("button", name="Перевести", exact=True).click()
    await expect(page.locator("#clock-day")).to_contain_text("29 февр. 2024")
    assert (await world.now()).isoformat().startswith("2024-02-29T05:30")


async def test_fault_is_made_on_the_page_and_seen_in_the_journal(page: Page, bot: RawBot) -> None:
    await page.get_by_role("button", name="Сбои").click()
    await page.get_by_label("Что случится").select_option("500")
    await page.get_by_label("Метод").select_option("sendMessage")
    await page.get_by_label("Кому").select_option("101")
    await page.get_by_role("button", name="Устроить сбой").click()
    await expect(page.locator("#faults-count")).to_have_text("1")
    assert (await bot.refused("sendMessage", chat_id=101, text="x")).startswith("500")
    await page.get_by_role("button", name="Журнал").click()
    await expect(page.locator(".calls li").first).to_contain_text(re.compile(r"sendMessage → 101.*500", re.DOTALL))
    await bot.call("sendMessage", chat_id=101, text="y")
    await expect(page.locator(".calls li").first).to_contain_text("200")


async def test_page_finds_back_after_the_world_was_replaced(page: Page, world: World, bot: RawBot) -> None:
    saved = await world.saved()
    await bot.call("sendMessage", chat_id=101, text="забудется")
    await expect(page.locator("[data-person='101'] .bubble")).to_have_count(2)
    await world.load(saved)
    await expect(page.locator("[data-person='101'] .bubble")).to_have_count(1)


async def test_theme_is_kept(page: Page) -> None:
    await page.locator("#tool-theme").click()
    assert await page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"
    await page.reload()
    assert await page.evaluate("document.documentElement.dataset.theme") == "dark"
