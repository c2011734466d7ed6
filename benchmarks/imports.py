"""Reading a plan from the command line: wall time and peak memory of a fresh process."""

import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
PLAN = ROOT / "bot" / "samples" / "plan.docx"
RUNS = 5

Row = tuple[str, float, str]


def run() -> list[Row]:
    bare = min(_seconds("-c", "import typer, docx") for _ in range(RUNS))
    whole = min(_seconds("-m", "bot", "import", str(PLAN), "--dry-run", "--json") for _ in range(RUNS))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return [
        ("floor: python -c 'import typer, docx'", bare, "s"),
        ("import plan.docx --dry-run --json (44 rows)", whole, "s"),
        ("ratio", whole / bare, "x"),
        ("peak memory of the larger of the two", peak, "MiB"),
    ]


def _seconds(*arguments: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start
