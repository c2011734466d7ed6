"""The original file with its execution filled in: docx by python-docx's tree, xlsx by openpyxl."""

from collections.abc import Callable
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from docx.opc.exceptions import PackageNotFoundError
from lxml.etree import XMLSyntaxError
from openpyxl.utils.exceptions import InvalidFileException

from bot.domain.returns import Original, Returned
from bot.exports.returned_docx import fill as fill_docx
from bot.exports.returned_xlsx import fill as fill_xlsx

Filler = Callable[[Original], tuple[bytes, list[int]]]
FILLERS: tuple[tuple[str, Filler], ...] = (("word/", fill_docx), ("xl/worksheets/", fill_xlsx))
UNREADABLE = (BadZipFile, PackageNotFoundError, InvalidFileException, XMLSyntaxError, KeyError, ValueError, TypeError)
"""What python-docx and openpyxl raise for files that Word and Excel still open."""


def fill(original: Original) -> Returned | None:
    """None where the original is neither docx nor xlsx, cannot be written to, or holds none of the measures."""
    try:
        filler = _filler(original.content)
        if filler is None:
            return None
        content, missing = filler(original)
    except UNREADABLE:
        return None
    if len(missing) == len(original.rows):
        return None
    return Returned(original.name, content, tuple(original.rows[place].label for place in missing))


def _filler(content: bytes) -> Filler | None:
    if not content.startswith(b"PK"):
        return None
    with ZipFile(BytesIO(content)) as archive:
        parts = archive.namelist()
    return next((filler for start, filler in FILLERS if any(part.startswith(start) for part in parts)), None)
