"""Files that cannot be read: each is refused with a code that has a Russian sentence, and nothing is left behind."""

import io
import shutil
import tempfile
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest

from bot.domain.errors import Refusal
from bot.domain.grid import read_plan
from bot.imports import read_document
from bot.texts import say
from tests.imports.files import docx_of, encrypted_ole, encrypted_pdf, scan_pdf, text_pdf, xlsx_of, zip_of

HEADER = ["№", "Мероприятие", "Срок", "Ответственный"]
PLAN = [
    ["План на 2023/2024 учебный год"],
    HEADER,
    ["1", "Беседа", "октябрь", "Завуч"],
    ["2", "Игра", "ноябрь", "Завуч"],
]
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;</w:t>
</w:r></w:p></w:body></w:document>"""


OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + bytes(600)


def refusal(name: str, content: bytes, year: int | None = 2023) -> Refusal:
    with pytest.raises(Refusal) as caught:
        read_plan(read_document(name, content), year)
    return caught.value


BAD = {
    "empty.docx": (b"", "empty-file"),
    "blank.txt": (b" \r\n\t ", "empty-file"),
    "picture.docx": (PNG, "picture"),
    "photo.pdf": (b"\xff\xd8\xff\xe0" + bytes(500), "picture"),
    "program.xlsx": (bytes(range(256)) * 20, "unknown-format"),
    "archive.docx": (zip_of({"readme.txt": b"hello"}), "unknown-format"),
    "locked.docx": (encrypted_ole(), "password-protected"),
    "locked.xlsx": (encrypted_ole(), "password-protected"),
    "locked.pdf": (encrypted_pdf(), "password-protected"),
    "scan.pdf": (scan_pdf(3), "no-text-layer"),
    "letter.pdf": (text_pdf("Dear colleagues, no table here"), "no-table"),
    "broken.pdf": (b"%PDF-1.4\n1 0 obj\n<< /Type", "damaged-file"),
    "entities.docx": (zip_of({"word/document.xml": ENTITIES}), "unsafe-xml"),
    "noise.docx": (zip_of({"word/document.xml": b"<w:document"}), "damaged-file"),
    "cut.docx": (docx_of(PLAN)[:5000], "damaged-file"),
    "cut.xlsx": (xlsx_of(PLAN)[:3000], "damaged-file"),
    "old.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") + bytes(600), "damaged-file"),
    "old.doc": (OLD_WORD, "damaged-file" if shutil.which("antiword") else "needs-docx"),
    "letter.docx": (docx_of([["Уважаемые коллеги"]]), "no-table"),
    "numbers.xlsx": (xlsx_of([["1", "2"], ["3", "4"]]), "no-table"),
    "no_deadline.docx": (
        docx_of([["№", "Мероприятие", "Ответственный"], ["1", "Беседа", "Завуч"], ["2", "Игра", "Завуч"]]),
        "no-deadline-column",
    ),
    "undated.docx": (
        docx_of([HEADER, ["1", "Беседа", "по графику", "Завуч"], ["2", "Игра", "", "Завуч"]]),
        "nothing-dated",
    ),
    "huge.txt": (b"x" * (20 * 2**20 + 1), "file-too-big"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_in_words(name: str) -> None:
    content, code = BAD[name]
    refused = refusal(name, content)
    assert refused.code == code
    words = say(f"refusal-{code}", **refused.params)
    assert name in words
    assert len(words) < 250


def test_an_old_word_file_without_antiword_asks_for_a_docx(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    refused = refusal("old.doc", OLD_WORD)
    assert refused.code == "needs-docx"
    assert "docx" in say("refusal-needs-docx", **refused.params)


def test_a_zip_bomb_is_refused_by_its_unpacked_size() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(200):
            part.write(bytes(2**20))
    assert len(bomb.getvalue()) < 2**20
    assert refusal("bomb.docx", bomb.getvalue()).code == "unpacks-too-big"


def test_one_part_too_big_to_parse_is_refused() -> None:
    sheet = b"<worksheet>" + b" " * (45 * 2**20) + b"</worksheet>"
    book = zip_of({"xl/workbook.xml": openpyxl_part("xl/workbook.xml"), "xl/worksheets/sheet1.xml": sheet,
                   "xl/_rels/workbook.xml.rels": openpyxl_part("xl/_rels/workbook.xml.rels")})  # fmt: skip
    assert refusal("big.xlsx", book).code == "unpacks-too-big"


def openpyxl_part(part: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(xlsx_of(PLAN))) as archive:
        return archive.read(part)


@pytest.mark.slow
def test_a_hundred_thousand_rows_are_refused() -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("План")
    sheet.append(HEADER)
    for number in range(100_000):
        sheet.append([number, "Беседа", "октябрь", "Завуч"])
    out = io.BytesIO()
    book.save(out)
    assert refusal("rows.xlsx", out.getvalue()).code == "too-many-rows"
    text = "\n".join("\t".join(HEADER) for _ in range(100_000))
    assert refusal("rows.txt", text.encode()).code == "too-many-rows"


def test_five_hundred_columns_are_refused() -> None:
    wide = [HEADER + [f"Столбец {n}" for n in range(500)], ["1", "Беседа", "октябрь", "Завуч"] + ["x"] * 500]
    assert refusal("wide.xlsx", xlsx_of(wide)).code == "too-many-columns"
    assert refusal("wide.txt", "\n".join("\t".join(row) for row in wide).encode()).code == "too-many-columns"


def test_a_wrong_extension_does_not_matter() -> None:
    for name, content in (("plan.pdf", docx_of(PLAN)), ("plan.txt", xlsx_of(PLAN)), ("plan", docx_of(PLAN))):
        assert len(read_plan(read_document(name, content), 2023).measures) == 2


def test_a_broken_old_sheet_is_refused_in_silence(capfd: pytest.CaptureFixture[str]) -> None:
    """Cutting a sheet anywhere makes the library panic now and then; nobody must see that."""
    whole = (Path(__file__).parents[1] / "golden" / "roadmaps" / "made" / "start_end_dates.xls").read_bytes()
    for length in range(600, len(whole), 487):
        content = whole[:length]
        try:
            read_document("план.xls", content)
        except Refusal as refused:
            assert refused.code in {"damaged-file", "unknown-format", "password-protected"}  # noqa: PT017
    assert capfd.readouterr().err == ""


def test_one_broken_byte_does_not_change_the_code_page() -> None:
    text = ("План на 2023/2024 учебный год\n" + "\n".join("\t".join(row) for row in PLAN[1:])).encode()
    plan = read_plan(read_document("план.txt", text[:20] + b"\xff" + text[20:]), 2023)
    assert [row.title for row in plan.measures] == ["Беседа", "Игра"]


def test_macros_are_left_alone_and_named() -> None:
    for content, part in ((docx_of(PLAN), "word/vbaProject.bin"), (xlsx_of(PLAN), "xl/vbaProject.bin")):
        out = io.BytesIO(content)
        with zipfile.ZipFile(out, "a") as archive:
            archive.writestr(part, b"Sub AutoOpen()")
        plan = read_plan(read_document("plan.docm", out.getvalue()), 2023)
        assert [doubt.code for doubt in plan.doubts] == ["macros_ignored"]
        assert len(plan.measures) == 2


def test_a_formula_counts_by_its_shown_value() -> None:
    content = xlsx_of([*PLAN, ["3", '=CONCATENATE("Отчёт"," ","года")', "май", "Завуч"]])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    shown = "<v>Отчёт года</v>".encode()
    parts["xl/worksheets/sheet1.xml"] = (
        sheet.replace(b"<v></v>", shown).replace(b"<v />", shown).replace(b"<v/>", shown)
    )
    plan = read_plan(read_document("plan.xlsx", zip_of(parts)), 2023)
    assert plan.measures[-1].title == "Отчёт года"


def test_nothing_is_left_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name, (content, _) in BAD.items():
        refusal(name, content)
    assert list(tmp_path.iterdir()) == []


def test_a_plan_without_any_year_asks_for_it() -> None:
    document = docx.Document()
    table = document.add_table(3, 4)
    rows = [HEADER, ["1", "Беседа", "октябрь", "Завуч"], ["2", "Игра", "ноябрь", "Завуч"]]
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name != "docProps/core.xml"}
    assert refusal("plan.docx", zip_of(parts), None).code == "school-year-unknown"
