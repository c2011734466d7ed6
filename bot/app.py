"""Composition root: settings → engine → use cases → dispatcher → ticker. Read it top to bottom.

Start: logs, engine, migrations (under a lock), clock, bot, dispatcher, then in one task group the intake, the inbox
workers, the sender and the ticker. Stop: the intake first, so that nothing new comes in; then the workers finish what
they have; then the sender; then bot and engine are closed.
"""

from aiogram import Dispatcher

from bot.config import Settings
from bot.domain.clock import Clock
from bot.domain.invites import NewInvite
from bot.ui.callers import Callers
from bot.ui.errors import create_router as create_error_router
from bot.ui.own_name import own_name
from bot.usecases import invites
from bot.usecases.clock import SystemClock
from bot.usecases.context import Context, CoursePolicy, PrivacyTerms, ReminderPolicy
from db.engine import Transaction, create_engine, transactions
from db.migrate import upgrade
from handlers import build_router


def build_context(settings: Settings, transaction: Transaction, clock: Clock, bot_name: str) -> Context:
    """The rules of the configuration as values for the use cases."""
    reminders, course, privacy = settings.reminders, settings.horizons, settings.privacy
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
        privacy=PrivacyTerms(privacy.operator, privacy.address, privacy.contact, privacy.term, privacy.policy_url),
        default_zone=settings.calendar.time_zone,
        admins=frozenset(str(number) for number in settings.access.admins),
        bot_name=bot_name,
    )


def build_dispatcher(context: Context) -> Dispatcher:
    """All conversations behind the middleware that resolves the caller; tests use this very function."""
    dispatcher = Dispatcher(context=context)
    dispatcher.update.outer_middleware(Callers())
    dispatcher.include_routers(create_error_router(), build_router())
    return dispatcher


async def invite_first_admin(settings: Settings) -> tuple[NewInvite, str | None]:
    """For `invite --role admin`: a fresh invite, and its link where the Bot API says who the bot is."""
    engine = create_engine(settings.database.url)
    try:
        await upgrade(engine)
        context = build_context(settings, transactions(engine), SystemClock(), "")
        new = await invites.invite_first_admin(context)
    finally:
        await engine.dispose()
    telegram = settings.telegram
    token = telegram.token.get_secret_value()
    name = await own_name(token, telegram.api_base, telegram.proxy) if token else None
    return new, new.link(name) if name else None
