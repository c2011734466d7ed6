"""Files of the world: what was uploaded, under which identifier and path it can be fetched."""

import mimetypes
import struct
from dataclasses import dataclass
from pathlib import PurePosixPath

from bot.sandbox.errors import ApiError
from bot.sandbox.wire import Json


@dataclass(frozen=True, slots=True)
class StoredFile:
    file_id: str
    unique_id: str
    path: str
    name: str
    mime: str
    content: bytes

    def wire(self) -> Json:
        """As `File` without its path and as the common part of `Document` and `PhotoSize`."""
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": len(self.content)}


class FileStore:
    """Files by identifier and by path. Nothing is ever thrown away: a `file_id` may be sent again without limit."""

    def __init__(self) -> None:
        self.by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def add(self, name: str, content: bytes, folder: str, mime: str = "") -> StoredFile:
        """Keep `content`; `folder` is the kind of the file as the server words it: documents or photos."""
        number = len(self.by_id) + 1
        clean = PurePosixPath(name.replace("\\", "/")).name or "file"
        suffix = PurePosixPath(clean).suffix
        return self.put(
            StoredFile(
                file_id=f"BQACAgIAAxkB{number:06d}{folder[:3]}",
                unique_id=f"AgAD{number:06d}",
                path=f"{folder}/file_{number}{suffix}",
                name=clean,
                mime=mime or mimetypes.guess_type(clean)[0] or "application/octet-stream",
                content=content,
            )
        )

    def put(self, stored: StoredFile) -> StoredFile:
        self.by_id[stored.file_id] = stored
        self._by_path[stored.path] = stored
        return stored

    def find(self, file_id: str) -> StoredFile:
        """Raises the server's error for an identifier that it never gave."""
        if not file_id:
            raise ApiError(400, "Invalid file_id")
        if file_id not in self.by_id:
            raise ApiError(400, "Wrong file identifier/HTTP URL specified")
        return self.by_id[file_id]

    def at(self, path: str) -> StoredFile | None:
        return self._by_path.get(path)


def document(stored: StoredFile) -> Json:
    return {**stored.wire(), "file_name": stored.name, "mime_type": stored.mime}


def photo(stored: StoredFile) -> list[Json]:
    """The one size that the sandbox keeps. Raises the server's errors for what is no picture or a misshapen one."""
    width, height = picture_size(stored.content)
    if width == 0 or height == 0:
        raise ApiError(400, "IMAGE_PROCESS_FAILED")
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise ApiError(400, "PHOTO_INVALID_DIMENSIONS")
    return [{**stored.wire(), "width": width, "height": height}]


def picture_size(content: bytes) -> tuple[int, int]:
    """Width and height of a PNG, GIF or JPEG in pixels; (0, 0) for anything else."""
    if content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content[:6] in {b"GIF87a", b"GIF89a"} and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return width, height
    return _jpeg_size(content) if content[:2] == b"\xff\xd8" else (0, 0)


def _jpeg_size(content: bytes) -> tuple[int, int]:
    place = 2
    while place + 9 < len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return width, height
        place += 2 + struct.unpack(">H", content[place + 2 : place + 4])[0]
    return 0, 0
