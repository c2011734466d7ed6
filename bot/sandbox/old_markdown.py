"""The first Markdown of the Bot API → text and entities (td: parse_markdown). It knows no nesting.

`tests/sandbox/test_markdown.py` holds it against tdjson.
"""

import re

from bot.sandbox.links import checked_link, linked_user
from bot.sandbox.tags import parse_error
from bot.sandbox.wire import Json

KINDS = {b"_": "italic", b"*": "bold", b"`": "code", b"[": "text_link"}
MARK = re.compile(rb"\\([_*`\[])|([_*`\[])")
LANGUAGE = re.compile(rb"([^ \t\r\n\0\x0b`]+)(?=[ \t\r\n\0\x0b])")
LINE_END = re.compile(rb"\r\n|\n\r|\r|\n")


def parse_old_markdown(text: str) -> tuple[str, list[Json]]:
    """Plain text and entities. Raises `can't parse entities: …` in the server's words."""
    source = text.encode("utf-8", errors="surrogatepass")
    result = bytearray()
    entities: list[Json] = []
    at = 0
    while (match := MARK.search(source, at)) is not None:
        result += source[at : match.start()]
        if match.group(1):
            result += match.group(1)
            at = match.end()
        else:
            at = _entity(source, match.start(), result, entities)
    result += source[at:]
    return result.decode("utf-8", errors="surrogatepass"), entities


def _entity(source: bytes, begun: int, result: bytearray, entities: list[Json]) -> int:
    """Read the entity that begins at `begun`; the place behind it."""
    mark = source[begun : begun + 1]
    block = source.startswith(b"```", begun)
    at = begun + (3 if block else 1)
    language = LANGUAGE.match(source, at) if block else None
    at = language.end() if language else at
    if block and (line := LINE_END.match(source, at)):
        at = line.end()
    closing = b"```" if block else b"]" if mark == b"[" else mark
    end = source.find(closing, at)
    if end < 0:
        raise parse_error(f"Can't find end of the entity starting at byte offset {begun}")
    offset, part = _units(result), source[at:end]
    result += part
    behind = end + len(closing)
    if not part:
        return behind
    place: Json = {"offset": offset, "length": _units(part)}
    if mark == b"[":
        return _link(source, behind, part, place, entities)
    kind = "pre" if block else KINDS[mark]
    entities.append({"type": kind, **place} | ({"language": language.group(1).decode()} if language else {}))
    return behind


def _link(source: bytes, behind: int, part: bytes, place: Json, entities: list[Json]) -> int:
    url = part
    if source.startswith(b"(", behind):
        end = source.find(b")", behind)
        end = len(source) if end < 0 else end
        url, behind = source[behind + 1 : end], end + 1
    address = url.decode("utf-8", errors="surrogatepass")
    if user_id := linked_user(address):
        entities.append({"type": "text_mention", **place, "user": {"id": user_id}})
    elif link := checked_link(address):
        entities.append({"type": "text_link", **place, "url": link})
    return behind


def _units(part: bytes | bytearray) -> int:
    """Length in UTF-16 units."""
    return sum((code & 0xC0 != 0x80) + (code >= 0xF0) for code in part)
