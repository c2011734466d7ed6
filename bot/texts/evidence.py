"""Pieces of evidence in words: on cards, in answers and in exports alike."""

from collections.abc import Mapping
from typing import Any

from bot.texts import knows, say

KILOBYTE, MEGABYTE = 1024, 1024 * 1024


def evidence_words(kind: str, text: str | None, link: str | None, value: Mapping[str, Any] | None = None) -> str:
    """«Приказ № 12 от 1 сентября», «число обучающихся: 34», «файл «Справка.pdf», 120 КБ»."""
    facts = value or {}
    if kind == "file":
        return say("proof-file", name=str(facts.get("name", "")), size=size_words(int(facts.get("size", 0))))
    if kind == "number":
        return "; ".join(say("proof-number", name=figure_name(name), n=str(number)) for name, number in facts.items())
    return " ".join(part for part in (text, link) if part)


def figure_name(name: str) -> str:
    """«число обучающихся»; the words of a sheet stay what they are."""
    return say(f"demand-{name}") if knows(f"demand-{name}") else name


def size_words(size: int) -> str:
    if size >= MEGABYTE:
        return say("size-megabytes", n=f"{size / MEGABYTE:.1f}".replace(".", ","))
    return say("size-kilobytes", n=str(max(1, round(size / KILOBYTE))))
