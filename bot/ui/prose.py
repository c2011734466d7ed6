"""Words of people and documents inside a message: escaped, on one line, and cut by what they take up there."""

from html import escape

from bot.texts import Html


def clip(text: str | None, width: int) -> Html:
    """At most `width` characters after escaping: «&&&» takes up five times what it seems to."""
    words = " ".join((text or "").split())
    safe = escape(words, quote=False)
    if len(safe) <= width:
        return Html(safe)
    parts, room = [], width - 1
    for sign in words:
        room -= len(escape(sign, quote=False))
        if room < 0:
            break
        parts.append(sign)
    return Html(escape("".join(parts).rstrip(), quote=False) + "…")


def pages(text: str, width: int) -> list[Html]:
    """The whole of a long text, escaped, in pages of at most `width` characters; at least one."""
    found, page, room = [], list[str](), width
    for sign in text:
        safe = escape(sign, quote=False)
        if len(safe) > room:
            found.append(Html("".join(page)))
            page, room = [], width
        page.append(safe)
        room -= len(safe)
    return [*found, Html("".join(page))]
