"""The whole workbook in an office program, where there is one: every sheet is drawn, nothing is repaired."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pdfplumber
import pytest
from sqlalchemy import select

from bot.domain.clock import FixedClock
from bot.usecases.context import Cause, Context
from bot.usecases.exports import export_named
from bot.usecases.marks import When, mark_done
from db.models import Measure, Task
from tests import sample
from tests.lesson_world import add_class, at, ensure

HEADINGS = (
    "Сводка",
    "Региональный план-график мероприятий",  # «План», and again «Матрица»
    "✓ выполнено",
    "Просрочено",
    "Занятия",
    "Показатели",
    "Журнал",
    "Не доставлено",
)
"""What is printed at the top of each sheet."""
OFFICE = shutil.which("soffice")


async def year_begun(context: Context, clock: FixedClock) -> None:
    """The plan of Tambov in a district of three schools, some rows marked, lessons under way."""
    world = await sample.district(context, schools=3)
    await add_class(context, world.schools[0], "6А", world.vera, "9:25")
    await ensure(context)
    await sample.launched(context, world)
    anna = await sample.actor(context, sample.ANNA)
    async with context.transaction() as session:
        query = (
            select(Task.id)
            .join(Measure)
            .where(Task.organisation_id == world.schools[0], Measure.number.in_(["3.2", "3.6", "3.12", "3.14"]))
        )
        ids = list(await session.scalars(query))
    for number, task in enumerate(ids):
        await mark_done(context, anna, Cause(f"42:{number}"), task, 1, When.TODAY)
    clock.moment = at(date(2023, 10, 5), 12)


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
async def test_every_sheet_is_drawn_by_an_office_program(
    sqlite_context: Context, clock: FixedClock, tmp_path: Path
) -> None:
    await year_begun(sqlite_context, clock)
    exported = await export_named(sqlite_context, "Управление образования района")
    (tmp_path / "book.xlsx").write_bytes(exported.content)
    command = [str(OFFICE), f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "book.xlsx"], check=True, capture_output=True)  # noqa: ASYNC221
    with pdfplumber.open(tmp_path / "book.pdf") as pages:
        drawn = "\n".join(page.extract_text() or "" for page in pages.pages)
    assert [heading for heading in HEADINGS if heading not in drawn] == []
    assert "###" not in drawn, "every number and date fits its column"
