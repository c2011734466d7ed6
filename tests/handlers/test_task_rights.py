"""Forged and forwarded callbacks, foreign ids and commands of every role: «нет доступа», and nothing changes."""

from datetime import date

import pytest
from sqlalchemy import func, select

from bot.domain.boards import Selection
from bot.domain.clock import FixedClock
from bot.usecases.assignments import assign
from bot.usecases.context import Cause, Context
from bot.usecases.entries import add_entry
from bot.usecases.evidence import attach
from bot.usecases.extensions import ask_extension
from bot.usecases.questions import ask_question
from db.models import (
    Assignment,
    Base,
    Dialogue,
    Entry,
    Evidence,
    Extension,
    Mark,
    Membership,
    Notice,
    Organisation,
    Question,
    Task,
)
from tests import sample, sample_tasks
from tests.messenger import Messenger

NOBODY = 999
FORGED = (
    "t:done:999999:1:",
    "t:open:999999:1:",
    "t:keep:1:1:",
    "t:explode:1:1:",
    "t:done:1:1",
    "t:done:x:1:",
    "t:open:1:1:" + "a" * 40,
    "b:found:3:0",
    "b:nonsense:0:0",
    "b:now:-5:-7",
    "b:now:99:99999",
    "tr:notours:1:1:health:",
    "tr:explode:1:1:own:",
    "tl:1:55",
    "tz:1:never",
    "td:2:1:-9:",
    "ga:give:1:999999",
    "gv:accept:999999",
    "gv:explode:1",
    "te:1:1",
    "tp:1:999",
    "t:done:99999999999999999999:1:",
)
FROM_ABOVE = ("ex:grant:1", "ex:decline:1", "qa:open:1", "qa:answer:1", "qa:publish:1")
"""What only the administrator may press."""
ALL = (Assignment, Entry, Evidence, Extension, Mark, Membership, Notice)


@pytest.fixture(autouse=True)
def thursday(clock: FixedClock) -> None:
    clock.moment = sample_tasks.THURSDAY


@pytest.fixture
async def world(sqlite_context: Context) -> sample.District:
    return await sample.district(sqlite_context, schools=2)


@pytest.fixture
async def wires(sqlite_context: Context, world: sample.District) -> list[str]:
    """Every kind of button about the tasks of Anna's school."""
    ids = await sample_tasks.plan(sqlite_context, world.municipality, world.schools[:1])
    plan, late, year, free = ids["3.6"], ids["3.12"], ids["4.1"], ids["2.5"]
    anna = await sample.actor(sqlite_context, sample.ANNA)
    await assign(sqlite_context, anna, Cause("1"), ids["3.9"], world.vera)
    entry = await add_entry(sqlite_context, anna, Cause("2"), ids["4.1"], "25")
    proof = await attach(sqlite_context, anna, Cause("3"), ids["3.6"], "приказ")
    assert proof.proof is not None
    actions = ("open", "more", "history", "done", "intime", "today", "day", "undo", "notours", "failed")
    more = ("assign", "later", "entry", "repeat", "own", "proof", "extend", "ask")
    await ask_extension(sqlite_context, anna, Cause("4"), plan, date(2023, 9, 15), "ждём")
    await ask_question(sqlite_context, anna, Cause("5"), plan, "что делать?")
    return [
        *(f"t:{action}:{task}:1:" for action in actions + more for task in (plan, late, year, free)),
        f"td:{late}:1:3:",
        f"tr:notours:{plan}:1:classes:",
        f"tr:notours:{plan}:1:own:",
        f"tr:failed:{late}:1:time:",
        f"tl:{plan}:40",
        f"tt:{plan}:0",
        f"te:{year}:{entry.entry.entry_id}",
        f"tp:{plan}:{proof.proof.proof_id}",
        f"ga:give:{plan}:{world.vera}",
        f"ga:give:{plan}:{world.stranger}",
        f"ga:take:{ids['3.9']}:{world.vera}",
        f"ga:page:{plan}:1",
        f"ga:outside:{plan}:0",
        f"tz:{plan}:hour",
        *FROM_ABOVE,
    ]


async def state(context: Context) -> list[object]:
    """What somebody without rights must leave as it was."""
    tables: tuple[type[Base], ...] = ALL
    async with context.transaction() as session:
        counted = [await session.scalar(select(func.count()).select_from(table)) for table in tables]
        tasks = (await session.execute(select(Task.id, Task.state, Task.version, Task.own_due).order_by(Task.id))).all()
        levels = (await session.scalars(select(Organisation.level).order_by(Organisation.id))).all()
        given = (await session.execute(select(Assignment.accepted_at, Assignment.ended_at))).all()
        wishes = (await session.execute(select(Extension.state, Extension.due))).all()
        asked = (await session.execute(select(Question.answer, Question.published_at))).all()
    return [counted, tasks, levels, given, wishes, asked]


