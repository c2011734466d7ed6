"""Rows of a plan: a page of them, and the card of one with the plan's own words and what was made of them."""

from datetime import date

from bot.domain.addressing import Target
from bot.domain.deadline import Deadline, say_day
from bot.domain.deadline import say as say_deadline
from bot.domain.demands import Demand
from bot.domain.people import OrganisationKind
from bot.domain.roadmaps import RoadmapState
from bot.domain.roadmaps import Row as PlanRow
from bot.domain.turns import Turn
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.conditions import PickTap
from bot.ui.callbacks.demands import DemandTap
from bot.ui.callbacks.letters import LetterTap
from bot.ui.callbacks.postponing import PostponeTap
from bot.ui.callbacks.roadmaps import PlanTap, RowsTap, RowTap
from bot.ui.screen import Button, Row, Screen, cut
from bot.ui.screens.conditions import condition_words
from bot.ui.screens.demand_words import demand_words
from bot.ui.screens.doubts import doubt_words
from bot.ui.screens.roadmaps import BLANK, NOTHING, capital, title_of
from bot.usecases.rows import ROWS_PER_PAGE, RowCard, RowsPage, View

DIGITS_IN_ROW = 5
NAME_WIDTH, DEADLINE_WIDTH, TEXT_WIDTH, TITLE_WIDTH = 110, 90, 600, 900
TURNS_SHOWN = 4
DOUBTS_SHOWN = 4


def rows_page(page: RowsPage) -> Screen:
    """Ten rows with the understood deadline and the addressees; a digit opens the card."""
    first = page.page * ROWS_PER_PAGE + 1
    parts = [part for place, row in enumerate(page.rows, first) for part in _row_lines(place, row, page)]
    count = page.counts[page.view]
    heading = html(
        "rows-title",
        title=title_of(page.title, 100),
        view=page.view.value,
        first=first,
        last=first + len(page.rows) - 1,
        count=count,
    )
    text = lines(heading, BLANK, *parts) if page.rows else html("rows-none", view=page.view.value)
    return Screen(text, (*_digits(page), *_pages(page), *_views(page), _back_row(page)))


def _row_lines(place: int, row: PlanRow, page: RowsPage) -> tuple[Html, Html]:
    """Where not every school gets the row, it is said how many do."""
    mark = say("row-mark-doubtful") if row.id in page.unclear else ""
    deadline = cut(understood(row.deadline), DEADLINE_WIDTH)
    words, served = whom(row, page.owner_kind), page.served.get(row.id, page.schools)
    if served < page.schools:
        words = say("row-served", whom=words, served=served, schools=page.schools)
    return (
        html("row-line", place=place, mark=mark, name=numbered(row)),
        html("row-line-more", deadline=deadline, whom=words),
    )


def numbered(row: PlanRow) -> str:
    """«3.6 · План профориентационной работы»; the name alone where the plan gives no number."""
    name = say("row-numbered", number=row.number, name=row.short_name) if row.number else row.short_name
    return cut(name, NAME_WIDTH)


def understood(deadline: Deadline) -> str:
    """The deadline as it was understood, in one line; the author's words where there is no day in them."""
    if not deadline.windows:
        return deadline.text or say("row-deadline-none")
    return say_deadline(deadline)


def whom(row: PlanRow, kind: OrganisationKind) -> str:
    if row.for_information:
        return say("whom-followed" if row.followed else "whom-nobody")
    return ", ".join(_whom(target, kind) for target in reversed(Target) if target in row.targets)


def _whom(target: Target, kind: OrganisationKind) -> str:
    return say("whom-owner", kind=kind.value) if target is Target.OWNER else say(f"whom-{target}")


def _digits(page: RowsPage) -> list[Row]:
    first = page.page * ROWS_PER_PAGE + 1
    buttons = [
        Button(str(place), RowTap(action="card", measure=row.id, view=page.view, page=page.page))
        for place, row in enumerate(page.rows, first)
    ]
    return [tuple(buttons[start : start + DIGITS_IN_ROW]) for start in range(0, len(buttons), DIGITS_IN_ROW)]


