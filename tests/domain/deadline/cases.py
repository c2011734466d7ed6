"""Golden cases of deadlines: a case is a line of `tests/golden/deadlines/*.jsonl`.

`reads` are the windows in short: `2023-09-01..2023-09-30 FREQ=YEARLY «утверждение»`, a single day as one date, an open
side left empty. `doubts` are codes; `year` is the plan's school year, `approved` the day it was approved.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.domain.deadline import Deadline, Window, parse

FOLDER = Path(__file__).parents[2] / "golden" / "deadlines"


@dataclass(frozen=True)
class Case:
    text: str
    year: int
    approved: date | None = None

    def parsed(self) -> Deadline:
        return parse(self.text, self.year, self.approved)

    def line(self) -> str:
        """The case and how it is read now, as it stands in the file."""
        deadline = self.parsed()
        shown: dict[str, object] = {"text": self.text, "year": self.year}
        if self.approved is not None:
            shown["approved"] = self.approved.isoformat()
        shown |= {"status": deadline.status.value, "reads": [short(window) for window in deadline.windows]}
        if deadline.as_needed:
            shown["as_needed"] = True
        if deadline.doubts:
            shown["doubts"] = [doubt.code for doubt in deadline.doubts]
        return json.dumps(shown, ensure_ascii=False)


def short(window: Window) -> str:
    opens, due = window.opens or "", window.due or ""
    days = str(opens) if opens == due else f"{opens}..{due}"
    rule = f" {window.repeats}" if window.repeats else ""
    return f"{days}{rule}" + (f" «{window.label}»" if window.label else "")


def files() -> list[Path]:
    return sorted(FOLDER.glob("*.jsonl"))


def read(path: Path) -> Iterator[tuple[str, Case]]:
    """The lines of a file with their cases."""
    for line in path.read_text(encoding="utf-8").splitlines():
        shown = json.loads(line)
        approved = date.fromisoformat(shown["approved"]) if "approved" in shown else None
        yield line, Case(shown["text"], shown["year"], approved)


def every_case() -> list[Case]:
    return [case for path in files() for _, case in read(path)]
