"""People of a sandbox as tests see them, so that tests read like stories.

Everything goes over the control API (`docs/sandbox.md`), hence it works with a sandbox in this process and with one
that belongs to a real process alike:

    anna = await world.person(101, "Анна", role="координатор")
    await anna.opens_link(code)
    await anna.taps("✅ Выполнено")
    assert "Отметка" in await anna.screen()

Every act waits until the bot has nothing left to do; `wait=False` lets acts overlap.
"""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from types import TracebackType
from typing import Any

import pytest
from aiohttp import ClientSession, ClientTimeout, FormData

from bot.sandbox import Sandbox

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as a person sees it."""

    id: int
    from_bot: bool
    text: str
    """Text or caption."""
    buttons: tuple[tuple[str, ...], ...]
    file_name: str
    file_id: str
    body: Json
    """The whole message in the words of the Bot API."""

    def printed(self) -> str:
        """Text, file and rows of buttons as `docs` and golden files show a screen."""
        rows = [" ".join(f"[{button}]" for button in row) for row in self.buttons]
        return "\n".join(part for part in (f"📄 {self.file_name}" if self.file_name else "", self.text, *rows) if part)


class World:
    """The sandbox at `base`, for example `http://127.0.0.1:8090`. An async context manager."""

    def __init__(self, base: str, *, patience: float = 20.0) -> None:
        self.base = base
        self.patience = patience
        """Real seconds to wait for quiet or for the clock's followers."""
        self._session: ClientSession | None = None

    async def __aenter__(self) -> "World":
        self._session = ClientSession(self.base, timeout=ClientTimeout(total=self.patience + 40))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def ask(self, method: str, path: str, order: Json | None = None, data: FormData | None = None) -> Any:
        """One request of the control API; AssertionError with the sandbox's words for a refusal."""
        assert self._session is not None, "use `async with World(base) as world`"
        async with self._session.request(method, path, json=order, data=data) as response:
            body = await response.json(content_type=None)
        assert response.status == 200, f"{method} {path}: {body}"
        return body

    async def person(self, number: int, name: str, role: str = "", **names: str) -> "Someone":
        """A person of the world, new or known; `names` are last_name, username, language_code."""
        await self.ask("POST", "/control/people", {"id": number, "first_name": name, "role": role, **names})
        return Someone(self, number, name)

    async def quiet(self) -> None:
        """Until the bot has no open call, no unread update and nothing due; AssertionError when that never comes."""
        facts = await self.ask("POST", "/control/quiet", {"timeout": self.patience})
        assert facts["quiet"], f"no quiet within {self.patience} s: {facts}"

    async def clock_to(self, moment: datetime | str, *, wait: bool = True) -> None:
        """Move virtual time to an aware moment; every follower has confirmed and finished its work on return."""
        at = moment if isinstance(moment, str) else moment.isoformat()
        await self._move({"at": at}, wait=wait)

    async def forward(
        self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0, wait: bool = True
    ) -> None:
        whole = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
        await self._move({"forward": whole}, wait=wait)

    async def _move(self, order: Json, *, wait: bool) -> None:
        facts = await self.ask("POST", "/clock", {**order, "timeout": self.patience})
        assert not facts["late"], f"did not confirm the clock: {facts['late']}"
        if wait:
            await self.quiet()

    async def now(self) -> datetime:
        return datetime.fromisoformat((await self.ask("GET", "/clock"))["now"])

    async def journal(self, method: str = "", since: int = 0) -> list[Json]:
        """Calls of the Bot API, oldest first."""
        assert self._session is not None
        async with self._session.get("/control/journal", params={"method": method, "since": str(since)}) as response:
            return [json.loads(line) for line in (await response.text()).splitlines()]

    async def fault(self, effect: str, method: str = "", **more: Any) -> None:
        """Something goes wrong: `effect` on the `nth` call of `method` to `chat_id`, `times` in a row."""
        await self.ask("POST", "/control/faults", {"effect": effect, "method": method, **more})

    async def no_more_faults(self) -> None:
        await self.ask("DELETE", "/control/faults")

    async def settings(self, **values: Any) -> None:
        await self.ask("POST", "/control/settings", values)

    async def saved(self) -> Json:
        return dict(await self.ask("GET", "/control/save"))

    async def load(self, saved: Json) -> None:
        await self.ask("POST", "/control/load", saved)

    async def download(self, file_id: str) -> bytes:
        assert self._session is not None
        async with self._session.get(f"/control/files/{file_id}") as response:
            assert response.status == 200, await response.text()
            return await response.read()


