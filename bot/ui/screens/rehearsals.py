"""«Пробный прогон»: what thirty days would bring to people, day by day, then message by message."""

from zoneinfo import ZoneInfo

from bot.domain.deadline import say_day
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.roadmaps import PlanTap
from bot.ui.prose import clip
from bot.ui.screen import Button, Row, Screen
from bot.ui.screens.pages import last_page, page_row, slice_of
from bot.usecases.launch_rehearsals import DAYS, LaunchRehearsal
from bot.usecases.rehearsal_files import why_words
from bot.usecases.rehearsals import Going

DAYS_SHOWN, FLOODS_SHOWN, PAGE, WHO_WIDTH = 31, 10, 10, 80
FILE = "file"


def rehearsal(shown: LaunchRehearsal) -> Screen:
    """Messages by day; then what was moved, and people who would get too much on one day."""
    row = (Button(say("button-back"), PlanTap(action="show", roadmap=shown.roadmap_id)),)
    if not shown.messages:
        return Screen(lines(html("rehearsal-title", days=DAYS), html("rehearsal-nothing")), (row,))
    days = [html("rehearsal-day", day=say_day(day), count=number) for day, number in shown.days[:DAYS_SHOWN]]
    whole = "rehearsal-running" if shown.running else "rehearsal-whole"
    text = lines(
        html("rehearsal-title", days=DAYS),
        html(whole, messages=shown.messages, people=shown.people),
        *days,
        html("rehearsal-moved", count=shown.moved) if shown.moved else Html(""),
        *_floods(shown),
    )
    listed = Button(say("rehearsal-button-list"), _tap(shown, "0"))
    return Screen(text, ((listed, Button(say("rehearsal-button-file"), _tap(shown, FILE))), row))


def _tap(shown: LaunchRehearsal, arg: str) -> PlanTap:
    return PlanTap(action="rehearse", roadmap=shown.roadmap_id, version=shown.version, arg=arg)


def _floods(shown: LaunchRehearsal) -> list[Html]:
    if not shown.floods:
        return [html("rehearsal-calm")]
    return [
        html("rehearsal-flood", who=_who(shown, flood.person_id), day=say_day(flood.day), count=flood.number)
        for flood in shown.floods[:FLOODS_SHOWN]
    ]


def _who(shown: LaunchRehearsal, person_id: int) -> Html:
    """A place and a role, never a name."""
    post = shown.posts.get(person_id)
    if post is None:
        return html("rehearsal-nobody")
    return html("rehearsal-who", organisation=clip(post[0], WHO_WIDTH), role=say(f"role-{post[1]}"))


def page(shown: LaunchRehearsal, number: int) -> Screen:
    """Who gets what, when and why, in order of time; the day and hour are those of the reader of the message."""
    number = min(number, last_page(len(shown.going), PAGE))
    text = lines(
        html("rehearsal-title", days=DAYS), *(_line(shown, one) for one in slice_of(shown.going, number, PAGE))
    )
    before, after = _tap(shown, str(max(number - 1, 0))), _tap(shown, str(number + 1))
    turn: tuple[Row, ...] = page_row(number, len(shown.going), PAGE, before, after)
    return Screen(text, (*turn, (Button(say("rehearsal-button-back"), _tap(shown, "")),)))


def _line(shown: LaunchRehearsal, one: Going) -> Html:
    local = one.at.astimezone(ZoneInfo(shown.zones[one.person_id]))
    line = html(
        "rehearsal-line",
        day=say_day(local.date()),
        time=f"{local:%H:%M}",
        who=_who(shown, one.person_id),
        kind=say(f"delivery-{one.kind}"),
        why=why_words(one),
    )
    if not one.moved_from:
        return line
    days = ", ".join(say_day(day) for day in one.moved_from[:3])
    shifts = ", ".join(say(f"rehearsal-shift-{shift}") for shift in one.shifts)
    return html("rehearsal-line-moved", line=line, days=days, shifts=shifts)


def file(shown: LaunchRehearsal) -> Screen:
    return Screen(html("rehearsal-file-caption", messages=shown.messages, people=shown.people))
