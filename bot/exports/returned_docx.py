"""A docx with its execution: an empty column for it is filled, else one is added on the right.

Only the tree of the tables is touched: what stands in a cell stays, and so does all formatting but the widths of
columns, which make room for the new one.
"""

from copy import deepcopy
from dataclasses import dataclass, field
from io import BytesIO

from docx import Document
from docx.document import Document as Paper
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from bot.domain.grid.execution import for_execution
from bot.domain.returns import Original, counts_columns, found_in, heads
from bot.exports.docx_grid import Place, Row, rows_of, tables_of, text_of
from bot.exports.docx_widths import make_room
from bot.exports.pen import clean

ORDER = tuple(map(qn, ("w:cnfStyle", "w:tcW", "w:gridSpan", "w:hMerge", "w:vMerge")))
"""How the properties of a cell begin (ECMA-376, 17.4.69, CT_TcPr); all others come after these."""


@dataclass(slots=True)
class _Table:
    """A table with a measure in it: where its headings stand and which of its columns is free for execution."""

    rows: list[Row]
    begins: dict[int, int] = field(default_factory=dict)
    """Row → the measure that begins there."""

    @property
    def headings(self) -> list[int]:
        """The rows of the header: those above the first measure that head columns."""
        first = min(self.begins)
        return [place for place in range(first) if heads(self.rows[place].texts)]

    def free_column(self) -> int | None:
        """The grid column of an execution that nobody has written into yet."""
        found = [
            place.start
            for number in self.headings
            for place in self.rows[number].places
            if for_execution(text_of(place.cell))
        ]
        return next((column for column in found if self._empty(column)), None)

    def _empty(self, column: int) -> bool:
        places = [self.rows[number].at(column) for number in self.begins]
        return all(place is not None and not text_of(place.cell).strip() for place in places)


def fill(original: Original) -> tuple[bytes, list[int]]:
    """The filled document, and the measures that have no row in it."""
    paper = Document(BytesIO(original.content))
    tables = [_Table(rows) for rows in map(rows_of, tables_of(paper)) if rows]
    flat = [(table, number) for table in tables for number in range(len(table.rows))]
    found = found_in([table.rows[number].texts for table, number in flat], original.rows)
    for (table, number), measure in zip(flat, found, strict=True):
        if measure is not None:
            table.begins[number] = measure
    for table in tables:
        if table.begins:
            _fill(paper, table, original)
    buffer = BytesIO()
    paper.save(buffer)
    return buffer.getvalue(), sorted(set(range(len(original.rows))) - {m for m in found if m is not None})


def _fill(paper: Paper, table: _Table, original: Original) -> None:
    column = table.free_column()
    words = {number: original.rows[measure].words for number, measure in table.begins.items()}
    if column is None:
        _add_column(paper, table, words, original.heading)
        return
    for numbers, cell in _gathered(table, column):
        _write(cell, "\n".join(words[number] for number in numbers), _neighbour(table.rows[numbers[0]], cell))


def _gathered(table: _Table, column: int) -> list[tuple[list[int], Element]]:
    """The cells of a column with the rows that they serve: one merged downwards serves several."""
    found: list[tuple[list[int], Element]] = []
    for number in sorted(table.begins):
        place = table.rows[number].at(column)
        if place is not None and place.merged_from_above and found:
            found[-1][0].append(number)
        elif place is not None:
            found.append(([number], place.cell))
    return found


def _add_column(paper: Paper, table: _Table, words: dict[int, str], heading: str) -> None:
    header = table.headings
    first_texts = table.rows[header[0]].texts if header else []
    make_room(paper, table.rows)
    for number, row in enumerate(table.rows):
        last = row.places[-1]
        if number in words:
            _write(_cell_beside(row), words[number], last.cell)
        elif number in header or (first_texts and row.texts == first_texts):
            cell = _cell_beside(row)
            if number in header[1:]:
                _merge(cell, "continue")
            else:
                _write(cell, heading, last.cell)
                if len(header) > 1 and number == header[0]:
                    _merge(cell, "restart")
        elif row.is_section:
            _widen(last)
        else:
            cell = _cell_beside(row)
            count = counts_columns(row.texts)
            if count:
                _write(cell, str(count + 1), last.cell)
            elif number - 1 in words or _goes_on(table, number):
                _continue(table, number, cell)


def _goes_on(table: _Table, number: int) -> bool:
    """Whether a row belongs to the measure above: cells merged from above reach into it."""
    return number > min(table.begins) and any(place.merged_from_above for place in table.rows[number].places)


