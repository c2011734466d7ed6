"""Files (botapi rules, 7)."""

import io
import struct
from datetime import date
from typing import Any

import pytest
from aiohttp import FormData
from docx import Document
from openpyxl import Workbook

from bot.sandbox.files import FileStore, picture_size
from tests.sandbox.bots import RawBot
from tests.sandbox.world import Someone, World


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height) + b"\x08\x02\x00\x00\x00"


def jpeg(width: int, height: int) -> bytes:
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8\xff\xe0" + struct.pack(">H", 4) + b"xx" + frame + b"\xff\xd9"


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (png(3, 4), (3, 4)),
        (jpeg(5, 6), (5, 6)),
        (b"GIF89a" + struct.pack("<HH", 7, 8), (7, 8)),
        (b"plain", (0, 0)),
        (b"\xff\xd8\xff", (0, 0)),
    ],
)
def test_size_of_a_picture_is_read_from_its_header(content: bytes, size: tuple[int, int]) -> None:
    assert picture_size(content) == size


def test_paths_keep_nothing_of_the_sender_but_the_kind() -> None:
    stored = FileStore().add("../../etc/план.docx", b"1", "documents")
    assert (stored.path, stored.name) == ("documents/file_1.docx", "план.docx")


async def sent(bot: RawBot, method: str, field: str, name: str, content: bytes) -> tuple[int, str]:
    form = FormData(quote_fields=False)
    form.add_field("chat_id", "101")
    form.add_field(field, content, filename=name)
    async with bot.session.post(f"{bot.path}/{method}", data=form) as response:
        body = await response.json()
    return response.status, body.get("description", "")


@pytest.mark.parametrize(
    ("params", "refusal"),
    [
        ({}, "400 Bad Request: there is no document in the request"),
        ({"document": "attach://nothing"}, "400 Bad Request: there is no document in the request"),
        ({"document": "unknown"}, "400 Bad Request: wrong file identifier/HTTP URL specified"),
    ],
)
async def test_document_that_is_none_is_refused(
    bot: RawBot, anna: Someone, params: dict[str, str], refusal: str
) -> None:
    assert await bot.refused("sendDocument", chat_id=101, **params) == refusal


async def test_empty_upload_is_refused(bot: RawBot, anna: Someone) -> None:
    assert await sent(bot, "sendDocument", "document", "a.txt", b"") == (400, "Bad Request: file must be non-empty")


async def test_file_over_the_limit_is_not_downloaded(world: World, bot: RawBot, anna: Someone) -> None:
    await world.settings(download_bytes=3)
    await anna.sends_file("a.txt", b"1234", wait=False)
    assert await bot.refused("getFile", file_id=(await anna.chat())[-1].file_id) == "400 Bad Request: file is too big"
    assert await bot.refused("getFile", file_id="") == "400 Bad Request: invalid file_id"


async def test_upload_over_the_limit_is_refused(world: World, bot: RawBot, anna: Someone) -> None:
    await world.settings(upload_bytes=3)
    assert await sent(bot, "sendDocument", "document", "a.txt", b"1234") == (413, "Request Entity Too Large")


async def test_photo_keeps_the_rules_of_pictures(world: World, bot: RawBot, anna: Someone) -> None:
    assert await sent(bot, "sendPhoto", "photo", "a.png", png(640, 480)) == (200, "")
    assert await sent(bot, "sendPhoto", "photo", "a.png", b"no picture") == (400, "Bad Request: IMAGE_PROCESS_FAILED")
    assert await sent(bot, "sendPhoto", "photo", "a.png", png(9000, 1001)) == (
        400,
        "Bad Request: PHOTO_INVALID_DIMENSIONS",
    )
    assert await sent(bot, "sendPhoto", "photo", "a.png", png(21, 1)) == (400, "Bad Request: PHOTO_INVALID_DIMENSIONS")
    await world.settings(photo_bytes=10)
    assert await sent(bot, "sendPhoto", "photo", "a.png", png(640, 480)) == (413, "Request Entity Too Large")


async def test_photo_of_a_person_arrives_with_its_size(bot: RawBot, anna: Someone) -> None:
    await bot.updates()
    await anna.sends_photo("a.png", png(64, 48), wait=False)
    (update,) = await bot.updates()
    assert update["message"]["photo"][0]["width"] == 64


async def test_unknown_path_is_not_found(bot: RawBot) -> None:
    async with bot.session.get(f"/file{bot.path}/documents/none.txt") as response:
        assert response.status == 404


async def test_saved_file_is_never_a_page_of_this_address(bot: RawBot, anna: Someone) -> None:
    await anna.sends_file("план.html", b"<script>alert(1)</script>", wait=False)
    async with bot.session.get(f"/control/files/{(await anna.chat())[-1].file_id}?show") as response:
        assert response.content_type == "application/octet-stream"
        assert response.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''%D0%BF")


async def previewed(world: World, anna: Someone, name: str, content: bytes) -> Any:
    await anna.sends_file(name, content, wait=False)
    return await world.ask("GET", f"/control/files/{(await anna.chat())[-1].file_id}/preview")


async def test_preview_shows_sheets_with_whole_numbers_and_russian_days(world: World, anna: Someone) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Сводка"
    rows: list[list[Any]] = [["Школа", "Срок", True], ["№ 3", date(2023, 8, 25), 12], *([[1]] * 210)]
    for row in rows:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    (shown,) = (await previewed(world, anna, "a.xlsx", content.getvalue()))["sheets"]
    assert shown["rows"][:2] == [["Школа", "Срок", "True"], ["№ 3", "25.08.2023", 12]]
    assert (shown["name"], len(shown["rows"]), shown["more"]) == ("Сводка", 200, 12)


async def test_preview_shows_a_document_with_its_tables(world: World, anna: Someone) -> None:
    document = Document()
    document.add_paragraph("Дорожная карта")
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Раздел"
    table.cell(1, 1).text = "до 25.08"
    content = io.BytesIO()
    document.save(content)
    shown = await previewed(world, anna, "a.docx", content.getvalue())
    assert shown == {"parts": [{"text": "Дорожная карта"}, {"rows": [["Раздел", ""], ["", "до 25.08"]], "more": 0}]}


async def test_preview_shows_texts_and_pictures(world: World, anna: Someone) -> None:
    assert await previewed(world, anna, "a.txt", "приказ".encode("cp1251")) == {"text": "приказ"}
    assert await previewed(world, anna, "a.csv", "приказ".encode()) == {"text": "приказ"}
    assert await previewed(world, anna, "a.png", png(1, 1)) == {"picture": True}


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.pdf", "a"])
async def test_broken_and_other_files_have_no_preview(world: World, anna: Someone, name: str) -> None:
    with pytest.raises(AssertionError, match="no_preview"):
        await previewed(world, anna, name, b"x")
