"""/status: the figures of a plan; the same as in the xlsx, for both come from one count."""

from collections.abc import Sequence

from bot.domain.deadline import say_day
from bot.domain.progress import Tally
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.reports import ExportTap, FileTap, PictureTap, StatusTap
from bot.ui.callbacks.reviews import ReviewTap
from bot.ui.callbacks.wishes import WishTap
from bot.ui.prose import clip
from bot.ui.screen import WIDTHS, Button, Row, Screen, fit
from bot.usecases.exports import Exported
from bot.usecases.nightly import NO_TOOL, Copies
from bot.usecases.status import PlaceStatus, RowStatus, Status

PAGE = 15
ROWS_PAGE = 10
BEHIND, DATELESS = 40, 12
PLANS_SHOWN = 5
HALF = WIDTHS[2]


def overview(status: Status) -> Screen:
    """Totals first, then who lags, then where to look closer."""
    total = status.total
    years = ", ".join(dict.fromkeys(f"{year}/{year + 1}" for _, _, year in status.plans))
    head = html(
        "status-head", organisation=status.organisation, years=years, day=say_day(status.today).partition(",")[0]
    )
    text = lines(
        head,
        "" if status.is_school else html("status-schools", schools=status.schools, joined=status.joined),
        _arrived(total),
        apart(total),
        late(total),
        _rest(total),
        "" if status.is_school else _laggards(status.laggards),
        html("digest-undecreed", year=str(status.undecreed)) if status.undecreed else "",
        _copies(status.copies),
    )
    return Screen(text, tuple(_overview_rows(status)))


def _arrived(total: Tally) -> Html:
    if not total.arrived:
        return html("status-nothing-due")
    return html("status-arrived", number=total.arrived, done=total.arrived_done, percent=total.percent or 0)


def apart(total: Tally) -> Html:
    """The parts of «выполнено»: in time, late, before joining. Shown only where there is something to tell apart."""
    parts = [
        say(f"status-{name}", number=number, percent=total.punctual or 0)
        for name, number in (("in-time", total.in_time), ("late", total.late), ("before", total.before_joining))
        if number
    ]
    return html("status-apart", parts=", ".join(parts)) if parts else Html("")


def late(total: Tally) -> Html:
    parts = [
        say(f"status-{name}", number=number)
        for name, number in (("overdue", total.overdue), ("today", total.today), ("ahead", total.ahead))
        if number
    ]
    return html("status-parts", parts=" · ".join(parts)) if parts else Html("")


def _rest(total: Tally) -> Html:
    names = ("all-year", "undated", "early", "not-ours", "unfulfilled", "waiting")
    numbers = (total.all_year, total.undated, total.early, total.not_ours, total.unfulfilled, total.waiting)
    parts = [
        say(f"status-{name}", number=number, entries=total.entries)
        for name, number in zip(names, numbers, strict=True)
        if number
    ]
    return html("status-parts", parts=" · ".join(parts)) if parts else Html("")


def _copies(copies: Copies | None) -> Html:
    if copies is None:
        return Html("")
    day = say_day(copies.newest, copies.today) if copies.newest else say("status-copies-never")
    if copies.refused:
        return html("status-copies-no-tool" if copies.refused == NO_TOOL else "status-copies-refused", day=day)
    if copies.newest is None:
        return html("status-copies-none")
    return html("status-copies-old" if copies.old else "status-copies", day=day)


def _laggards(rows: Sequence[tuple[str, int]]) -> Html:
    parts = [say("status-laggard", row=row, number=schools) for row, schools in rows]
    return html("status-laggards", parts=", ".join(parts)) if parts else Html("")


