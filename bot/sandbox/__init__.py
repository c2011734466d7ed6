"""A local Bot API server with a chat page: an island that imports nothing of the rest.

`Sandbox` is what programs start; everything else goes over HTTP: the Bot API, the control API, the page
(`docs/sandbox.md`).
"""

from bot.sandbox.server import Sandbox

__all__ = ["Sandbox"]
