"""The Bot API over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>` (botapi rules, 1)."""

import asyncio
from dataclasses import dataclass, field

from aiohttp import web

from bot.sandbox.accounts import Account
from bot.sandbox.errors import ApiError, too_many_requests
from bot.sandbox.faults import Effect, Fault
from bot.sandbox.journal import Entry
from bot.sandbox.methods.hooks import set_webhook
from bot.sandbox.methods.polling import Polls, get_updates
from bot.sandbox.methods.table import NAMES, SERVED
from bot.sandbox.params import Params, read_params
from bot.sandbox.realm import Call, Realm
from bot.sandbox.wire import Json, reply

POLL = "getupdates"
METHODS = {name.lower(): method for name, method in SERVED.items()}


@dataclass(slots=True)
class Served:
    """A call on its way through the gateway."""

    method: str
    """In lower case, as it is looked up."""
    begun: float
    bot: Account | None = None
    params: Params = field(default_factory=Params)
    fault: Fault | None = None


class Gateway:
    def __init__(self, realm: Realm) -> None:
        self.realm = realm
        self.polls = Polls()

    def routes(self) -> list[web.RouteDef]:
        return [
            web.route("*", "/bot{token}/{method}", self.handle),
            web.get("/file/bot{token}/{path:.+}", self.download),
            web.route("*", "/bot{rest:.*}", self.lost),
        ]

    async def lost(self, request: web.Request) -> web.Response:
        return reply(ApiError(404).envelope(), 404)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        served = Served(request.match_info["method"].lower(), asyncio.get_running_loop().time())
        counted = served.method != POLL
        self.realm.open_calls += counted
        try:
            return await self._serve(request, served)
        finally:
            self.realm.open_calls -= counted
            self.realm.moved.beat()

    async def _serve(self, request: web.Request, served: Served) -> web.StreamResponse:
        try:
            served.bot = self.realm.world.register(request.match_info["token"])
            served.params = await read_params(request, self.realm.settings.upload_bytes)
            chat_id = served.params.integer("chat_id")
            served.fault = self.realm.faults.hit(served.method, chat_id, self.realm.now())
            if served.fault and (broken := await self._before(request, served, served.fault)):
                return broken
            result = await self.perform(served.method, served.bot, served.params)
        except ApiError as error:
            self._note(served, error.code, error.envelope())
            return reply(error.envelope(), error.code, error.headers())
        if served.fault and (broken := self._after(request, served, served.fault, result)):
            return broken
        self._note(served, 200, result)
        return reply({"ok": True, "result": result})

    async def obey(self, bot: Account, method: str, params: Params) -> None:
        """A call that came as the answer of a webhook: the journal tells what became of it, the bot never learns."""
        served = Served(method, asyncio.get_running_loop().time(), bot, params)
        try:
            self._note(served, 200, await self.perform(method, bot, params))
        except ApiError as error:
            self._note(served, error.code, error.envelope())

    async def perform(self, method: str, bot: Account, params: Params) -> object:
        """One method, by its name in lower case. Raises ApiError in the server's words."""
        call = Call(self.realm, bot, params)
        if method == POLL:
            return await get_updates(call, self.polls)
        if method == "setwebhook":
            return set_webhook(call, self.polls)
        if method not in NAMES:
            raise ApiError(404, "Method not found")
        if method not in METHODS:
            raise ApiError(400, f"method {NAMES[method]} is not served by the sandbox")
        return METHODS[method](call)

    async def _before(self, request: web.Request, served: Served, fault: Fault) -> web.StreamResponse | None:
        """A fault that keeps the call from taking effect."""
        match fault.effect:
            case Effect.FORBIDDEN:
                raise ApiError(403, fault.description or "Forbidden: bot was blocked by the user")
            case Effect.TOO_MANY:
                raise too_many_requests(fault.retry_after)
            case Effect.SERVER_ERROR:
                raise ApiError(500, fault.description or "Internal Server Error")
            case Effect.DOWN:
                self._note(served, 502, "Bad Gateway")
                return web.Response(status=502, text="<html><h1>502 Bad Gateway</h1></html>", content_type="text/html")
            case Effect.HANG:
                await asyncio.sleep(fault.seconds)
                return self._break(request, served, None)
            case Effect.DROP_BEFORE:
                return self._break(request, served, None)
        return None

    def _after(self, request: web.Request, served: Served, fault: Fault, result: object) -> web.StreamResponse | None:
        """A fault that spoils the answer of a call that took effect."""
        if fault.effect is Effect.MALFORMED:
            self._note(served, 200, result)
            return web.Response(text='{"ok":true,"result":{"message_id":', content_type="application/json")
        if fault.effect is Effect.DROP_AFTER:
            return self._break(request, served, result)
        return None

    def _break(self, request: web.Request, served: Served, result: object) -> web.StreamResponse:
        """Cut the connection; the answer that is returned reaches nobody."""
        self._note(served, 0, result)
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    def _note(self, served: Served, status: int, answer: object) -> None:
        realm = self.realm
        realm.journal.add(
            Entry(
                number=realm.journal.count + 1,
                at=realm.clock.now().isoformat(),
                bot=served.bot.id if served.bot else 0,
                method=NAMES.get(served.method, served.method),
                params=served.params.values,
                files=[upload.name for upload in served.params.files.values()],
                status=status,
                answer=answer,
                fault=str(served.fault.effect) if served.fault else "",
                milliseconds=(asyncio.get_running_loop().time() - served.begun) * 1000,
            )
        )

    async def download(self, request: web.Request) -> web.Response:
        """A file by the path that getFile gave."""
        try:
            self.realm.world.register(request.match_info["token"])
        except ApiError as error:
            return reply(error.envelope(), error.code)
        stored = self.realm.world.files.at(request.match_info["path"])
        if stored is None:
            missing: Json = ApiError(404, "file not found").envelope()
            return reply(missing, 404)
        return web.Response(body=stored.content, content_type="application/octet-stream")