class Someone:
    """A person who acts in the private chat with the bot."""

    def __init__(self, world: World, number: int, name: str) -> None:
        self.world = world
        self.id = number
        self.name = name

    async def _act(self, what: str, order: Json, *, wait: bool) -> Json:
        facts = await self.world.ask("POST", f"/control/people/{self.id}/{what}", order)
        if wait:
            await self.world.quiet()
        return dict(facts)

    async def says(self, text: str, *, wait: bool = True) -> None:
        """Write a text or a command."""
        await self._act("text", {"text": text}, wait=wait)

    async def opens_link(self, payload: str = "", *, wait: bool = True) -> None:
        """Follow `t.me/<bot>?start=<payload>`; a whole link will do too."""
        await self._act("link", {"payload": payload.rpartition("start=")[2] or payload}, wait=wait)

    async def sends_file(self, name: str, content: bytes, caption: str = "", *, wait: bool = True) -> None:
        await self._upload(name, content, f"caption={caption}" if caption else "", wait=wait)

    async def sends_photo(self, name: str, content: bytes, *, wait: bool = True) -> None:
        await self._upload(name, content, "photo=true", wait=wait)

    async def _upload(self, name: str, content: bytes, query: str, *, wait: bool) -> None:
        form = FormData(quote_fields=False)
        form.add_field("file", BytesIO(content), filename=name)
        await self.world.ask("POST", f"/control/people/{self.id}/file?{query}", data=form)
        if wait:
            await self.world.quiet()

    async def taps(
        self, button: str, *, message_id: int | None = None, index: int | None = None, wait: bool = True
    ) -> Json:
        """Press a button by its text: on the latest message that has it, or on a given one."""
        order = {"button": button, "message_id": message_id, "index": index}
        return await self._act("press", order, wait=wait)

    async def forges(self, data: str, message_id: int = 1, *, of: "Someone | None" = None, wait: bool = True) -> None:
        """A callback with any data, as from a forged client; the message may be one of somebody else's."""
        order: Json = {"data": data, "message_id": message_id}
        await self._act("tap", order | ({"of": of.id} if of else {}), wait=wait)

    async def forwards(self, message_id: int, *, of: "Someone | None" = None, wait: bool = True) -> None:
        """Send on a message of the own chat, or of somebody else's."""
        order: Json = {"message_id": message_id}
        await self._act("forward", order | ({"of": of.id} if of else {}), wait=wait)

    async def blocks(self) -> None:
        await self._act("state", {"blocked": True}, wait=True)

    async def unblocks(self) -> None:
        await self._act("state", {"blocked": False}, wait=True)

    async def deletes_account(self) -> None:
        await self._act("state", {"deactivated": True}, wait=True)

    async def look(self) -> Json:
        """The whole chat: person, messages, answers, keyboard, commands."""
        return dict(await self.world.ask("GET", f"/control/people/{self.id}/chat"))

    async def chat(self) -> list[Seen]:
        """All messages, oldest first."""
        return [_seen(body) for body in (await self.look())["messages"]]

    async def last(self) -> Seen:
        """The latest message of the bot."""
        found = [message for message in await self.chat() if message.from_bot]
        assert found, f"{self.name} has no message from the bot"
        return found[-1]

    async def screen(self) -> str:
        """The latest message of the bot: text and rows of buttons."""
        return (await self.last()).printed()

    async def buttons(self) -> list[str]:
        return [button for row in (await self.last()).buttons for button in row]

    async def last_toast(self) -> str:
        """The text of the latest answer to a tap, empty when there was none."""
        answers = (await self.look())["answers"]
        return str(answers[-1]["text"]) if answers else ""

    async def last_file(self) -> tuple[str, bytes]:
        """Name and content of the latest document from the bot."""
        found = [message for message in await self.chat() if message.from_bot and message.file_id]
        assert found, f"{self.name} has no file from the bot"
        return found[-1].file_name, await self.world.download(found[-1].file_id)


def _seen(body: Json) -> Seen:
    file = body.get("document") or (body["photo"][-1] if "photo" in body else {})
    rows = body.get("reply_markup", {}).get("inline_keyboard", [])
    return Seen(
        id=body["message_id"],
        from_bot=body["from"]["is_bot"],
        text=str(body.get("text", body.get("caption", ""))),
        buttons=tuple(tuple(button["text"] for button in row) for row in rows),
        file_name=file.get("file_name", "photo" if file else ""),
        file_id=file.get("file_id", ""),
        body=body,
    )


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """A running sandbox in this process, on a free port."""
    async with Sandbox() as running:
        yield running


@pytest.fixture
async def world(sandbox: Sandbox) -> AsyncIterator[World]:
    """The people of `sandbox`."""
    async with World(sandbox.base) as people:
        yield people
