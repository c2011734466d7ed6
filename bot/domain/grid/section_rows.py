"""Section headings among the rows of a table."""

import re

from bot.domain.grid.drafts import WIDE, Context, hangs
from bot.domain.grid.headings import ColumnRole
from bot.domain.grid.looks import number_like, period_like
from bot.domain.grid.patterns import ROMAN, beginning
from bot.domain.grid.sheet import Row, fold, goes_on

_ROMAN = re.compile(rf"^{ROMAN}\.?$")
_HEADED_SECTION = beginning(
    r"(?:раздел|блок|модуль|этап|направление|часть|глава|задача|цель)\b",
    r"[IVX]{1,5}[.)\s]",
    r"\d{1,2}(?:\.\d{1,2})?[.)]?\s+(?-i:[А-ЯЁ])",
)


def heading(context: Context, row: Row) -> str | None:
    """The heading's text, or None when the row is no section."""
    own = [(index, cell) for index, cell in enumerate(row.cells) if cell.own and cell.text]
    texts = [fold(cell.text) for _, cell in own]
    number, title = context.layout.column(ColumnRole.NUMBER), context.layout.column(ColumnRole.TITLE)
    if len(own) == 1:
        return _lone_heading(context, row, own[0][0], texts[0])
    if len(set(texts)) == 1 and len(own) >= 3:
        return texts[0]
    first, cell = own[0]
    if first == number and not number_like(cell.text) and len(texts[0]) > 3 and not context.cell(row, ColumnRole.TITLE):
        return " ".join(texts) if len(own) <= 3 else None
    if first == number and len(own) == 2 and own[1][0] == title and number_like(cell.text):
        return _numbered_heading(context, row, texts, own[1][1].width)
    return None


def _lone_heading(context: Context, row: Row, column: int, text: str) -> str | None:
    cell = row.cells[column]
    if cell.width >= max(2, WIDE * len(row.cells)):
        return text
    if hangs(row):
        return None
    number, title = context.layout.column(ColumnRole.NUMBER), context.layout.column(ColumnRole.TITLE)
    if column == number:
        return text if not number_like(text) else None
    leading = column == 0 and not row.page_top and not goes_on(text)
    if context.layout.roles[column] not in {ColumnRole.TITLE, ColumnRole.SECTION, None} and not leading:
        return None
    if period_like(text):
        return text
    if column == title and (row.page_top or goes_on(text) or _unfinished(context)):
        rest = number is not None or goes_on(text) or (row.page_top and context.tells_widths)
        return None if rest else _bare_heading(context, text)
    if number is not None and column == title:
        return text
    return _bare_heading(context, text)


def _bare_heading(context: Context, text: str) -> str | None:
    """Without a number column a lonely title is a heading only when it looks like one."""
    shouts = text.isupper() and len(text) > 3
    if shouts or text.endswith(":") or _HEADED_SECTION.match(text):
        return text
    return text if _others_are_dated(context) else None


def _others_are_dated(context: Context) -> bool:
    """Nearly every other row has a deadline, so one without any is no measure."""
    column = context.layout.column(ColumnRole.DEADLINE)
    if column is None:
        return False
    rows = [row for row in context.rows[context.layout.body :] if len(row.own_texts()) > 1]
    return bool(rows) and sum(1 for row in rows if row.cells[column].text) >= 0.9 * len(rows)


def _unfinished(context: Context) -> bool:
    """The title above stops in the middle: it ends with a comma, a colon or a little word."""
    if not context.body.drafts or context.body.open_section:
        return False
    text = context.body.drafts[-1].text(ColumnRole.TITLE).rstrip()
    return text.endswith((",", ":", ";", "-", "–")) or bool(
        re.search(r"\s(?:и|в|на|с|по|для|о|об|из|к|от|при|за|или)$", text)
    )


def _numbered_heading(context: Context, row: Row, texts: list[str], width: int) -> str | None:
    """«1 | Организационные мероприятия»: a heading when what follows is numbered below it or anew."""
    if hangs(row):
        return None
    number = texts[0].strip(" .)")
    following = _next_number(context, row.index)
    below = following is not None and following.startswith(f"{number}.")
    anew = following == "1" and number != "0"
    if width > 1 or _ROMAN.match(texts[0]) or below or anew:
        mark = texts[0] if texts[0].endswith((".", ")")) else f"{texts[0]}."
        return f"{mark} {texts[1]}"
    return None


def _next_number(context: Context, index: int) -> str | None:
    column = context.layout.column(ColumnRole.NUMBER)
    for row in context.rows[index + 1 :]:
        if (
            column is not None
            and row.cells[column].own
            and number_like(row.cells[column].text or " ")
            and row.cells[column].text
        ):
            return row.cells[column].text.strip(" .)")
    return None
