"""`make bench [ONLY=name]`: each figure beside its floor, in one run. See benchmarks/README.md."""

import asyncio
import importlib
import platform
import sys
from pathlib import Path

Row = tuple[str, float, str]


def main() -> None:
    """Run every module of this folder that has `run() -> list[(name, value, unit)]` (or async), or those named."""
    named = sys.argv[1:]
    found = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
    print(f"Python {platform.python_version()}, {platform.machine()}")
    for name in named or found:
        module = importlib.import_module(f"benchmarks.{name}")
        print(f"\n{name}: {(module.__doc__ or '').splitlines()[0]}")
        figures = module.run()
        for what, value, unit in asyncio.run(figures) if asyncio.iscoroutine(figures) else figures:
            print(f"  {what:<64} {value:>12,.2f} {unit}")


if __name__ == "__main__":
    main()
