"""Which column holds what: by the words of the headings first, by what the cells look like where words fail."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.grid.header_rows import Header, header_at, is_header
from bot.domain.grid.headings import DATING, ColumnRole, heading_role, roles_of
from bot.domain.grid.looks import dated_like, deadline_like, number_like, party_like, period_like, share, year_heading
from bot.domain.grid.sheet import Row

_HEADER_WITHIN = 80  # rows from the top of a table; explanations above it may be long
_ENOUGH = 0.6


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns of one table. `first` to `body` are the rows of its header (empty for a table without one).

    `periods` are columns headed by a month or a quarter, marked where something falls due. `both` are columns that
    hold the deadline and the responsible in one cell.
    """

    first: int
    body: int
    headings: tuple[str, ...]
    roles: tuple[ColumnRole | None, ...]
    periods: tuple[int, ...] = ()
    both: int | None = None

    def column(self, role: ColumnRole) -> int | None:
        return self.roles.index(role) if role in self.roles else None

    def all(self, role: ColumnRole) -> tuple[int, ...]:
        return tuple(index for index, known in enumerate(self.roles) if known is role)

    @property
    def dated(self) -> bool:
        return bool(self.periods) or any(role in DATING for role in self.roles)

    def headed(self, texts: Sequence[str]) -> bool:
        """Whether a row repeats this header."""
        mine = {_tight(heading) for heading in self.headings if heading}
        theirs = [_tight(text) for text in texts if text]
        return len(theirs) >= 2 and sum(text in mine for text in theirs) >= max(2, len(theirs) - 1)


def _tight(text: str) -> str:
    """Without spaces and hyphens: a pdf breaks the same heading differently on every page."""
    return re.sub(r"[\s-]+", "", text).casefold()


def find_layout(rows: Sequence[Row], start: int = 0) -> Layout | None:
    """The first header at or below `start` and the columns under it; None where no row looks like one."""
    for row in rows[start : start + _HEADER_WITHIN]:
        if is_header(row):
            header = header_at(rows, row.index)
            return _settled(header, rows[header.body :])
    return None


def _settled(header: Header, body: Sequence[Row]) -> Layout:
    headings = header.headings()
    roles = [_role(texts) for texts in header.columns]
    periods = tuple(index for index, texts in enumerate(header.columns) if texts and period_like(texts[-1]))
    if len(periods) < 3:
        years = tuple(index for index, texts in enumerate(header.columns) if texts and _year_only(texts[-1]))
        periods = years if len(years) > 1 else ()
    for index in periods:
        roles[index] = None
    both = _combined(header, roles)
    _choose_title(roles, headings)
    _one_each(roles, headings, body)
    _fill_by_looks(roles, body, periods)
    _mend_edges(roles)
    return Layout(header.first, header.body, headings, tuple(roles), periods, both)


def _year_only(text: str) -> bool:
    years = year_heading(text)
    return years is not None and years.start() == 0


def _role(texts: Sequence[str]) -> ColumnRole | None:
    if not texts:
        return None
    lowest = heading_role(texts[-1])
    if len(texts) == 1:
        return lowest
    upper = heading_role(texts[0])
    if upper is ColumnRole.DEADLINE:
        return lowest if lowest in {ColumnRole.OPENS, ColumnRole.DUE, ColumnRole.EXTRA, ColumnRole.MONTH} else upper
    if upper in {ColumnRole.RESPONSIBLE, ColumnRole.NUMBER} or lowest is None:
        return upper
    return lowest


def _combined(header: Header, roles: list[ColumnRole | None]) -> int | None:
    """«Сроки, ответственные» in one column, when neither has a column of its own."""
    for index, texts in enumerate(header.columns):
        named = roles_of(" ".join(texts))
        pair = {ColumnRole.DEADLINE, ColumnRole.RESPONSIBLE} <= set(named[:2])
        if pair and roles.count(ColumnRole.DEADLINE) + roles.count(ColumnRole.RESPONSIBLE) == 1:
            roles[index] = ColumnRole.DEADLINE
            return index
    return None


_TITLE_WORDS = (
    ("мероприят", 3),
    ("мерприят", 3),
    ("наименован", 2),
    ("назван", 2),
    ("содержан", 2),
    ("действи", 2),
    ("событи", 2),
    ("поручен", 2),
)


def _choose_title(roles: list[ColumnRole | None], headings: Sequence[str]) -> None:
    candidates = [index for index, role in enumerate(roles) if role is ColumnRole.TITLE]
    if not candidates:
        spare = [index for index, role in enumerate(roles) if role is ColumnRole.SECTION]
        if spare:
            roles[spare[-1]] = ColumnRole.TITLE
            candidates = [spare[-1]]
        else:
            candidates = _topics(roles, headings)[:1]
            for index in candidates:
                roles[index] = ColumnRole.TITLE
    if len(candidates) > 1:
        best = max(candidates, key=lambda index: (_title_weight(headings[index]), -index))
        for index in candidates:
            if index != best:
                roles[index] = ColumnRole.SECTION if index < best else ColumnRole.EXTRA
        candidates = [best]
    for index, role in enumerate(roles):
        if role is ColumnRole.SECTION and candidates and index > candidates[0]:
            roles[index] = ColumnRole.EXTRA


def _topics(roles: Sequence[ColumnRole | None], headings: Sequence[str]) -> list[int]:
    """«Тема», «Тематика встречи»: what a measure is called where nothing else names it; else its form."""
    stems = ("тем",) if None in roles else ("тем", "форм", "вид")
    free = [index for index, role in enumerate(roles) if role is ColumnRole.EXTRA]
    return [index for stem in stems for index in free if headings[index].casefold().startswith(stem)]


