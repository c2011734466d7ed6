r"""MarkdownV2 of a message → text and entities, refused with the server's own texts (td: parse_markdown_v2).

Offsets are counted in bytes for errors and in UTF-16 units for entities; `\` escapes any ASCII character.
`tests/sandbox/test_markdown.py` holds it against tdjson.
"""

from dataclasses import dataclass

from bot.sandbox.errors import ApiError
from bot.sandbox.links import checked_link, linked_user
from bot.sandbox.tags import parse_error, place_of, special_entity
from bot.sandbox.wire import Json

RESERVED = b"_*[]()~`>#+-=|{}.!\n"
SPACES = b" \t\r\n\0\x0b"
NAMES = {
    "italic": "Italic",
    "bold": "Bold",
    "underline": "Underline",
    "strikethrough": "Strikethrough",
    "spoiler": "Spoiler",
    "code": "Code",
    "pre": "Pre",
    "text_link": "TextUrl",
    "custom_emoji": "CustomEmoji",
    "blockquote": "BlockQuote",
}
ENDS = {
    "bold": b"*",
    "code": b"`",
    "pre": b"```",
    "text_link": b"]",
    "custom_emoji": b"]",
    "underline": b"__",
    "strikethrough": b"~",
    "spoiler": b"||",
}
BEGINNINGS = ((b"__", "underline"), (b"_", "italic"), (b"*", "bold"), (b"~", "strikethrough"), (b"||", "spoiler"))


@dataclass(slots=True)
class Open:
    kind: str
    offset: int
    """UTF-16 units."""
    at: int
    """Where it began, in bytes of the source."""
    start: int
    """Where its text begins in the result, in bytes."""
    language: str = ""


def parse_markdown(text: str) -> tuple[str, list[Json]]:
    """Plain text and entities. Raises `can't parse entities: …` in the server's words."""
    reader = MarkdownReader(text)
    reader.read()
    plain = reader.result.decode("utf-8", errors="surrogatepass")
    return plain, sorted(reader.entities, key=place_of)


