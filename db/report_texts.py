"""What reports remember: words that a person put in place of counted ones, and figures of earlier days."""

from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.reports import TextKind
from db.models import Measure, ReportFigures, ReportText
from db.upsert import upsert


async def of_plan(session: AsyncSession, organisation_id: int, roadmap_id: int) -> dict[int, str]:
    """Measure id → words, for one plan as one organisation gives it back."""
    query = (
        select(ReportText.subject_id, ReportText.words)
        .join(Measure, Measure.id == ReportText.subject_id)
        .where(
            ReportText.organisation_id == organisation_id,
            ReportText.kind == TextKind.ROW,
            Measure.roadmap_id == roadmap_id,
        )
    )
    return {row.subject_id: row.words for row in await session.execute(query)}


async def one(session: AsyncSession, organisation_id: int, kind: TextKind, subject_id: int = 0) -> str | None:
    return await session.scalar(
        select(ReportText.words).where(
            ReportText.organisation_id == organisation_id,
            ReportText.kind == kind,
            ReportText.subject_id == subject_id,
        )
    )


async def put(
    session: AsyncSession, organisation_id: int, kind: TextKind, subject_id: int, words: str, by: int, at: datetime
) -> None:
    key = {"organisation_id": organisation_id, "kind": kind, "subject_id": subject_id}
    await upsert(session, ReportText, key, {"words": words, "by_person_id": by, "at": at})


async def drop(session: AsyncSession, organisation_id: int, kind: TextKind, subjects: set[int]) -> None:
    """Back to what was counted."""
    await session.execute(
        delete(ReportText)
        .where(
            ReportText.organisation_id == organisation_id,
            ReportText.kind == kind,
            ReportText.subject_id.in_(subjects),
        )
        .execution_options(synchronize_session=False)
    )


async def remember(session: AsyncSession, organisation_id: int, day: date, figures: dict[str, int]) -> None:
    """The figures of a day; the last ones of the day stay."""
    await upsert(session, ReportFigures, {"organisation_id": organisation_id, "day": day}, {"figures": figures})


async def figures_before(session: AsyncSession, organisation_id: int, day: date) -> tuple[date, dict[str, int]] | None:
    """The newest figures of an earlier day."""
    query = (
        select(ReportFigures)
        .where(ReportFigures.organisation_id == organisation_id, ReportFigures.day < day)
        .order_by(ReportFigures.day.desc())
        .limit(1)
    )
    found = await session.scalar(query)
    return None if found is None else (found.day, found.figures)
