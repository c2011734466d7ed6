"""«Не доставлено»: whom no message reaches, since when, and the telephone of the office."""

from bot.domain.reports import Report
from bot.domain.unreached import Unreached
from bot.exports.plan_sheets import notes
from bot.exports.sheets import Line, Sheet
from bot.texts import say
from bot.texts.unreached import why


def unreached(report: Report) -> Sheet:
    """The list of the chat, line by line; names where the reader of the report may know them."""
    names = ("school", "who", "role", "why", "since", "delivered", "phone")
    above = notes(report, say("sheet-unreached"), rowless=True)
    return Sheet(
        say("sheet-unreached"),
        tuple(say(f"report-{name}") for name in names),
        (34, 26, 16, 40, 12, 20, 18),
        tuple(_line(line) for line in report.unreached),
        above if report.unreached else (*above, say("unreached-empty")),
    )


def _line(line: Unreached) -> Line:
    role = say(f"role-{line.role}") if line.role else None
    return Line((line.organisation_name, line.name, role, why(line), line.since, line.delivered, line.phone))
