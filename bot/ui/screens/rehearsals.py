"""«Пробный прогон»: what the first thirty days of a plan would bring to people, before anybody has got anything."""

from bot.domain.deadline import say_day
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.roadmaps import PlanTap
from bot.ui.screen import Button, Screen
from bot.usecases.launch_rehearsals import DAYS, LaunchRehearsal

DAYS_SHOWN, FLOODS_SHOWN = 31, 10


def rehearsal(shown: LaunchRehearsal) -> Screen:
    """Messages by day; then what was moved, and people who would get too much on one day."""
    back = PlanTap(action="show", roadmap=shown.roadmap_id)
    row = (Button(say("button-back"), back),)
    if not shown.messages:
        return Screen(lines(html("rehearsal-title", days=DAYS), html("rehearsal-nothing")), (row,))
    days = [html("rehearsal-day", day=say_day(day), count=number) for day, number in shown.days[:DAYS_SHOWN]]
    text = lines(
        html("rehearsal-title", days=DAYS),
        html("rehearsal-whole", messages=shown.messages, people=shown.people),
        *days,
        html("rehearsal-moved", count=shown.moved) if shown.moved else Html(""),
        *_floods(shown),
    )
    return Screen(text, (row,))


def _floods(shown: LaunchRehearsal) -> list[Html]:
    if not shown.floods:
        return [html("rehearsal-calm")]
    found = []
    for flood in shown.floods[:FLOODS_SHOWN]:
        organisation, role = shown.posts[flood.person_id]
        day = say_day(flood.day)
        who = say("rehearsal-who", organisation=organisation, role=say(f"role-{role}"))
        found.append(html("rehearsal-flood", who=who, day=day, count=flood.number))
    return found
