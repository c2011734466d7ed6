"""The weekly report: its day, and the report itself."""

from dataclasses import replace

from bot.texts import html, lines, say
from bot.ui.callbacks.reports import BriefingTap, FileTap, WeeklyTap
from bot.ui.screen import Button, Screen
from bot.ui.screens.status import overview
from bot.usecases.weekly_pushes import WeeklyReport
from bot.usecases.weekly_reports import DAYS

OFF = 7
"""What the button «Не присылать» carries in place of a day."""


def days(organisation_id: int, chosen: int | None) -> Screen:
    now = say("weekly-off") if chosen is None else say(f"weekly-day-{chosen}")
    buttons = tuple(
        (Button(say(f"weekly-day-{day}"), WeeklyTap(org=organisation_id, day=day)),) for day in DAYS if day != chosen
    )
    off = () if chosen is None else ((Button(say("weekly-button-off"), WeeklyTap(org=organisation_id, day=OFF)),),)
    back = (Button(say("button-back"), FileTap(form="menu", org=organisation_id)),)
    return Screen(lines(html("weekly-ask"), html("weekly-now", day=now)), (*buttons, *off, back))


def weekly(report: WeeklyReport) -> Screen:
    """The status of the moment under its own heading, with the ways on."""
    seen = overview(report.status)
    org = report.status.organisation_id
    extra = (
        (Button(say("briefing-button"), BriefingTap(view="show", org=org)),),
        (Button(say("weekly-button"), WeeklyTap(org=org)),),
    )
    files = tuple(row for row in seen.rows if any(isinstance(button.tap, FileTap) for button in row))
    own = tuple(row for row in seen.rows if row not in files)
    return replace(seen, text=lines(html("weekly-head"), seen.text), rows=(*own[:10], *extra))
