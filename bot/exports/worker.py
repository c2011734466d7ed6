"""Workbooks are made in a process of their own: openpyxl stays out of the bot, which answers others meanwhile.

It has limits of time and memory: a document that somebody sent is opened whole when it is given back.
"""

import asyncio
import importlib
import multiprocessing
import resource
import signal
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from typing import TypeVar

from bot.domain.briefings import Briefing
from bot.domain.calendar_days import DayCalendar
from bot.domain.errors import Refusal
from bot.domain.invites import InviteCard
from bot.domain.pictures import Picture
from bot.domain.reports import Report
from bot.domain.returns import Original, Returned
from bot.domain.school_sheets import Headings, SchoolSheet
from bot.exports.sheets import Workbook

Made = TypeVar("Made")
Heard = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds by the clock and bytes of data: a region's year of 100,000 tasks takes a tenth of either."""

    seconds: int = 600
    memory: int = 2 * 2**30


WIDE = Limits()
_WIRES: list[Connection] = []
"""In the worker: where somebody wants to hear of the sheets that it begins."""


def build(report: Report) -> bytes:
    """The whole xlsx of a report. The writer is loaded here, in the worker, and not by whoever imports this module."""
    sheets = importlib.import_module("bot.exports.report").workbook(report)
    content: bytes = importlib.import_module("bot.exports.workbook").write(sheets, report.made_at, _say_sheet)
    return content


def _begin(limits: Limits, *wires: Connection) -> None:
    """In the worker, before the work: the alarm ends it whatever it hangs in."""
    # data, not address space: libraries reserve far more of the latter than they ever touch
    resource.setrlimit(resource.RLIMIT_DATA, (limits.memory, limits.memory))
    signal.alarm(limits.seconds)
    _WIRES.extend(wires)


def _say_sheet(title: str) -> None:
    for wire in _WIRES:
        wire.send(title)


def write(workbook: Workbook, made_at: datetime) -> bytes:
    """The same for sheets that somebody else has put together."""
    content: bytes = importlib.import_module("bot.exports.workbook").write(workbook, made_at)
    return content


def build_sheet(sheet: SchoolSheet, headings: Headings, title: str, hint: str) -> bytes:
    """«Лист школы»."""
    content: bytes = importlib.import_module("bot.exports.school_sheet").build(sheet, headings, title, hint)
    return content


async def sheet_in_worker(sheet: SchoolSheet, headings: Headings, title: str, hint: str) -> bytes:
    return await in_worker(build_sheet, sheet, headings, title, hint)


def text_sheet(
    title: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    choices_title: str = "",
    choices: Mapping[int, Sequence[str]] | None = None,
) -> bytes:
    """A plain sheet of text (`bot/exports/lists.py`)."""
    write_sheet = importlib.import_module("bot.exports.lists").text_sheet
    content: bytes = write_sheet(title, headings, rows, choices_title, choices)
    return content


def build_docx(report: Report) -> bytes:
    content: bytes = importlib.import_module("bot.exports.plan_docx").build(report)
    return content


def build_returned(report: Report, original: Original) -> Returned:
    """The plan given back: its own file filled in, else a docx in its layout."""
    filled: Returned | None = importlib.import_module("bot.exports.returned").fill(original)
    if filled is not None:
        return filled
    laid_out: Returned = importlib.import_module("bot.exports.returned_plan").build(report, original)
    return laid_out


def build_invites(cards: Sequence[InviteCard], title: str, made_at: datetime) -> bytes:
    content: bytes = importlib.import_module("bot.exports.invite_sheets").build(cards, title, made_at)
    return content


def build_briefing(briefing: Briefing) -> bytes:
    content: bytes = importlib.import_module("bot.exports.briefing_docx").build(briefing)
    return content


def build_picture(picture: Picture) -> bytes:
    content: bytes = importlib.import_module("bot.exports.pictures").draw(picture)
    return content


def build_calendar(days: DayCalendar) -> bytes:
    content: bytes = importlib.import_module("bot.exports.calendar_days").build(days)
    return content


def build_tree(
    title: str,
    lists: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    choices: dict[int, Sequence[str]],
) -> bytes:
    content: bytes = importlib.import_module("bot.exports.tree_sheets").build(title, lists, headings, rows, choices)
    return content


async def tree_in_worker(
    title: str,
    lists: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    choices: dict[int, Sequence[str]],
) -> bytes:
    return await in_worker(build_tree, title, lists, headings, rows, choices)


async def invites_in_worker(cards: Sequence[InviteCard], title: str, made_at: datetime) -> bytes:
    return await in_worker(build_invites, cards, title, made_at)


async def docx_in_worker(report: Report) -> bytes:
    return await in_worker(build_docx, report)


async def return_in_worker(report: Report, original: Original) -> Returned:
    return await in_worker(build_returned, report, original)


async def briefing_in_worker(briefing: Briefing) -> bytes:
    return await in_worker(build_briefing, briefing)


async def picture_in_worker(picture: Picture) -> bytes:
    return await in_worker(build_picture, picture)


async def calendar_in_worker(days: DayCalendar) -> bytes:
    return await in_worker(build_calendar, days)


async def write_in_worker(workbook: Workbook, made_at: datetime) -> bytes:
    return await in_worker(write, workbook, made_at)


async def build_in_worker(report: Report, heard: Heard | None = None) -> bytes:
    """`heard` is told the title of each sheet when it is begun."""
    if heard is None:
        return await in_worker(build, report)
    ours, theirs = multiprocessing.Pipe(duplex=False)
    loop = asyncio.get_running_loop()
    loop.add_reader(ours.fileno(), lambda: heard(ours.recv()))
    try:
        return await in_worker(build, report, wire=theirs)
    finally:
        loop.remove_reader(ours.fileno())
        ours.close()
        theirs.close()


async def text_sheet_in_worker(
    title: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    choices_title: str = "",
    choices: Mapping[int, Sequence[str]] | None = None,
) -> bytes:
    return await in_worker(text_sheet, title, headings, rows, choices_title, choices)


async def in_worker(
    make: Callable[..., Made], *arguments: object, wire: Connection | None = None, limits: Limits = WIDE
) -> Made:
    """Raises Refusal("report-too-big") where the work goes beyond its limits."""
    wires = () if wire is None else (wire,)
    spawn = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(1, mp_context=spawn, initializer=_begin, initargs=(limits, *wires))
    try:
        return await asyncio.get_running_loop().run_in_executor(pool, make, *arguments)
    except (BrokenProcessPool, MemoryError):
        raise Refusal("report-too-big") from None
    finally:
        await asyncio.to_thread(pool.shutdown)
