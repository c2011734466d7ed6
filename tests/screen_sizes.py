"""Whether a screen keeps to the sizes of `bot/ui/screen.py`."""

from bot.ui.screen import TEXT_LIMIT, WIDTHS, Screen

BUTTON_LIMIT = 100
ROW_LIMIT = 12


def faults(screen: Screen) -> list[str]:
    """What breaks the sizes of a screen, in words for a failing test; empty when it is right."""
    found = []
    if not screen.text.strip():
        found.append("no text")
    if len(screen.text) > TEXT_LIMIT:
        found.append(f"text of {len(screen.text)} characters")
    if sum(map(len, screen.rows)) > BUTTON_LIMIT or len(screen.rows) > ROW_LIMIT:
        found.append(f"{len(screen.rows)} rows")
    for row in screen.rows:
        for button in row:
            if len(row) >= 5 and not button.text.isdigit():
                found.append(f"«{button.text}» is no digit among five")
            elif len(button.text) > WIDTHS.get(len(row), WIDTHS[1]):
                found.append(f"«{button.text}» is too wide among {len(row)}")
            if button.tap is not None and len(button.tap.pack().encode()) > 64:
                found.append(f"«{button.text}» carries too much")
    return found
