"""«Не доставлено»: people and organisations that no message reaches. Chat and xlsx are drawn from these."""

from dataclasses import dataclass
from datetime import date

from bot.domain.people import Role

NO_COORDINATOR = "no-coordinator"


@dataclass(frozen=True, slots=True)
class Unreached:
    """A person who cannot be written to (`role`, `reason`), or an organisation (`role` None): where nobody is, or where
    nobody answers for it."""

    organisation_name: str
    phone: str | None
    role: Role | None = None
    name: str | None = None
    """None where the reader may not know it."""
    reason: str | None = None
    since: date | None = None
    delivered: date | None = None
    """When the last message arrived; both in the reader's zone."""
    organisation_id: int = 0