def _continue(table: _Table, number: int, cell: Element) -> None:
    """A row merged with the measure above it shares its execution."""
    if not _goes_on(table, number) or not _title_goes_on(table, number):
        return
    _merge(cell, "continue")
    above = table.rows[number - 1].element.findall(qn("w:tc"))[-1]
    if _merge_of(above) is None:
        _merge(above, "restart")


def _title_goes_on(table: _Table, number: int) -> bool:
    """Most cells of the row are merged from above: it only goes on, it begins nothing."""
    places = table.rows[number].places
    return 2 * sum(place.merged_from_above or not text_of(place.cell) for place in places) > len(places)


def _cell_beside(row: Row) -> Element:
    """A new last cell that looks like the one on its left."""
    left = row.places[-1].cell
    cell = OxmlElement("w:tc")
    properties = left.find(qn("w:tcPr"))
    if properties is not None:
        own = deepcopy(properties)
        for tag in ("w:gridSpan", "w:vMerge", "w:hMerge", "w:tcW"):
            for found in own.findall(qn(tag)):
                own.remove(found)
        cell.append(own)
    cell.append(OxmlElement("w:p"))
    left.getparent().append(cell)
    _set_width(cell, row.added)
    return cell


def _widen(place: Place) -> None:
    """A section's heading goes on over the new column."""
    properties = _properties(place.cell)
    span = properties.find(qn("w:gridSpan"))
    if span is None:
        span = OxmlElement("w:gridSpan")
        _put(properties, span)
    span.set(qn("w:val"), str(place.width + 1))


def _write(cell: Element, words: str, model: Element | None) -> None:
    """Words into an empty cell, each line a paragraph, in the letters of the model's first run."""
    paragraphs = cell.findall(qn("w:p"))
    style = _paragraph_style(model) if model is not None else None
    letters = _letters(model) if model is not None else None
    keep = paragraphs[0] if paragraphs else None
    for line in clean(words).split("\n"):
        paragraph = keep if keep is not None else OxmlElement("w:p")
        if keep is None:
            cell.append(paragraph)
        if style is not None and paragraph.find(qn("w:pPr")) is None:
            paragraph.insert(0, deepcopy(style))
        paragraph.append(_run(line, letters))
        keep = None


def _run(line: str, letters: Element | None) -> Element:
    run = OxmlElement("w:r")
    if letters is not None:
        run.append(deepcopy(letters))
    text = OxmlElement("w:t")
    text.text = line
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(text)
    return run


def _letters(model: Element) -> Element | None:
    return next((run.find(qn("w:rPr")) for run in model.iter(qn("w:r")) if run.find(qn("w:rPr")) is not None), None)


def _paragraph_style(model: Element) -> Element | None:
    """The paragraph of the neighbour without its list numbers; stretched lines become left ones."""
    found = next((p.find(qn("w:pPr")) for p in model.iter(qn("w:p")) if p.find(qn("w:pPr")) is not None), None)
    if found is None:
        return None
    own = deepcopy(found)
    for tag in ("w:numPr", "w:sectPr"):
        for element in own.findall(qn(tag)):
            own.remove(element)
    for side in own.findall(qn("w:jc")):
        if side.get(qn("w:val")) in {"both", "distribute"}:
            side.set(qn("w:val"), "left")
    return own


def _neighbour(row: Row, cell: Element) -> Element | None:
    """The nearest cell with text on the left: its letters are taken over."""
    before = []
    for place in row.places:
        if place.cell is cell:
            break
        before.append(place.cell)
    return next((one for one in reversed(before) if text_of(one).strip()), None)


def _properties(cell: Element) -> Element:
    found = cell.find(qn("w:tcPr"))
    if found is None:
        found = OxmlElement("w:tcPr")
        cell.insert(0, found)
    return found


def _merge(cell: Element, kind: str) -> None:
    merge = OxmlElement("w:vMerge")
    merge.set(qn("w:val"), kind)
    _put(_properties(cell), merge)


def _merge_of(cell: Element) -> str | None:
    properties = cell.find(qn("w:tcPr"))
    merge = properties.find(qn("w:vMerge")) if properties is not None else None
    return None if merge is None else merge.get(qn("w:val"), "continue")


def _set_width(cell: Element, twips: int) -> None:
    width = OxmlElement("w:tcW")
    width.set(qn("w:w"), str(twips))
    width.set(qn("w:type"), "dxa")
    _put(_properties(cell), width)


def _put(properties: Element, part: Element) -> None:
    """Where the standard wants it: strict readers call a file in another order damaged."""
    later = ORDER[ORDER.index(part.tag) + 1 :]
    after = [place for place, one in enumerate(properties) if one.tag in later or one.tag not in ORDER]
    properties.insert(after[0] if after else len(properties), part)
