"""Which list a card was opened from, inside callback data («selection.page.org»): «⬅️ Назад» leads there.

Lists of one's own tasks bear the name of their selection, those of a school in /status «open» and «closed»; an
administrator's are «wishes» and «queue»; «digest» is the message that came by itself.
"""

from dataclasses import dataclass

from bot.domain.boards import Selection
from bot.ui.callbacks.reports import StatusTap
from bot.ui.callbacks.reviews import ReviewTap
from bot.ui.callbacks.tasks import BoardTap, SnoozeTap
from bot.ui.callbacks.wishes import WishTap

PAGE_DIGITS, ID_DIGITS = 3, 12
STATUS_LISTS = ("open", "closed")
"""By the `item` of their StatusTap."""
WISHES, QUEUE, DIGEST = "wishes", "queue", "digest"


@dataclass(frozen=True, slots=True)
class Trail:
    selection: str = Selection.NOW
    page: int = 0
    organisation_id: int = 0

    def __str__(self) -> str:
        return f"{self.selection}.{self.page}.{self.organisation_id}"

    def tap(self) -> BoardTap | StatusTap | WishTap | ReviewTap | SnoozeTap:
        if self.selection == WISHES:
            return WishTap(action="list", page=self.page)
        if self.selection == QUEUE:
            return ReviewTap(action="queue", page=self.page)
        if self.selection == DIGEST:
            return SnoozeTap(task=0, until="back")
        if self.selection in STATUS_LISTS:
            item = STATUS_LISTS.index(self.selection)
            return StatusTap(view="tasks", org=self.organisation_id, page=self.page, item=item)
        return BoardTap(show=self.selection, page=self.page, org=self.organisation_id)


def read_trail(text: str) -> Trail:
    """Anything unreadable, forged or old leads to «Сегодня»."""
    parts = text.split(".")
    if len(parts) != 3 or parts[0] not in {*Selection, *STATUS_LISTS, WISHES, QUEUE, DIGEST}:
        return Trail()
    page, organisation = parts[1], parts[2]
    if not (page.isdecimal() and organisation.isdecimal()):
        return Trail()
    if len(page) > PAGE_DIGITS or len(organisation) > ID_DIGITS:
        return Trail()
    return Trail(parts[0], int(page), int(organisation))
