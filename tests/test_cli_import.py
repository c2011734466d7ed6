"""`import FILE` without --dry-run: a draft for an organisation, with the words and the JSON that scripts rely on."""

import asyncio
import json
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.cli import main
from bot.domain.clock import FixedClock
from bot.domain.roadmaps import RoadmapState
from bot.usecases.context import Context
from db.engine import create_engine, transactions
from db.migrate import upgrade
from db.models import Measure, Roadmap
from tests import sample
from tests.conftest import MONDAY

REAL = Path(__file__).parent / "golden" / "roadmaps" / "real"


@pytest.fixture
def config(tmp_path: Path) -> str:
    """Two districts in a migrated database: without --for nobody knows which is meant."""
    url = f"sqlite+aiosqlite:///{tmp_path}/shturman.sqlite3"
    path = tmp_path / "config.toml"
    path.write_text(f'[telegram]\ntoken = "42:{"A" * 35}"\n[database]\nurl = "{url}"\n')

    async def found() -> None:
        engine = create_engine(url)
        await upgrade(engine)
        await sample.district(Context(transaction=transactions(engine), clock=FixedClock(MONDAY)), schools=2)
        await engine.dispose()

    asyncio.run(found())
    return str(path)


def drafts(config: str) -> list[tuple[RoadmapState, int]]:
    """State and number of rows of every plan in the database."""

    async def read() -> list[tuple[RoadmapState, int]]:
        engine = create_engine(f"sqlite+aiosqlite:///{Path(config).parent}/shturman.sqlite3")
        async with transactions(engine)() as session:
            plans = list(await session.scalars(select(Roadmap)))
            found = [
                (plan.state, len(list(await session.scalars(select(Measure.id).where(Measure.roadmap_id == plan.id)))))
                for plan in plans
            ]
        await engine.dispose()
        return found

    return asyncio.run(read())


def test_a_draft_is_made_for_the_named_organisation(config: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["import", str(REAL / "tambov.txt"), "--config", config, "--for", "Управление образования района"]
    assert main([*arguments, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["drafts"] == [{"id": 1, "organisation": "Управление образования района", "title": told["title"]}]
    assert len(told["measures"]) == 44
    assert drafts(config) == [(RoadmapState.DRAFT, 44)]
    assert main(arguments) == 2
    assert "Этот файл уже загружен: план № 1" in capsys.readouterr().err


def test_words_say_where_to_launch_it(config: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(REAL / "turochak.docx"), "--config", config, "--for", "1", "--school-year", "2023"]) == 0
    out = capsys.readouterr().out
    assert "Черновик № 1 для организации «Управление образования района»" in out
    assert "2023/2024 учебный год" in out


@pytest.mark.parametrize(
    ("extra", "words"),
    [
        ([], "Чей это план?"),
        (["--for", "Нет такой"], "Такой организации нет: «Нет такой»"),
        (["--for", "999"], "Такой организации нет: «999»"),
    ],
)
def test_an_unclear_owner_is_one_line_and_leaves_nothing(
    config: str, capsys: pytest.CaptureFixture[str], extra: list[str], words: str
) -> None:
    assert main(["import", str(REAL / "turochak.docx"), "--config", config, "--json", *extra]) == 2
    out = capsys.readouterr()
    assert (out.out, out.err.count("\n")) == ("", 1)
    assert words in out.err
    assert drafts(config) == []