def _pages(page: RowsPage) -> list[Row]:
    buttons = []
    if page.page > 0:
        before = RowsTap(roadmap=page.roadmap_id, view=page.view, page=page.page - 1)
        buttons.append(Button(say("button-page-before"), before))
    if page.page < page.pages - 1:
        after = RowsTap(roadmap=page.roadmap_id, view=page.view, page=page.page + 1)
        buttons.append(Button(say("button-page-after"), after))
    return [tuple(buttons)] if buttons else []


def _views(page: RowsPage) -> list[Row]:
    others = [view for view in View if view is not page.view and page.counts[view]]
    return [
        (Button(say(f"button-view-{view}", count=page.counts[view]), RowsTap(roadmap=page.roadmap_id, view=view)),)
        for view in others
    ]


def _back_row(page: RowsPage) -> Row:
    return (Button(say("button-back"), PlanTap(action="show", roadmap=page.roadmap_id)),)


def row_card(card: RowCard, today: date, view: str, page: int, notice: Html = NOTHING) -> Screen:
    """One row. A draft's row can be mended and given to others; a row for information can be followed."""
    row = card.row
    text = lines(
        notice,
        html("row-card-title", title=cut(f"{row.number} · {card.title}" if row.number else card.title, TITLE_WIDTH)),
        html("row-section", section=cut(row.section, 200)) if row.section else Html(""),
        _said(row.deadline),
        _turns(row, today),
        _responsible(card),
        _tasks(card),
        *_conditions(card),
        html("row-result", text=cut(card.result, TEXT_WIDTH)) if card.result else Html(""),
        _demands(card),
        *(
            html("row-doubt", words=capital(doubt_words(doubt)))
            for doubt in (*row.deadline.doubts, *row.doubts)[:DOUBTS_SHOWN]
        ),
    )
    return Screen(
        text,
        (
            *_accepting(card, view, page),
            *_mending(card, view, page),
            *_targets(card, view, page),
            *_following(card, view, page),
            *_taking_back(card),
            _rows_back(card, view, page),
        ),
    )


def _said(deadline: Deadline) -> Html:
    if not deadline.text:
        return html("row-deadline-none")
    return html("row-deadline", text=cut(deadline.text, 300))


def _turns(row: PlanRow, today: date) -> Html:
    """The days that were understood, one by one: what people check."""
    dated = [turn for turn in row.turns if turn.opens or turn.due]
    if not dated:
        return html("row-undated")
    words = [_turn(turn, today) for turn in dated[:TURNS_SHOWN]]
    if len(dated) > TURNS_SHOWN:
        words.append(say("row-turns-more", count=len(dated)))
    if row.deadline.as_needed:
        words.append(say("row-as-needed"))
    return html("row-understood", words="; ".join(words))


def _turn(turn: Turn, today: date) -> str:
    opens = say_day(turn.opens, today) if turn.opens else ""
    if turn.due is None:
        return say("row-turn-opens", opens=opens)
    day = say_day(turn.due, today)
    if not turn.opens or turn.opens == turn.due:
        return say("row-turn-due", day=day)
    return say("row-turn-span", opens=opens, day=day)


def _responsible(card: RowCard) -> Html:
    if not card.responsible:
        return html("row-responsible-none")
    return html("row-responsible", text=cut(card.responsible, TEXT_WIDTH))


def _tasks(card: RowCard) -> Html:
    words = whom(card.row, card.owner_kind)
    tasks = card.organisations * len(card.row.turns)
    return html("row-whom-count", whom=words, tasks=tasks) if tasks else html("row-whom", whom=words)