def _overview_rows(status: Status) -> list[Row]:
    org, plan = status.organisation_id, status.roadmap_id
    by_row = Button(say("status-button-rows"), StatusTap(view="rows", org=org, plan=plan))
    by_section = Button(say("status-button-sections"), StatusTap(view="sections", org=org, plan=plan))
    rows: list[Row] = []
    if not status.is_school:
        by_place = Button(say("status-button-places"), StatusTap(view="places", org=org, plan=plan))
        rows += [(by_place, by_row), (by_section,)]
    elif status.above:
        by_task = Button(say("status-button-tasks"), StatusTap(view="tasks", org=org, plan=plan))
        rows += [(by_task, by_row)]
    else:
        rows.append((by_row, by_section))
    if status.administered and status.total.overdue:
        key = "status-button-nudge-one" if status.is_school else "status-button-nudge"
        rows.append((Button(say(key), StatusTap(view="nudge", org=org, plan=plan)),))
    rows += _asking(status)
    if len(status.plans) > 1:
        if plan:
            rows.append((Button(say("status-button-all-plans"), StatusTap(view="all", org=org)),))
        rows += _other_plans(status)
    rows += [(Button(fit(name), StatusTap(view="all", org=number)),) for number, name in status.others[:3]]
    xlsx = Button(say("status-button-xlsx"), ExportTap(org=org, plan=plan))
    rows.append((xlsx, Button(say("picture-button"), PictureTap(kind="year", org=org, plan=plan))))
    rows.append((Button(say("status-button-files"), FileTap(form="menu", org=org)),))
    if status.above:
        rows.append((Button(say("button-back"), StatusTap(view="places", org=status.above, plan=plan)),))
    return rows


def _other_plans(status: Status) -> list[Row]:
    """A button each while they are few, else the list of them."""
    org, plan = status.organisation_id, status.roadmap_id
    if len(status.plans) > PLANS_SHOWN:
        label = say("status-button-plans", number=len(status.plans))
        return [(Button(label, StatusTap(view="plans", org=org, plan=plan)),)]
    return [
        (Button(fit(title), StatusTap(view="all", org=org, plan=number)),)
        for number, title, _ in status.plans
        if number != plan
    ]


def _asking(status: Status) -> list[Row]:
    """What waits for the reader's word."""
    if not status.administered or status.above:
        return []
    row = []
    if status.total.waiting:
        text = fit(say("status-button-reviews", number=status.total.waiting), HALF)
        row.append(Button(text, ReviewTap(action="queue")))
    if status.requests:
        row.append(Button(fit(say("status-button-wishes", number=status.requests), HALF), WishTap(action="list")))
    return [tuple(row)] if row else []


def places(found: Sequence[PlaceStatus], org: int, plan: int, page: int) -> Screen:
    """School by school, in the order of their names; digits open a school."""
    start = page * PAGE
    shown = found[start : start + PAGE]
    text = lines(html("status-places-head"), " ", *(_place(place, one) for place, one in enumerate(shown, start + 1)))
    digits = [
        Button(str(place), StatusTap(view="all", org=one.id, plan=plan))
        for place, one in enumerate(shown, start + 1)
        if one.id != org
    ]
    return Screen(text, (*fives(digits), *turning("places", org, plan, page, len(found), PAGE)))


def fives(digits: Sequence[Button]) -> tuple[Row, ...]:
    return tuple(tuple(digits[start : start + 5]) for start in range(0, len(digits), 5))


def _place(number: int, place: PlaceStatus) -> Html:
    total = place.tally
    if not total.total:
        return html("status-place-empty", place=number, name=fit(place.name, 40))
    key = "status-place" if total.arrived else "status-place-ahead"
    return html(
        key,
        place=number,
        name=fit(place.name, 40),
        done=total.arrived_done,
        arrived=total.arrived,
        overdue=total.overdue,
        open=total.open,
        joined="yes" if place.joined else "no",
    )


