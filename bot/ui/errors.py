"""The one error handler: a refusal becomes its sentence, an error of the program an apology and a log line with ids.

Of what passes by itself nobody reads: `ui/intake.py` tries the update again, and the answer comes later.
"""

import structlog
from aiogram import Router
from aiogram.types import ErrorEvent

from bot.domain.errors import Refusal
from bot.texts import Html, html, knows
from bot.ui.passing import passes
from bot.ui.screen import Screen
from bot.ui.show import Show

log = structlog.get_logger()


def refusal_text(refusal: Refusal) -> Html:
    """The sentence of a refusal; every code has one (a test looks them up in the source)."""
    key = f"refusal-{refusal.code}"
    return html(key, **refusal.params) if knows(key) else html("refusal-unknown")


def create_router() -> Router:
    router = Router(name="errors")
    router.errors.register(on_error)
    return router


async def on_error(event: ErrorEvent, show: Show | None = None) -> None:
    """Short refusals are toasts on a tap; the rest are messages. No `show`: it broke before the caller was known."""
    if passes(event.exception):
        raise event.exception
    if isinstance(event.exception, Refusal) and show is not None:
        text = refusal_text(event.exception)
        if show.can_toast() and len(text) <= 190 and "<" not in text:
            await show.toast(text, alert=True)
        else:
            await show.new(Screen(text))
        return
    log.error("handler failed", update_id=event.update.update_id, exc_info=event.exception)
    if show is not None:
        await show.toast(None)
        await show.new(Screen(html("failure")))
    raise event.exception
