"""One task in one line: in lists, digests and pushes. The same words for a day everywhere."""

from datetime import date

from bot.domain.deadline import say_day
from bot.domain.tasks import TaskState, Timeliness
from bot.texts import Html, html, say
from bot.ui.screen import fit
from bot.usecases.tasks import TaskLine

PLAN_WIDTH = 24
WORDS_WIDTH = 40


def days(number: int) -> str:
    """«12 дней»."""
    return say("count-days", n=number)


def named(line: TaskLine, *, plan: bool = False, place: bool = False) -> Html:
    """«План профориентационной работы (3.6)»; with the plan and the school where there are several."""
    title = fit(line.plan, PLAN_WIDTH)
    if plan and line.number:
        name = html("line-name-plan", name=line.short_name, number=line.number, plan=title)
    elif plan:
        name = html("line-name-plan-only", name=line.short_name, plan=title)
    elif line.number:
        name = html("line-name", name=line.short_name, number=line.number)
    else:
        name = Html(html("line-bare", name=line.short_name))
    if line.label:
        name = html("line-labelled", name=name, label=fit(line.label, WORDS_WIDTH))
    return html("line-at", name=name, place=line.organisation) if place else name


def told(line: TaskLine, today: date) -> str:
    """When and how: «до 30 августа, ср», «срок был … — 12 дней назад», «весь год», «2 из 3»."""
    if line.state is not TaskState.OPEN:
        return _closed(line, today)
    if line.is_parent:
        inside = say("line-children", closed=line.children_closed, all=line.children)
        return f"{inside}, {_open(line, today)}"
    return _open(line, today)


def _open(line: TaskLine, today: date) -> str:
    if line.all_year:
        return say("line-all-year-entries", n=line.entries) if line.entries else say("line-all-year")
    if line.due is None:
        if line.opens is not None:
            return say("line-from", day=say_day(line.opens, today))
        words = " ".join(line.deadline_text.split()).strip("-–— .")
        return say("line-undated-words", words=fit(words, WORDS_WIDTH)) if words else say("line-undated")
    if line.due < today:
        return say("line-overdue", day=say_day(line.due, today), ago=days((today - line.due).days))
    return say("line-until", day=say_day(line.due, today))


def _closed(line: TaskLine, today: date) -> str:
    if line.state is TaskState.NOT_OURS:
        return say("line-not-ours")
    if line.state is not TaskState.DONE:
        return say("line-unfulfilled")
    if line.before_joining:
        return say("line-done-before")
    if line.done_on is None:
        return say("line-done-plain")
    if line.timeliness() is Timeliness.LATE and line.due is not None:
        return say("line-done-late", day=say_day(line.done_on, today), days=days((line.done_on - line.due).days))
    return say("line-done", day=say_day(line.done_on, today))
