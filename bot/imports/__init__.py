"""Bytes → `Document`: what a file says, cell by cell, and nothing about what it means.

Each format has a module with `read(name, content) -> Document`. They are imported by name when a file of that format
comes: a reader of pdf costs a quarter of a second and tens of megabytes that a text file need not pay
(`import --dry-run` is measured). The bot itself reads in a worker process (`bot/imports/worker.py`).
"""

import importlib

from bot.domain.errors import Refusal
from bot.domain.grid.document import Document
from bot.imports.limits import LARGEST_FILE
from bot.imports.sniff import Kind, sniff

READERS: dict[Kind, str] = {
    Kind.DOCX: "bot.imports.docx",
    Kind.XLSX: "bot.imports.xlsx",
    Kind.XLS: "bot.imports.xls",
    Kind.DOC: "bot.imports.doc",
    Kind.PDF: "bot.imports.pdf",
    Kind.TEXT: "bot.imports.text",
    Kind.HTML: "bot.imports.html",
    Kind.RTF: "bot.imports.rtf",
    Kind.ODS: "bot.imports.odf",
    Kind.ODT: "bot.imports.odf",
}


def read_document(name: str, content: bytes) -> Document:
    """Read a file by what it is, not by what it is called. Raises `Refusal` and leaves nothing behind."""
    if not content.strip(b" \r\n\t\0"):
        raise Refusal("empty-file", name=name)
    if len(content) > LARGEST_FILE:
        raise Refusal("file-too-big", name=name, limit=LARGEST_FILE // 2**20)
    reader = importlib.import_module(READERS[sniff(name, content)])
    document = reader.read(name, content)
    if not isinstance(document, Document):
        raise TypeError(f"{reader.__name__} returned {type(document).__name__}")
    return document


__all__ = ["read_document"]
