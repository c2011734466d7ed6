"""Rules of `docs/architecture.md` and CONTRIBUTING.md that no linter knows: a rule that is only written is broken."""

import ast
import re
import subprocess
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LONGEST_MODULE, LONGEST_FUNCTION = 400, 45
BAD_NAMES = {"utils", "helpers", "common", "misc"}
BAD_CLASSES = ("Manager", "Service", "Data", "Info")
CYRILLIC = re.compile("[А-Яа-яЁё]")
RUSSIAN_HOMES = ("bot/texts/", "bot/domain/deadline/", "bot/domain/grid/", "bot/sandbox/")
"""Where Russian belongs (docs/architecture.md, «Layers»). Elsewhere a string is a key of `bot/texts/ru`."""


def sources(*folders: str) -> list[Path]:
    files = subprocess.run(["git", "ls-files", *folders], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in files.stdout.split() if name.endswith(".py") and "migrations/versions" not in name]


SOURCE = sources("bot", "handlers", "scheduler", "db")
EVERYTHING = [*SOURCE, *sources("tests", "benchmarks")]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_modules_stay_small_enough_to_read() -> None:
    long = {name_of(p): n for p in SOURCE if (n := p.read_text(encoding="utf-8").count("\n")) > LONGEST_MODULE}
    assert long == {}


def test_functions_stay_small_enough_to_read() -> None:
    long = {
        f"{name_of(path)}:{node.name}": node.end_lineno - node.lineno + 1
        for path in SOURCE
        for node in functions(path)
        if node.end_lineno and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    }
    assert long == {}


def test_files_and_classes_are_named_by_what_they_are() -> None:
    assert [name_of(path) for path in EVERYTHING if path.stem in BAD_NAMES] == []
    classes = [
        f"{name_of(path)}:{node.name}"
        for path in SOURCE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and node.name.endswith(BAD_CLASSES)
    ]
    assert classes == []


def test_imports_stand_at_the_top() -> None:
    """Only `bot/cli.py` imports inside functions, so that each command loads only what it needs."""
    inside = [
        f"{name_of(path)}:{node.lineno}"
        for path in SOURCE
        if name_of(path) != "bot/cli.py"
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    dodged = [name_of(p) for p in SOURCE if "TYPE_CHECKING" in p.read_text() and name_of(p) != "bot/cli.py"]
    assert (inside, dodged) == ([], [])


def test_every_task_has_an_owner() -> None:
    """ruff bans `asyncio.create_task`; this catches the loop's own."""
    pattern = re.compile(r"loop\w*(\(\))?\.create_task|run_coroutine_threadsafe")
    assert [name_of(path) for path in SOURCE if pattern.search(path.read_text(encoding="utf-8"))] == []


def test_tests_do_not_sleep() -> None:
    pattern = re.compile(r"time\.sleep\(|pytest\.skip\(|mark\.xfail|assert True\b")
    own = Path(__file__)
    assert [name_of(p) for p in sources("tests") if p != own and pattern.search(p.read_text(encoding="utf-8"))] == []


def _strings(path: Path) -> Iterator[ast.Constant]:
    """String literals that are not docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    loose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in loose:
            yield node


@pytest.mark.parametrize("path", SOURCE, ids=name_of)
def test_russian_lives_in_the_texts(path: Path) -> None:
    if name_of(path).startswith(RUSSIAN_HOMES):
        return
    assert [f"{node.lineno}: {node.value!r}" for node in _strings(path) if CYRILLIC.search(str(node.value))] == []


def test_the_domain_is_pure() -> None:
    """Standard library and dateutil.rrule only: what is decided there needs no I/O, no clock and no framework."""
    allowed = {
        "bot", "dateutil", "collections", "dataclasses", "datetime", "enum", "functools", "itertools", "re", "typing",
        "zoneinfo", "math", "string", "unicodedata", "bisect", "calendar", "html", "hashlib", "operator", "__future__",
        "types", "difflib", "contextlib", "heapq", "json", "urllib",
    }  # fmt: skip
    foreign = {
        f"{name_of(path)}: {module}"
        for path in SOURCE
        if name_of(path).startswith("bot/domain/")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for module in _modules(node)
        if module.split(".")[0] not in allowed or (module.startswith("bot.") and not module.startswith("bot.domain"))
    }
    assert foreign == set()


def _modules(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return []


BY_NAME = ("bot.exports.", "bot.imports.")
"""Readers and writers of documents are loaded by name, in a process of their own."""
ONLY_TESTS_ASK = {
    ("bot.usecases.inbox", "open_count"),
    ("db.migrate", "differences"),
    ("db.migrate", "downgrade"),
    ("db.traces", "ELSEWHERE"),
}


def test_every_name_of_a_module_is_used_in_the_program() -> None:
    """Used: read in its own module, or imported or reached through its module by another one. Tests do not count."""
    trees = {module_of(path): ast.parse(path.read_text(encoding="utf-8")) for path in SOURCE}
    used = {found for module, tree in trees.items() for found in _uses(module, tree, trees)}
    unused = {
        (module, name)
        for module, tree in trees.items()
        if not module.startswith(BY_NAME)
        for name in _defined(tree)
        if (module, name) not in used
    }
    assert sorted(unused - ONLY_TESTS_ASK) == []


def module_of(path: Path) -> str:
    return name_of(path)[: -len(".py")].replace("/", ".").removesuffix(".__init__")


def _uses(module: str, tree: ast.Module, modules: Collection[str]) -> Iterator[tuple[str, str]]:
    called = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for one in node.names:
                called[one.asname or one.name] = f"{node.module}.{one.name}"
                yield node.module, one.name
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield module, node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if called.get(node.value.id) in modules:
                yield called[node.value.id], node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield module, node.value  # a class named before it is made


def _defined(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from [] if node.decorator_list else [node.name]
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)]
            yield from (name for name in names if not name.startswith("__"))


NAMED_FILE = re.compile(r"(?<![\w*{<}>-])((?:[\w.-]+/)*[\w-]+\.(?:md|ftl|py))\b")


def test_every_file_named_in_a_docstring_is_there() -> None:
    """By its path, or by the end of one: «domain/reminders.py». Docstrings after names count too."""
    there = path_ends()
    lost = [
        f"{name_of(path)}:{node.lineno}: {named}"
        for path in EVERYTHING
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for named in NAMED_FILE.findall(node.value.value)
        if named not in there
    ]
    assert lost == []


def test_every_source_named_in_the_documents_is_there() -> None:
    pages = [ROOT / "CONTRIBUTING.md", ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    there = path_ends()
    lost = [
        f"{name_of(page)}: {named}"
        for page in pages
        for named in NAMED_FILE.findall(page.read_text(encoding="utf-8"))
        if named not in there and not (page.parent / named).is_file()
    ]
    assert lost == []


def path_ends() -> set[str]:
    files = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    return {"/".join(name.split("/")[n:]) for name in files for n in range(name.count("/") + 1)}


RULE_CITED = re.compile(r"rules\.md, rules? (\d+)")


def test_every_rule_that_is_cited_is_written() -> None:
    written = set(re.findall(r"^(\d+)\. ", (ROOT / "docs" / "rules.md").read_text(encoding="utf-8"), re.MULTILINE))
    cited = {n for path in EVERYTHING for n in RULE_CITED.findall(path.read_text(encoding="utf-8"))}
    assert cited - written == set()
    assert len(cited) > 5
