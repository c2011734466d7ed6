"""How many deadline phrases are read in a second on one core, on the phrases of real plans (aim: 10,000)."""

import json
import time
from importlib.util import find_spec
from pathlib import Path

from bot.domain.deadline import parse

GOLDEN = Path(__file__).parent.parent / "tests" / "golden" / "deadlines"
ROUNDS = 7
Figure = tuple[str, float, str]


def run() -> list[Figure]:
    """Phrases a second, by the CPU time of this process; the best of several rounds, without any cache."""
    phrases = [json.loads(line) for name in ("examples", "plans") for line in _lines(name)]
    for phrase in phrases:
        parse(phrase["text"], phrase["year"])
    best = max(_round(phrases) for _ in range(ROUNDS))
    beside = "" if find_spec("dateparser") else "; dateparser is not installed"
    return [("deadline phrases", best, f"phrases/s on one core{beside}")]


def _lines(name: str) -> list[str]:
    return (GOLDEN / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()


def _round(phrases: list[dict[str, object]]) -> float:
    begun = time.process_time()
    for _ in range(5):
        for phrase in phrases:
            parse(str(phrase["text"]), int(str(phrase["year"])))
    return 5 * len(phrases) / (time.process_time() - begun)
