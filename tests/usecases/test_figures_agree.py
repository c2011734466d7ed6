"""Each figure that /status shows is computed once more by hand-written SQL and found again wherever people see it: in
chat, in pictures, in the xlsx, in the справка and in the document given back."""

import hashlib
import re
from collections.abc import Mapping
from datetime import date, timedelta
from io import BytesIO

import docx
import openpyxl
import pytest
from sqlalchemy import select, text, update

from bot.domain.clock import FixedClock
from bot.domain.deadline import Pace
from bot.domain.pictures import schools, year
from bot.domain.tasks import Review, TaskState
from bot.texts import say
from bot.ui.screens import pictures
from bot.ui.screens import status as screens
from bot.usecases import briefings, status
from bot.usecases.context import Context
from bot.usecases.exports import Exported, export
from bot.usecases.pictures import draw
from bot.usecases.returns import give_back
from db.models import Document, Entry, Measure, Roadmap, Task
from tests.sample import ADMIN, GOLDEN, District, actor, district, launched

DUE = "coalesce(t.extended_due, t.own_due, t.due)"
DATED = f"m.pace <> 'all_year' AND {DUE} IS NOT NULL"
ARRIVED = f"{DATED} AND {DUE} <= '2023-09-15' AND t.state <> 'not_ours'"
DONE = "t.state = 'done'"
TASKS = "FROM tasks t JOIN measures m ON m.id = t.measure_id WHERE t.state <> 'cancelled'"
FIGURES: Mapping[str, str] = {
    "arrived": ARRIVED,
    "arrived_done": f"{ARRIVED} AND {DONE}",
    "in_time": f"{ARRIVED} AND {DONE} AND NOT t.before_joining AND t.done_on <= {DUE}",
    "late": f"{ARRIVED} AND {DONE} AND NOT t.before_joining AND t.done_on > {DUE}",
    "before_joining": f"{ARRIVED} AND {DONE} AND t.before_joining",
    "early": f"{DONE} AND (m.pace = 'all_year' OR {DUE} IS NULL OR {DUE} > '2023-09-15')",
    "open": "t.state = 'open'",
    "overdue": f"{DATED} AND {DUE} < '2023-09-15' AND t.state = 'open'",
    "today": f"{DATED} AND {DUE} = '2023-09-15' AND t.state = 'open'",
    "ahead": f"{DATED} AND {DUE} > '2023-09-15' AND t.state = 'open'",
    "all_year": "m.pace = 'all_year' AND t.state = 'open'",
    "undated": f"m.pace <> 'all_year' AND {DUE} IS NULL AND t.state = 'open'",
    "not_ours": "t.state = 'not_ours'",
    "unfulfilled": "t.state = 'unfulfilled'",
    "waiting": "t.review = 'waiting'",
    "total": "1 = 1",
}
ROWS = f"""
    SELECT measure_id, sum(CASE WHEN done = number THEN 1 ELSE 0 END), count(*) FROM (
        SELECT t.measure_id, count(*) number, sum(CASE WHEN {DONE} THEN 1 ELSE 0 END) done
        {TASKS} AND t.state <> 'not_ours' GROUP BY t.measure_id, t.organisation_id
    ) own GROUP BY measure_id
"""  # noqa: S608 - our own words
BY_DAY = date(2023, 7, 1)


@pytest.fixture
async def world(context: Context, clock: FixedClock) -> District:
    """The Tambov plan on 15 September, with data in which no two definitions of a figure give the same number."""
    world = await district(context)
    roadmap = await launched(context, world)
    content = (GOLDEN / "roadmaps" / "real" / "tambov.docx").read_bytes()
    async with context.transaction(write=True) as session:
        rows = (await session.execute(select(Task.id, Measure.pace).join(Measure, Measure.id == Task.measure_id))).all()
        for number, (task_id, pace) in enumerate(sorted((row.id, row.pace) for row in rows)):
            if values := _values(number, pace):
                await session.execute(update(Task).where(Task.id == task_id).values(**values))
            if pace is Pace.ALL_YEAR and number % 3 == 0:
                session.add(Entry(task_id=task_id, on_day=BY_DAY, words="встреча", at=context.now()))
                gone = Entry(task_id=task_id, on_day=BY_DAY, words="ошибка", at=context.now(), undone_at=context.now())
                session.add(gone)
        paper = Document(
            name="План.docx", sha256=hashlib.sha256(content).hexdigest(), size=len(content), content=content,
            uploaded_at=context.now(),
        )  # fmt: skip
        session.add(paper)
        await session.flush()
        await session.execute(update(Roadmap).where(Roadmap.id == roadmap).values(document_id=paper.id))
    clock.moment += timedelta(days=11)
    return world


