"""Every word a person reads: Fluent catalogues in `ru/*.ftl` and the two ways to use them.

`say` gives plain text (buttons, toasts, cells), `html` the same for a message: string parameters are escaped there, so
a school named «<b>» stays what it is. A text that is HTML already is passed as `Html`.
"""

import re
from functools import cache, lru_cache
from html import escape
from pathlib import Path
from typing import Literal

from fluent.runtime import FluentBundle
from fluent.runtime.types import FluentType
from fluent.syntax import FluentParser

FOLDER = Path(__file__).parent / "ru"
KEY = re.compile(r"^([a-zA-Z][\w-]*) *=", re.MULTILINE)

Value = str | int | float | FluentType


class UnknownText(KeyError):
    """A key that no catalogue holds, or a text whose parameters are missing: an error of ours, found by the tests."""


class Html(str):
    """Markup that has been escaped where needed; `html` passes it through."""

    __slots__ = ()


@cache
def _whole() -> FluentBundle:
    """What has been read so far. No marks of direction: Telegram shows them as boxes in buttons of some clients."""
    return FluentBundle(["ru"], use_isolating=False)


@cache
def _places() -> dict[str, Path]:
    """In which catalogue a key stands: found by a glance, for reading all of them takes 7 MiB and half a second."""
    found = ((path, KEY.finditer(path.read_text(encoding="utf-8"))) for path in sorted(FOLDER.glob("*.ftl")))
    return {match[1]: path for path, matches in found for match in matches}


@cache
def _read(path: Path) -> None:
    """Take up a catalogue. None refers to a key of another one: a test looks after that."""
    _whole().add_resource(FluentParser(with_spans=False).parse(path.read_text(encoding="utf-8")))


def say(key: str, /, **params: Value) -> str:
    """Plain text. Raises UnknownText for an unknown key or a missing parameter."""
    if all(type(value) is int for value in params.values()):
        return _kept(key, tuple(params.items()))
    return _formatted(key, params)


@lru_cache(maxsize=4096)
def _kept(key: str, numbers: tuple[tuple[str, int], ...]) -> str:
    """Buttons, headings, counts: most of every screen, worded again and again. Words of people are not kept here."""
    return _formatted(key, {**dict(numbers)})


def _formatted(key: str, params: dict[str, Value]) -> str:
    try:
        _read(_places()[key])
        message = _whole().get_message(key)
    except LookupError:
        raise UnknownText(key) from None
    if message.value is None:
        raise UnknownText(key)
    text, errors = _whole().format_pattern(message.value, params)
    if errors:
        raise UnknownText(f"{key}: {errors[0]}")
    return str(text)


def html(key: str, /, **params: Value) -> Html:
    """Text of a message with tags; string parameters that are not `Html` are escaped."""
    safe = {name: _safe(value) for name, value in params.items()}
    return Html(say(key, **safe))


def _safe(value: Value) -> Value:
    if isinstance(value, Html) or not isinstance(value, str):
        return value
    return escape(value, quote=False)


def lines(*parts: Html | Literal["", " "]) -> Html:
    """Parts of a message, one below the other; empty ones are left out (a blank line is a part of one space).

    Plain words are no part: `mypy` finds whoever forgot to escape them.
    """
    return Html("\n".join(part.rstrip(" ") for part in parts if part))


def knows(key: str) -> bool:
    """Whether some catalogue holds this key: refusals and doubts are looked up by their code."""
    return key in _places()
