"""`python -m db "what changes"`: write the next migration from the difference between models and migrations."""

import asyncio
import sys
import tempfile

from db.engine import create_engine
from db.migrate import head, revise, upgrade


async def write(message: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite+aiosqlite:///{folder}/migration.sqlite3")
        last = head()
        if last:
            await upgrade(engine)
        await revise(engine, message, f"{int(last or 0) + 1:04}")
        await engine.dispose()


if __name__ == "__main__":
    asyncio.run(write(sys.argv[1]))
