"""What a справка says, line by line: chat and docx are made of the same."""

from bot.domain.briefings import FIGURES, Briefing, Lagging
from bot.texts import say

LONGEST_REASON = 140
NAMES = {name: f"briefing-{name.replace('_', '-')}" for name in FIGURES} | {"late": "briefing-late-done"}


def headline(found: Briefing) -> str:
    """Done of what has fallen due, and the change since the last one."""
    if found.percent is None:
        return say("briefing-nothing-due")
    arrived, done = found.figures["arrived"], found.figures["arrived_done"]
    return say("briefing-headline", arrived=arrived, done=done, percent=found.percent)


def schools(found: Briefing) -> str:
    return "" if found.own_only else say("status-schools", schools=found.schools, joined=found.joined)


def figure_rows(found: Briefing) -> list[tuple[str, str, str, str]]:
    """(name, now, then, change) of each figure that is not nought both times."""
    rows = []
    for name in FIGURES:
        now, before = found.figures[name], found.former.get(name)
        if now or before:
            rows.append((say(NAMES[name]), str(now), _then(before), _change(found.change(name))))
    return rows


def _then(before: int | None) -> str:
    return "" if before is None else str(before)


def _change(change: int | None) -> str:
    if change is None:
        return ""
    return f"+{change}" if change > 0 else str(change).replace("-", "−")


def changes(found: Briefing) -> str:
    """The same in one line: only what has changed."""
    if found.since is None:
        return say("briefing-first")
    parts = [f"{name.casefold()} {change}" for name, _, _, change in figure_rows(found) if change not in {"", "0"}]
    day = f"{found.since:%d.%m.%Y}"
    return say("briefing-changes", day=day, parts=", ".join(parts)) if parts else say("briefing-unchanged", day=day)


def row_name(row: Lagging) -> str:
    return f"{row.number}. {row.short_name}" if row.number else row.short_name


def late_schools(row: Lagging) -> str:
    return say("briefing-late", names=", ".join(row.schools), more=row.late - len(row.schools))


def reasons(row: Lagging) -> list[str]:
    return [f"{school}: {_cut(words)}" for school, words in row.reasons]


def _cut(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= LONGEST_REASON else words[: LONGEST_REASON - 1].rstrip() + "…"


def help_lines(found: Briefing) -> list[str]:
    """A person's words, else what waits for the authority."""
    if found.help:
        return found.help.split("\n")
    needs = found.needs
    if not needs.any:
        return [say("briefing-no-help")]
    told = (
        (needs.questions, say("briefing-questions", number=needs.questions)),
        (needs.extensions, say("briefing-extensions", number=needs.extensions)),
        (needs.undated, say("briefing-undated-help", number=needs.undated)),
        (len(needs.absent), say("briefing-absent", names=", ".join(needs.absent[:8]), more=len(needs.absent[8:]))),
    )
    return [line for number, line in told if number]
