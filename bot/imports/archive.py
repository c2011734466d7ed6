"""Zip containers and their XML, with everything checked before it is unpacked."""

import zipfile
import zlib
from io import BytesIO

from lxml import etree

from bot.domain.errors import Refusal
from bot.imports.limits import LARGEST_PART, LARGEST_UNPACKED, MOST_PARTS

_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, EOFError, ValueError, NotImplementedError)


class Archive:
    """Parts of a zipped document. Raises `Refusal`: unpacks-too-big, password-protected, damaged-file, unsafe-xml."""

    def __init__(self, name: str, content: bytes) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            raise Refusal("damaged-file", name=name) from error
        parts = self._zip.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise Refusal("unpacks-too-big", name=name, limit=LARGEST_UNPACKED // 2**20)
        if any(part.flag_bits & 1 for part in parts):
            raise Refusal("password-protected", name=name)

    def names(self) -> list[str]:
        return self._zip.namelist()

    def read(self, part: str) -> bytes | None:
        """The bytes of a part, None where there is none."""
        try:
            entry = self._zip.getinfo(part)
        except KeyError:
            return None
        if entry.file_size > LARGEST_PART:
            raise Refusal("unpacks-too-big", name=self.name, limit=LARGEST_PART // 2**20)
        try:
            return self._zip.read(entry)
        except _BROKEN as error:
            raise Refusal("damaged-file", name=self.name) from error

    def xml(self, part: str) -> "etree._Element | None":
        content = self.read(part)
        return None if content is None else parse_xml(self.name, content)


def parse_xml(name: str, content: bytes) -> "etree._Element":
    """Parse without entities, external files or network. A document type of its own is refused: Office writes none."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Refusal("damaged-file", name=name) from error
    document = root.getroottree().docinfo
    if document.internalDTD is not None or document.doctype:
        raise Refusal("unsafe-xml", name=name)
    return root
