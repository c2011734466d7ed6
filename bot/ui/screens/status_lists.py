"""/status looked at closer: sections of a plan, the tasks of one school, and what «Напомнить» did."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.deadline import say_day
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.reports import StatusTap
from bot.ui.callbacks.tasks import TaskTap
from bot.ui.screen import Button, Row, Screen, cut, fit
from bot.ui.screens.lines import named, told
from bot.ui.screens.pages import last_page, page_row, slice_of
from bot.ui.screens.status import BEHIND, bracketed, fives, told_row, turning
from bot.ui.trail import STATUS_LISTS
from bot.usecases.nudges import Nudge
from bot.usecases.status import TASKS_PAGE, PlaceTasks, RowStatus, SectionStatus, Status

SECTIONS_PAGE = 15
SECTION_ROWS = 10
SECTION_PAGES = 1000
PLANS_PAGE, TITLE_WIDTH = 10, 160
SECTION_WIDTH = 100
DEAF_SHOWN = 20


def sections(found: Sequence[SectionStatus], org: int, plan: int, page: int) -> Screen:
    start = page * SECTIONS_PAGE
    shown = list(enumerate(found[start : start + SECTIONS_PAGE], start + 1))
    digits = [Button(str(place), StatusTap(view="section", org=org, plan=plan, item=place)) for place, _ in shown]
    text = lines(html("status-sections-head"), " ", *(_section(place, one) for place, one in shown))
    return Screen(text, (*fives(digits), *turning("sections", org, plan, page, len(found), SECTIONS_PAGE)))


def _section(place: int, one: SectionStatus) -> Html:
    key = "status-section" if one.tally.arrived else "status-section-ahead"
    numbers = {"done": one.tally.arrived_done, "arrived": one.tally.arrived, "overdue": one.tally.overdue}
    return html(key, place=place, name=_unnumbered(place, _title(one)), **numbers)


def _title(one: SectionStatus) -> str:
    return cut(one.title, SECTION_WIDTH) if one.title else say("status-section-none")


def _unnumbered(place: int, title: str) -> str:
    """«1. Нормативное обеспечение» in the first place says its number already."""
    return title.removeprefix(f"{place}.").lstrip()


def section(one: SectionStatus, org: int, plan: int, place: int, page: int) -> Screen:
    """The rows of the section at this place, in pages; digits open a row and remember the section."""
    page = min(page, last_page(len(one.rows), SECTION_ROWS))
    shown = list(enumerate(slice_of(one.rows, page, SECTION_ROWS), page * SECTION_ROWS + 1))
    here = place * SECTION_PAGES + page
    digits = [
        Button(str(number), StatusTap(view="rowin", org=org, plan=plan, page=here, item=row.id))
        for number, row in shown
    ]
    text = lines(html("status-section-head", name=_title(one)), " ", *(told_row(number, row) for number, row in shown))
    before = StatusTap(view="section", org=org, plan=plan, item=place, page=max(page - 1, 0))
    after = StatusTap(view="section", org=org, plan=plan, item=place, page=page + 1)
    back = StatusTap(view="sections", org=org, plan=plan, page=(place - 1) // SECTIONS_PAGE)
    turns = page_row(page, len(one.rows), SECTION_ROWS, before, after)
    return Screen(text, (*fives(digits), *turns, (Button(say("button-back"), back),)))


def section_of(tap: StatusTap) -> StatusTap:
    """Back from a row inside a section: its place and page were kept in one number."""
    place, page = divmod(tap.page, SECTION_PAGES)
    return StatusTap(view="section", org=tap.org, plan=tap.plan, item=place, page=page)


def behind(found: RowStatus, org: int, plan: int, page: int) -> Screen:
    """Everybody who is late with a row, in pages."""
    page = min(page, last_page(len(found.behind), BEHIND))
    first = page * BEHIND + 1
    text = lines(
        html("status-row-head", name=found.short_name, number=bracketed(found)),
        html("status-row-behind"),
        *(
            html("status-behind-place", place=place, name=fit(name, 40))
            for place, name in enumerate(slice_of(found.behind, page, BEHIND), first)
        ),
    )
    here = {"org": org, "plan": plan, "item": found.id}
    before = StatusTap(view="behind", page=max(page - 1, 0), **here)
    turns = page_row(page, len(found.behind), BEHIND, before, StatusTap(view="behind", page=page + 1, **here))
    return Screen(text, (*turns, (Button(say("button-back"), StatusTap(view="row", **here)),)))


def plans(shown: Status, page: int) -> Screen:
    """Running plans, newest first, each with whose it is: digits open the figures of one."""
    org = shown.organisation_id
    page = min(page, last_page(len(shown.plans), PLANS_PAGE))
    owners = shown.owners or ("",) * len(shown.plans)
    newest = tuple(zip(shown.plans, owners, strict=True))[::-1]
    listed = list(enumerate(slice_of(newest, page, PLANS_PAGE), page * PLANS_PAGE + 1))
    told = [
        html(
            "status-plan-of" if owner else "status-plan", place=place, owner=owner, title=cut(title, TITLE_WIDTH),
            years=f"{year}/{year + 1}",
        )
        for place, ((_, title, year), owner) in listed
    ]  # fmt: skip
    digits = [Button(str(place), StatusTap(view="all", org=org, plan=number)) for place, ((number, _, _), _) in listed]
    turns = turning("plans", org, shown.roadmap_id, page, len(newest), PLANS_PAGE)
    return Screen(lines(html("status-plans-head"), " ", *told), (*fives(digits), *turns))


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
