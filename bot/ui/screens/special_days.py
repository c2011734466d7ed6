"""«Календарь»: special days of an organisation, what a change would do, what it did."""

from datetime import date

from bot.domain.deadline import say_day
from bot.domain.special_days import DayKind, SpecialDays, is_short
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.menu import CancelTap, MenuTap
from bot.ui.callbacks.special_days import DaysTap
from bot.ui.prose import clip
from bot.ui.screen import Button, Row, Screen, fit
from bot.ui.screens.doubts import doubt_words
from bot.ui.screens.lesson_words import in_rows
from bot.usecases.special_day_changes import Written
from bot.usecases.special_days import Proposal, YearDays

OWN_SHOWN, ABOVE_SHOWN, LINES_SHOWN, DOUBTS_SHOWN = 12, 6, 15, 3
NAME_WIDTH, OF_WIDTH, NOTE_WIDTH = 120, 40, 60
OTHERS = 2
BLANK = Html(" ")
NOTHING = Html("")


def year(shown: YearDays) -> Screen:
    """Vacations in force, own days with numbers, what comes from above; and the ways to change them."""
    own = numbered(shown)
    text = lines(
        html("days-title", name=clip(shown.name, NAME_WIDTH), year=str(shown.school_year), next=_next(shown)),
        *_vacations(shown),
        BLANK,
        *_own(own),
        *_above(shown),
        *(html("preview-doubt", words=doubt_words(doubt)) for doubt in shown.doubts[:DOUBTS_SHOWN]),
        html("days-undecreed", year=str(shown.undecreed)) if shown.undecreed and shown.all_kinds else NOTHING,
    )
    places = in_rows((_card(shown, one, place) for place, one in enumerate(own[:OWN_SHOWN], 1)), 5)
    return Screen(text, (*places, *_kinds(shown), *_around(shown)))


def numbered(shown: YearDays) -> tuple[SpecialDays, ...]:
    return tuple(one for one in shown.own if one.kind is not DayKind.VACATION)


def _vacations(shown: YearDays) -> list[Html]:
    if not shown.vacations:
        return [html("days-vacations-none")]
    of = "own" if shown.own_vacations else clip(shown.vacations_of, NAME_WIDTH) or "recommended"
    return [
        html("days-vacations", of=of),
        *(html("days-vacation", days=days(one)) for one in shown.vacations[:ABOVE_SHOWN]),
    ]


def _own(own: tuple[SpecialDays, ...]) -> list[Html]:
    if not own:
        return [html("days-own-none")]
    told = [_line(one, place) for place, one in enumerate(own[:OWN_SHOWN], 1)]
    more = [html("days-more", count=len(own) - OWN_SHOWN)] if len(own) > OWN_SHOWN else []
    return [html("days-own"), *told, *more]


def _line(one: SpecialDays, place: int) -> Html:
    line = html("days-line", place=place, kind=_kind(one), days=days(one))
    return html("days-line-note", line=line, note=clip(one.note, NOTE_WIDTH)) if one.note else line


def _above(shown: YearDays) -> list[Html]:
    if not shown.above:
        return []
    told = [
        html("days-above-line", kind=_kind(one), days=days(one), of=clip(one.of, OF_WIDTH))
        for one in shown.above[:ABOVE_SHOWN]
    ]
    more = len(shown.above) - ABOVE_SHOWN
    return [html("days-above"), *told, *([html("days-more", count=more)] if more > 0 else [])]


def days(one: SpecialDays) -> str:
    """«26 октября, пн – 3 ноября, вт»."""
    if one.opens == one.until:
        return say_day(one.opens)
    return say("days-range", opens=say_day(one.opens), until=say_day(one.until))


def _kind(one: SpecialDays) -> str:
    return say(f"days-kind-{one.kind}")


def _card(shown: YearDays, one: SpecialDays, place: int) -> Button:
    return Button(str(place), _tap("card", shown, one.kind, one.opens))


def _tap(action: str, shown: YearDays | Proposal, kind: str = "", day: date | str = "") -> DaysTap:
    told = day if isinstance(day, str) else day.isoformat()
    return DaysTap(action=action, organisation=shown.organisation_id, year=shown.school_year, kind=kind, day=told)


