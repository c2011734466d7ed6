"""A single school whose administrator, coordinator and only teacher are one person: the whole road to its tasks."""

from datetime import date
from pathlib import Path

from sqlalchemy import func, select

from bot.domain.boards import Selection
from bot.domain.people import OrganisationKind, Role
from bot.domain.roadmaps import PastAnswer
from bot.domain.tasks import TaskState
from bot.usecases import past, uploads
from bot.usecases.boards import board
from bot.usecases.context import Cause, Context
from bot.usecases.drafts import Upload
from bot.usecases.launch import Launched, PastWindows, launch
from bot.usecases.roadmaps import preview, progress
from db.models import Delivery, Organisation, Task
from tests import sample

REAL = Path(__file__).parent.parent / "golden" / "roadmaps" / "real"
TELEGRAM = 77


async def one_person_school(context: Context) -> int:
    """The school's id; the person has all three roles."""
    async with context.transaction(write=True) as session:
        school = await sample.organisation(session, context.now(), OrganisationKind.SCHOOL, "Школа", "Школа")
        roles = [(school, role) for role in Role]
        await sample.person(session, context.now(), TELEGRAM, "Одна за всех", *roles)
        return school


async def test_one_person_takes_a_plan_from_the_file_to_done_tasks(context: Context) -> None:
    school = await one_person_school(context)
    teacher = await sample.actor(context, TELEGRAM)

    file = Upload("tambov.docx", (REAL / "tambov.docx").read_bytes())
    (draft,) = (await uploads.upload(context, teacher, file)).drafts
    seen = await preview(context, teacher, draft)
    assert (seen.owners, seen.owner.id, seen.counts.tasks) == ((), school, 35)
    assert (seen.counts.owner_only, seen.counts.information) == (24, 20)

    asked = await launch(context, teacher, draft, seen.version, None, Cause("test:1"))
    assert asked == PastWindows(draft, seen.version, 16, 35, alone=True)
    done = await launch(context, teacher, draft, seen.version, PastAnswer.ASK_SCHOOLS, Cause("test:2"))
    assert isinstance(done, Launched)
    assert (done.tasks, done.organisations, done.told, done.asked) == (35, 1, 0, 1)
    assert done.own_question is not None

    shown = await past.look(context, teacher, done.own_question)
    left = next(row for row in shown.rows if row.number == "3.12")
    shown = await past.tick(context, teacher, shown.id, shown.version, left.task_id)
    answered = await past.answer(context, teacher, shown.id, shown.version, Cause("test:3"))
    assert (answered.done, answered.left) == (15, 1)

    today = await board(context, teacher)
    assert [line.number for line in today.lines] == ["3.12", "3.13"]
    assert today.lines[1].due == date(2023, 9, 10)
    assert today.counts[Selection.DONE] == 15
    assert (await progress(context, teacher, draft)).done == 15
    async with context.transaction() as session:
        assert set(await session.scalars(select(Task.organisation_id))) == {school}
        assert await session.scalar(select(func.count()).where(Task.state == TaskState.DONE, Task.before_joining)) == 15
        assert await session.scalar(select(func.count()).select_from(Delivery)) == 0, "nobody writes to oneself"
        assert (await session.get_one(Organisation, school)).joined_at is not None
