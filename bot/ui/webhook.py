"""Updates by webhook: the same road as polling, for those who have an https address.

The request is answered after the update is stored. The secret is compared in constant time; a request without it, too
long, or not JSON changes nothing.
"""

import hmac
import json

from aiohttp import web

from bot.ui.intake import Intake

LARGEST_UPDATE = 1024 * 1024
HEADER = "X-Telegram-Bot-Api-Secret-Token"


def create_application(intake: Intake, path: str, secret: str) -> web.Application:
    """An aiohttp application that takes updates at `path`."""

    async def receive(request: web.Request) -> web.Response:
        if not hmac.compare_digest(request.headers.get(HEADER, "").encode(), secret.encode()):
            return web.Response(status=403)
        try:
            update = json.loads(await request.read())
        except ValueError:
            return web.Response(status=400)
        if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
            return web.Response(status=400)
        await intake.take([update])
        return web.Response()

    application = web.Application(client_max_size=LARGEST_UPDATE)
    application.router.add_post(path, receive)
    return application
