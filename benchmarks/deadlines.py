"""Deadline phrases of real plans read in a second on one core, beside dateparser (aim: 10,000, 50 × as many)."""

import importlib
import json
import time
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from bot.domain.deadline import parse

GOLDEN = Path(__file__).parent.parent / "tests" / "golden" / "deadlines"
ROUNDS = 7
FEW = 4  # dateparser is asked every fourth phrase
Figure = tuple[str, float, str]


def run() -> list[Figure]:
    """Phrases a second, by the CPU time of this process; the best of several rounds, without any cache."""
    phrases = [json.loads(line) for name in ("examples", "plans") for line in _lines(name)]
    pairs = [(str(phrase["text"]), int(str(phrase["year"]))) for phrase in phrases]
    ours = max(_round(pairs, parse) for _ in range(ROUNDS))
    figures = [("deadline phrases: ours", ours, "phrases/s on one core")]
    if find_spec("dateparser"):
        for how, languages in (("language found by itself", None), ("told that it is Russian", ["ru"])):
            beside = _round(pairs[::FEW], partial(_dateparser, importlib.import_module("dateparser"), languages))
            figures += [(f"dateparser.parse, {how}", beside, "phrases/s"), ("ratio", ours / beside, "x")]
    return figures


def _dateparser(library: ModuleType, languages: list[str] | None, text: str, _: int) -> object:
    return library.parse(text, languages=languages)


def _lines(name: str) -> list[str]:
    return (GOLDEN / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()


def _round(pairs: list[tuple[str, int]], read: Callable[[str, int], object]) -> float:
    begun = time.process_time()
    for text, year in pairs:
        read(text, year)
    return len(pairs) / (time.process_time() - begun)
