"""What happened and has not been confirmed by a bot yet (botapi rules, 6)."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.sandbox.wire import Json

SILENT_KINDS = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Not sent unless `allowed_updates` names them."""
NAMES = (
    "message edited_message channel_post edited_channel_post business_connection business_message "
    "edited_business_message deleted_business_messages guest_message message_reaction message_reaction_count "
    "inline_query chosen_inline_result callback_query shipping_query pre_checkout_query purchased_paid_media poll "
    "poll_answer my_chat_member chat_member chat_join_request chat_boost removed_chat_boost managed_bot"
)
KINDS = frozenset(NAMES.split())


@dataclass(frozen=True, slots=True)
class Update:
    id: int
    kind: str
    body: Json
    expires: float
    """Unix time after which nobody gets it."""
    lane: str
    """Order is kept inside a lane only: a chat for messages, a person for taps."""

    def wire(self) -> Json:
        return {"update_id": self.id, self.kind: self.body}


class UpdateQueue:
    def __init__(self) -> None:
        self.pending: list[Update] = []
        self.next_id = 1
        self.allowed: frozenset[str] = KINDS - SILENT_KINDS

    def allow(self, kinds: Iterable[str]) -> None:
        """Choose what is kept from now on; unknown names are ignored, an empty list means the default."""
        named = frozenset(kinds)
        self.allowed = named & KINDS if named else KINDS - SILENT_KINDS

    def push(self, kind: str, body: Json, expires: float, lane: str) -> bool:
        """Whether the bot wants such updates; they are chosen when they arise, not when they are fetched."""
        if kind not in self.allowed:
            return False
        self.pending.append(Update(self.next_id, kind, body, expires, lane))
        self.next_id += 1
        return True

    def expire(self, now: float) -> None:
        if any(update.expires <= now for update in self.pending):
            self.pending = [update for update in self.pending if update.expires > now]

    def take(self, offset: int, limit: int) -> list[Update]:
        """Updates from `offset` on; everything before it is confirmed and forgotten.

        A negative offset counts from the end of the queue, zero confirms nothing.
        """
        if offset < 0:
            self.pending = self.pending[offset:]
        elif offset > 0:
            self.pending = [update for update in self.pending if update.id >= offset]
        return self.pending[:limit]

    def done(self, update: Update) -> None:
        """A webhook has taken it."""
        self.pending = [other for other in self.pending if other.id != update.id]