@pytest.mark.parametrize(
    "number", [sample.BORIS, sample.VERA, sample.STRANGER], ids=["colleague", "teacher", "stranger"]
)
async def test_a_foreign_button_is_refused_and_changes_nothing(
    sqlite_context: Context, wires: list[str], number: int
) -> None:
    before = await state(sqlite_context)
    person = Messenger(sqlite_context).person(number)
    for wire in wires:
        await person.presses(wire)
        assert "Нет доступа" in person.toast(), wire
        assert not any("План профориентационной" in shown.text for shown in person.shown), wire
    async with sqlite_context.transaction() as session:
        assert (await session.scalars(select(Dialogue))).all() == []
    assert await state(sqlite_context) == before


async def test_somebody_unknown_gets_no_further_than_the_door(sqlite_context: Context, wires: list[str]) -> None:
    before = await state(sqlite_context)
    person = Messenger(sqlite_context).person(NOBODY)
    for wire in wires:
        await person.presses(wire)
        assert "Нет доступа" in person.toast(), wire
    for words in ("/measures", "сегодня"):
        await person.says(words)
    assert not any("3.6" in shown.text for shown in person.shown)
    assert await state(sqlite_context) == before


@pytest.mark.parametrize("wire", ["menu:status", "menu:export", "st:places:1:0:0:0", "st:row:1:0:0:1", "x:1:0"])
async def test_a_teacher_gets_no_figures_of_others(sqlite_context: Context, wires: list[str], wire: str) -> None:
    vera = Messenger(sqlite_context).person(sample.VERA)
    await vera.presses(wire)
    assert "Нет доступа" in (vera.toast() + vera.screen() if wire.startswith(("x:", "menu:export")) else vera.toast())


async def test_a_school_does_not_decide_about_its_own_requests(sqlite_context: Context, wires: list[str]) -> None:
    before = await state(sqlite_context)
    anna = Messenger(sqlite_context).person(sample.ANNA)
    for wire in (*FROM_ABOVE, "ex:grant:999", "qa:answer:999"):
        await anna.presses(wire)
        assert "Нет доступа" in anna.toast(), wire
    assert await state(sqlite_context) == before


async def test_answers_to_somebody_elses_assignment_are_refused(sqlite_context: Context, wires: list[str]) -> None:
    before = await state(sqlite_context)
    chat = Messenger(sqlite_context)
    for number in (sample.ANNA, sample.BORIS, sample.STRANGER, sample.ADMIN):
        for action in ("accept", "decline", "silent"):
            await chat.person(number).presses(f"gv:{action}:1")
            assert "Нет доступа" in chat.person(number).toast()
    assert await state(sqlite_context) == before


async def test_forged_buttons_of_ones_own_are_answered_politely(sqlite_context: Context, wires: list[str]) -> None:
    before = await state(sqlite_context)
    anna = Messenger(sqlite_context).person(sample.ANNA)
    for wire in FORGED:
        answers = len(anna.toasts) + len(anna.shown)
        await anna.presses(wire)
        assert len(anna.toasts) + len(anna.shown) > answers, wire
        assert not any("сломалось" in shown.text for shown in anna.shown), wire
    assert await state(sqlite_context) == before


async def test_a_deleted_task_is_said_to_be_gone(sqlite_context: Context, wires: list[str]) -> None:
    anna = Messenger(sqlite_context).person(sample.ANNA)
    await anna.presses("t:done:999999:1:")
    assert anna.toast().startswith("Такого пункта больше нет")


async def test_an_administrator_acts_below_and_nowhere_else(sqlite_context: Context, wires: list[str]) -> None:
    chat = Messenger(sqlite_context)
    admin = chat.person(sample.ADMIN)
    await admin.presses("t:open:2:1:")
    assert "План профориентационной работы" in admin.shown[-1].text
    assert "Школа № 1" in admin.shown[-1].text


def test_callback_data_never_changes_its_meaning() -> None:
    """Old buttons live for ever: what these words select is pinned."""
    assert [selection.value for selection in Selection] == [
        "now", "over", "week", "month", "plan", "year", "free", "mine", "given", "done", "found",
    ]  # fmt: skip
