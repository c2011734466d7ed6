"""Mistakes in a command line, worded. The parser of commands says them in English; its names are kept by a test."""

import re

from bot.texts import knows, say

QUOTED = re.compile(r"'([^']+)'|\(([^()]+)\)$")


def usage_words(error: Exception) -> str:
    """One sentence about a mistake of the command line: what is wrong with which word."""
    key = f"cli-usage-{type(error).__name__}"
    if type(error).__name__ == "UsageError":
        key = "cli-usage-command" if str(error).startswith("No such command") else "cli-usage-extra"
    return say(key if knows(key) else "cli-usage-other", name=_name(error))


def _name(error: Exception) -> str:
    """The word of the command line that is meant: an option, an argument, or what the message quotes."""
    option = getattr(error, "option_name", None)
    if option:
        return str(option)
    written = getattr(getattr(error, "param", None), "opts", ())
    if written:
        return str(written[0])
    found = QUOTED.search(str(error))
    return next(filter(None, found.groups())) if found else ""
