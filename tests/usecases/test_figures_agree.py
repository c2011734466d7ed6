"""Each figure is computed by hand-written SQL once more and found again in chat, picture, xlsx and docx."""

import re
from collections.abc import Mapping
from datetime import timedelta
from io import BytesIO

import docx
import openpyxl
import pytest
from sqlalchemy import text, update

from bot.domain.clock import FixedClock
from bot.domain.pictures import schools, year
from bot.domain.tasks import TaskState
from bot.texts import say
from bot.ui.screens import status as screens
from bot.usecases import briefings, status
from bot.usecases.context import Context
from bot.usecases.exports import export
from db.models import Task
from tests.sample import ADMIN, District, actor, district, launched

DATED = "m.pace NOT IN ('all_year', 'undated') AND coalesce(t.extended_due, t.own_due, t.due) IS NOT NULL"
DUE = "coalesce(t.extended_due, t.own_due, t.due)"
FIGURES: Mapping[str, str] = {
    "arrived": f"{DATED} AND {DUE} <= '2023-09-15' AND t.state <> 'not_ours'",
    "arrived_done": f"{DATED} AND {DUE} <= '2023-09-15' AND t.state = 'done'",
    "done": "t.state = 'done'",
    "overdue": f"{DATED} AND {DUE} < '2023-09-15' AND t.state = 'open'",
    "in_time": f"{DATED} AND t.state = 'done' AND NOT t.before_joining AND t.done_on <= {DUE}",
    "late": f"{DATED} AND t.state = 'done' AND NOT t.before_joining AND t.done_on > {DUE}",
    "not_ours": "t.state = 'not_ours'",
    "unfulfilled": "t.state = 'unfulfilled'",
    "total": "1 = 1",
}


@pytest.fixture
async def world(context: Context, clock: FixedClock) -> District:
    """The Tambov plan on 15 September: every seventh task done, some late, some apart."""
    world = await district(context)
    await launched(context, world)
    async with context.transaction(write=True) as session:
        for number, day in ((7, "2023-07-01"), (11, "2023-12-01")):
            values = {"state": TaskState.DONE, "done_on": clock.moment.date().fromisoformat(day)}
            await session.execute(update(Task).where(Task.id % number == 0).values(**values))
        await session.execute(update(Task).where(Task.id % 13 == 0).values(state=TaskState.NOT_OURS))
        await session.execute(update(Task).where(Task.id % 17 == 0).values(state=TaskState.UNFULFILLED))
    clock.moment += timedelta(days=11)
    return world


async def counted(context: Context) -> dict[str, int]:
    async with context.transaction() as session:
        query = "SELECT count(*) FROM tasks t JOIN measures m ON m.id = t.measure_id WHERE {}"
        found = {name: await session.scalar(text(query.format(where))) for name, where in FIGURES.items()}
    return {name: int(number or 0) for name, number in found.items()}


async def test_chat_picture_xlsx_and_docx_say_what_sql_says(context: Context, world: District) -> None:
    by_hand = await counted(context)
    assert all(by_hand.values()), by_hand
    admin = await actor(context, ADMIN)
    seen = await status.overview(context, admin)
    assert {name: getattr(seen.total, name) for name in FIGURES} == by_hand

    chat = re.sub(r"[\s\xa0]", "", screens.overview(seen).text)
    for words in (
        f"Наступилосроков{by_hand['arrived']}:выполнено{by_hand['arrived_done']}",
        f"Просрочено{by_hand['overdue']}",
    ):
        assert words in chat

    made = await export(context, admin)
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(BytesIO(made.content))[say("sheet-summary")]]
    xlsx = dict(zip(rows[2], rows[-1], strict=True))
    for name in ("arrived", "done", "in_time", "late", "overdue", "not_ours", "unfulfilled"):
        assert xlsx[say(f"report-column-{name.replace('_', '-')}")] == by_hand[name], name

    bars, line = schools(made.report).bars, year(made.report)
    assert sum(bar.overdue for bar in bars) == by_hand["overdue"]
    assert sum(bar.done for bar in bars) == by_hand["done"]
    assert line.due[len(line.done) - 1] == by_hand["arrived"]

    paper = docx.Document(BytesIO((await briefings.briefing_file(context, admin, world.municipality)).content))
    told = {row.cells[0].text: row.cells[1].text for row in paper.tables[0].rows}
    for key, name in (("arrived", "arrived"), ("arrived-done", "arrived_done"), ("late-done", "late")):
        assert told[say(f"briefing-{key}")] == str(by_hand[name])
    assert told[say("briefing-overdue")] == str(by_hand["overdue"])
