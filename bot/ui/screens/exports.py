"""/export of a school: in which form, how far a large one has come, and the words under a file."""

from bot.domain.reports import Step
from bot.texts import html, say
from bot.ui.callbacks.reports import BriefingTap, ExportTap, FileTap, PartTap, ReturnTap, StatusTap, WeeklyTap
from bot.ui.prose import clip
from bot.ui.screen import Button, Row, Screen, fit
from bot.usecases.calendar_days import CalendarFile

PLACES_SHOWN, NAME_WIDTH = 5, 300


def forms(
    organisation_id: int,
    name: str,
    places: tuple[tuple[int, str], ...],
    *,
    school: bool = True,
    administered: bool = False,
) -> Screen:
    """`places` are the own organisations: where there are several, one is named and the others offered."""
    rows: list[Row] = [_files(organisation_id, school=school)]
    rows.append((Button(say("return-button"), ReturnTap(view="menu", org=organisation_id)),))
    rows.append((Button(say("part-button"), PartTap(view="menu", org=organisation_id)),))
    rows.append((Button(say("briefing-button"), BriefingTap(view="show", org=organisation_id)),))
    if administered:
        rows.append((Button(say("weekly-button"), WeeklyTap(org=organisation_id)),))
    if school:
        rows.append((Button(say("export-button-ics"), FileTap(form="ics", org=organisation_id)),))
    others = [(key, other) for key, other in places if key != organisation_id]
    rows += [(Button(fit(other), FileTap(form="menu", org=key)),) for key, other in others[:PLACES_SHOWN]]
    rows.append((Button(say("button-back"), StatusTap(view="all", org=organisation_id)),))
    key = "export-forms" if school else "export-forms-authority"
    return Screen(html(key, name=clip(name, NAME_WIDTH)), tuple(rows))


def _files(organisation_id: int, *, school: bool) -> Row:
    table = Button(say("export-button-xlsx"), ExportTap(org=organisation_id))
    if not school:
        return (table,)
    return (table, Button(say("export-button-docx"), FileTap(form="docx", org=organisation_id)))


def calendar(made: CalendarFile) -> Screen:
    return Screen(html("calendar-caption", n=made.days))


def progress(step: Step) -> Screen:
    if step.sheet:
        return Screen(html("export-writing", sheet=clip(step.sheet, NAME_WIDTH)))
    return Screen(html("export-reading", n=step.schools, of=step.of))


def progress_over(*, well: bool) -> Screen:
    return Screen(html("export-ready" if well else "export-stopped"))
