"""Proxies of a few lines: HTTP by CONNECT (RFC 9110, 9.3.6), SOCKS5 with or without a password (RFC 1928, 1929)."""

import asyncio
from asyncio import StreamReader, StreamWriter
from base64 import b64decode
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

NO_PASSWORD, PASSWORD = 0, 2
IPV4, NAME = 1, 3


@dataclass
class Proxy:
    """`asked` holds who asked for what: (credentials or "", host, port), one for each connection."""

    port: int = 0
    asked: list[tuple[str, str, int]] = field(default_factory=list)


Greeting = Callable[[StreamReader, StreamWriter], Awaitable[tuple[str, str, int]]]


@asynccontextmanager
async def proxy(scheme: str) -> AsyncIterator[Proxy]:
    """A proxy on a free port: "http" or "socks5"."""
    running = Proxy()
    greet: Greeting = {"http": _http, "socks5": _socks}[scheme]

    async def serve(reader: StreamReader, writer: StreamWriter) -> None:
        wanted = await greet(reader, writer)
        running.asked.append(wanted)
        far_reader, far_writer = await asyncio.open_connection(*wanted[1:])
        await asyncio.gather(_pass_on(reader, far_writer), _pass_on(far_reader, writer))

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        running.port = server.sockets[0].getsockname()[1]
        yield running


async def _pass_on(source: StreamReader, target: StreamWriter) -> None:
    while block := await source.read(65536):
        target.write(block)
        await target.drain()
    target.close()


async def _http(reader: StreamReader, writer: StreamWriter) -> tuple[str, str, int]:
    request, *headers = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    method, target, _ = request.split()
    assert method == "CONNECT"
    fields = {name.lower(): value.strip() for name, _, value in (header.partition(":") for header in headers)}
    login = b64decode(fields.get("proxy-authorization", "").removeprefix("Basic ")).decode()
    writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
    host, _, port = target.rpartition(":")
    return login, host, int(port)


async def _socks(reader: StreamReader, writer: StreamWriter) -> tuple[str, str, int]:
    _, count = await reader.readexactly(2)
    chosen = PASSWORD if PASSWORD in await reader.readexactly(count) else NO_PASSWORD
    writer.write(bytes([5, chosen]))
    login = await _login(reader, writer) if chosen == PASSWORD else ""
    _, command, _, kind = await reader.readexactly(4)
    assert command == 1, "only CONNECT is served"
    if kind == IPV4:
        host = ".".join(map(str, await reader.readexactly(4)))
    else:
        assert kind == NAME
        host = await _counted(reader)
    port = int.from_bytes(await reader.readexactly(2), "big")
    writer.write(bytes([5, 0, 0, IPV4, 0, 0, 0, 0, 0, 0]))
    return login, host, port


async def _login(reader: StreamReader, writer: StreamWriter) -> str:
    await reader.readexactly(1)
    login = f"{await _counted(reader)}:{await _counted(reader)}"
    writer.write(bytes([1, 0]))
    return login


async def _counted(reader: StreamReader) -> str:
    return (await reader.readexactly((await reader.readexactly(1))[0])).decode()
