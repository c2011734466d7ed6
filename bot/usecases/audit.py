"""What changes rights or plans leaves a line: who, what, when."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.usecases.context import Context
from db.models import AuditEvent


def record(
    session: AsyncSession,
    context: Context,
    person_id: int | None,
    action: str,
    subject: str,
    subject_id: int,
    **detail: Any,
) -> None:
    """Add the line to the running transaction. `detail` holds ids and numbers, never names."""
    session.add(
        AuditEvent(
            at=context.now(),
            person_id=person_id,
            action=action,
            subject_kind=subject,
            subject_id=subject_id,
            detail=detail,
        )
    )
