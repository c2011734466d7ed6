"""The world as a whole: overview, groups, settings, faults, journal, files, saving and loading."""

from urllib.parse import quote

from aiohttp import web

from bot.sandbox.control.orders import body_of, number_of, numbers_of, path_number, query_number, text_of
from bot.sandbox.control.views import world_view
from bot.sandbox.errors import ControlError
from bot.sandbox.previews import preview
from bot.sandbox.realm import Realm
from bot.sandbox.saves import load, save
from bot.sandbox.wire import dumps, reply
from bot.sandbox.world import FIRST_GROUP, Chat

GROUP_STATES = frozenset({"member", "left", "kicked"})


class WorldControl:
    def __init__(self, realm: Realm) -> None:
        self.realm = realm

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/control/world", self.overview),
            web.post("/control/groups", self.group),
            web.get("/control/settings", self.settings),
            web.post("/control/settings", self.change_settings),
            web.get("/control/faults", self.faults),
            web.post("/control/faults", self.add_fault),
            web.delete("/control/faults", self.clear_faults),
            web.delete("/control/faults/{id}", self.clear_fault),
            web.get("/control/journal", self.journal),
            web.delete("/control/journal", self.clear_journal),
            web.get("/control/files/{file_id}", self.file),
            web.get("/control/files/{file_id}/preview", self.preview),
            web.get("/control/save", self.save),
            web.post("/control/load", self.load),
        ]

    async def overview(self, request: web.Request) -> web.Response:
        return reply(world_view(self.realm))

    async def group(self, request: web.Request) -> web.Response:
        """Make or change a group: `id`, `title`, `kind`, `members`, `bot_state`, `gone`, `migrated_to`."""
        order = await body_of(request)
        chat_id = number_of(order, "id")
        if chat_id >= 0:
            raise ControlError("bad_order", "a group has a negative number")
        kind = "supergroup" if chat_id < FIRST_GROUP else "group"
        chats = self.realm.world.chats
        chat = chats.setdefault((0, chat_id), Chat(chat_id, kind, text_of(order, "title", "Группа")))
        chat.title = text_of(order, "title", chat.title)
        chat.members = numbers_of(order, "members", chat.members)
        chat.bot_state = text_of(order, "bot_state", chat.bot_state)
        if chat.bot_state not in GROUP_STATES:
            raise ControlError("bad_order", f"no such state: {chat.bot_state}")
        chat.gone = bool(order.get("gone", chat.gone))
        chat.migrated_to = number_of(order, "migrated_to", chat.migrated_to)
        messages = [self.realm.world.wire(chat, message) for message in chat.messages.values()]
        return reply({**self.realm.world.chat_wire(chat), "members": chat.members, "messages": messages})

    async def settings(self, request: web.Request) -> web.Response:
        return reply(self.realm.settings.wire())

    async def change_settings(self, request: web.Request) -> web.Response:
        self.realm.settings.change(await body_of(request))
        self.realm.stream.publish("settings", self.realm.settings.wire())
        return reply(self.realm.settings.wire())

    async def faults(self, request: web.Request) -> web.Response:
        return self._faults()

    async def add_fault(self, request: web.Request) -> web.Response:
        self.realm.faults.add(await body_of(request))
        return self._faults()

    async def clear_faults(self, request: web.Request) -> web.Response:
        self.realm.faults.remove()
        return self._faults()

    async def clear_fault(self, request: web.Request) -> web.Response:
        self.realm.faults.remove(path_number(request, "id"))
        return self._faults()

    def _faults(self) -> web.Response:
        faults = [fault.wire() for fault in self.realm.faults.scripted]
        self.realm.stream.publish("faults", {"faults": faults})
        return reply(faults)

    async def journal(self, request: web.Request) -> web.Response:
        """All calls as JSONL; `?since=N` those after the N-th, `?method=` of one method."""
        since = query_number(request, "since")
        method = request.query.get("method", "").lower()
        entries = (entry for entry in self.realm.journal.since(since) if not method or entry.method.lower() == method)
        lines = "".join(dumps(entry.wire()) + "\n" for entry in entries)
        return web.Response(text=lines, content_type="application/x-ndjson")

    async def clear_journal(self, request: web.Request) -> web.Response:
        self.realm.journal.clear()
        return reply({"ok": True})

    async def file(self, request: web.Request) -> web.Response:
        """A file as the person saves it, under its own name; never shown as a page of this address."""
        stored = self.realm.world.files.find(request.match_info["file_id"])
        harmless = stored.mime in {"image/png", "image/jpeg", "image/gif", "application/pdf"}
        kind = "inline" if harmless and "show" in request.query else "attachment"
        headers = {
            "Content-Disposition": f"{kind}; filename*=UTF-8''{quote(stored.name)}",
            "X-Content-Type-Options": "nosniff",
        }
        mime = stored.mime if harmless else "application/octet-stream"
        return web.Response(body=stored.content, content_type=mime, headers=headers)

    async def preview(self, request: web.Request) -> web.Response:
        """What is in the file, for the page: sheets, text or a picture."""
        return reply(preview(self.realm.world.files.find(request.match_info["file_id"])))

    async def save(self, request: web.Request) -> web.Response:
        return reply(save(self.realm))

    async def load(self, request: web.Request) -> web.Response:
        """Put a saved world in the place of this one; pages start over."""
        load(self.realm, await body_of(request))
        self.realm.stream.publish("reload", {})
        await self.realm.clock.move(self.realm.clock.offset)
        return reply(world_view(self.realm))
