"""Plain descriptions (`*.plan`) → documents. The format is described in README.md beside this file.

`python -m tests.golden.roadmaps.make` rewrites what only LibreOffice can make into `made/`.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
from docx.document import Document as Word
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).parent
MADE = HERE / "made"
BY_OFFICE = {"pdf": "docx", "doc": "docx", "rtf": "docx", "odt": "docx", "xls": "xlsx", "ods": "xlsx"}
"""What LibreOffice converts, and from what."""


@dataclass(slots=True)
class Rows:
    rows: list[list[str]] = field(default_factory=list)

    @property
    def width(self) -> int:
        return max(len(row) for row in self.rows)


Part = str | Rows
"""A paragraph («[page]» and «[sheet …]» among them) or a table."""


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    school_year: int | None
    formats: tuple[str, ...]
    plans: int
    parts: tuple[Part, ...]
    measures: tuple[tuple[str, ...], ...]
    doubts: tuple[str, ...]
    rejected: tuple[str, ...]
    pages: bool = False  # the header repeated on every page, page numbers at the foot
    ruled: bool = True  # tables have lines


def cases() -> list[Case]:
    return [parsed(path.stem, path.read_text(encoding="utf-8")) for path in sorted(HERE.glob("*.plan"))]


def parsed(name: str, text: str) -> Case:
    head, _, rest = text.partition("\n\n")
    body, _, expected = rest.partition("=====\n")
    given = dict(line.split(": ", 1) for line in head.splitlines())
    lines = [line for line in expected.splitlines() if line.strip()]
    year = given.get("school_year", "auto")
    return Case(
        name,
        None if year == "auto" else int(year),
        tuple(given["formats"].split()),
        int(given.get("plans", "1")),
        tuple(_parts(body.rstrip("\n").splitlines())),
        tuple(tuple(cell.strip() for cell in line.split(" | ")) for line in lines if line[0] not in "!?"),
        tuple(line[1:].strip() for line in lines if line.startswith("!")),
        tuple(line[1:].strip() for line in lines if line.startswith("?")),
        "pages" in given,
        "unruled" not in given,
    )


def _parts(lines: Sequence[str]) -> Iterator[Part]:
    table: Rows | None = None
    for line in lines:
        if not line.startswith("|"):
            if table:
                yield table
            table = None
            yield line.removeprefix("\\")  # a line that begins with a bar and is no row of ours
            continue
        table = table or Rows()
        if line.startswith("|>"):
            table.rows.append([line[2:].strip(), "<<"])
        else:
            table.rows.append([cell.strip().replace("\\n", "\n") for cell in line.strip().strip("|").split("|")])
    if table:
        yield table


def _full(table: Rows) -> list[list[str]]:
    """Rows of equal length; a row over all columns is its text and «<» behind it."""
    width = max((len(row) for row in table.rows if "<<" not in row), default=2)
    return [[row[0]] + ["<"] * (width - 1) if "<<" in row else row + [""] * (width - len(row)) for row in table.rows]


def _merges(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, int, int, int]]:
    """Areas as (top, left, bottom, right): a cell with the «<» on its right and the «^» below it."""
    for top, row in enumerate(rows):
        for left, text in enumerate(row):
            if text in {"<", "^"}:
                continue
            right, bottom = left, top
            while right + 1 < len(row) and row[right + 1] == "<":
                right += 1
            while bottom + 1 < len(rows) and rows[bottom + 1][left] == "^":
                bottom += 1
            if right > left or bottom > top:
                yield top, left, bottom, right


def _plain(text: str) -> str:
    """A real date or number as text, for formats without such."""
    found = re.fullmatch(r"date(?::[^ ]+(?: [a-z]+)?)? (\d{4})-(\d\d)-(\d\d)", text)
    if found:
        return f"{found.group(3)}.{found.group(2)}.{found.group(1)}"
    return re.sub(r"^num:\S+ ", "", text)


def as_docx(case: Case) -> bytes:
    document = docx.Document()
    for part in case.parts:
        if isinstance(part, Rows):
            _docx_table(document, _full(part), case)
        elif part == "[page]":
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        elif not part.startswith("[sheet"):
            document.add_paragraph(part)
    if case.pages:
        _number_pages(document, case.name)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _number_pages(document: Word, name: str) -> None:
    document.sections[0].header.paragraphs[0].text = f"Проект {name}"
    foot = document.sections[0].footer.paragraphs[0]
    foot.add_run("Страница ")
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = foot.add_run()
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def _docx_table(document: Word, rows: list[list[str]], case: Case) -> None:
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid" if case.ruled else None)
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            if text not in {"<", "^", ""}:
                table.cell(row, column).text = _plain(text)
    for top, left, bottom, right in _merges(rows):
        table.cell(top, left).merge(table.cell(bottom, right))
    if case.ruled:
        table.columns[0].width = Cm(1.5)
    if case.pages:
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def as_xlsx(case: Case) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    row = 1
    started = False
    for part in case.parts:
        if isinstance(part, str) and part.startswith("[sheet "):
            title = part[7:-1]
            sheet = book.create_sheet(title) if started else sheet
            sheet.title = title
            row, started = 1, True
        elif isinstance(part, str):
            if part and part != "[page]":
                sheet.cell(row, 1, part)
            row += 1
        else:
            rows = _full(part)
            _xlsx_table(sheet, rows, row)
            row += len(rows)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _xlsx_table(sheet: Worksheet, rows: list[list[str]], first: int) -> None:
    for place, texts in enumerate(rows):
        for column, text in enumerate(texts, 1):
            if text not in {"<", "^", ""}:
                _xlsx_cell(sheet.cell(first + place, column), text)
    for top, left, bottom, right in _merges(rows):
        sheet.merge_cells(start_row=first + top, start_column=left + 1, end_row=first + bottom, end_column=right + 1)


def _xlsx_cell(cell: Cell | MergedCell, text: str) -> None:
    dated = re.fullmatch(r"date(?::([^ ]+(?: [a-z]+)?))? (\d{4}-\d\d-\d\d)", text)
    number = re.fullmatch(r"num:(\S+) ([\d.]+)", text)
    if dated:
        cell.value = date.fromisoformat(dated.group(2))
        cell.number_format = dated.group(1) or "dd.mm.yyyy"
    elif number:
        cell.value = float(number.group(2))
        cell.number_format = number.group(1)
    else:
        cell.value = text


def as_txt(case: Case) -> bytes:
    lines: list[str] = []
    for part in case.parts:
        if isinstance(part, str):
            lines.append("" if part.startswith("[") else part)
        else:
            lines += ["\t".join(map(_txt_cell, texts)) for texts in _full(part)]
    return "\n".join(lines).encode()


def _txt_cell(text: str) -> str:
    return "" if text in {"<", "^"} else _plain(text).replace("\n", " ")


def as_html(case: Case) -> bytes:
    pieces = ["<html><head><meta charset='utf-8'><title>x</title></head><body>"]
    for part in case.parts:
        if isinstance(part, str):
            pieces.append(f"<p>{part}</p>" if not part.startswith("[") else "")
            continue
        rows = _full(part)
        merged = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in _merges(rows)}
        pieces.append("<table border=1>")
        for row, texts in enumerate(rows):
            pieces.append("<tr>")
            for column, text in enumerate(texts):
                if text not in {"<", "^"}:
                    height, width = merged.get((row, column), (1, 1))
                    inner = _plain(text).replace("\n", "<br>")
                    pieces.append(f"<td rowspan={height} colspan={width}>{inner}</td>")
            pieces.append("</tr>")
        pieces.append("</table>")
    return "\n".join([*pieces, "</body></html>"]).encode()


BUILDERS = {"docx": as_docx, "xlsx": as_xlsx, "txt": as_txt, "html": as_html}


def build(case: Case, kind: str) -> bytes:
    """The document of a case: built here, or read from `made/`."""
    if kind in BUILDERS:
        return BUILDERS[kind](case)
    return (MADE / f"{case.name}.{kind}").read_bytes()


def main() -> int:
    office = shutil.which("soffice")
    if office is None:
        print("LibreOffice is needed", file=sys.stderr)  # noqa: T201
        return 1
    MADE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        wanted: dict[str, list[Path]] = {}
        for case in cases():
            for kind in case.formats:
                if kind in BY_OFFICE:
                    source = Path(folder) / BY_OFFICE[kind] / f"{case.name}.{BY_OFFICE[kind]}"
                    source.parent.mkdir(exist_ok=True)
                    source.write_bytes(BUILDERS[BY_OFFICE[kind]](case))
                    wanted.setdefault(kind, []).append(source)
        for kind, sources in wanted.items():
            command = [
                office,
                f"-env:UserInstallation=file://{folder}/office",
                "--headless",
                "--convert-to",
                kind,
                "--outdir",
                str(MADE),
                *map(str, sources),
            ]
            subprocess.run(command, check=True, capture_output=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
