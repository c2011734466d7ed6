"""The cell's text without what carries no meaning: tags, invisible characters, kinds of dash and of white space."""

import re
import unicodedata

_DASHES = "‐‑‒–—―−﹘﹣－⁃÷~"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"
_TABLE = str.maketrans(
    {**dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_INVISIBLE, ""), "…": "-", "“": '"', "”": '"', "„": '"', "′": "'"}
)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|&nbsp;|&#160;")
_PLAIN = re.compile(r"[\w .,;:()/\-]*")


def normalise(text: str) -> str:
    """One line with single spaces, «-» for every dash, no tags. Doing it twice changes nothing; case is kept."""
    text = " ".join(text.replace("...", "-").split())
    if _PLAIN.fullmatch(text) and not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if _PLAIN.fullmatch(text):
        return text
    previous = None
    while previous != text:
        previous = text
        text = unicodedata.normalize("NFC", _TAG.sub(" ", text).translate(_TABLE))
        text = " ".join(text.split())
    return text
