"""Old Word files, by the program antiword where it is installed: it tells tables as DocBook."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from bot.domain.errors import Refusal
from bot.domain.grid.document import Block, Document, Grid, Paragraph
from bot.imports.limits import MOST_ROWS

_SECONDS = 30


def read(name: str, content: bytes) -> Document:
    """Raises `Refusal`: needs-docx without antiword, damaged-file when it gives up."""
    program = shutil.which("antiword")
    if program is None:
        raise Refusal("needs-docx", name=name)
    with tempfile.TemporaryDirectory(prefix="shturman-") as folder:
        file = Path(folder) / "plan.doc"
        file.write_bytes(content)
        command = [program, "-x", "db", "-m", "UTF-8.txt", str(file)]
        try:
            done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
        except subprocess.TimeoutExpired as error:
            raise Refusal("reading-too-long", name=name, seconds=_SECONDS) from error
    if done.returncode or not done.stdout.strip():
        raise Refusal("damaged-file", name=name)
    return Document(name, "doc", tuple(_blocks(name, done.stdout)))


def _blocks(name: str, docbook: bytes) -> Iterator[Block]:
    # antiword writes a document type and leaves tags open now and then, so the parser is a forgiving one
    root = etree.fromstring(
        docbook, etree.XMLParser(resolve_entities=False, no_network=True, recover=True, load_dtd=False)
    )
    if root is None:
        raise Refusal("damaged-file", name=name)
    for element in root.iter("para", "title", "informaltable"):
        if element.tag == "informaltable":
            rows = [[_text(cell) for cell in row.iter("entry")] for row in element.iter("row")]
            if len(rows) > MOST_ROWS:
                raise Refusal("too-many-rows", name=name, limit=MOST_ROWS)
            yield Grid.of(rows)
        elif element.find(".//informaltable") is None and not any(p.tag == "entry" for p in element.iterancestors()):
            for line in _text(element).splitlines() or [""]:
                yield Paragraph(line)


def _text(element: "etree._Element") -> str:
    lines = ("".join(element.itertext())).replace("\xa0", " ").splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())
