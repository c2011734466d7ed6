"""HTML of a message → text and entities, refused with the server's own texts (td: parse_html).

The grammar is that of the real server and not of HTML: unknown tags are errors, a lone `&` is text, offsets are counted
in bytes for errors and in UTF-16 units for entities. `tests/sandbox/test_html.py` holds it against tdjson.
"""

from bot.sandbox.tags import KNOWN, OpenTag, entity_of, give, parse_error, place_of
from bot.sandbox.wire import Json

SPACES = b" \t\r\n\0\x0b"
NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}


def parse_html(text: str) -> tuple[str, list[Json]]:
    """Plain text and entities. Raises `can't parse entities: …` in the server's words."""
    reader = HtmlReader(text)
    reader.read()
    try:
        plain = reader.result.decode("utf-8")
    except UnicodeDecodeError:
        raise parse_error(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        ) from None
    entities = [{k: v for k, v in entity.items() if k != "bare"} for entity in reader.entities]
    entities.sort(key=place_of)
    return plain, entities


class HtmlReader:
    """One pass over the bytes of a text; `at` is the place that is read next."""

    def __init__(self, text: str) -> None:
        self.source = text.encode("utf-8", errors="surrogatepass")
        self.at = 0
        self.result = bytearray()
        self.units = 0
        """UTF-16 units of the result."""
        self.entities: list[Json] = []
        self.nested: list[OpenTag] = []

    def read(self) -> None:
        while self.at < len(self.source):
            byte = self.peek()
            if byte == b"<":
                self.tag()
            elif byte != b"&" or not self.reference():
                self.plain(byte)
        if self.nested:
            name = self.nested[-1].name.decode()
            raise parse_error(f'Can\'t find end tag corresponding to start tag "{name}"')

    def peek(self) -> bytes:
        """The next byte; a NUL stands for the end, as in the server's strings."""
        return self.source[self.at : self.at + 1] or b"\0"

    def plain(self, byte: bytes) -> None:
        code = byte[0]
        if code & 0xC0 != 0x80:
            self.units += 2 if code >= 0xF0 else 1
        self.result += byte
        self.at += 1

    def reference(self) -> bool:
        """Whether a reference such as `&lt;` stands here; it is taken over as the character it means."""
        char = self.decode_reference()
        if char is None:
            return False
        self.units += 2 if ord(char) > 0xFFFF else 1
        self.result += char.encode("utf-8", errors="surrogatepass")
        return True

    def decode_reference(self) -> str | None:
        start = self.at + 1
        if self.source[start : start + 1] == b"#":
            base, alphabet, start = (
                (16, b"0123456789abcdefABCDEF", start + 2)
                if self.source[start + 1 : start + 2] == b"x"
                else (10, b"0123456789", start + 1)
            )
            end = self.span(start, alphabet)
            code = int(self.source[start:end] or b"0", base) & 0xFFFFFFFF
            if code == 0 or code >= 0x10FFFF or end - self.at >= 10:
                return None
            char = chr(code)
        else:
            end = start
            while self.source[end : end + 1].isalpha():
                end += 1
            named = NAMED.get(self.source[start:end])
            if named is None:
                return None
            char = named
        self.at = end + 1 if self.source[end : end + 1] == b";" else end
        return char

    def span(self, start: int, alphabet: bytes) -> int:
        """The end of the run of bytes of `alphabet` that begins at `start`."""
        while start < len(self.source) and self.source[start] in alphabet:
            start += 1
        return start

    def until(self, stops: bytes) -> bytes:
        """Bytes up to one of `stops` (which hold the NUL) or the end."""
        start = self.at
        while self.at < len(self.source) and self.source[self.at] not in stops:
            self.at += 1
        return self.source[start : self.at]

    def skip_spaces(self) -> None:
        while self.peek() != b"\0" and self.peek() in SPACES:
            self.at += 1

    def tag(self) -> None:
        begin = self.at
        self.at += 1
        if self.peek() == b"/":
            self.end_tag(begin)
        else:
            self.start_tag(begin)

    def start_tag(self, begin: int) -> None:
        name = self.until(SPACES + b">").lower()
        if self.peek() == b"\0":
            raise parse_error(f"Unclosed start tag at byte offset {begin}")
        if name not in KNOWN:
            raise parse_error(f'Unsupported start tag "{_shown(name)}" at byte offset {begin}')
        tag = OpenTag(name, "", self.units, len(self.result))
        while self.peek() != b">":
            self.skip_spaces()
            if self.peek() == b">":
                break
            self.attribute(tag, begin)
        self.at += 1
        if name == b"span" and tag.argument != "spoiler":
            raise parse_error(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self.nested.append(tag)

    def attribute(self, tag: OpenTag, begin: int) -> None:
        name = self.until(SPACES + b"=>/\"'")
        shown = _shown(tag.name)
        if not name:
            raise parse_error(f'Empty attribute name in the tag "{shown}" at byte offset {begin}')
        self.skip_spaces()
        if self.peek() != b"=":
            if self.peek() == b"\0":
                raise parse_error(f'Unclosed start tag "{shown}" at byte offset {begin}')
            if tag.name == b"blockquote" and name == b"expandable":
                tag.argument = "1"
            return
        self.at += 1
        self.skip_spaces()
        if self.peek() == b"\0":
            raise parse_error(f'Unclosed start tag "{shown}" at byte offset {begin}')
        value = self.quoted() if self.peek() in {b"'", b'"'} else self.token()
        if self.peek() == b"\0":
            raise parse_error(f"Unclosed start tag at byte offset {begin}")
        give(tag, name, value)

    def quoted(self) -> str:
        quote = self.peek()
        self.at += 1
        value = bytearray()
        while self.peek() not in {quote, b"\0"}:
            char = self.decode_reference() if self.peek() == b"&" else None
            if char is None:
                value += self.peek()
                self.at += 1
            else:
                value += char.encode("utf-8", errors="surrogatepass")
        if self.peek() == quote:
            self.at += 1
        return value.decode("utf-8", errors="surrogatepass")

    def token(self) -> str:
        begin = self.at
        while self.peek().isalnum() or self.peek() in {b".", b"-"}:
            self.at += 1
        if self.peek() not in SPACES and self.peek() != b">":
            raise parse_error(f"Unexpected end of name token at byte offset {begin}")
        return self.source[begin : self.at].lower().decode()

    def end_tag(self, begin: int) -> None:
        if not self.nested:
            raise parse_error(f"Unexpected end tag at byte offset {begin}")
        self.at += 1
        name = self.until(SPACES + b">").lower()
        self.skip_spaces()
        if self.peek() != b">":
            raise parse_error(f"Unclosed end tag at byte offset {begin}")
        self.at += 1
        tag = self.nested[-1]
        if name and name != tag.name:
            raise parse_error(
                f'Unmatched end tag at byte offset {begin}, expected "</{_shown(tag.name)}>", found "</{_shown(name)}>"'
            )
        if self.units > tag.offset:
            linked = tag.argument or self.result[tag.start :].decode("utf-8", errors="surrogatepass")
            entity_of(tag, self.units - tag.offset, linked, self.entities)
        self.nested.pop()


def _shown(name: bytes) -> str:
    return name.decode("utf-8", errors="replace")
