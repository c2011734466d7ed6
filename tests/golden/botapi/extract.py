"""Take what the tests need out of a machine-readable Bot API (PaulSonOfLars/telegram-bot-api-spec, MIT).

    python tests/golden/botapi/extract.py API_JSON

writes `spec.json` beside this file: every method's name; parameters and results of the methods that the sandbox serves;
the fields of every type that these reach. A type is written as `Integer|String`, an obligatory field ends in `!`.
"""

import json
import sys
from pathlib import Path
from typing import Any

from bot.sandbox.methods.table import SERVED

SPECIAL = {"getUpdates", "setWebhook"}
PLAIN = {"Integer", "String", "Boolean", "True", "Float", "InputFile"}


def fields_of(described: dict[str, Any]) -> dict[str, str]:
    fields = described.get("fields", [])
    return {field["name"]: "|".join(field["types"]) + ("!" if field["required"] else "") for field in fields}


def names_in(types: str) -> set[str]:
    return {name.replace("Array of ", "") for name in types.rstrip("!").split("|")} - PLAIN


def extract(api: dict[str, Any]) -> dict[str, Any]:
    served: dict[str, dict[str, Any]] = {name: api["methods"][name] for name in sorted({*SERVED, *SPECIAL})}
    methods: dict[str, dict[str, Any]] = {
        name: {"takes": fields_of(one), "gives": "|".join(one["returns"])} for name, one in served.items()
    }
    waiting = set().union(
        *(names_in(types) for one in methods.values() for types in [*one["takes"].values(), one["gives"]])
    )
    types: dict[str, Any] = {}
    while waiting:
        name = waiting.pop()
        described = api["types"][name]
        subtypes = described.get("subtypes", [])
        types[name] = subtypes or fields_of(described)
        found = set().union(*(names_in(one) for one in [*subtypes, *fields_of(described).values()]))
        waiting |= found - types.keys()
    return {
        "version": api["version"],
        "all": sorted(api["methods"]),
        "methods": methods,
        "types": dict(sorted(types.items())),
    }


if __name__ == "__main__":
    spec = extract(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    Path(__file__).with_name("spec.json").write_text(json.dumps(spec, indent=0, ensure_ascii=False) + "\n", "utf-8")
