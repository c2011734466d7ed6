"""getUpdates: long polling with its conflicts and brakes (botapi rules, 6)."""

import asyncio
import json
from dataclasses import dataclass

from bot.sandbox.accounts import Account
from bot.sandbox.errors import ApiError
from bot.sandbox.params import Params
from bot.sandbox.realm import Call, Realm
from bot.sandbox.wire import Json, dumps

MAX_TIMEOUT = 50
BRAKE_SECONDS = 3.0
BODY_BYTES = 4 * 1024 * 1024
OTHER_POLL = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
WEBHOOK_SET = "Conflict: terminated by setWebhook request"


@dataclass(slots=True)
class Poll:
    """The state of polling of one bot; times are of the event loop, they bound real traffic."""

    token: object | None = None
    """The poll that is waiting."""
    ended_by: str = ""
    offset: int | None = None
    started_at: float = -10.0
    finished_at: float = -10.0
    next_conflict_at: float = 0.0


class Polls:
    def __init__(self) -> None:
        self._polls: dict[int, Poll] = {}

    def of(self, bot: Account) -> Poll:
        return self._polls.setdefault(bot.id, Poll())

    def end(self, realm: Realm, bot: Account, reason: str) -> None:
        """Send the waiting poll away: a younger one has come, or a webhook."""
        poll = self.of(bot)
        if poll.token is not None:
            poll.token, poll.ended_by = None, reason
            realm.arrived.beat()


async def get_updates(call: Call, polls: Polls) -> list[Json]:
    """Updates from `offset` on, at once or as soon as one arises within `timeout` seconds."""
    realm, bot, poll = call.realm, call.bot, polls.of(call.bot)
    if bot.webhook is not None:
        await _conflict(poll, WEBHOOK_ACTIVE)
    polls.end(realm, bot, OTHER_POLL)
    offset, limit, timeout = _read(call.params, bot, poll)
    token = object()
    poll.token = token
    loop = asyncio.get_running_loop()
    deadline = loop.time() + timeout
    try:
        while not (found := _found(call, offset, limit)) and (left := deadline - loop.time()) > 0:
            await realm.arrived.wait(left)
            if poll.token is not token:
                break
    finally:
        ours = poll.token is token
        if ours:
            poll.token = None
            poll.finished_at = loop.time()
    if not ours:
        await _conflict(poll, poll.ended_by)
    return found


def _read(params: Params, bot: Account, poll: Poll) -> tuple[int, int, float]:
    """Offset, limit and timeout in seconds."""
    offset = params.integer("offset")
    limit = params.integer("limit", 100, 1, 100)
    timeout = params.integer("timeout", 0, 0, MAX_TIMEOUT)
    if "allowed_updates" in params.values:
        bot.queue.allow(_kinds(params))
    now = asyncio.get_running_loop().time()
    seconds, limit = slowed(poll, offset, timeout, limit, now)
    poll.offset, poll.started_at = offset, now
    return offset, limit, seconds


def slowed(poll: Poll, offset: int, timeout: int, limit: int, now: float) -> tuple[float, int]:
    """Timeout and limit for a bot that asks the same again and again."""
    if offset != poll.offset:
        return float(timeout), limit
    hasty = timeout < BRAKE_SECONDS and now < poll.started_at + BRAKE_SECONDS
    return BRAKE_SECONDS if hasty else float(timeout), 1 if now < poll.finished_at + 0.5 else limit


def _kinds(params: Params) -> list[str]:
    try:
        value = json.loads(params.text("allowed_updates") or "[]")
    except ValueError:
        raise ApiError(400, "Can't parse allowed updates JSON object") from None
    return [str(kind) for kind in value] if isinstance(value, list) else []


def _found(call: Call, offset: int, limit: int) -> list[Json]:
    queue = call.bot.queue
    before = len(queue.pending)
    queue.expire(call.realm.now())
    updates: list[Json] = []
    size = 0
    for update in queue.take(offset, limit):
        body = update.wire()
        size += len(dumps(body).encode()) if limit > 1 else 0
        if updates and size > BODY_BYTES:
            break
        updates.append(body)
    if len(queue.pending) != before:
        call.realm.moved.beat()
    return updates


async def _conflict(poll: Poll, reason: str) -> None:
    """409, the second one within three seconds after a wait."""
    loop = asyncio.get_running_loop()
    if loop.time() < poll.next_conflict_at:
        await asyncio.sleep(BRAKE_SECONDS)
    else:
        poll.next_conflict_at = loop.time() + BRAKE_SECONDS
    raise ApiError(409, reason)
