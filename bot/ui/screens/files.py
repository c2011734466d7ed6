"""A file in words: its name and size."""

from bot.texts import Html, html
from bot.ui.prose import clip

NAME_WIDTH = 60
KIB = 1024


def file_words(name: str, size: int) -> Html:
    """«письмо.pdf, 120 КБ»; the name alone where the size is not known."""
    shown = clip(name, NAME_WIDTH)
    if size <= 0:
        return shown
    if size < KIB * KIB:
        return html("file-kilobytes", name=shown, size=max(1, round(size / KIB)))
    return html("file-megabytes", name=shown, size=round(size / KIB / KIB))
