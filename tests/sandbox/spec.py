"""The machine-readable Bot API as a judge of requests and answers (`tests/golden/botapi/`)."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.sandbox.journal import Entry

SPEC: dict[str, Any] = json.loads((Path(__file__).parents[1] / "golden/botapi/spec.json").read_text("utf-8"))


def faults_of_call(entry: Entry) -> Iterator[str]:
    """What is wrong with an accepted call by the Bot API; nothing for a good one."""
    method = SPEC["methods"][entry.method]
    takes: dict[str, str] = method["takes"]
    for name, raw in entry.params.items():
        if name not in takes:
            yield f"{entry.method} takes no {name}"
        elif not any(_raw_fits(raw, types) for types in takes[name].rstrip("!").split("|")):
            yield f"{entry.method}.{name} is no {takes[name]}: {raw[:80]}"
    given = {*entry.params, *(["document", "photo"] if entry.files else [])}
    yield from (
        f"{entry.method} needs {name}" for name, types in takes.items() if types[-1] == "!" and name not in given
    )
    if not any(fits(entry.answer, one) for one in method["gives"].split("|")):
        yield f"{entry.method} gives no {method['gives']}: {json.dumps(entry.answer, ensure_ascii=False)[:300]}"


def _raw_fits(raw: str, kind: str) -> bool:
    """A parameter as it was sent: plain ones as text, all others as JSON."""
    if kind in {"String", "InputFile"}:
        return True
    try:
        value = json.loads(raw)
    except ValueError:
        return False
    return fits(value, kind)


def fits(value: Any, kind: str) -> bool:
    """Whether a JSON value is of a type of the Bot API, with no field that the type does not know."""
    if kind.startswith("Array of "):
        return isinstance(value, list) and all(fits(one, kind.removeprefix("Array of ")) for one in value)
    match kind:
        case "Integer":
            return isinstance(value, int) and not isinstance(value, bool)
        case "Float":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "String" | "InputFile":
            return isinstance(value, str)
        case "Boolean":
            return isinstance(value, bool)
        case "True":
            return value is True
    shape = SPEC["types"][kind]
    if isinstance(shape, list):
        return any(fits(value, subtype) for subtype in shape)
    return isinstance(value, dict) and _fits_fields(value, shape)


def _fits_fields(value: dict[str, Any], fields: dict[str, str]) -> bool:
    known = all(
        name in fields and any(fits(one, kind) for kind in fields[name].rstrip("!").split("|"))
        for name, one in value.items()
    )
    return known and all(name in value for name, types in fields.items() if types[-1] == "!")
