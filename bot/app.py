"""Composition root: settings → engine → use cases → dispatcher → ticker. Read it top to bottom.

Start: logs, engine, migrations (under a lock), clock, bot, dispatcher; the lease, and what an earlier process left in
the inbox is lined up (by whoever holds the lease: while another process lives, that one is at it); then, in one task
group: lanes (handling), ticker (planning and sending), follower (sandbox only), intake.
Stop (SIGTERM, Ctrl+C): the intake first, so that nothing new comes in; the lanes finish what is at hand, and the ticker
what it is at: messages in flight are recorded, no other one is begun, and what was claimed goes back. Ten seconds at
most for both; the lease is released; bot and engine are closed. Killed at any point, nothing is lost: see
`usecases/inbox.py` and `domain/deliveries.py`.
"""

import asyncio
import logging
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import structlog
from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import AiogramError
from aiogram.utils.token import TokenValidationError
from aiohttp import web

from bot.config import Settings, check_for_run
from bot.domain.clock import Clock
from bot.domain.errors import Refusal
from bot.domain.invites import NewInvite
from bot.texts import say
from bot.texts.troubles import worded
from bot.ui.callers import Callers
from bot.ui.commands import announce_commands
from bot.ui.connection import Connection
from bot.ui.courier import TelegramCourier
from bot.ui.errors import create_router as create_error_router
from bot.ui.gate import Gate
from bot.ui.intake import ALLOWED, Intake
from bot.ui.own_name import own_name
from bot.ui.questions import LeftQuestions
from bot.ui.webhook import create_application
from bot.usecases import checkup, invites, leases, passes
from bot.usecases.checkup import Finding
from bot.usecases.clock import SystemClock
from bot.usecases.context import (
    BackupPolicy,
    Context,
    CoursePolicy,
    PrivacyTerms,
    ReadingLimits,
    ReminderPolicy,
    SchoolTerms,
)
from bot.usecases.drafts import Upload
from bot.usecases.exports import Exported, NamedPart, export_named
from bot.usecases.passes import Rehearsed, Ticked
from bot.usecases.uploads import DraftMade, import_file
from db.bell import ringing
from db.engine import Transaction, create_engine, transactions
from db.revisions import bring_up
from handlers import build_router
from scheduler import jobs
from scheduler.follow import ClockFollower, offset_of
from scheduler.ticker import Ticker

log = structlog.get_logger()

LAST_WORK_SECONDS = 10


def build_context(settings: Settings, transaction: Transaction, clock: Clock, bot_name: str = "") -> Context:
    """The rules of the configuration as values for the use cases."""
    reminders, course, privacy = settings.reminders, settings.horizons, settings.privacy
    calendar, limits = settings.calendar, settings.limits
    return Context(
        transaction=transaction,
        clock=clock,
        reminders=ReminderPolicy(
            send_at=reminders.send_at,
            weekly_on=reminders.weekly_on,
            lead_days=reminders.lead_days,
            overdue_days=reminders.overdue_days,
            quiet_from=reminders.quiet_from,
            quiet_until=reminders.quiet_until,
            escalate_after=reminders.escalate_after,
        ),
        course=CoursePolicy(course.weekday, course.announce_at, course.confirm_at, course.lessons),
        terms=SchoolTerms(
            frozenset(range(7)) - {*calendar.working_days}, calendar.school_year_start, calendar.school_year_end
        ),
        reading=ReadingLimits(limits.file_megabytes * 2**20, limits.import_megabytes * 2**20, limits.import_seconds),
        privacy=PrivacyTerms(privacy.operator, privacy.address, privacy.contact, privacy.term, privacy.policy_url),
        backups=_backups(settings),
        default_zone=calendar.time_zone,
        admins=frozenset(str(number) for number in settings.access.admins),
        bot_name=bot_name,
    )


def _backups(settings: Settings) -> BackupPolicy | None:
    nightly = settings.backup
    if not nightly.folder:
        return None
    return BackupPolicy(settings.database.url, Path(nightly.folder), nightly.at, nightly.keep_days)