class MarkdownReader:
    """One pass over the bytes of a text; `at` is the place that is read next."""

    def __init__(self, text: str) -> None:
        self.source = text.encode("utf-8", errors="surrogatepass")
        self.at = 0
        self.result = bytearray()
        self.units = 0
        self.entities: list[Json] = []
        self.nested: list[Open] = []
        self.line_begins = True
        """Whether a quotation may begin here."""

    def read(self) -> None:
        while self.at < len(self.source):
            byte = self.source[self.at : self.at + 1]
            if byte == b"\\" and 0 < self.byte_at(1) <= 126:
                self.at += 1
                self.plain()
            elif byte not in self.reserved():
                self.plain()
                self.line_begins = self.line_begins and byte != b"\n"
            elif self.ends_here():
                self.end()
            else:
                self.begin(byte)
        while self.nested and self.nested[-1].kind == "blockquote":
            self.close(self.nested.pop(), "")
        if self.nested:
            raise self.unended()

    def byte_at(self, ahead: int) -> int:
        """A byte further on; 0 behind the end, as in the server's strings."""
        place = self.at + ahead
        return self.source[place] if place < len(self.source) else 0

    def here(self, mark: bytes) -> bool:
        return self.source.startswith(mark, self.at)

    def plain(self) -> None:
        code = self.source[self.at]
        if code & 0xC0 != 0x80:
            self.units += 2 if code >= 0xF0 else 1
        self.result.append(code)
        self.at += 1
        if code != ord("\r"):
            self.line_begins = code == ord("\n")

    def reserved(self) -> bytes:
        return b"`" if self.nested and self.nested[-1].kind in {"code", "pre"} else RESERVED

    def ends_here(self) -> bool:
        if not self.nested:
            return False
        kind = self.nested[-1].kind
        if kind == "italic":
            return self.here(b"_") and not self.here(b"__")
        if kind == "blockquote":
            return self.here(b"\n") or self.expands_here()
        return self.here(ENDS[kind])

    def expands_here(self) -> bool:
        """Whether `||` ends a quotation, which makes it expandable: at the end of its last line."""
        rest = self.source[self.at : self.at + 5].replace(b"||\r\n", b"||\n", 1)
        return rest == b"||" or (rest[:3] == b"||\n" and rest[3:4] != b">")

    def begin(self, byte: bytes) -> None:
        begun = self.at
        if self.quoting() and self.expands_here():
            raise self.unended()
        if byte == b"\n":
            self.new_line()
            return
        if byte == b"`":
            self.begin_code(begun)
            return
        if byte == b">" and self.line_begins:
            self.at += 1
            if not self.quoting():
                self.open("blockquote", begun)
            return
        for mark, kind in (*BEGINNINGS, (b"[", "text_link"), (b"![", "custom_emoji")):
            if self.here(mark):
                self.at += len(mark)
                self.open(kind, begun)
                return
        raise parse_error(f"Character '{byte.decode()}' is reserved and must be escaped with the preceding '\\'")

    def new_line(self) -> None:
        """A line break; inside a quotation the next line must go on with `>`, or nothing else may be open."""
        goes_on = self.quoting() and self.byte_at(1) == ord(">")
        if self.quoting() and not goes_on:
            raise self.unended()
        self.plain()
        self.at += goes_on

    def quoting(self) -> bool:
        return any(one.kind == "blockquote" for one in self.nested)

    def unended(self) -> ApiError:
        last = self.nested[-1]
        name = "PreCode" if last.language else NAMES[last.kind]
        return parse_error(f"Can't find end of {name} entity at byte offset {last.at}")

    def open(self, kind: str, begun: int, language: str = "") -> None:
        self.nested.append(Open(kind, self.units, begun, len(self.result), language))

    def begin_code(self, begun: int) -> None:
        if not self.here(b"```"):
            self.at += 1
            self.open("code", begun)
            return
        self.at += 3
        end = self.at
        while end < len(self.source) and self.source[end] not in SPACES + b"`":
            end += 1
        language = ""
        if self.at != end and end < len(self.source) and self.source[end] != ord("`"):
            language = self.source[self.at : end].decode("utf-8", errors="surrogatepass")
            self.at = end
        pair = self.source[self.at : self.at + 2]
        if pair[:1] in {b"\n", b"\r"}:
            self.at += 2 if pair in {b"\n\r", b"\r\n"} else 1
        self.open("pre", begun, language)

    def end(self) -> None:
        last = self.nested.pop()
        if last.kind == "blockquote":
            self.end_quotation(last)
            return
        self.at += len(b"_" if last.kind == "italic" else ENDS[last.kind])
        address = self.address(last) if last.kind in {"text_link", "custom_emoji"} else ""
        self.close(last, address)

    def end_quotation(self, last: Open) -> None:
        """A line that does not begin with `>` ends it; `||` at its end makes it expandable."""
        expandable = self.here(b"||")
        self.at += 2 * expandable
        while self.at < len(self.source) and self.source[self.at - 1] != ord("\n"):
            self.plain()
        if self.here(b">") and not expandable:
            self.at += 1
            self.nested.append(last)
        else:
            self.close(last, "expandable" if expandable else "")

    def address(self, last: Open) -> str:
        """What stands in brackets behind a link or an emoji."""
        if not self.here(b"("):
            if last.kind == "custom_emoji":
                raise parse_error("The entity must contain a tg://emoji or tg://time URL")
            return self.result[last.start :].decode("utf-8", errors="surrogatepass")
        self.at += 1
        begun = self.at
        address = bytearray()
        while self.at < len(self.source) and self.byte_at(0) != ord(")"):
            if self.byte_at(0) == ord("\\") and 0 < self.byte_at(1) <= 126:
                self.at += 1
            address.append(self.source[self.at])
            self.at += 1
        if not self.here(b")"):
            raise parse_error(f"Can't find end of a URL at byte offset {begun}")
        self.at += 1
        return address.decode("utf-8", errors="surrogatepass")

    def close(self, last: Open, address: str) -> None:
        place: Json = {"offset": last.offset, "length": self.units - last.offset}
        special = special_entity(address, place) if last.kind == "custom_emoji" else {}
        if place["length"] <= 0:
            return
        match last.kind:
            case "text_link":
                if user_id := linked_user(address):
                    self.entities.append({"type": "text_mention", **place, "user": {"id": user_id}})
                elif link := checked_link(address):
                    self.entities.append({"type": "text_link", **place, "url": link})
            case "custom_emoji":
                self.entities.append(special)
            case "blockquote":
                self.entities.append({"type": "expandable_blockquote" if address else "blockquote", **place})
            case "pre" if last.language:
                self.entities.append({"type": "pre", **place, "language": last.language})
            case kind:
                self.entities.append({"type": kind, **place})