def _kinds(shown: YearDays) -> list[Row]:
    """Days off are the administrator's to set; breaks also the school's own."""

    def button(kind: DayKind) -> Button:
        return Button(say(f"days-button-{kind}"), _tap("ask", shown, kind))

    breaks: Row = (button(DayKind.VACATION), button(DayKind.QUARANTINE))
    if not shown.all_kinds:
        return [breaks]
    file = Button(say("days-button-file"), _tap("file", shown))
    return [(button(DayKind.OFF), button(DayKind.WORKING)), (button(DayKind.SHORT), file), breaks]


def _around(shown: YearDays) -> list[Row]:
    years = tuple(
        Button(
            say("days-button-year", **{"from": str(number), "to": str(number + 1)[2:]}),
            DaysTap(action="show", organisation=shown.organisation_id, year=number),
        )
        for number in (shown.school_year - 1, shown.school_year + 1)
    )
    rows: list[Row] = [years]
    for place, name in shown.others[:OTHERS]:
        rows.append((Button(fit(name), DaysTap(action="show", organisation=place, year=shown.school_year)),))
    return [*rows, (Button(say("button-menu"), MenuTap(to="menu")),)]


def ask(kind: DayKind) -> Screen:
    return Screen(html(f"days-ask-{kind}"), ((Button(say("button-cancel"), CancelTap()),),))


def proposal(shown: Proposal, stamp: int) -> Screen:
    """What is to be written and what follows from it."""
    back = Button(say("button-back"), _tap("show", shown))
    head = {"name": clip(shown.name, NAME_WIDTH), "year": str(shown.school_year), "next": _next(shown)}
    if not shown.found and not shown.dropped:
        return Screen(html("days-proposal-nothing", **head), ((back,),))
    new = [html("days-proposal-line", kind=_kind(one), days=_noted(one)) for one in shown.found]
    gone = [html("days-proposal-dropped", kind=_kind(one), days=_noted(one)) for one in shown.dropped]
    more = len(new) + len(gone) - LINES_SHOWN
    text = lines(
        html("days-proposal", **head),
        *[*new, *gone][:LINES_SHOWN],
        html("days-more", count=more) if more > 0 else NOTHING,
        *(html("days-proposal-short", days=days(one)) for one in shown.found[:LINES_SHOWN] if is_short(one)),
        BLANK,
        *_consequences(shown),
    )
    write = Button(say("days-button-write"), _tap("write", shown, day=str(stamp)))
    return Screen(text, ((write,), (back,)))


def _noted(one: SpecialDays) -> Html:
    said = html("days-said", days=days(one))
    return html("days-line-note", line=said, note=clip(one.note, NOTE_WIDTH)) if one.note else said


def _consequences(shown: Proposal) -> list[Html]:
    kinds = dict.fromkeys(one.kind for one in shown.found)
    found = [html("days-proposal-lessons", lessons=shown.lessons, classes=shown.classes)] if shown.lessons else []
    if shown.by_hand:
        found.append(html("days-proposal-by-hand", count=shown.by_hand))
    keys = {kind: "short-day" if kind is DayKind.SHORT else kind.value for kind in kinds}
    return [*found, *(html(f"days-proposal-{key}") for key in keys.values())]


def card(shown: Proposal) -> Screen:
    """Own days on which somebody has tapped; they can be taken back."""
    first = shown.dropped[0]
    drop = Button(say("days-button-drop"), _tap("drop", shown, first.kind, first.opens))
    told = [html("days-card", kind=_kind(one), days=_noted(one)) for one in shown.dropped]
    return Screen(
        lines(*told[:LINES_SHOWN], html("days-card-drop")),
        ((drop,), (Button(say("button-back"), _tap("show", shown)),)),
    )


def ask_vacation(shown: YearDays) -> Screen:
    """The question for all vacations; own ones can be given up for those from above."""
    if not shown.own_vacations:
        return ask(DayKind.VACATION)
    first = next(one for one in shown.own if one.kind is DayKind.VACATION)
    tap = _tap("drop", shown, DayKind.VACATION, first.opens)
    return Screen(
        html("days-ask-vacation"),
        ((Button(say("days-button-drop-vacations"), tap),), (Button(say("button-cancel"), CancelTap()),)),
    )


def written(shown: Written) -> Screen:
    """What the change has done, over the calendar as it is now."""
    said = html("days-written-later") if shown.later else html("days-written", moved=shown.moved)
    short = html("days-written-short", count=shown.without_day) if shown.without_day else NOTHING
    now = year(shown.year)
    return Screen(lines(said, short, BLANK, now.text), now.rows)


def file_caption() -> Screen:
    return Screen(html("days-file-caption"))


def _next(shown: YearDays | Proposal) -> str:
    return str(shown.school_year + 1)