def _title_weight(heading: str) -> int:
    lowered = heading.casefold()
    return max((weight for stem, weight in _TITLE_WORDS if stem in lowered), default=1)


def _one_each(roles: list[ColumnRole | None], headings: Sequence[str], body: Sequence[Row]) -> None:
    """Keep one column of each kind; the rest become further columns. Several responsible columns are all kept."""
    for role in (
        ColumnRole.NUMBER,
        ColumnRole.DEADLINE,
        ColumnRole.RESULT,
        ColumnRole.OPENS,
        ColumnRole.DUE,
        ColumnRole.MONTH,
    ):
        places = [index for index, known in enumerate(roles) if known is role]
        if len(places) > 1:
            keep = max(places, key=lambda index: (_filled(body, index, role), -index))
            for index in places:
                if index != keep:
                    roles[index] = ColumnRole.EXTRA


def _filled(body: Sequence[Row], column: int, role: ColumnRole) -> bool:
    """Whether a column holds what its heading says: days for a deadline, else anything."""
    looks = dated_like if role is ColumnRole.DEADLINE else bool
    return share(_column(body, column), looks) > (0.3 if role is ColumnRole.DEADLINE else 0)


def _fill_by_looks(roles: list[ColumnRole | None], body: Sequence[Row], periods: Sequence[int]) -> None:
    """Give columns with unknown or no headings their role by what stands in them."""
    columns = {index: _column(body, index) for index in range(len(roles)) if index not in periods}
    free = [index for index in columns if roles[index] is None]
    if ColumnRole.NUMBER not in roles:
        _take(roles, free[:1], columns, ColumnRole.NUMBER, number_like)
    if not periods and not DATING & {role for role in roles if role}:
        spare = [index for index in columns if roles[index] in {None, ColumnRole.EXTRA}]
        _take(roles, spare, columns, ColumnRole.DEADLINE, deadline_like)
    free = [index for index in columns if roles[index] is None]
    if ColumnRole.TITLE not in roles and free:
        roles[max(free, key=lambda index: sum(map(len, columns[index])))] = ColumnRole.TITLE
    if ColumnRole.RESPONSIBLE not in roles:
        free = [index for index in columns if roles[index] is None]
        _take(roles, free, columns, ColumnRole.RESPONSIBLE, party_like)
    _swap_if_crossed(roles, columns)


def _swap_if_crossed(roles: list[ColumnRole | None], columns: dict[int, list[str]]) -> None:
    """Headings of deadline and responsible put over each other's column: the cells are right."""
    if ColumnRole.DEADLINE not in roles or ColumnRole.RESPONSIBLE not in roles:
        return
    deadline, responsible = roles.index(ColumnRole.DEADLINE), roles.index(ColumnRole.RESPONSIBLE)
    crossed = share(columns[deadline], party_like) > 0.8 and share(columns[responsible], deadline_like) > 0.8
    if crossed and share(columns[deadline], deadline_like) < 0.2:
        roles[deadline], roles[responsible] = ColumnRole.RESPONSIBLE, ColumnRole.DEADLINE


def _column(body: Sequence[Row], index: int) -> list[str]:
    return [row.cells[index].text for row in body if row.cells[index].own and len(row.own_texts()) > 1]


def _take(
    roles: list[ColumnRole | None], among: Sequence[int], columns: dict[int, list[str]], role: ColumnRole, looks: object
) -> None:
    best = max(among, key=lambda index: share(columns[index], looks), default=None)
    if best is None or share(columns[best], looks) < _ENOUGH:
        return
    if role is not ColumnRole.DEADLINE or any(dated_like(text) for text in columns[best]):
        roles[best] = role


def _mend_edges(roles: list[ColumnRole | None]) -> None:
    """A beginning without an end, or the reverse, is a deadline column like any other; so is a lonely month or day."""
    if (ColumnRole.OPENS in roles) != (ColumnRole.DUE in roles):
        edge = ColumnRole.OPENS if ColumnRole.OPENS in roles else ColumnRole.DUE
        roles[roles.index(edge)] = ColumnRole.EXTRA if ColumnRole.DEADLINE in roles else ColumnRole.DEADLINE
    if ColumnRole.DEADLINE not in roles and ColumnRole.DUE not in roles:
        for lonely in (ColumnRole.DAY, ColumnRole.MONTH):
            if lonely in roles and ColumnRole.DEADLINE not in roles:
                roles[roles.index(lonely)] = ColumnRole.DEADLINE


def guess_layout(rows: Sequence[Row]) -> Layout | None:
    """Columns of a table without a header, by looks alone. None unless a deadline and a title can be told."""
    if not rows or len(rows[0].cells) < 2:
        return None
    width = len(rows[0].cells)
    first = next((row.index for row in rows if len(row.own_texts()) >= max(2, width - 2)), 0)
    roles: list[ColumnRole | None] = [None] * width
    _fill_by_looks(roles, rows[first:], ())
    if ColumnRole.DEADLINE not in roles or ColumnRole.TITLE not in roles:
        return None
    place = roles.index(ColumnRole.TITLE)
    for index in range(place + 1, width):
        if roles[index] is None and ColumnRole.RESULT not in roles:
            roles[index] = ColumnRole.RESULT
    return Layout(first, first, ("",) * width, tuple(roles))
