"""Refusals: what the domain says no to. The texts word each code; one error handler shows it."""


class Refusal(Exception):
    """A clear no with a code (`refusal-<code>` in the texts) and parameters for its sentence.

    A refusal always leaves the state as it was: use cases raise it inside their transaction.
    """

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class AccessDenied(Refusal):
    """The one answer to a foreign id, a forwarded card or a command of another role."""

    def __init__(self) -> None:
        super().__init__("no-access")
