"""A plan that was read, in a few Russian lines for the command line."""

from collections.abc import Iterator

from bot.domain.deadline import DeadlineStatus
from bot.domain.doubts import Doubt
from bot.domain.grid import Plan
from bot.texts import knows, say


def doubt_words(doubt: Doubt) -> str:
    """The sentence of a doubt. One of a newer version, whose words are not here, is a doubt all the same."""
    key = f"doubt-{doubt.code}"
    return say(key, **dict(doubt.params)) if knows(key) else say("doubt-unworded")


def summary(plan: Plan) -> str:
    """Title, year, counts, and every doubt with the row it belongs to."""
    return "\n".join(_lines(plan))


def _lines(plan: Plan) -> Iterator[str]:
    told = [row.deadline.status for row in plan.measures]
    yield say(
        "import-summary",
        title=plan.title or say("import-no-title"),
        year=f"{plan.school_year}/{plan.school_year + 1}",
        sections=len(plan.sections),
        measures=len(plan.measures),
        dated=told.count(DeadlineStatus.DATED) + told.count(DeadlineStatus.ONGOING),
        undated=told.count(DeadlineStatus.UNSCHEDULED),
        lost=told.count(DeadlineStatus.UNRECOGNISED),
        doubtful=sum(1 for row in plan.measures if row.doubts or row.deadline.doubts),
    )
    lost = [row for row in plan.rejected if not row.furniture and row.reason != "heading"]
    if lost:
        yield say("import-rejected", rows=len(lost))
    yield from (doubt_words(doubt) for doubt in plan.doubts)
    for row in plan.measures:
        for doubt in (*row.deadline.doubts, *row.doubts):
            yield say("import-row-doubt", number=row.number or "—", name=row.short_name, words=doubt_words(doubt))