def build_bot(settings: Settings) -> Bot:
    """The bot with its one way out. Raises TokenValidationError for a malformed token."""
    telegram = settings.telegram
    proxy = telegram.proxy.get_secret_value() or None
    session = Connection(api=TelegramAPIServer.from_base(telegram.api_base), proxy=proxy)
    session.middleware(Gate(settings.limits.bulk_per_second))
    properties = DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview_is_disabled=True)
    return Bot(telegram.token.get_secret_value(), session=session, default=properties)


def build_dispatcher(context: Context) -> Dispatcher:
    """All conversations behind the middleware that resolves the caller; tests use this very function."""
    dispatcher = Dispatcher(context=context)
    dispatcher.update.outer_middleware(Callers())
    dispatcher.callback_query.middleware(LeftQuestions())
    dispatcher.message.middleware(LeftQuestions())
    dispatcher.include_routers(create_error_router(), build_router())
    return dispatcher


@dataclass
class Application:
    """The parts of a running process; `work` runs them until it is cancelled."""

    settings: Settings
    bot: Bot
    context: Context
    intake: Intake
    ticker: Ticker
    follower: ClockFollower | None
    holder: str

    async def work(self) -> None:
        if await leases.hold(self.context, leases.SENDER, self.holder):
            await self.intake.resume()
        async with asyncio.TaskGroup() as parts:
            handling = parts.create_task(self.intake.lanes.run())
            ticking = parts.create_task(self.ticker.run())
            following = parts.create_task(self.follower.run()) if self.follower else None
            try:
                await self._receive()
            finally:
                self.intake.lanes.stop()
                self.ticker.stop()
                await _ended(handling, ticking)
                if following:
                    following.cancel()
                await leases.release(self.context, leases.SENDER, self.holder)

    async def _receive(self) -> None:
        telegram = self.settings.telegram
        if telegram.mode == "polling":
            await self.bot.delete_webhook()
            await self.intake.poll()
            return
        path = urlsplit(telegram.webhook_url).path or "/"
        secret = telegram.webhook_secret.get_secret_value()
        runner = web.AppRunner(create_application(self.intake, path, secret), access_log=None)
        await runner.setup()
        host, _, port = telegram.webhook_listen.rpartition(":")
        await web.TCPSite(runner, host, int(port)).start()
        await self.bot.set_webhook(telegram.webhook_url, secret_token=secret, allowed_updates=[*ALLOWED])
        try:
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()


async def _ended(*tasks: asyncio.Task[None]) -> None:
    _, left = await asyncio.wait(tasks, timeout=LAST_WORK_SECONDS)
    for task in left:
        log.warning("stopped in the middle: what was begun is taken up again after the next start")
        task.cancel()


def assemble(settings: Settings, bot: Bot, context: Context, clock: SystemClock) -> Application:
    """Wire the parts of a process around a context."""
    holder = leases.new_holder()
    follower: ClockFollower | None = None

    def busy() -> int:
        return intake.lanes.busy + ticker.busy

    async def report() -> None:
        if follower is not None:
            await follower.report()

    async def rest() -> None:
        """In a crowd every answer would be followed by a report that more are waited for."""
        if not busy():
            await report()

    work = jobs.build(
        context,
        TelegramCourier(bot),
        holder,
        gained=lambda: intake.resume(),
        sweep=lambda: intake.sweep(),
        rest=rest,
        stopping=lambda: ticker.stopping,
    )
    ticker = Ticker(work)
    awake = replace(context, transaction=ringing(context.transaction, ticker.wake_send))
    intake = Intake(bot, build_dispatcher(awake), awake, stored=report, handled=ticker.settle)
    if settings.clock.follow:
        follower = ClockFollower(settings.clock.follow, holder, clock, ticker.wake_plan, busy)
    return Application(settings, bot, awake, intake, ticker, follower, holder)


async def run(settings: Settings) -> None:
    """Serve until SIGTERM or Ctrl+C."""
    configure_logs(settings)
    engine = create_engine(settings.database.url)
    bot = build_bot(settings)
    try:
        await bring_up(engine)
        clock = SystemClock()
        me = await bot.get_me()
        context = build_context(settings, transactions(engine), clock, me.username or "")
        application = assemble(settings, bot, context, clock)
        if application.follower:
            await application.follower.catch_up()
        await announce_commands(bot)
        log.info("serving", bot=me.username)
        await _until_stopped(application)
    finally:
        await bot.session.close()
        await engine.dispose()


