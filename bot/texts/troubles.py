"""Errors of the outside world as one Russian line: for the command line, where nobody reads tracebacks.

Errors are told by the names of their types (`trouble-<type>` in the texts): the commands that need no network and no
database must not load aiogram and SQLAlchemy only to compare classes.
"""

from bot.domain.errors import Refusal
from bot.texts import knows, say

BAD_INPUT = frozenset({"TokenValidationError", "FileNotFoundError", "IsADirectoryError", "UsageError"})


def worded(error: BaseException) -> tuple[str, bool]:
    """The line for an error, and whether the input was bad (exit code 2) or something failed (1)."""
    if isinstance(error, BaseExceptionGroup):
        return worded(error.exceptions[0])
    if isinstance(error, Refusal):
        key = f"refusal-{error.code}"
        return (say(key, **error.params) if knows(key) else say("refusal-unknown")), True
    names = [kind.__name__ for kind in type(error).__mro__]
    name = next((name for name in names if knows(f"trouble-{name}")), None)
    bad_input = any(kind in BAD_INPUT for kind in names)
    if name is None:
        return say("trouble-unknown", kind=names[0]), bad_input
    return say(f"trouble-{name}", file=str(getattr(error, "filename", None) or "")), bad_input