def _values(number: int, pace: Pace) -> dict[str, object]:
    """Done ahead, in time, late, before joining, of undated and all-year rows, to be reviewed; moved days; apart."""
    done: dict[str, object] = {"state": TaskState.DONE, "done_on": BY_DAY}
    kinds: dict[int, dict[str, object]] = {
        1: done,
        2: {**done, "done_on": date(2023, 9, 14)},
        3: {**done, "before_joining": True},
        4: {"state": TaskState.NOT_OURS},
        5: {"state": TaskState.UNFULFILLED},
        6: {**done, "review": Review.WAITING},
        7: {"extended_due": date(2023, 9, 15)},
        8: {"own_due": date(2023, 9, 1)} if pace is not Pace.ALL_YEAR else {},
        9: {"state": TaskState.CANCELLED},
    }
    return kinds.get(number % 17, {})


async def counted(context: Context) -> dict[str, int]:
    async with context.transaction() as session:
        query = f"SELECT count(*) {TASKS} AND {{}}"
        found = {name: await session.scalar(text(query.format(where))) for name, where in FIGURES.items()}
        entries = "SELECT count(*) FROM entries e JOIN tasks t ON t.id = e.task_id WHERE e.undone_at IS NULL"
        found["entries"] = await session.scalar(text(f"{entries} AND t.state <> 'cancelled'"))
    return {name: int(number or 0) for name, number in found.items()}


async def by_measure(context: Context) -> dict[int, tuple[int, int]]:
    async with context.transaction() as session:
        return {key: (int(done), of) for key, done, of in await session.execute(text(ROWS))}


@pytest.fixture
async def by_hand(context: Context, world: District) -> dict[str, int]:
    found = await counted(context)
    assert all(found.values()), found
    assert len({found[name] for name in ("arrived", "arrived_done", "early", "in_time", "late")}) == 5
    return found


@pytest.fixture
async def exported(context: Context, world: District) -> Exported:
    return await export(context, await actor(context, ADMIN))


