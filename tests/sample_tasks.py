"""Tasks made straight from rows, where a test needs few and exact ones: the week of the sample screen «Сегодня»."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.domain.deadline import DeadlineStatus, Pace
from bot.domain.roadmaps import RoadmapState
from bot.domain.tasks import TaskState
from bot.usecases.context import Context
from db.models import Measure, Roadmap, Task

MOSCOW = ZoneInfo("Europe/Moscow")
THURSDAY = datetime(2023, 8, 24, 6, 0, tzinfo=UTC)
"""24 August 2023, 9:00 in Moscow: the day of the samples."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a plan. `below` is the number of the row above it."""

    number: str | None
    name: str
    due: date | None = None
    pace: Pace = Pace.BY_DAY
    deadline: str = ""
    opens: date | None = None
    title: str = ""
    result: str | None = None
    below: str | None = None
    label: str | None = None


SUMMER = (
    Row("3.12", "Перечень профильных классов", date(2023, 8, 12), deadline="До 12.08.2023"),
    Row(
        "3.6",
        "План профориентационной работы",
        date(2023, 8, 25),
        deadline="До 25.08. 2023",
        title="Разработка плана профориентационной работы в соответствии с выбранным уровнем реализации профминимума",
        result="план по уровню 40, 60 или 80 часов",
    ),
    Row("3.7", "Регистрация в «Билете в будущее»", date(2023, 8, 30), deadline="до 30 августа"),
    Row("3.8", "Четверг в расписании", date(2023, 8, 30), deadline="до 30 августа"),
    Row("3.9", "Материалы к урокам", date(2023, 8, 30), deadline="до 30 августа"),
    Row("3.10", "Договоры с партнёрами", date(2023, 9, 1), deadline="до 1 сентября"),
    Row("3.11", "Раздел на сайте школы", date(2023, 9, 4), deadline="до 4 сентября", title="Размещение на сайте"),
    Row("4.2", "Раздел «Профминимум» на сайте", date(2023, 9, 30), deadline="сентябрь", opens=date(2023, 9, 1)),
    Row("4.1", "Встречи с родителями", date(2024, 5, 31), Pace.ALL_YEAR, "постоянно", date(2023, 9, 1)),
    Row("2.5", "Семинары навигаторов", None, Pace.UNDATED, "по отдельному графику"),
)


async def plan(
    context: Context,
    owner: int,
    organisations: tuple[int, ...],
    rows: tuple[Row, ...] = SUMMER,
    title: str = "План района",
) -> dict[str, int]:
    """A running plan with a task for each organisation; ids of the first one's tasks by number (name without one)."""
    async with context.transaction(write=True) as session:
        roadmap = Roadmap(
            owner_id=owner, title=title, school_year=2023, period_from=date(2023, 7, 1), period_until=date(2024, 8, 31),
            state=RoadmapState.ACTIVE, created_at=context.now(), launched_at=context.now(),
            columns=[], doubts=[], rejected=[], policy={},
        )  # fmt: skip
        session.add(roadmap)
        await session.flush()
        measures: dict[str, Measure] = {}
        for position, row in enumerate(rows):
            above = measures[row.below].id if row.below else None
            measures[row.number or row.name] = measure = _measure(roadmap.id, position, row, above)
            session.add(measure)
            await session.flush()
        made: dict[str, int] = {}
        for organisation in organisations:
            for row in rows:
                task = Task(
                    measure_id=measures[row.number or row.name].id, organisation_id=organisation, occurrence="1",
                    label=row.label, opens=row.opens, due=row.due, state=TaskState.OPEN, created_at=context.now(),
                )  # fmt: skip
                session.add(task)
                await session.flush()
                made.setdefault(row.number or row.name, task.id)
    return made


def _measure(roadmap_id: int, position: int, row: Row, parent_id: int | None) -> Measure:
    return Measure(
        roadmap_id=roadmap_id, parent_id=parent_id, position=position, number=row.number, short_name=row.name,
        pace=row.pace, status=DeadlineStatus.DATED, title=row.title or row.name, deadline_text=row.deadline,
        responsible_text="образовательные организации", result_text=row.result,
        extra=[], doubts=[], parties=[], addressed=[], asks=[],
    )  # fmt: skip


async def task(context: Context, task_id: int) -> Task:
    """The row as it is now."""
    async with context.transaction() as session:
        return await session.get_one(Task, task_id)
