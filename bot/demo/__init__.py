"""`demo`: a sample district in the sandbox, with a real `run` beside it as a child process.

The world (`bot/samples/world.toml`) is lived through, not copied: people join and the plan is launched through the use
cases (`seeding.py`), the bot itself brings the news of it, four schools mark their summer, and the clock of the sandbox
goes on to the morning where the story begins (`stage.py`).
"""

import asyncio
from pathlib import Path

from bot.demo.stage import Files, Stage
from bot.demo.worlds import read_world
from bot.texts import say

VAR = Path("var")


def demo(port: int, keep: bool) -> None:
    """Serve until Ctrl+C or SIGTERM. Raises Refusal for a busy port and for a bot that stops by itself."""
    print(say("demo-wait"), flush=True)  # noqa: T201 - the first seconds are silent otherwise
    VAR.mkdir(exist_ok=True)
    files = Files(VAR / "demo.sqlite3", VAR / "demo-world.json", VAR / "demo.toml")
    asyncio.run(Stage(read_world(), files, port).serve(keep=keep))
