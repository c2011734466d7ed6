"""Delivery of updates to webhooks (botapi rules, 6).

Order is kept inside a lane (a chat for messages, a person for taps); different lanes go out side by side, so a message
and a tap of one person may arrive at the same time, as they do from the real server. The first retry comes at once,
then pauses double up to a minute; `Retry-After` is honoured; an update that expires is dropped.
"""

import asyncio
import json
from dataclasses import dataclass

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout

from bot.sandbox.accounts import Account, Webhook
from bot.sandbox.gateway import Gateway
from bot.sandbox.params import Params
from bot.sandbox.updates import Update
from bot.sandbox.wire import Json, dumps

LONGEST_PAUSE = 60.0
LONGEST_RETRY_AFTER = 3600.0
ANSWER_SECONDS = 60.0
NOT_IN_ANSWERS = ("get", "setwebhook", "deletewebhook", "close", "logout")


@dataclass(slots=True)
class Lane:
    """What is on its way to a bot in one order."""

    flying: bool = False
    tries: int = 0
    not_before: float = 0.0
    """Loop time of the next try."""


class Deliverer:
    def __init__(self, gateway: Gateway) -> None:
        self.gateway = gateway
        self.realm = gateway.realm
        self._lanes: dict[tuple[int, str], Lane] = {}

    async def run(self) -> None:
        """Deliver until cancelled."""
        async with ClientSession(timeout=ClientTimeout(total=ANSWER_SECONDS)) as session, asyncio.TaskGroup() as tasks:
            while True:
                pause = 3600.0
                for bot in list(self.realm.world.bots.values()):
                    if bot.webhook is not None:
                        pause = min(pause, self._send_due(bot, bot.webhook, session, tasks))
                await self.realm.arrived.wait(pause)

    def _send_due(self, bot: Account, hook: Webhook, session: ClientSession, tasks: asyncio.TaskGroup) -> float:
        """Start whatever may start now; seconds until something else may."""
        bot.queue.expire(self.realm.now())
        now = asyncio.get_running_loop().time()
        pause, seen = 3600.0, set[str]()
        flying = sum(lane.flying for key, lane in self._lanes.items() if key[0] == bot.id)
        for update in bot.queue.pending:
            lane = self._lanes.setdefault((bot.id, update.lane), Lane())
            if update.lane in seen or lane.flying or flying >= hook.max_connections:
                continue
            seen.add(update.lane)
            if lane.not_before > now:
                pause = min(pause, lane.not_before - now)
                continue
            lane.flying = True
            flying += 1
            tasks.create_task(self._deliver(bot, hook, update, lane, session))
        return pause

    async def _deliver(self, bot: Account, hook: Webhook, update: Update, lane: Lane, session: ClientSession) -> None:
        headers = {"Content-Type": "application/json"}
        if hook.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = hook.secret
        try:
            async with session.post(hook.url, data=dumps(update.wire()).encode(), headers=headers) as response:
                if 200 <= response.status < 300:
                    await self._taken(bot, update, lane, response)
                else:
                    self._refused(hook, lane, f"Wrong response from the webhook: {response.status} {response.reason}")
                    self._obey_retry_after(lane, response)
        except (ClientError, TimeoutError) as error:
            self._refused(hook, lane, f"Connection failed: {type(error).__name__}")
        finally:
            lane.flying = False
            self.realm.arrived.beat()
            self.realm.moved.beat()

    async def _taken(self, bot: Account, update: Update, lane: Lane, response: ClientResponse) -> None:
        lane.tries, lane.not_before = 0, 0.0
        bot.queue.done(update)
        try:
            order = json.loads(await response.text() or "null")
        except ValueError:
            return
        if isinstance(order, dict) and order.get("method"):
            await self._obey(bot, order)

    async def _obey(self, bot: Account, order: Json) -> None:
        """The answer to a delivery may carry one call; its result goes to nobody."""
        method = str(order.pop("method")).lower()
        if not method.startswith(NOT_IN_ANSWERS):
            values = {key: value if isinstance(value, str) else dumps(value) for key, value in order.items()}
            await self.gateway.obey(bot, method, Params(values))

    def _refused(self, hook: Webhook, lane: Lane, reason: str) -> None:
        hook.last_error, hook.last_error_at = reason, self.realm.clock.seconds()
        pause = 0.0 if lane.tries == 0 else min(LONGEST_PAUSE, 2.0 ** (lane.tries - 1))
        lane.tries += 1
        lane.not_before = asyncio.get_running_loop().time() + pause

    def _obey_retry_after(self, lane: Lane, response: ClientResponse) -> None:
        value = response.headers.get("Retry-After", "")
        if value.isdigit():
            pause = min(float(value), LONGEST_RETRY_AFTER)
            lane.not_before = max(lane.not_before, asyncio.get_running_loop().time() + pause)
