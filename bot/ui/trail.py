"""Which list a card was opened from, inside callback data («selection.page.org»): «⬅️ Назад» leads there.

Lists of one's own tasks bear the name of their selection, those of a school in /status «open» and «closed».
"""

from dataclasses import dataclass

from bot.domain.boards import Selection
from bot.ui.callbacks.reports import StatusTap
from bot.ui.callbacks.tasks import BoardTap

PAGE_DIGITS, ID_DIGITS = 3, 12
STATUS_LISTS = ("open", "closed")
"""By the `item` of their StatusTap."""


@dataclass(frozen=True, slots=True)
class Trail:
    selection: str = Selection.NOW
    page: int = 0
    organisation_id: int = 0

    def __str__(self) -> str:
        return f"{self.selection}.{self.page}.{self.organisation_id}"

    def tap(self) -> BoardTap | StatusTap:
        if self.selection in STATUS_LISTS:
            item = STATUS_LISTS.index(self.selection)
            return StatusTap(view="tasks", org=self.organisation_id, page=self.page, item=item)
        return BoardTap(show=self.selection, page=self.page, org=self.organisation_id)


def read_trail(text: str) -> Trail:
    """Anything unreadable, forged or old leads to «Сегодня»."""
    parts = text.split(".")
    if len(parts) != 3 or parts[0] not in {*Selection, *STATUS_LISTS}:
        return Trail()
    page, organisation = parts[1], parts[2]
    if not (page.isdecimal() and organisation.isdecimal()):
        return Trail()
    if len(page) > PAGE_DIGITS or len(organisation) > ID_DIGITS:
        return Trail()
    return Trail(parts[0], int(page), int(organisation))