async def _until_stopped(application: Application) -> None:
    """Run until a signal comes; the first one stops politely."""
    loop = asyncio.get_running_loop()
    async with asyncio.TaskGroup() as group:
        work = group.create_task(application.work())
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, work.cancel)
    if application.follower:
        await application.follower.close()
    log.info("stopped")


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[Context]:
    """A context for one command that needs no messenger."""
    engine = create_engine(settings.database.url)
    try:
        await bring_up(engine)
        clock = SystemClock()
        if settings.clock.follow:
            clock.offset = await offset_of(settings.clock.follow)
        yield build_context(settings, transactions(engine), clock)
    finally:
        await engine.dispose()


async def invite_first_admin(settings: Settings) -> tuple[NewInvite, str | None]:
    """For `invite --role admin`: a fresh invite, and its link where the Bot API says who the bot is."""
    async with _opened(settings) as context:
        new = await invites.invite_first_admin(context)
    try:
        name = await own_name(build_bot(settings))
    except TokenValidationError:
        name = None
    return new, new.link(name) if name else None


async def import_plan(settings: Settings, file: Upload, organisation: str | None, year: int | None) -> list[DraftMade]:
    """For `import FILE` without --dry-run: drafts that an administrator then looks at in the chat."""
    async with _opened(settings) as context:
        return list(await import_file(context, file, organisation, year))


async def export(
    settings: Settings, organisation: str | None, roadmap: int | None, at: str, part: NamedPart
) -> Exported:
    """For `export`: the tables as of now, or of another moment, all of them or a part."""
    moment = passes.read_moment(at)
    async with _opened(settings) as context:
        return await export_named(passes.as_of(context, moment), organisation, roadmap, part)


async def examine(settings: Settings) -> list[Finding]:
    """`check`: settings, token, database, migrations, clock and zones; nothing is changed."""
    try:
        check_for_run(settings)
        first = Finding(True, say("check-settings"))
    except Refusal as refusal:
        first = Finding(False, say("check-settings-wrong", words=worded(refusal)[0]))
    return [
        first,
        await _examine_telegram(settings),
        await checkup.database(settings.database.url),
        await checkup.copies(settings.backup.folder, settings.calendar.time_zone, settings.database.url),
        checkup.clock(),
        checkup.zones(),
        checkup.decrees(SystemClock().now().date()),
    ]


async def _examine_telegram(settings: Settings) -> Finding:
    try:
        bot = build_bot(settings)
    except TokenValidationError as error:
        return Finding(False, say("check-telegram-wrong", words=worded(error)[0]))
    try:
        me = await bot.get_me(request_timeout=10)
        return Finding(True, say("check-telegram", bot=me.username or ""))
    except (AiogramError, OSError) as error:
        return Finding(False, say("check-telegram-wrong", words=worded(error)[0]))
    finally:
        await bot.session.close()


def configure_logs(settings: Settings) -> None:
    """Ids only, on stderr; no text of a message ever."""
    level = logging.getLevelNamesMapping()[settings.log.level.upper()]
    renderer: structlog.typing.Processor = structlog.processors.JSONRenderer(ensure_ascii=False)
    if settings.log.format == "text":
        renderer = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    logging.basicConfig(level=max(level, logging.WARNING), stream=sys.stderr)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)


@asynccontextmanager
async def _once(settings: Settings) -> AsyncIterator[tuple[Context, Bot]]:
    """A context and a bot for one command."""
    check_for_run(settings)
    bot = build_bot(settings)
    try:
        async with _opened(settings) as context:
            yield context, bot
    finally:
        await bot.session.close()


async def tick(settings: Settings, at: str) -> Ticked:
    """`tick`: one pass of planning and sending. Raises Refusal for a moment to come, unless the Bot API is local."""
    moment = passes.read_moment(at)
    configure_logs(settings)
    async with _once(settings) as (context, bot):
        if moment is not None and moment > context.now() and not settings.telegram.loopback:
            raise Refusal("moment-ahead")
        return await passes.tick_once(context, TelegramCourier(bot), moment)


async def rehearse(settings: Settings, days: int) -> Rehearsed:
    """`rehearse`: sends nothing and needs no token."""
    async with _opened(settings) as context:
        return await passes.rehearse_for(context, days)
