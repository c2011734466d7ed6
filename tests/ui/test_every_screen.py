"""A test of the tree: every screen is rendered by a test of this folder, which holds it to its sizes."""

import ast
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
SCREENS = HERE.parents[1] / "bot" / "ui" / "screens"
PACKAGE = "bot.ui.screens"


def screens() -> set[str]:
    """«module.function» of every public function that gives a Screen."""
    found = set()
    for path in SCREENS.glob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            if isinstance(node.returns, ast.Name) and node.returns.id == "Screen":
                found.add(f"{path.stem}.{node.name}")
    return found


def rendered(path: Path) -> Iterator[str]:
    """What a test calls of the screens, whatever names it imports them by."""
    tree, modules = ast.parse(path.read_text(encoding="utf-8")), dict[str, str]()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == PACKAGE:
            modules |= {alias.asname or alias.name: alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{PACKAGE}."):
            yield from (f"{(node.module or '').rpartition('.')[2]}.{alias.name}" for alias in node.names)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules:
            yield f"{modules[node.value.id]}.{node.attr}"


def test_every_screen_is_rendered_by_a_test_of_its_sizes() -> None:
    known = {name for path in HERE.glob("test_*.py") for name in rendered(path)}
    assert sorted(screens() - known) == []