def _conditions(card: RowCard) -> list[Html]:
    """Whom the words of the row leave out, and whether anybody knows which schools these are."""
    if not card.schools:
        return []
    told = [
        html("row-unsettled" if one in card.unsettled else "row-condition", words=condition_words(one))
        for one in card.row.conditions[:DOUBTS_SHOWN]
        if not card.row.choice
    ]
    if card.served == card.schools and not card.row.choice:
        return told
    key = "row-schools-chosen" if card.row.choice else "row-schools"
    return [*told, html(key, served=card.served, schools=card.schools)]


def _demands(card: RowCard) -> Html:
    """Schools are not asked how many they are: their marks are counted."""
    counted = {Demand.SCHOOLS} if Target.SCHOOLS in card.row.addressees else set()
    words = demand_words(demand for demand in card.asks if demand not in counted)
    return html("row-demands", words=words) if words else html("row-demands-none")


def _accepting(card: RowCard, view: str, page: int) -> list[Row]:
    if card.state is not RoadmapState.DRAFT or not card.unclear:
        return []
    tap = RowTap(action="fine", measure=card.row.id, version=card.version, view=view, page=page)
    return [(Button(say("button-row-fine"), tap),)]


def _mending(card: RowCard, view: str, page: int) -> list[Row]:
    if card.state is RoadmapState.CLOSED:
        return []
    tap = RowTap(action="mend", measure=card.row.id, version=card.version, view=view, page=page)
    day = RowTap(action="day", measure=card.row.id, version=card.version, view=view, page=page)
    postpone = PostponeTap(action="ask", measure=card.row.id, view=view, page=page)
    dating: list[Row] = [(Button(say("button-row-day"), day),)] if card.can_date else []
    dating += [(Button(say("button-postpone"), postpone),)] if card.can_postpone else []
    asks = DemandTap(action="list", measure=card.row.id, version=card.version, view=view, page=page)
    mending: list[Row] = [(Button(say("button-row-mend"), tap),), (Button(say("button-row-demands"), asks),)]
    return [*dating, *_schools(card, view, page), *mending]


def _schools(card: RowCard, view: str, page: int) -> list[Row]:
    """Who gets the row, school by school, to look at and to change."""
    if not card.schools:
        return []
    tap = PickTap(action="row", subject=card.row.id, view=view, page=page)
    return [(Button(say("button-row-schools", served=card.served, schools=card.schools), tap),)]


def _targets(card: RowCard, view: str, page: int) -> list[Row]:
    if card.state is not RoadmapState.DRAFT:
        return []
    kind = card.owner_kind
    offered = [Target.OWNER]
    if kind is OrganisationKind.REGION:
        offered = [Target.SCHOOLS, Target.MUNICIPALITIES, Target.OWNER]
    if kind is OrganisationKind.MUNICIPALITY:
        offered = [Target.SCHOOLS, Target.OWNER]
    return [(_target_button(card, target, view, page),) for target in offered]


def _target_button(card: RowCard, target: Target, view: str, page: int) -> Button:
    words = say("target-owner", kind=card.owner_kind.value) if target is Target.OWNER else say(f"target-{target}")
    key = "button-target-on" if target in card.row.targets else "button-target-off"
    tap = RowTap(action="to", measure=card.row.id, version=card.version, target=target.value, view=view, page=page)
    return Button(say(key, whom=words), tap)


def _following(card: RowCard, view: str, page: int) -> list[Row]:
    if not card.can_follow:
        return []
    action = "unfollow" if card.row.followed else "follow"
    return [(Button(say(f"button-{action}"), RowTap(action=action, measure=card.row.id, view=view, page=page)),)]


def _taking_back(card: RowCard) -> list[Row]:
    if not card.own_letter:
        return []
    return [(Button(say("button-letter-cancel"), LetterTap(action="drop", value=card.row.id)),)]


def _rows_back(card: RowCard, view: str, page: int) -> Row:
    return (Button(say("button-back"), RowsTap(roadmap=card.roadmap_id, view=view, page=page)),)
