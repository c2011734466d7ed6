"""What a spreadsheet shows for a number: a date, a month, a day without its year, or the number itself."""

import re
from datetime import date, timedelta

from lxml import etree

from bot.domain.grid.wording import shown_date

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_BUILT_IN = {
    1: "0", 2: "0.00", 9: "0%", 10: "0.00%", 14: "dd.mm.yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm",
    19: "h:mm", 20: "h:mm", 21: "h:mm:ss", 22: "dd.mm.yyyy h:mm", 45: "mm:ss", 46: "h:mm:ss", 47: "mm:ss",
}  # fmt: skip
_RUSSIAN_CODES = dict(zip((0x434, 0x43C, 0x433, 0x447, 0x441), "dmyhs", strict=True))
_IGNORED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')


class Shown:
    def __init__(self, styles: "etree._Element | None", since_1904: bool) -> None:
        self._epoch = date(1904, 1, 1) if since_1904 else date(1899, 12, 30)
        self._formats: list[str] = []
        if styles is not None:
            own = {
                item.get("numFmtId"): item.get("formatCode", "") for item in styles.iterfind(f"{S}numFmts/{S}numFmt")
            }
            for item in styles.iterfind(f"{S}cellXfs/{S}xf"):
                number = item.get("numFmtId", "0")
                built_in = _BUILT_IN.get(int(number), "") if number.isdigit() else ""
                self._formats.append(own.get(number) or built_in)

    def text(self, value: str, style: str) -> str:
        """`value` is the number as stored, `style` the index of the cell's style."""
        code = self._formats[int(style)] if style.isdigit() and int(style) < len(self._formats) else ""
        try:
            number = float(value)
        except ValueError:
            return value
        bare = _IGNORED.sub("", code.split(";")[0]).casefold().translate(_RUSSIAN_CODES)
        parts = _parts(bare)
        if parts:
            return self._date(number, parts)
        if re.search(r"[hs]", bare) and not re.search(r"[0#?]", bare):
            return _time(number)
        return _number(number, value, bare)

    def _date(self, number: float, parts: str) -> str:
        try:
            day = self._epoch + timedelta(days=int(number))
        except (OverflowError, ValueError):
            return ""
        return shown_date(day, parts)


def _parts(code: str) -> str:
    """Which of day, month and year a format shows («dmy», «my», «dm»); "" for no date. Codes may be Russian letters."""
    if re.search(r"[0#?]", code) or "general" in code:
        return ""
    minutes = bool(re.search(r"[hs]", code)) and not re.search(r"[dy]", code)
    return "".join(part for part in "dmy" if part in code and not (part == "m" and minutes))


def _time(number: float) -> str:
    minutes = round(number % 1 * 24 * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _number(number: float, value: str, code: str) -> str:
    decimals = re.fullmatch(r"[#,]*0\.(0+)", code)
    if decimals:
        return f"{number:.{len(decimals.group(1))}f}"
    if code.endswith("%"):
        return f"{number * 100:g}%"
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    return f"{number:.10g}"
