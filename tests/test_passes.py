"""`tick` and `rehearse` of the command line, through the real settings, database and Bot API of the sandbox."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.app import rehearse, tick
from bot.cli import main
from bot.config import ClockSettings, Settings, load
from bot.domain.clock import FixedClock
from bot.domain.errors import Refusal
from bot.sandbox import Sandbox
from bot.usecases.context import Context
from bot.usecases.pass_words import pass_lines, rehearsal_json, rehearsal_lines
from bot.usecases.passes import rehearse_for, tick_once
from db.engine import create_engine, transactions
from db.migrate import upgrade
from tests.post import FakeCourier, close, roadmap, task
from tests.sample import ANNA, district
from tests.sandbox.world import World, sandbox, world

__all__ = ["sandbox", "world"]

EVE = "2023-09-13T08:00:00+03:00"
DUE = date(2023, 9, 14)


def written(folder: Path, api_base: str, token: str) -> Settings:
    path = folder / "config.toml"
    url = f"sqlite+aiosqlite:///{folder}/shturman.sqlite3"
    path.write_text(
        f'[telegram]\ntoken = "{token}"\napi_base = "{api_base}"\n[database]\nurl = "{url}"\n'
        '[privacy]\noperator = "О"\naddress = "А"\ncontact = "К"\nterm = "Т"\n',
        encoding="utf-8",
    )
    return load(path)


async def seeded(settings: Settings) -> Context:
    """One school with a task due on 14 September 2023, made on the 4th."""
    engine = create_engine(settings.database.url)
    await upgrade(engine)
    context = Context(transactions(engine), FixedClock(datetime(2023, 9, 4, 5, tzinfo=UTC)))
    place = await district(context)
    await task(context, await roadmap(context, place.municipality), place.schools[0], DUE)
    await engine.dispose()
    return context


@pytest.fixture
async def settings(sandbox: Sandbox, tmp_path: Path) -> Settings:
    found = written(tmp_path, sandbox.base, sandbox.token)
    await seeded(found)
    return found


async def test_a_tick_sends_what_is_due_at_its_moment_once(settings: Settings, world: World) -> None:
    anna = await world.person(ANNA, "Анна")
    await anna.opens_link(wait=False)
    first = list(pass_lines(await tick(settings, EVE)))
    assert first == [
        "Момент 13.09.2023 08:00: отправлено 1, не отправлено 0, придержано 0.",
        "отправлено: Школа № 1, координатор (2) — сводка",
    ]
    assert (await anna.last()).text.startswith("Завтра срок")
    second = list(pass_lines(await tick(settings, EVE)))
    assert second == ["Момент 13.09.2023 08:00: отправлено 0, не отправлено 0, придержано 0."]


async def test_a_tick_says_what_could_not_be_brought(settings: Settings, world: World) -> None:
    await world.person(ANNA, "Анна")
    lines = list(pass_lines(await tick(settings, EVE)))
    assert len(lines) == 2
    assert lines[1].startswith("не доставлено: Школа № 1, координатор (2) — сводка (")


async def test_a_moment_to_come_needs_a_bot_api_on_this_machine(tmp_path: Path) -> None:
    settings = written(tmp_path, "https://api.telegram.org", "42:TEST")
    with pytest.raises(Refusal) as refused:
        await tick(settings, "2123-09-13T08:00:00+03:00")
    assert refused.value.code == "moment-ahead"


async def test_a_command_that_runs_once_takes_the_sandbox_clock(sandbox: Sandbox, world: World, tmp_path: Path) -> None:
    await world.clock_to(EVE, wait=False)
    settings = written(tmp_path, sandbox.base, sandbox.token)
    await seeded(settings)
    following = settings.model_copy(update={"clock": ClockSettings(follow=sandbox.base)})
    assert (await rehearse(following, 1)).rehearsal.since.date() == date(2023, 9, 13)
    assert (await rehearse(settings, 1)).rehearsal.since.date() > DUE


@pytest.mark.parametrize("at", ["завтра", "2023-09-13T08:00:00", "2023-99-01T00:00:00+03:00"])
def test_a_moment_without_a_zone_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], at: str) -> None:
    written(tmp_path, "http://127.0.0.1:1", "42:TEST")
    assert main(["tick", "--at", at, "--config", str(tmp_path / "config.toml")]) == 2
    assert "Момент не читается" in capsys.readouterr().err


async def test_silence_is_told_with_its_reason(context: Context, clock: FixedClock) -> None:
    place = await district(context)
    plan = await roadmap(context, place.municipality)
    done = await task(context, plan, place.schools[0], date(2023, 9, 18))
    said = {}
    for name, moment in (("night", "2023-09-15T03:00"), ("weekend", "2023-09-16T12:00"), ("day", "2023-09-15T10:00")):
        clock.moment = datetime.fromisoformat(f"{moment}:00+00:00").astimezone(UTC)
        said[name] = list(pass_lines(await tick_once(context, FakeCourier())))
    assert (
        said["night"][1:]
        == ["придержано: Школа № 1, координатор (2) — сводка, до 15.09.2023 08:00 (час сводки ещё не наступил)"]
        or "тихие часы" in said["night"][1]
    )
    assert "выходной" in said["weekend"][1]
    assert said["day"][1].startswith("отправлено")
    await close(context, done)
    clock.moment = datetime(2023, 9, 18, 5, tzinfo=UTC)
    assert len(list(pass_lines(await tick_once(context, FakeCourier())))) == 1


async def test_a_rehearsal_in_words_and_as_json(settings: Settings) -> None:
    found = await rehearse(settings, 30)
    assert found.rehearsal.going != (), "overdue since 2023: every Monday"
    assert all("Школа № 1, координатор" in line for line in rehearsal_lines(found, 30))


async def test_a_rehearsal_says_what_was_moved_and_floods(context: Context) -> None:
    place = await district(context)
    plan = await roadmap(context, place.municipality)
    await task(context, plan, place.schools[0], date(2023, 9, 10))
    found = await rehearse_for(context, 10)
    lines = list(rehearsal_lines(found, 10))
    assert lines == [
        "04.09.2023 08:00 · Школа № 1, координатор (2) — сводка: неделя со сроком",
        "08.09.2023 08:00 · Школа № 1, координатор (2) — сводка: завтра срок; сдвинуто с 09.09.2023 (выходной)",
        "11.09.2023 08:00 · Школа № 1, координатор (2) — сводка: срок прошёл, просрочено",
    ]
    shown = rehearsal_json(found)
    assert json.loads(json.dumps(shown, ensure_ascii=False)) == shown
    assert shown["messages"][1] == {
        "person": 2,
        "organisation": "Школа № 1",
        "role": "coordinator",
        "kind": "digest",
        "at": "2023-09-08T08:00:00+03:00",
        "why": ["before"],
        "moved_from": ["2023-09-09"],
        "shifts": ["weekend"],
    }


def test_rehearse_prints_json_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(tmp_path, "https://api.telegram.org", token="")
    assert main(["rehearse", "--json", "--config", str(tmp_path / "config.toml")]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert (printed["messages"], printed["floods"]) == ([], [])