def rows(found: Sequence[RowStatus], org: int, plan: int, page: int) -> Screen:
    """Row by row in the order of the plan; digits open a row."""
    start = page * ROWS_PAGE
    shown = found[start : start + ROWS_PAGE]
    listed = [told_row(place, row) for place, row in enumerate(shown, start + 1)]
    digits = [
        Button(str(place), StatusTap(view="row", org=org, plan=plan, page=page, item=row.id))
        for place, row in enumerate(shown, start + 1)
    ]
    head = "status-rows-head-own" if found and found[0].own else "status-rows-head"
    text = lines(html(head), " ", *listed)
    return Screen(text, (*fives(digits), *turning("rows", org, plan, page, len(found), ROWS_PAGE)))


def told_row(place: int, row: RowStatus) -> Html:
    return html(
        "status-row",
        place=place,
        name=row.short_name,
        number=bracketed(row),
        done=row.done,
        all=row.of,
        overdue=row.tally.overdue,
    )


def bracketed(row: RowStatus) -> str:
    """« (3.12)», nothing for a row without a number."""
    return f" ({row.number})" if row.number else ""


def row(
    found: RowStatus, org: int, plan: int, page: int, *, nudges: bool = False, origin: StatusTap | None = None
) -> Screen:
    """One row: its figures and who is late with it; `nudges`: the reader may remind them. Back to `origin`, else to
    that page of all rows."""
    total = found.tally
    behind = found.behind[:BEHIND]
    rest = len(found.behind) - len(behind)
    text = lines(
        html("status-row-head", name=found.short_name, number=bracketed(found)),
        html("status-row-done-own" if found.own else "status-row-done", done=found.done, all=found.of),
        apart(total),
        late(total),
        html("status-early", number=total.early) if total.early else "",
        html("status-row-behind") if behind else "",
        *(html("status-row-place", name=fit(name, 40)) for name in behind),
        html("status-row-more", number=rest) if rest else "",
        _dateless(found),
    )
    buttons: list[Row] = []
    if rest:
        everybody = StatusTap(view="behind", org=org, plan=plan, item=found.id)
        buttons.append((Button(say("status-button-behind", number=len(found.behind)), everybody),))
    if found.remindable and nudges:
        nudge = StatusTap(view="nudge", org=org, plan=plan, item=found.id)
        buttons.append((Button(say("status-button-nudge-these"), nudge),))
    back = Button(say("button-back"), origin or StatusTap(view="rows", org=org, plan=plan, page=page))
    return Screen(text, (*buttons, (back,)))


def _dateless(found: RowStatus) -> Html:
    """Organisations that have no day of their own for a row without one: whom to ask for a timetable."""
    if not found.dateless:
        return Html()
    names = Html(", ".join(clip(name, 40) for name in found.dateless[:DATELESS]))
    rest = len(found.dateless) - DATELESS
    more = html("status-row-more", number=rest) if rest > 0 else Html()
    return lines(html("status-row-dateless", names=names), more)


def turning(view: str, org: int, plan: int, page: int, number: int, size: int, item: int = 0) -> tuple[Row, ...]:
    """Pages of a list, and the way back to the figures."""
    turns = []
    if page:
        turns.append(Button(say("button-page-before"), _page(view, org, plan, page - 1, item)))
    if (page + 1) * size < number:
        turns.append(Button(say("button-page-after"), _page(view, org, plan, page + 1, item)))
    back: Row = (Button(say("button-back"), StatusTap(view="all", org=org, plan=plan)),)
    return (tuple(turns), back) if turns else (back,)


def _page(view: str, org: int, plan: int, page: int, item: int) -> StatusTap:
    return StatusTap(view=view, org=org, plan=plan, page=page, item=item)


def exported(done: Exported) -> Screen:
    """Words under the file."""
    total = done.report.total
    return Screen(
        html(
            "export-caption",
            organisation=done.report.organisation,
            arrived=total.arrived,
            done=total.arrived_done,
            overdue=total.overdue,
        ),
        ((Button(say("status-button-files"), FileTap(form="menu", org=done.organisation_id)),),),
    )
