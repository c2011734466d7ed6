"""Automatic numbers of Word: a number column is often empty in the file and filled by Word when it is shown."""

from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RUSSIAN = "".join(chr(code) for code in range(0x430, 0x450) if code not in {0x439, 0x44A, 0x44B, 0x44C})
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass(slots=True)
class _Level:
    style: str = "decimal"
    text: str = "%1."
    start: int = 1


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)
    counters: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts through a document in reading order."""

    def __init__(self, numbering: "etree._Element | None", styles: "etree._Element | None") -> None:
        self._lists: dict[str, _List] = {}
        self._of_number: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        self._headings: set[str] = set()
        if numbering is not None:
            self._load(numbering)
        if styles is not None:
            self._load_styles(styles)

    def _load(self, root: "etree._Element") -> None:
        for abstract in root.iterfind(f"{W}abstractNum"):
            levels = {}
            for level in abstract.iterfind(f"{W}lvl"):
                place = _int(level.get(f"{W}ilvl"), 0)
                levels[place] = _Level(
                    _val(level.find(f"{W}numFmt"), "decimal"),
                    _val(level.find(f"{W}lvlText"), ""),
                    _int(_val(level.find(f"{W}start"), "1"), 1),
                )
            self._lists[abstract.get(f"{W}abstractNumId", "")] = _List(levels)
        for number in root.iterfind(f"{W}num"):
            key = number.get(f"{W}numId", "")
            self._of_number[key] = _val(number.find(f"{W}abstractNumId"), "")
            for override in number.iterfind(f"{W}lvlOverride"):
                start = override.find(f"{W}startOverride")
                if start is not None:
                    self._starts[key, _int(override.get(f"{W}ilvl"), 0)] = _int(_val(start, "1"), 1)

    def _load_styles(self, root: "etree._Element") -> None:
        for style in root.iterfind(f"{W}style"):
            key = style.get(f"{W}styleId", "")
            properties = style.find(f"{W}pPr/{W}numPr")
            if properties is not None:
                self._styles[key] = (
                    _val(properties.find(f"{W}numId"), "0"),
                    _int(_val(properties.find(f"{W}ilvl"), "0"), 0),
                )
            name = _val(style.find(f"{W}name"), "").casefold()
            if name.startswith(("heading", "title")):
                self._headings.add(key)

    def heading(self, paragraph: "etree._Element") -> bool:
        properties = paragraph.find(f"{W}pPr")
        return properties is not None and _val(properties.find(f"{W}pStyle"), "") in self._headings

    def label(self, paragraph: "etree._Element") -> str:
        """The number or bullet Word would show before this paragraph, "" for none."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return ""
        number, place = self._place(properties)
        found = self._lists.get(self._of_number.get(number, ""))
        if found is None or place not in found.levels:
            return ""
        level = found.levels[place]
        start = self._starts.pop((number, place), None)
        if start is not None:
            found.counters[place] = start
        else:
            found.counters[place] = found.counters.get(place, level.start - 1) + 1
        for deeper in [key for key in found.counters if key > place]:
            del found.counters[deeper]
        return _shown(found, place)

    def _place(self, properties: "etree._Element") -> tuple[str, int]:
        """The list and the level of a paragraph, by its own properties or by its style."""
        numbered = properties.find(f"{W}numPr")
        style = self._styles.get(_val(properties.find(f"{W}pStyle"), ""), ("0", 0))
        if numbered is None:
            return style
        number = _val(numbered.find(f"{W}numId"), style[0])
        return number, _int(_val(numbered.find(f"{W}ilvl"), str(style[1])), 0)


def _shown(numbered: _List, place: int) -> str:
    level = numbered.levels[place]
    if level.style == "bullet":
        return "–"
    if level.style == "none":
        return ""
    text = level.text
    for upper in range(place + 1):
        above = numbered.levels.get(upper, _Level())
        count = numbered.counters.get(upper, above.start)
        text = text.replace(f"%{upper + 1}", _formatted(count, above.style))
    return text


def _formatted(count: int, style: str) -> str:
    if style in {"upperRoman", "lowerRoman"}:
        roman = _roman(count)
        return roman if style == "upperRoman" else roman.lower()
    for names, letters in (({"russianLower", "russianUpper"}, _RUSSIAN), ({"lowerLetter", "upperLetter"}, _LATIN)):
        if style in names:
            letter = letters[(count - 1) % len(letters)] if count > 0 else ""
            return letter.upper() if "upper" in style.casefold() else letter
    return f"{count:02d}" if style == "decimalZero" else str(count)


def _roman(count: int) -> str:
    result = ""
    for value, mark in _ROMAN:
        times, count = divmod(count, value)
        result += mark * min(times, 10)
    return result


def _val(element: "etree._Element | None", default: str) -> str:
    return element.get(f"{W}val", default) if element is not None else default


def _int(value: str | None, default: int) -> int:
    return int(value) if value and value.isdigit() else default
