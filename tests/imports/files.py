"""Small files for the tests of the readers, made on the spot."""

import io
import zipfile
from collections.abc import Mapping, Sequence

import docx
import openpyxl


def docx_of(rows: Sequence[Sequence[str]]) -> bytes:
    """A document: rows of one text are paragraphs, the others one table."""
    document = docx.Document()
    table = None
    for texts in rows:
        if len(texts) == 1:
            document.add_paragraph(texts[0])
            continue
        table = table or document.add_table(0, len(texts))
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def xlsx_of(rows: Sequence[Sequence[str]]) -> bytes:
    book = openpyxl.Workbook()
    for texts in rows:
        book.worksheets[0].append(list(texts))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zip_of(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def encrypted_ole() -> bytes:
    """The head of an Office file with a password: an OLE container with these two streams."""
    streams = "EncryptionInfo".encode("utf-16-le") + bytes(64) + "EncryptedPackage".encode("utf-16-le")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + streams + bytes(600)


def pdf_of(pages: Sequence[bytes], trailer: bytes = b"", extra: Sequence[bytes] = ()) -> bytes:
    """A pdf of the simplest kind: content streams over one built-in font."""
    first = 4 + len(extra)
    kids = b" ".join(b"%d 0 R" % (first + 2 * n) for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *extra,
    ]
    for number, stream in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F 3 0 R >> >> >>" % (first + 2 * number + 1)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return _assembled(objects, trailer)


def _assembled(objects: Sequence[bytes], trailer: bytes) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, start)
    return bytes(out)


def text_pdf(text: str) -> bytes:
    return pdf_of([b"BT /F 12 Tf 50 700 Td (%s) Tj ET" % text.encode("latin-1")])


def scan_pdf(pages: int) -> bytes:
    """Pages that hold a grey rectangle and no letter."""
    return pdf_of([b"0.8 g 50 50 400 600 re f"] * pages)


def encrypted_pdf() -> bytes:
    """A pdf whose standard security handler wants a user password."""
    handler = b"<< /Filter /Standard /V 1 /R 2 /P -44 /O <%s> /U <%s> >>" % (b"28BF4E5E" * 8, b"4E5E28BF" * 8)
    return pdf_of([b"BT /F 12 Tf 50 700 Td (x) Tj ET"], b"/Encrypt 4 0 R /ID [<00> <00>]", [handler])
