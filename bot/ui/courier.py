"""Reminders through Telegram: messages of the use cases drawn by their screens, errors mapped to outcomes.

Which errors mean that a person cannot be written to is listed by name; everything else is tried again. A message that
Telegram does not take as it is drawn goes without its tags, then without its buttons: words that arrive beat none.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import structlog
from aiogram import Bot
from aiogram.enums import ParseMode
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramRetryAfter,
)
from aiogram.types import InlineKeyboardMarkup

from bot.domain.digests import Digest
from bot.domain.lesson_pushes import LessonQuestion, LessonSummary, TeacherSlot
from bot.ui.gate import bulk
from bot.ui.screen import Screen
from bot.ui.screens import (
    absences,
    announcements,
    applications,
    assignments,
    digest,
    lessons,
    letters,
    requests,
    reviews,
    successions,
    weekly_reports,
)
from bot.usecases.announcement_pushes import AnnouncementPush
from bot.usecases.assignment_pushes import GivenPush, LetterPush, RefusedPush
from bot.usecases.courier import (
    ApplicationAnswer,
    ApplicationPush,
    AwayPush,
    Edit,
    Joined,
    Message,
    Moved,
    Outcome,
    Recipient,
    Refused,
    Retry,
    Sent,
    Unreachable,
)
from bot.usecases.request_pushes import AskedExtension, AskedQuestion, DecidedExtension, ReturnedPush
from bot.usecases.successions import HandingAnswer, HandingPush
from bot.usecases.weekly_pushes import WeeklyReport

log = structlog.get_logger()

SEND_SECONDS = 30
"""A send that takes longer is given up and tried again: well within the lease of its delivery."""

LONGEST = 4096
"""Of a text: https://core.telegram.org/bots/api#sendmessage."""
TAG = re.compile(r"</?[a-z][^<>]*>")

PERMANENT = {
    "bot was blocked by the user": "blocked",
    "user is deactivated": "deactivated",
    "bot can't initiate conversation": "never-started",
    "chat not found": "chat-not-found",
    "peer_id_invalid": "chat-not-found",
    "user not found": "chat-not-found",
    "bot was kicked": "blocked",
    "bot is not a member": "blocked",
    "bots can't send messages to bots": "chat-not-found",
    "the bot can't send messages to the bot": "chat-not-found",
}
"""What Telegram says → reason code; `unreachable-<reason>` words it."""

SCREENS: dict[type[Any], Callable[[Any], Screen]] = {
    Digest: digest.digest,
    TeacherSlot: lessons.slot,
    LessonQuestion: lessons.question,
    LessonSummary: lessons.summary,
    GivenPush: assignments.given_push,
    LetterPush: letters.push,
    RefusedPush: assignments.refused_push,
    AskedExtension: requests.extension_push,
    DecidedExtension: requests.decision_push,
    AskedQuestion: requests.question_push,
    ReturnedPush: reviews.returned_push,
    AnnouncementPush: announcements.push,
    Joined: digest.joined,
    AwayPush: absences.away_push,
    ApplicationPush: applications.application,
    ApplicationAnswer: applications.answer,
    HandingPush: successions.push,
    HandingAnswer: successions.answer,
    WeeklyReport: weekly_reports.weekly,
}


class TelegramCourier:
    """Implements `bot.usecases.courier.Courier`."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def deliver(self, to: Recipient, message: Message) -> Outcome:
        try:
            with bulk():
                return Sent(await self._edit(message) if isinstance(message, Edit) else await self._send(to, message))
        except (TelegramAPIError, ClientDecodeError) as error:
            outcome = outcome_of(error)
            if isinstance(outcome, Refused) and not isinstance(message, Edit):
                outcome = Retry(outcome.reason)
            log.info("not delivered", person_id=to.person_id, kind=type(message).__name__, outcome=repr(outcome))
            return outcome

    async def _send(self, to: Recipient, message: Message) -> str:
        screen = SCREENS[type(message)](message)
        words, keyboard = unescape(TAG.sub("", screen.text))[:LONGEST], screen.keyboard()
        for text, mode, buttons in ((screen.text, ParseMode.HTML, keyboard), (words, None, keyboard)):
            try:
                return await self._bring(to, text, mode, buttons)
            except TelegramBadRequest as error:
                if _lost(error) is not None:
                    raise
                log.error("message not taken as drawn", kind=type(message).__name__, error=error.message)
        return await self._bring(to, words, None, None)

    async def _bring(
        self, to: Recipient, text: str, mode: ParseMode | None, keyboard: InlineKeyboardMarkup | None
    ) -> str:
        sent = await self._bot.send_message(
            to.chat_id, text, parse_mode=mode, reply_markup=keyboard, request_timeout=SEND_SECONDS
        )
        return f"{to.chat_id}:{sent.message_id}"

    async def _edit(self, message: Edit) -> str:
        chat, _, number = message.reference.rpartition(":")
        screen = digest.digest(message.digest)
        try:
            await self._bot.edit_message_text(
                text=screen.text,
                chat_id=chat,
                message_id=int(number),
                reply_markup=screen.keyboard(),
                request_timeout=SEND_SECONDS,
            )
        except TelegramBadRequest as error:
            if "message is not modified" not in error.message:
                raise
        return message.reference


def outcome_of(error: TelegramAPIError | ClientDecodeError) -> Outcome:
    """What an error of Telegram means for a delivery. An answer that cannot be read is a broken connection."""
    if isinstance(error, ClientDecodeError):
        return Retry(type(error).__name__)
    said = error.message.lower()
    if isinstance(error, TelegramRetryAfter):
        return Retry("flood", timedelta(seconds=error.retry_after), all_wait=True)
    if isinstance(error, TelegramMigrateToChat):
        return Moved(str(error.migrate_to_chat_id))
    if isinstance(error, TelegramBadRequest | TelegramForbiddenError):
        reason = _lost(error)
        if reason is not None:
            return Unreachable(reason)
        return Unreachable("forbidden") if isinstance(error, TelegramForbiddenError) else Refused(error.message)
    if "too many requests" in said:
        return Retry("flood", all_wait=True)
    return Retry(type(error).__name__)


def _lost(error: TelegramAPIError) -> str | None:
    """The code of what it says about the person; None when it is about the message."""
    said = error.message.lower()
    return next((reason for words, reason in PERMANENT.items() if words in said), None)
