"""What a file is, by its first bytes; the extension only names it in refusals."""

import re
import zipfile
import zlib
from enum import StrEnum
from html import unescape
from io import BytesIO

from bot.domain.errors import Refusal

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\x00\x00\x00\x0cjP")
_HTML = (b"<!doctype html", b"<html", b"<table", b"<meta", b"<?xml version", b"<head", b"<body", b"<div", b"<p>")
_TEXTS = ("xl/sharedStrings", "xl/worksheets/sheet")
_LOOKED_AT = 4 * 2**20


class Kind(StrEnum):
    DOCX = "docx"
    XLSX = "xlsx"
    XLS = "xls"
    DOC = "doc"
    PDF = "pdf"
    TEXT = "text"
    HTML = "html"
    RTF = "rtf"
    ODS = "ods"
    ODT = "odt"


def sniff(name: str, content: bytes) -> Kind:
    """Raises `Refusal`: picture, password-protected, damaged-file, unknown-format."""
    head = content[:1024].lstrip(b"\xef\xbb\xbf \r\n\t")
    if head.startswith(b"PK"):
        return _zipped(name, content)
    if content.startswith(_OLE):
        return _ole(name, content)
    if b"%PDF-" in content[:1024]:
        return Kind.PDF
    if head.startswith(b"{\\rtf"):
        return Kind.RTF
    if head.startswith(_PICTURES) or head[4:12] in {b"ftypheic", b"ftypmif1", b"ftypavif"} or head[8:12] == b"WEBP":
        raise Refusal("picture", name=name)
    if head.lower().startswith(_HTML):
        return Kind.HTML
    if _binary(content):
        raise Refusal("unknown-format", name=name)
    return Kind.TEXT


def may_hold(content: bytes, words: str) -> bool:
    """Whether a table xlsx may hold a cell of these words: a look at its texts, cheap beside reading it in a worker.

    Spaces do not count. What is too long to be looked through may hold anything.
    """
    wanted, left = "".join(words.split()), _LOOKED_AT
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for part in archive.namelist():
                if part.startswith(_TEXTS) and left > 0:
                    with archive.open(part) as stream:
                        xml = stream.read(left).decode("utf-8", errors="ignore")
                    left -= len(xml)
                    if wanted in "".join(unescape(re.sub(r"<[^>]*>", "", xml)).split()):
                        return True
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError, zlib.error):
        return False
    return left <= 0


def _zipped(name: str, content: bytes) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = set(archive.namelist())
            if "mimetype" in parts:
                return _open_document(name, archive.read("mimetype")[:100])
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError) as error:
        raise Refusal("damaged-file", name=name) from error
    if "word/document.xml" in parts or any(part.startswith("word/document") for part in parts):
        return Kind.DOCX
    if "xl/workbook.xml" in parts:
        return Kind.XLSX
    if "xl/workbook.bin" in parts:
        return Kind.XLS
    raise Refusal("unknown-format", name=name)


def _open_document(name: str, mimetype: bytes) -> Kind:
    if b"spreadsheet" in mimetype:
        return Kind.ODS
    if b"opendocument.text" in mimetype:
        return Kind.ODT
    raise Refusal("unknown-format", name=name)


def _ole(name: str, content: bytes) -> Kind:
    """Old Office files and encrypted new ones share one container; stream names in it are UTF-16."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if has("EncryptedPackage") or has("EncryptionInfo"):
        raise Refusal("password-protected", name=name)
    if has("WordDocument"):
        return Kind.DOC
    if has("Workbook") or has("Book"):
        return Kind.XLS
    raise Refusal("unknown-format", name=name)


def _binary(content: bytes) -> bool:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    sample = content[:4096]
    odd = sum(1 for byte in sample if byte < 32 and byte not in b"\r\n\t\f\v\x1a")
    return odd > len(sample) * 0.02
