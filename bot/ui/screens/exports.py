"""/export of a school: in which form, and the words under a file."""

from bot.texts import html, say
from bot.ui.callbacks.reports import ExportTap, FileTap
from bot.ui.prose import clip
from bot.ui.screen import Button, Row, Screen, fit
from bot.usecases.calendar_days import CalendarFile

PLACES_SHOWN, NAME_WIDTH = 5, 300


def forms(organisation_id: int, places: tuple[tuple[int, str], ...]) -> Screen:
    """`places` are all that the person may ask for: where there are several, one is named and the others offered."""
    name = dict(places).get(organisation_id, "")
    rows: list[Row] = [
        (
            Button(say("export-button-xlsx"), ExportTap(org=organisation_id)),
            Button(say("export-button-docx"), FileTap(form="docx", org=organisation_id)),
        ),
        (Button(say("export-button-ics"), FileTap(form="ics", org=organisation_id)),),
    ]
    others = [(key, other) for key, other in places if key != organisation_id]
    rows += [(Button(fit(other), FileTap(form="menu", org=key)),) for key, other in others[:PLACES_SHOWN]]
    return Screen(html("export-forms", name=clip(name, NAME_WIDTH)), tuple(rows))


def calendar(made: CalendarFile) -> Screen:
    return Screen(html("calendar-caption", n=made.days))
