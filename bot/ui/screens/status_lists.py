"""/status looked at closer: sections of a plan, the tasks of one school, and what «Напомнить» did."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.deadline import say_day
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.reports import StatusTap
from bot.ui.callbacks.tasks import TaskTap
from bot.ui.screen import Button, Row, Screen, cut
from bot.ui.screens.lines import named, told
from bot.ui.screens.status import fives, told_row, turning
from bot.ui.trail import STATUS_LISTS
from bot.usecases.nudges import Nudge
from bot.usecases.status import TASKS_PAGE, PlaceTasks, SectionStatus

SECTIONS_PAGE = 15
SECTION_ROWS = 20
SECTION_WIDTH = 100
DEAF_SHOWN = 20


def sections(found: Sequence[SectionStatus], org: int, plan: int, page: int) -> Screen:
    start = page * SECTIONS_PAGE
    shown = list(enumerate(found[start : start + SECTIONS_PAGE], start + 1))
    digits = [
        Button(str(place), StatusTap(view="section", org=org, plan=plan, page=page, item=place)) for place, _ in shown
    ]
    text = lines(html("status-sections-head"), " ", *(_section(place, one) for place, one in shown))
    return Screen(text, (*fives(digits), *turning("sections", org, plan, page, len(found), SECTIONS_PAGE)))


def _section(place: int, one: SectionStatus) -> Html:
    key = "status-section" if one.tally.arrived else "status-section-ahead"
    numbers = {"done": one.tally.arrived_done, "arrived": one.tally.arrived, "overdue": one.tally.overdue}
    return html(key, place=place, name=_title(one), **numbers)


def _title(one: SectionStatus) -> str:
    return cut(one.title, SECTION_WIDTH) if one.title else say("status-section-none")


def section(one: SectionStatus, place: int, org: int, plan: int) -> Screen:
    """The rows of a section; digits open a row."""
    shown = one.rows[:SECTION_ROWS]
    rest = len(one.rows) - len(shown)
    digits = [
        Button(str(n), StatusTap(view="rowin", org=org, plan=plan, item=row.id, page=place))
        for n, row in enumerate(shown, 1)
    ]
    text = lines(
        html("status-section-head", name=_title(one)),
        " ",
        *(told_row(n, row) for n, row in enumerate(shown, 1)),
        html("status-row-more", number=rest) if rest else "",
    )
    back = StatusTap(view="sections", org=org, plan=plan, page=(place - 1) // SECTIONS_PAGE)
    return Screen(text, (*fives(digits), (Button(say("button-back"), back),)))


def tasks(shown: PlaceTasks) -> Screen:
    """A school's own list as it sees it; digits open the cards."""
    here, plan, item = shown.organisation_id, shown.roadmap_id, int(shown.closed)
    first = shown.page * TASKS_PAGE + 1
    at = f"{STATUS_LISTS[item]}.{shown.page}.{here}"
    digits = [
        Button(str(place), TaskTap(action="open", task=line.task_id, version=line.version, at=at))
        for place, line in enumerate(shown.lines, first)
    ]
    text = lines(
        html(f"status-tasks-{STATUS_LISTS[item]}", name=shown.organisation, number=shown.total),
        " ",
        *(
            html("line-flat", place=place, name=named(line), day=told(line, shown.today))
            for place, line in enumerate(shown.lines, first)
        ),
        "" if shown.lines else html("status-tasks-none"),
    )
    other = StatusTap(view="tasks", org=here, plan=plan, item=1 - item)
    switch = Button(say("status-button-open" if shown.closed else "status-button-closed"), other)
    return Screen(
        text, (*fives(digits), (switch,), *turning("tasks", here, plan, shown.page, shown.total, TASKS_PAGE, item))
    )


def nudge(done: Nudge) -> Screen:
    """To how many it goes and when; whom the bot cannot reach, with telephones."""
    deaf = done.deaf[:DEAF_SHOWN]
    rest = len(done.deaf) - len(deaf)
    text = lines(
        _sent(done),
        html("nudge-again", schools=done.again) if done.again else "",
        html("nudge-deaf") if deaf else "",
        *(_deaf(name, phone) for name, phone in deaf),
        html("nudge-deaf-more", number=rest) if rest else "",
    )
    view = "row" if done.measure_id else "all"
    back = StatusTap(view=view, org=done.organisation_id, plan=done.roadmap_id, item=done.measure_id)
    rows: tuple[Row, ...] = ((Button(say("button-back"), back),),)
    return Screen(text, rows)


def _sent(done: Nudge) -> Html:
    if not done.lagging:
        return html("nudge-nobody-late")
    if not done.schools or done.first is None or done.last is None:
        return html("nudge-none")
    first, last = _moment(done.first, done.now), _moment(done.last, done.now)
    when = first if first == last else say("nudge-between", first=first, last=last)
    return html("nudge-sent", schools=done.schools, when=when)


def _moment(moment: datetime, now: datetime) -> str:
    if moment <= now:
        return say("nudge-now")
    return say("nudge-at", day=say_day(moment.date(), now.date()), time=f"{moment:%H:%M}")


def _deaf(name: str, phone: str | None) -> Html:
    name = cut(name, 60)
    return html("nudge-deaf-phone", name=name, phone=phone) if phone else html("nudge-deaf-line", name=name)
