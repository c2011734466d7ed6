"""What README and Makefile promise exists."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from bot.cli import app

ROOT = Path(__file__).parent.parent
LARGEST_PICTURE = 250_000
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_is_short() -> None:
    assert README.count("\n") < 150


def test_every_command_of_the_readme_exists_and_the_other_way_round() -> None:
    table = README.split("| command | does |")[1].split("\n\n")[0]
    named = {
        word.split()[0]
        for cell in re.findall(r"^\| (.+?) \|", table, re.MULTILINE)
        for word in re.findall(r"`([a-z].*?)`", cell)
    }
    commands = set(get_command(app).commands)  # type: ignore[attr-defined]
    assert named == commands


def test_every_option_of_a_command_is_listed_and_the_other_way_round() -> None:
    """But for --config and --help, which every command has."""
    table = README.split("| command | does |")[1].split("\n\n")[0]
    cells = re.findall(r"^\| (.+?) \| ", table, re.MULTILINE)
    listed = {
        words.split()[0]: set(re.findall(r"--[a-z-]+", words))
        for cell in cells
        for words in re.findall(r"`(.*?)`", cell)
    }
    commands = get_command(app).commands  # type: ignore[attr-defined]
    there = {
        name: {option for one in command.params for option in one.opts if option.startswith("--")} - {"--config"}
        for name, command in commands.items()
    }
    assert listed == there


def test_every_make_target_of_the_readme_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)", README)) <= targets


def test_every_link_and_picture_of_the_documents_is_there() -> None:
    missing = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in [*ROOT.glob("*.md"), *(ROOT / "benchmarks").glob("*.md"), *(ROOT / "docs").rglob("*.md")]
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert missing == []


def test_no_file_names_a_package_index() -> None:
    for lock in (ROOT / "requirements.lock", ROOT / "tests" / "requirements.lock"):
        assert not re.search(r"https?://|--index|--find-links", lock.read_text(encoding="utf-8"))


@pytest.mark.parametrize("picture", sorted((ROOT / "docs").rglob("*.png")), ids=lambda picture: picture.name)
def test_every_picture_is_small_and_shown(picture: Path) -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    assert picture.stat().st_size <= LARGEST_PICTURE
    assert any(f"{picture.name})" in page.read_text(encoding="utf-8") for page in pages)
