"""The справка for a meeting: what it will say, and whose words stand under «Чем помочь»."""

from bot.domain.briefings import Briefing
from bot.exports import briefing_lines as say_of
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.menu import CancelTap
from bot.ui.callbacks.reports import BriefingTap, FileTap
from bot.ui.prose import clip
from bot.ui.screen import Button, Row, Screen
from bot.usecases.briefings import BriefingFile
from bot.usecases.returns import LONGEST

NAME_WIDTH, LINE_WIDTH, HELP_LINES = 120, 200, 6


def briefing(found: Briefing, organisation_id: int) -> Screen:
    text = lines(
        html(
            "briefing-screen-head",
            organisation=clip(found.organisation, NAME_WIDTH),
            day=f"{found.today:%d.%m.%Y}",
        ),
        _line(say_of.headline(found)),
        _line(say_of.schools(found)),
        _line(say_of.changes(found)),
        *_lagging(found),
        " ",
        html("briefing-screen-written" if found.help else "briefing-screen-help"),
        *(_line(line) for line in say_of.help_lines(found)[:HELP_LINES]),
    )
    rows: list[Row] = [
        (Button(say("briefing-button-file"), BriefingTap(view="file", org=organisation_id)),),
        (Button(say("briefing-button-write"), BriefingTap(view="write", org=organisation_id)),),
    ]
    if found.help:
        rows.append((Button(say("briefing-button-drop"), BriefingTap(view="drop", org=organisation_id)),))
    rows.append((Button(say("button-back"), FileTap(form="menu", org=organisation_id)),))
    return Screen(text, tuple(rows))


def _line(words: str) -> Html:
    return html("briefing-screen-line", words=clip(words, LINE_WIDTH)) if words else Html("")


def _lagging(found: Briefing) -> list[Html]:
    if not found.lagging:
        return []
    told: list[Html] = [Html(" "), html("briefing-screen-lagging")]
    for row in found.lagging:
        late = clip(say_of.late_schools(row), LINE_WIDTH)
        told.append(html("briefing-screen-row", name=clip(say_of.row_name(row), NAME_WIDTH), late=late))
        told += [html("briefing-screen-reason", words=clip(words, 100)) for words in say_of.reasons(row)[:1]]
    return told


def ask() -> Screen:
    return Screen(html("briefing-ask", limit=LONGEST), ((Button(say("button-cancel"), CancelTap()),),))


def given(made: BriefingFile) -> Screen:
    """Words under the file."""
    found = made.briefing
    return Screen(
        html("briefing-caption", organisation=clip(found.organisation, NAME_WIDTH), day=f"{found.today:%d.%m.%Y}")
    )
