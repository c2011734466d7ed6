"""Reading in a process of its own, with limits of time and memory: the bot answers others meanwhile and cannot be hurt.

The child is another Python that runs `main`: a pickled request on its stdin, a pickled answer on its stdout. Nothing
of a document stays behind when it is killed. The readers are never loaded by the bot itself.
"""

import asyncio
import pickle
import resource
import sys
from dataclasses import dataclass
from pathlib import Path

from bot.domain.errors import Refusal
from bot.domain.grid import Plan, read_plans
from bot.imports import read_document
from bot.imports.limits import ReadingLimits

_CHILD = "import sys; from bot.imports.worker import main; sys.exit(main())"
"""Not `-m`: a module run as `__main__` pickles its classes under that name."""

_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Request:
    name: str
    content: bytes
    school_year: int | None
    limits: ReadingLimits
    as_table: bool = False
    """The cells of the first table are wanted, not plans."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A refusal on its way through the pipe."""

    code: str
    params: tuple[tuple[str, str | int], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of the first table of a file; none when it has no table."""

    rows: tuple[tuple[str, ...], ...]


Answer = tuple[Plan, ...] | Table | Refused


async def read_plan_in_worker(
    name: str, content: bytes, school_year: int | None, limits: ReadingLimits
) -> tuple[Plan, ...]:
    """The plans of a file, in order. Raises `Refusal`, also when the reading takes too long or too much memory."""
    plans = await _ask(Request(name, content, school_year, limits))
    if isinstance(plans, Table):
        raise Refusal("reading-failed", name=name)
    return plans


async def read_table_in_worker(name: str, content: bytes, limits: ReadingLimits) -> tuple[tuple[str, ...], ...]:
    """The rows of the first table of a file: a list of schools, a sheet of a school. Raises `Refusal`."""
    table = await _ask(Request(name, content, None, limits, as_table=True))
    return table.rows if isinstance(table, Table) else ()


async def _ask(request: Request) -> tuple[Plan, ...] | Table:
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        _CHILD,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        cwd=_ROOT,
    )
    try:
        async with asyncio.timeout(request.limits.seconds):
            output, _ = await child.communicate(pickle.dumps(request))
    except TimeoutError:
        raise Refusal("reading-too-long", name=request.name, seconds=request.limits.seconds) from None
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode or not output:
        raise Refusal("reading-failed", name=request.name)
    answer: Answer = pickle.loads(output)  # noqa: S301 our own child
    if isinstance(answer, Refused):
        raise Refusal(answer.code, **dict(answer.params))
    return answer


def answer(request: Request) -> Answer:
    """What the child does."""
    try:
        document = read_document(request.name, request.content)
        if request.as_table:
            return Table(next((grid.rows for grid in document.grids()), ()))
        return read_plans(document, request.school_year)
    except Refusal as refusal:
        return Refused(refusal.code, tuple(refusal.params.items()))
    except MemoryError:
        return Refused("reading-too-hungry", (("name", request.name),))


def main() -> int:
    """The child: limits first, then the work."""
    request = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 our own parent
    # data, not address space: libraries reserve far more of the latter than they ever touch
    resource.setrlimit(resource.RLIMIT_DATA, (request.limits.memory, request.limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (request.limits.seconds, request.limits.seconds + 1))
    sys.stdout.buffer.write(pickle.dumps(answer(request)))
    return 0
