"""The clock over HTTP: `/clock` for followers and for those who move it, and waiting for quiet."""

import asyncio
from datetime import datetime

from aiohttp import web

from bot.sandbox.control.orders import body_of, number_of, seconds_of, text_of
from bot.sandbox.errors import ControlError
from bot.sandbox.realm import Realm
from bot.sandbox.wire import Json, reply

LONGEST_FOLLOW = 50.0
SETTLE_KNOWN = 0.02
SETTLE_GUESSED = 0.25


class ClockControl:
    def __init__(self, realm: Realm) -> None:
        self.realm = realm

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/clock", self.look),
            web.post("/clock", self.move),
            web.post("/clock/busy", self.busy),
            web.post("/control/quiet", self.quiet),
        ]

    async def look(self, request: web.Request) -> web.Response:
        """The clock now; with `follower`, one call of the follower protocol."""
        clock, query = self.realm.clock, request.query
        follower = query.get("follower", "")
        if not follower:
            return reply(clock.wire())
        try:
            since, seconds = int(query.get("since", "-1")), float(query.get("timeout", "25"))
            busy = int(query["busy"]) if "busy" in query else None
        except ValueError:
            raise ControlError("bad_order", "since, timeout and busy are numbers") from None
        return reply(await clock.follow(follower, since, min(seconds, LONGEST_FOLLOW), busy))

    async def move(self, request: web.Request) -> web.Response:
        """`{"at": ISO}`, `{"offset": seconds}` or `{"forward": seconds}`; answers when followers have confirmed."""
        order = await body_of(request)
        late = await self.realm.clock.move(self._offset(order), seconds_of(order, "timeout", 30))
        self.realm.stream.publish("clock", self.realm.clock.wire())
        return reply({**self.realm.clock.wire(), "late": late})

    def _offset(self, order: Json) -> float:
        clock = self.realm.clock
        if "at" in order:
            try:
                moment = datetime.fromisoformat(text_of(order, "at"))
            except ValueError:
                raise ControlError("bad_moment", "«at» is no ISO moment") from None
            if moment.tzinfo is None:
                raise ControlError("bad_moment", "«at» needs an offset from UTC, for example +03:00")
            return clock.offset + (moment - clock.now()).total_seconds()
        name = "offset" if "offset" in order else "forward"
        value = order.get(name)
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise ControlError("bad_moment", "one of «at», «offset», «forward» is needed")
        return float(value) if name == "offset" else clock.offset + value

    async def busy(self, request: web.Request) -> web.Response:
        order = await body_of(request)
        self.realm.clock.report(text_of(order, "follower"), number_of(order, "busy"))
        return reply({"ok": True})

    async def quiet(self, request: web.Request) -> web.Response:
        """Wait until nothing is open, undelivered or due; says what was still going on when time ran out."""
        order = await body_of(request)
        clock = self.realm.clock
        settle = seconds_of(order, "settle", SETTLE_KNOWN if clock.reported() else SETTLE_GUESSED)
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds_of(order, "timeout", 10)
        while (left := deadline - loop.time()) > 0:
            if not self.realm.idle():
                await self._change(left)
            elif not await self._change(min(settle, left)) and self.realm.idle():
                return reply({"quiet": True, **self._pending()})
        return reply({"quiet": False, **self._pending()})

    async def _change(self, seconds: float) -> bool:
        """Whether something moved within `seconds`."""
        return await self.realm.moved.wait(seconds)

    def _pending(self) -> Json:
        realm = self.realm
        return {
            "open_calls": realm.open_calls,
            "undelivered": realm.undelivered(),
            "busy": {name: follower.busy for name, follower in realm.clock.followers.items()},
        }
