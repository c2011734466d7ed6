"""Russian words that work like commands: Telegram shows only Latin ones, people type what they say."""

from functools import cache

from aiogram.filters import Filter
from aiogram.types import Message

from bot.texts import say


class Word(Filter):
    """The message is one of the words of a command, in any case, with or without a full stop.

    The words of `name` stand in the texts as `word-<name>`, separated by commas.
    """

    def __init__(self, name: str) -> None:
        self.name = name

    async def __call__(self, message: Message) -> bool:
        return means(self.name, message.text or "")


def means(name: str, text: str) -> bool:
    return text.strip().strip(".!").lower() in words(name)


@cache
def words(name: str) -> frozenset[str]:
    return frozenset(word.strip() for word in say(f"word-{name}").split(","))