def numbers(words: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", words)]


async def test_chat(context: Context, by_hand: dict[str, int]) -> None:
    seen = await status.overview(context, await actor(context, ADMIN))
    assert {name: getattr(seen.total, name) for name in by_hand} == by_hand
    told = [re.sub(r"(?<=\d)[\s\xa0](?=\d)", "", line) for line in screens.overview(seen).text.splitlines()]
    done, arrived = by_hand["arrived_done"], by_hand["arrived"]
    days = by_hand["in_time"] + by_hand["late"]
    assert numbers(told[2]) == [arrived, done, done * 100 // arrived]
    assert numbers(told[3]) == [
        by_hand["in_time"], by_hand["in_time"] * 100 // days, by_hand["late"], by_hand["before_joining"],
    ]  # fmt: skip
    assert numbers(told[4]) == [by_hand[name] for name in ("overdue", "today", "ahead")]
    rest = ("all_year", "entries", "undated", "early", "not_ours", "unfulfilled", "waiting")
    assert numbers(told[5]) == [by_hand[name] for name in rest]


async def test_lists_add_up_to_the_whole(context: Context, world: District, by_hand: dict[str, int]) -> None:
    admin = await actor(context, ADMIN)
    places = await status.by_place(context, admin, world.municipality)
    sections = await status.by_section(context, admin, world.municipality)
    for found in (places, sections):
        for name, number in by_hand.items():
            assert sum(getattr(one.tally, name) for one in found) == number, name


async def test_pictures_and_their_captions(context: Context, by_hand: dict[str, int], exported: Exported) -> None:
    bars, line = schools(exported.report).bars, year(exported.report)
    for part, name in (("done", "arrived_done"), ("overdue", "overdue"), ("early", "early")):
        assert sum(getattr(bar, part) for bar in bars) == by_hand[name]
    assert sum(bar.waiting for bar in bars) == by_hand["open"] - by_hand["overdue"]
    assert (line.due[len(line.done) - 1], line.done[-1]) == (by_hand["arrived"], by_hand["arrived_done"])
    assert all(done <= due for done, due in zip(line.done, line.due, strict=False))
    caption = pictures.drawn(await draw(context, await actor(context, ADMIN), "schools", exported.organisation_id))
    told = [by_hand[name] for name in ("arrived", "arrived_done", "overdue")]
    assert numbers(caption.text) == numbers(screens.exported(exported).text) == told


async def test_xlsx(by_hand: dict[str, int], exported: Exported) -> None:
    book = openpyxl.load_workbook(BytesIO(exported.content))
    rows = [[cell.value for cell in row] for row in book[say("sheet-summary")]]
    columns = {
        "arrived_done": "done", "in_time": "in-time", "before_joining": "before", "all_year": "all-year",
        "not_ours": "not-ours",
    }  # fmt: skip
    told = dict(zip(rows[2][1:], rows[-1][1:], strict=True))
    share = told.pop(say("report-column-percent"))
    assert share == by_hand["arrived_done"] * 100 // by_hand["arrived"]
    shown = {name: number for name, number in by_hand.items() if name != "total"}
    assert told == {say(f"report-column-{columns.get(name, name)}"): number for name, number in shown.items()}
    late = list(book[say("sheet-overdue")].iter_rows(min_row=4, values_only=True))
    assert len(late) == by_hand["overdue"]


async def test_docx_for_the_meeting(context: Context, world: District, by_hand: dict[str, int]) -> None:
    made = await briefings.briefing_file(context, await actor(context, ADMIN), world.municipality)
    paper = docx.Document(BytesIO(made.content))
    told = {row.cells[0].text: row.cells[1].text for row in paper.tables[0].rows[1:]}
    keys = {name: name.replace("_", "-") for name in by_hand} | {"late": "late-done"}
    shown = {name: number for name, number in by_hand.items() if name not in ("total", "open", "ahead")}
    assert told == {say(f"briefing-{keys[name]}"): str(number) for name, number in shown.items()}


async def test_who_did_a_row_is_counted_once(context: Context, world: District, exported: Exported) -> None:
    """In chat, in the sheets «План» and «Показатели», and in the document given back."""
    by_hand, admin = await by_measure(context), await actor(context, ADMIN)
    rows = await status.by_row(context, admin, world.municipality)
    assert {row.id: (row.done, row.of) for row in rows if row.of} == by_hand
    assert any(done for done, _ in by_hand.values())

    items = exported.report.plans[0].items
    book = openpyxl.load_workbook(BytesIO(exported.content))
    head, *lines = list(book[say("sheet-plan")].iter_rows(min_row=3, values_only=True))
    place = head.index(say("report-plan-done-of"))
    told = {
        item.id: tuple(numbers(str(line[place])))
        for item, line in zip(items, (line for line in lines if any(line[1:])), strict=True)
        if line[place]
    }
    assert told == by_hand

    own = await give_back(context, admin, world.municipality, 1)
    column = [row.cells[-1].text.split("\n")[0] for row in docx.Document(BytesIO(own.content)).tables[0].rows]
    words = {item.id: _told(by_hand.get(item.id)) for item in items}
    assert [line for line in column if line.startswith(_told((0, 1)).split(":")[0])] == [w for w in words.values() if w]


def _told(row: tuple[int, int] | None) -> str:
    if row is None:
        return ""
    done, everybody = row
    return say("execution-all", all=done) if done == everybody else say("execution-part", done=done, all=everybody)
