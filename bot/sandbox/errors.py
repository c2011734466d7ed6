"""What the Bot API answers when it refuses (botapi rules, 1)."""

from bot.sandbox.wire import Json

PREFIXES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    413: "Request Entity Too Large",
    429: "Too Many Requests",
    500: "Internal Server Error",
}


class ApiError(Exception):
    """A refusal in the server's own words.

    `message` is written as inside the real server; the envelope adds the prefix of the code and lowers the first
    letter unless the second is upper case or an underscore, so that `BUTTON_DATA_INVALID` stays as it is.
    """

    def __init__(self, code: int, message: str = "", **parameters: int) -> None:
        super().__init__(message)
        self.code = 400 if code < 400 or (code == 403 and _is_server_word(message)) else code
        self.message = message
        self.parameters = parameters

    @property
    def description(self) -> str:
        prefix = PREFIXES.get(self.code, "Internal Server Error")
        if not self.message:
            return prefix
        if self.message.startswith(prefix):
            return self.message
        return f"{prefix}: {lowered(self.message)}"

    def envelope(self) -> Json:
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body

    def headers(self) -> dict[str, str]:
        """`Retry-After` for 429, as the server sends it."""
        retry_after = self.parameters.get("retry_after")
        return {} if retry_after is None else {"Retry-After": str(retry_after)}


class ControlError(Exception):
    """The control API was asked for something that the world does not have; `code` is for programs."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


def lowered(message: str) -> str:
    """The message with its first letter lowered by the server's rule."""
    if len(message) >= 2 and (message[1] == "_" or "A" <= message[1] <= "Z"):
        return message
    return message[:1].lower() + message[1:]


def too_many_requests(retry_after: int) -> ApiError:
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


def _is_server_word(message: str) -> bool:
    return bool(message) and all(c.isupper() or c.isdigit() or c == "_" for c in message)
