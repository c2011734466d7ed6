"""Plans before and after their launch: the list, the preview of a draft, what is asked about it."""

from datetime import date

from bot.domain.deadline import say_day
from bot.domain.people import OrganisationKind
from bot.domain.roadmaps import RoadmapState, Tally
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.conditions import ConditionTap
from bot.ui.callbacks.escalations import EscalationTap
from bot.ui.callbacks.menu import MenuTap
from bot.ui.callbacks.reviews import ReviewTap
from bot.ui.callbacks.roadmaps import NamesTap, OnceTap, PlanTap, RowsTap, YearTap
from bot.ui.screen import Button, Row, Screen, cut, fit
from bot.ui.screens.doubts import doubt_words
from bot.usecases.amendments import Versions
from bot.usecases.roadmaps import PlanLine, Preview, Progress
from bot.usecases.rows import View

LISTED = 9
"""Plans in a list; the rest are older and rest in the reports."""
TITLE_WIDTH = 160
NUMBERS_SHOWN = 6
REJECTED_SHOWN, REJECTED_WIDTH = 20, 150
BLANK = Html(" ")
NOTHING = Html("")


def title_of(title: str, width: int = TITLE_WIDTH) -> str:
    """A plan's title short enough for a screen: its beginning and its end, where the territory stands."""
    title = title or say("plan-untitled")
    if len(title) <= width:
        return cut(title, width)
    head = title[: width * 2 // 3].rsplit(" ", 1)[0].rstrip(' ,.;:(«"')
    tail = title[-(width // 3) :].split(" ", 1)[-1]
    return cut(f"{head}… {tail}", width)


def year_of(school_year: int) -> str:
    """«2023/2024 учебный год»."""
    return say("plan-year", **{"from": str(school_year), "to": str(school_year + 1)})


def plan_list(plans: tuple[PlanLine, ...]) -> Screen:
    """How to upload, and every plan that can be opened, drafts first."""
    drafts = sum(1 for plan in plans if plan.state is RoadmapState.DRAFT)
    here = html("plans-here", drafts=drafts, active=len(plans) - drafts) if plans else NOTHING
    return Screen(
        lines(html("plans-how"), BLANK if plans else NOTHING, here),
        tuple((_plan_button(plan),) for plan in plans[:LISTED]),
    )


def _plan_button(plan: PlanLine) -> Button:
    key = "plans-draft-button" if plan.state is RoadmapState.DRAFT else "plans-active-button"
    text = say(key, title=fit(plan.title or say("plan-untitled"), TITLE_WIDTH))
    return Button(fit(text), PlanTap(action="show", roadmap=plan.id))


def reading(name: str) -> Screen:
    return Screen(html("upload-reading", name=title_of(name, 80)))


def choice(plans: tuple[PlanLine, ...]) -> Screen:
    """Several plans in one document."""
    return Screen(html("upload-several", count=len(plans)), tuple((_plan_button(plan),) for plan in plans[:LISTED]))


def year_question(document_id: int, near: int) -> Screen:
    """The document names no school year."""
    return Screen(
        html("year-question"), (tuple(_year(year, YearTap(document=document_id, year=year)) for year in _years(near)),)
    )


def year_change(plan: Preview, near: int) -> Screen:
    taps = [
        _year(year, PlanTap(action="yearset", roadmap=plan.id, version=plan.version, arg=str(year)))
        for year in _years(near)
    ]
    text = html("year-change-question", year=year_of(plan.school_year))
    return Screen(text, (tuple(taps), (_back(plan.id),)))


def _years(near: int) -> tuple[int, ...]:
    return (near - 1, near, near + 1)


def _year(year: int, tap: YearTap | PlanTap) -> Button:
    return Button(say("year-button", **{"from": str(year), "to": str(year + 1)[2:]}), tap)


def preview(plan: Preview, notice: Html = NOTHING, newer: Versions | None = None) -> Screen:
    """What a launch would do. While nobody said whose the plan is, that is asked first; then whether it is the `newer`
    version of a plan that runs."""
    counts = plan.counts
    text = lines(
        notice,
        html("plan-title", title=title_of(plan.title)),
        _size(plan),
        html("preview-owner", owner=plan.owner.name),
        _deadlines(counts),
        Html(_addressees(counts, plan.owner_kind)),
        html("preview-rejected", count=len(plan.rejected)) if plan.rejected else NOTHING,
        BLANK,
        *_warnings(plan),
        html("owner-question") if plan.owners else html("preview-silence"),
        html("amend-offer", title=title_of(newer.title)) if newer else NOTHING,
    )
    return Screen(text, _owner_rows(plan) if plan.owners else (*_newer(plan, newer), *_launch_rows(plan)))


def _newer(plan: Preview, newer: Versions | None) -> list[Row]:
    if newer is None:
        return []
    tap = PlanTap(action="diff", roadmap=plan.id, version=plan.version, arg=str(newer.running_id))
    return [(Button(say("button-amend-look"), tap),)]


def _size(plan: Preview) -> Html:
    counts = plan.counts
    return html("preview-size", year=year_of(plan.school_year), sections=counts.sections, measures=counts.measures)


def _deadlines(counts: Tally) -> Html:
    parts = [html("preview-deadlines", understood=counts.understood)]
    if counts.to_check:
        parts.append(html("preview-to-check", count=counts.to_check))
    if counts.undated:
        parts.append(html("preview-undated", count=len(counts.undated), numbers=_numbers(counts.undated)))
    return Html(" · ".join(parts))


def _numbers(numbers: tuple[str, ...]) -> str:
    shown = ", ".join(numbers[:NUMBERS_SHOWN])
    more = len(numbers) - NUMBERS_SHOWN
    return say("preview-numbers-more", numbers=shown, count=more) if more > 0 else shown


def _addressees(counts: Tally, kind: OrganisationKind) -> str:
    parts = [
        say("preview-schools", count=counts.schools) if counts.schools else "",
        say("preview-municipalities", count=counts.municipalities) if counts.municipalities else "",
        say("preview-owner-only", kind=kind.value, count=counts.owner_only) if counts.owner_only else "",
        say("preview-information", count=counts.information) if counts.information else "",
    ]
    return capital(" · ".join(part for part in parts if part))


def capital(text: str) -> str:
    """With a capital at its beginning: parts of a line are worded to stand anywhere in it."""
    return text[:1].upper() + text[1:]


def _warnings(plan: Preview) -> list[Html]:
    counts = plan.counts
    found = [html("preview-doubt", words=capital(doubt_words(doubt))) for doubt in plan.doubts]
    if plan.nobody:
        found.append(html("preview-nobody", count=plan.nobody))
    elif counts.doubtful:
        found.append(html("preview-doubtful", count=counts.doubtful))
    if plan.conditions:
        found.append(html("preview-conditions", count=plan.conditions))
    if counts.schools and not plan.schools and plan.owner_kind is not OrganisationKind.SCHOOL:
        found.append(html("preview-no-schools"))
    if counts.all_past:
        found.append(html("preview-all-past"))
    return found


def _owner_rows(plan: Preview) -> tuple[Row, ...]:
    owners = plan.owners[:LISTED]
    taps = [PlanTap(action="owner", roadmap=plan.id, version=plan.version, arg=str(owner.id)) for owner in owners]
    rows = [(Button(fit(owner.name), tap),) for owner, tap in zip(owners, taps, strict=True)]
    return (*rows, _foot(plan))


def _launch_rows(plan: Preview) -> tuple[Row, ...]:
    counts = plan.counts
    tasks = say("count-tasks", count=counts.tasks)
    launch = PlanTap(action="launch", roadmap=plan.id, version=plan.version)
    rehearse = PlanTap(action="rehearse", roadmap=plan.id, version=plan.version)
    rows = (Button(say("button-rows"), RowsTap(roadmap=plan.id, view=View.ALL)),)
    if counts.all_past:
        archive = PlanTap(action="archive", roadmap=plan.id, version=plan.version)
        as_is = Button(say("button-launch-as-is", tasks=tasks), launch)
        again = [] if plan.later is None else [_anew(plan.id, plan.later)]
        return (*again, rows, *_mending(plan), (Button(say("button-archive"), archive),), (as_is,), _foot(plan))
    first: Row = (Button(say("button-launch", tasks=tasks), launch),)
    return (first, (Button(say("button-rehearse"), rehearse),), rows, *_mending(plan), _foot(plan))


def _anew(roadmap_id: int, year: int) -> Row:
    """«Сделать план на 2026/2027»."""
    text = say("button-anew", **{"from": str(year), "to": str(year + 1)})
    return (Button(text, PlanTap(action="anew", roadmap=roadmap_id, arg=str(year))),)


def _mending(plan: Preview) -> list[Row]:
    rows: list[Row] = []
    if plan.counts.doubtful:
        odd = RowsTap(roadmap=plan.id, view=View.DOUBTFUL)
        rows.append((Button(say("button-doubtful", count=plan.counts.doubtful), odd),))
    if plan.conditions:
        conditions = ConditionTap(action="list", roadmap=plan.id)
        rows.append((Button(say("button-conditions", count=plan.conditions), conditions),))
    if plan.nobody:
        rows.append((Button(say("button-nobody", count=plan.nobody), PlanTap(action="nobody", roadmap=plan.id)),))
    if plan.rejected:
        rejected = PlanTap(action="rejected", roadmap=plan.id)
        rows.append((Button(say("button-rejected", count=len(plan.rejected)), rejected),))
    if plan.once:
        once = OnceTap(action="list", roadmap=plan.id, version=plan.version)
        rows.append((Button(say("button-once", count=plan.once), once),))
    names = Button(say("button-names"), NamesTap(action="list", roadmap=plan.id))
    matrix = Button(say("button-matrix"), PlanTap(action="matrix", roadmap=plan.id))
    rows.append((names, matrix) if plan.schools else (names,))
    if any(doubt.code == "school_year_guessed" for doubt in plan.doubts):
        rows.append((Button(say("button-year"), PlanTap(action="year", roadmap=plan.id)),))
    return rows


def _foot(plan: Preview) -> Row:
    """A draft stays where it is: only a question removes it."""
    discard = PlanTap(action="discard", roadmap=plan.id, version=plan.version)
    return (Button(say("button-discard"), discard), Button(say("button-back"), PlanTap(action="list")))


def discard_question(plan: Preview) -> Screen:
    yes = PlanTap(action="discardyes", roadmap=plan.id, version=plan.version)
    return Screen(html("discard-question"), ((Button(say("button-discard-yes"), yes), _back(plan.id)),))


def rejected(plan: Preview) -> Screen:
    """Rows of the file that became neither measures nor sections: nothing is lost in silence."""
    shown = [html("rejected-row", text=cut(text, REJECTED_WIDTH)) for text in plan.rejected[:REJECTED_SHOWN]]
    more = len(plan.rejected) - len(shown)
    text = lines(html("rejected-title"), *shown, html("rejected-more", count=more) if more else NOTHING)
    return Screen(text, ((_back(plan.id),),))


def nobody(plan: Preview) -> Screen:
    """Whom to give the rows in which nobody known is named."""
    kind = plan.owner_kind.value
    options = [("owner", say("nobody-owner", kind=kind)), ("", say("nobody-information"))]
    if plan.owner_kind in {OrganisationKind.REGION, OrganisationKind.MUNICIPALITY}:
        options.insert(0, ("schools", say("nobody-schools")))
    taps = [PlanTap(action="whom", roadmap=plan.id, version=plan.version, arg=target) for target, _ in options]
    rows = tuple((Button(words, tap),) for (_, words), tap in zip(options, taps, strict=True))
    return Screen(html("nobody-question", count=plan.nobody), (*rows, (_back(plan.id),)))


def discarded() -> Screen:
    return Screen(html("draft-discarded"), ((Button(say("button-menu"), MenuTap(to="menu")),),))


def progress(plan: Progress, today: date, notice: Html = NOTHING) -> Screen:
    """A running plan, or one that has been closed."""
    active = plan.line.state is RoadmapState.ACTIVE
    since = html("progress-since", day=say_day(plan.launched_on, today)) if plan.launched_on else NOTHING
    text = lines(
        notice,
        html("plan-title", title=title_of(plan.line.title)),
        html("progress-line", year=year_of(plan.line.school_year), owner=plan.line.owner),
        since if active else html("progress-closed"),
        html("progress-done", done=plan.done, tasks=plan.tasks) if plan.tasks else NOTHING,
        html("progress-asked", answered=plan.answered, asked=plan.asked) if plan.asked else NOTHING,
    )
    rows: list[Row] = [] if plan.later is None else [_anew(plan.line.id, plan.later)]
    rows.append((Button(say("button-rows"), RowsTap(roadmap=plan.line.id, view=View.ALL)),))
    if active:
        rows.append((Button(say("button-names"), NamesTap(action="list", roadmap=plan.line.id)),))
        rows.append((Button(say("button-policy"), ReviewTap(action="policy", task=plan.line.id)),))
    if active and notice:
        rows.append((Button(say("upload-again-button"), PlanTap(action="again", roadmap=plan.line.id)),))
    if active:
        rehearse = PlanTap(action="rehearse", roadmap=plan.line.id, version=plan.version)
        rows.append((Button(say("button-rehearse"), rehearse),))
        upward = EscalationTap(action="show", roadmap=plan.line.id)
        rows.append((Button(say("escalation-button-open"), upward),))
        rows.append((Button(say("button-close-plan"), PlanTap(action="close", roadmap=plan.line.id)),))
    return Screen(text, (*rows, (Button(say("button-back"), PlanTap(action="list")),)))


def close_question(plan: Progress) -> Screen:
    yes = PlanTap(action="closeyes", roadmap=plan.line.id, version=plan.version)
    return Screen(
        html("close-question", title=title_of(plan.line.title)),
        ((Button(say("button-close-yes"), yes),), (_back(plan.line.id),)),
    )


def closed() -> Screen:
    return Screen(html("plan-closed"), ((Button(say("button-back"), PlanTap(action="list")),),))


def _back(roadmap_id: int) -> Button:
    return Button(say("button-back"), PlanTap(action="show", roadmap=roadmap_id))
