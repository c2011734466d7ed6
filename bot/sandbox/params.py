"""Parameters of a call, by whichever of the four ways they came (botapi rules, 1)."""

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web
from aiohttp.multipart import MultipartReader

from bot.sandbox.errors import ApiError
from bot.sandbox.wire import dumps

MAX_PARAMETERS = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    mime: str
    content: bytes


@dataclass(slots=True)
class Params:
    """Values as the text that was sent (a nested value of a JSON body as its JSON), and uploaded files by field."""

    values: dict[str, str] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return self.values.get(name, "")

    def integer(self, name: str, default: int = 0, low: int | None = None, high: int | None = None) -> int:
        """A number clipped to its limits; what is no number counts as left out, as the server has it."""
        try:
            value = int(self.values.get(name, default))
        except ValueError:
            value = default
        value = value if low is None else max(low, value)
        return value if high is None else min(high, value)

    def flag(self, name: str) -> bool:
        return self.values.get(name, "").strip().lower() in {"true", "yes", "1"}

    def parsed(self, name: str, error: str) -> Any:
        """The JSON of a field, None when it was left out. Raises 400 with `error` for broken JSON."""
        raw = self.values.get(name, "")
        if not raw:
            return None
        try:
            return json.loads(raw)
        except ValueError:
            raise ApiError(400, error) from None

    def upload(self, name: str) -> Upload | None:
        """The file of a field: sent in it, or in another part that it names by `attach://`."""
        value = self.values.get(name, "")
        if value.startswith("attach://"):
            return self.files.get(value.removeprefix("attach://"))
        return self.files.get(name)


async def read_params(request: web.Request, upload_bytes: int) -> Params:
    """Query and body together. Raises 413 when either is over its limit and 400 for a body that is no JSON object."""
    params = Params(dict(request.query))
    if not request.body_exists:
        return params
    kind = request.content_type
    if kind == "multipart/form-data":
        await _read_multipart(await request.multipart(), params, upload_bytes)
    elif kind == "application/json":
        params.values |= _from_json(await _read_small(request))
    elif kind == "application/x-www-form-urlencoded":
        if (request.content_length or 0) > MAX_PARAMETERS:
            raise ApiError(413, "too many parameters")
        params.values |= {name: str(value) for name, value in (await request.post()).items()}
    if sum(len(name) + len(value) for name, value in params.values.items()) > MAX_PARAMETERS:
        raise ApiError(413, "too many parameters")
    return params


async def _read_small(request: web.Request) -> bytes:
    if (request.content_length or 0) > MAX_PARAMETERS:
        raise ApiError(413, "too many parameters")
    body = await request.read()
    if len(body) > MAX_PARAMETERS:
        raise ApiError(413, "too many parameters")
    return body


def _from_json(body: bytes) -> dict[str, str]:
    if not body.strip():
        return {}
    try:
        value = json.loads(body)
    except ValueError:
        raise ApiError(400, "Can't parse request: request body is not a valid JSON") from None
    if not isinstance(value, dict):
        raise ApiError(400, "Can't parse request: JSON object expected")
    return {name: item if isinstance(item, str) else dumps(item) for name, item in value.items() if item is not None}


async def _read_multipart(reader: MultipartReader, params: Params, upload_bytes: int) -> None:
    small = 0
    while (part := await reader.next()) is not None:
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        if part.filename is None:
            body = await _read_part(part, MAX_PARAMETERS - small, "too many parameters")
            small += len(body)
            params.values[part.name] = body.decode("utf-8", errors="replace")
        else:
            body = await _read_part(part, upload_bytes, "")
            mime = part.headers.get("Content-Type", "")
            params.files[part.name] = Upload(part.filename, mime, body)


async def _read_part(part: BodyPartReader, limit: int, error: str) -> bytes:
    body = bytearray()
    while chunk := await part.read_chunk(64 * 1024):
        body += chunk
        if len(body) > limit:
            raise ApiError(413, error)
    return bytes(part.decode(bytes(body)))
