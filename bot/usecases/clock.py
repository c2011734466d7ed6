"""The clocks of a running program: the true one, and one that follows the sandbox."""

from datetime import UTC, datetime, timedelta


class SystemClock:
    """True time plus an offset. The offset is nought but under the sandbox, whose clock a person may move."""

    def __init__(self) -> None:
        self.offset = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset  # noqa: TID251 - the one place where true time is read
