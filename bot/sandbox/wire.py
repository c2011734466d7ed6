"""The JSON that goes over the wire: one alias, one way to write it."""

import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

JSON_TYPE = "application/json"
Json = dict[str, Any]


def dumps(value: object) -> str:
    """Compact JSON with Cyrillic left readable."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def reply(value: object, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """An HTTP answer with a JSON body."""
    return web.Response(body=dumps(value).encode(), status=status, content_type=JSON_TYPE, headers=headers)
