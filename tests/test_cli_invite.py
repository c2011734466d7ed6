"""`invite --role admin`: a link where the Bot API answers, only the code where it does not."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from bot.cli import main
from bot.domain.invites import is_code

TOKEN = "42:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"


class Api(BaseHTTPRequestHandler):
    """Says only who the bot is."""

    def do_POST(self) -> None:
        me = {"id": 42, "is_bot": True, "first_name": "Штурман", "username": "shturman_bot"}
        body = json.dumps({"ok": self.path.endswith("/getMe"), "result": me}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


@pytest.fixture
def api() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Api)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def config(folder: Path, api_base: str = "http://127.0.0.1:9", token: str = TOKEN) -> str:
    path = folder / "config.toml"
    path.write_text(
        f'[telegram]\ntoken = "{token}"\napi_base = "{api_base}"\n'
        f'[database]\nurl = "sqlite+aiosqlite:///{folder}/shturman.sqlite3"\n'
    )
    return str(path)


def test_the_link_bears_the_name_of_the_bot(tmp_path: Path, api: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["invite", "--role", "admin", "--json", "--config", config(tmp_path, api)]) == 0
    out = capsys.readouterr().out
    said = json.loads(out)
    assert is_code(said["code"])
    assert said["link"] == f"https://t.me/shturman_bot?start={said['code']}"
    assert len(out.splitlines()) == 1


@pytest.mark.parametrize("token", [TOKEN, "", "nonsense"])
def test_without_a_connection_or_a_token_there_is_only_the_code(
    tmp_path: Path, token: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["invite", "--role", "admin", "--config", config(tmp_path, token=token)]) == 0
    said = capsys.readouterr()
    code = said.out.splitlines()[0].removeprefix("Код: ")
    assert is_code(code)
    assert "t.me" not in said.out
    assert TOKEN not in said.out + said.err


def test_only_administrators_are_invited_from_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["invite", "--role", "navigator", "--config", config(tmp_path)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "только администратор" in said.err
