"""Bodies of control requests, read with a clear refusal for what is missing or of another kind."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.sandbox.errors import ApiError, ControlError
from bot.sandbox.wire import Json, reply

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


async def body_of(request: web.Request) -> Json:
    """The JSON object of a request; an empty body is an empty object."""
    if not request.can_read_body:
        return {}
    try:
        value = await request.json()
    except ValueError:
        raise ControlError("bad_json", "the body is not JSON") from None
    if not isinstance(value, dict):
        raise ControlError("bad_json", "the body is not a JSON object")
    return value


def text_of(order: Json, name: str, default: str | None = None) -> str:
    value = order.get(name, default)
    if not isinstance(value, str):
        raise ControlError("bad_order", f"«{name}» must be a text")
    return value


def number_of(order: Json, name: str, default: int | None = None) -> int:
    value = order.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool):
        raise ControlError("bad_order", f"«{name}» must be a whole number")
    return value


def optional_number(order: Json, name: str) -> int | None:
    return None if order.get(name) is None else number_of(order, name)


def numbers_of(order: Json, name: str, default: list[int]) -> list[int]:
    value = order.get(name, default)
    if not isinstance(value, list) or not all(isinstance(one, int) for one in value):
        raise ControlError("bad_order", f"«{name}» must be a list of numbers")
    return value


def seconds_of(order: Json, name: str, default: float) -> float:
    value = order.get(name, default)
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise ControlError("bad_order", f"«{name}» must be a number of seconds")
    return float(value)


def query_number(request: web.Request, name: str, default: int = 0) -> int:
    try:
        return int(request.query.get(name, default))
    except ValueError:
        raise ControlError("bad_order", f"{name} must be a number") from None


def path_number(request: web.Request, name: str) -> int:
    try:
        return int(request.match_info[name])
    except ValueError:
        raise ControlError("bad_order", f"{name} must be a number") from None


@web.middleware
async def refusals(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refusals of the control API as `{"error", "detail"}` with status 400."""
    try:
        return await handler(request)
    except ControlError as error:
        return reply({"error": error.code, "detail": error.detail}, 400)
    except ApiError as error:
        return reply({"error": "refused", "detail": error.description}, 400)
