"""The text of one cell of a pdf: its words line by line; a break that may be inside a word is told apart."""

from collections.abc import Sequence
from typing import Any

from bot.domain.grid.document import SOFT_BREAK

Word = dict[str, Any]
"""A word of pdfplumber: text, x0, x1, top, bottom, chars."""

Box = tuple[float, float, float, float]
_SAME_LINE = 3.0
_NARROW = 110.0  # points: in wider cells a word is not cut
_PADDING = 7.0  # between text and border on one side, at most


def cell_text(box: Box, words: Sequence[Word]) -> str:
    """Lines joined by line breaks; `SOFT_BREAK` where a word may have been cut for want of room."""
    lines = _lines(box, words)
    text = ""
    padding = min([_PADDING, *(float(line[0]["x0"]) - box[0] for line in lines)])
    for place, line in enumerate(lines):
        words_of_line = " ".join(str(word["text"]) for word in line)
        glue = "" if not place else SOFT_BREAK if _cut(box, padding, lines[place - 1], line) else "\n"
        text += glue + words_of_line
    return text


def _lines(box: Box, words: Sequence[Word]) -> list[list[Word]]:
    left, top, right, bottom = box
    lines: list[list[Word]] = []
    for word in words:
        middle = (float(word["x0"]) + float(word["x1"])) / 2
        level = (float(word["top"]) + float(word["bottom"])) / 2
        if not (left <= middle <= right and top <= level <= bottom):
            continue
        if lines and abs(float(lines[-1][0]["top"]) - float(word["top"])) < _SAME_LINE:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [
        sorted(line, key=lambda word: float(word["x0"]))
        for line in sorted(lines, key=lambda line: float(line[0]["top"]))
    ]


def _cut(box: Box, padding: float, above: Sequence[Word], below: Sequence[Word]) -> bool:
    """A word alone in its line that leaves no room for the next letter may go on in the next line."""
    last, first = above[-1], below[0]
    text, following = str(last["text"]), str(first["text"])
    if len(above) > 1 or box[2] - box[0] > _NARROW or not text[-1:].isalnum() or not following[:1].isalnum():
        return False
    letter = first["chars"][0]
    room = box[2] - padding - float(last["x1"])
    full = room < float(letter["x1"]) - float(letter["x0"])
    return full and (following[:1].islower() or (text[-1:].isdigit() and following[:1].isdigit()))
