"""setWebhook, deleteWebhook, getWebhookInfo, and the farewells to the server."""

import asyncio
import re
from urllib.parse import urlsplit

from bot.sandbox.accounts import Webhook
from bot.sandbox.errors import ApiError, too_many_requests
from bot.sandbox.methods.polling import WEBHOOK_SET, Polls
from bot.sandbox.realm import Call
from bot.sandbox.updates import KINDS, SILENT_KINDS
from bot.sandbox.wire import Json

PORTS = frozenset({443, 80, 88, 8443})
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
SECRET = re.compile(r"[A-Za-z0-9_-]*")


def set_webhook(call: Call, polls: Polls) -> bool:
    """Deliver to a url from now on; an empty url takes the webhook away.

    The sandbox also takes plain http and any port of a loopback address: nobody can have a certificate there.
    """
    url = call.params.text("url")
    now = asyncio.get_running_loop().time()
    if now - call.bot.webhook_set_at < 1.0:
        raise too_many_requests(1)
    secret = call.params.text("secret_token")
    if len(secret) > 256:
        raise ApiError(400, "Secret token is too long")
    if not SECRET.fullmatch(secret):
        raise ApiError(400, "Secret token contains unallowed characters")
    if not url:
        return delete_webhook(call)
    _check_url(url)
    call.bot.webhook_set_at = now
    if "allowed_updates" in call.params.values:
        kinds = call.params.parsed("allowed_updates", "Can't parse allowed updates JSON object")
        call.bot.queue.allow([str(kind) for kind in kinds or []])
    call.bot.webhook = Webhook(url, secret, call.params.integer("max_connections", 40, 1, 100))
    _forget(call)
    polls.end(call.realm, call.bot, WEBHOOK_SET)
    call.realm.arrived.beat()
    return True


def delete_webhook(call: Call) -> bool:
    call.bot.webhook = None
    _forget(call)
    call.realm.arrived.beat()
    return True


def get_webhook_info(call: Call) -> Json:
    hook = call.bot.webhook
    facts: Json = {
        "url": hook.url if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(call.bot.queue.pending),
    }
    if call.bot.queue.allowed != KINDS - SILENT_KINDS:
        facts["allowed_updates"] = sorted(call.bot.queue.allowed)
    if hook is not None:
        facts["max_connections"] = hook.max_connections
        if hook.last_error_at:
            facts |= {"last_error_date": hook.last_error_at, "last_error_message": hook.last_error}
    return facts


def log_out(call: Call) -> bool:
    """The cloud server has nobody else to go to from a sandbox."""
    raise ApiError(400, f"Logged out bot {call.bot.id} has no other server to go to")


def close(call: Call) -> bool:
    raise too_many_requests(600)


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ApiError(400, "Invalid webhook URL specified") from None
    if parts.hostname in LOOPBACK and parts.scheme in {"http", "https"}:
        return
    if not parts.hostname:
        raise ApiError(400, "Invalid webhook URL specified")
    if parts.scheme != "https":
        raise ApiError(400, "Bad webhook: An HTTPS URL must be provided for webhook")
    if port is not None and port not in PORTS:
        raise ApiError(400, "Bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def _forget(call: Call) -> None:
    if call.params.flag("drop_pending_updates"):
        call.bot.queue.pending.clear()
        call.realm.moved.beat()
