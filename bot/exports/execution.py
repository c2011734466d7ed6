"""The execution of one row of a plan in words, as it goes back to who sent the plan. Pure: nothing is written here."""

from collections import Counter
from collections.abc import Iterable, Sequence

from bot.domain.figures import schools_done
from bot.domain.progress import Sign, sign
from bot.domain.reports import Figure, Item, Job, PlanReport, Report
from bot.exports.plan_sheets import by_measure, execution_of_one, states_by_place, without
from bot.texts import say

NAMED, SPOKEN, SPOKEN_WIDTH = 5, 10, 200
"""How many schools are named as late, how many are quoted, and how many characters of each."""


def in_words(report: Report, one: PlanReport) -> dict[int, str]:
    """Measure id → its execution: of a school in its own words, of an authority summed over its schools."""
    jobs = by_measure(one.jobs)
    figures = _figures(report.figures)
    return {item.id: _words(item, jobs.get(item.id, ()), report, figures.get(item.id, ())) for item in one.items}


def _figures(figures: Iterable[Figure]) -> dict[int, list[Figure]]:
    found: dict[int, list[Figure]] = {}
    for figure in figures:
        found.setdefault(figure.measure_id, []).append(figure)
    return found


def _words(item: Item, jobs: Sequence[Job], report: Report, figures: Sequence[Figure]) -> str:
    if report.own_only:
        return "\n".join(str(cell) for cell in execution_of_one(item, jobs, report) if cell)
    counted = [job for job in jobs if sign(job.fact, report.today) is not Sign.NOT_OURS]
    done, everybody = schools_done(states_by_place(counted))
    if not everybody:
        return without(item)
    parts = (_done(done, everybody), *_numbers(figures), _late(counted, report), *_spoken(counted, report))
    return "\n".join(part for part in parts if part)


def _done(done: int, everybody: int) -> str:
    if done == everybody:
        return say("execution-all", all=everybody)
    return say("execution-part", done=done, all=everybody)


def _numbers(figures: Sequence[Figure]) -> list[str]:
    sums: Counter[str] = Counter()
    for figure in figures:
        if figure.value is not None:
            sums[figure.name] += figure.value
    return [say("execution-number", name=name, number=number) for name, number in sums.items()]


def _late(jobs: Sequence[Job], report: Report) -> str:
    names = {place.id: place.name for place in report.places}
    late = dict.fromkeys(
        names.get(job.organisation_id, "") for job in jobs if sign(job.fact, report.today) is Sign.OVERDUE
    )
    if not late:
        return ""
    return say("execution-late", names=", ".join(list(late)[:NAMED]), more=max(0, len(late) - NAMED))


def _spoken(jobs: Sequence[Job], report: Report) -> list[str]:
    """What schools wrote, each cut short: the whole of it stands in the xlsx."""
    names = {place.id: place.name for place in report.places}
    said = [(names.get(job.organisation_id, ""), " ".join(job.words.split())) for job in jobs if job.words]
    lines = [f"{name}: {_cut(words)}" for name, words in said[:SPOKEN]]
    return [*lines, say("execution-more", number=len(said) - SPOKEN)] if len(said) > SPOKEN else lines


def _cut(words: str) -> str:
    return words if len(words) <= SPOKEN_WIDTH else words[: SPOKEN_WIDTH - 1].rstrip() + "…"
