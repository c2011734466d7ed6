"""Buttons live for ever in chats: their prefixes are pinned, each fits 64 bytes, each has a handler."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from typing import Any

from aiogram import Router
from aiogram.filters.callback_data import CallbackData, CallbackQueryFilter

from bot.ui import callbacks
from handlers import build_router
from tests.golden_files import Golden

KINDS = [
    kind
    for module in pkgutil.iter_modules(callbacks.__path__, f"{callbacks.__name__}.")
    for _, kind in inspect.getmembers(importlib.import_module(module.name), inspect.isclass)
    if issubclass(kind, CallbackData) and kind.__module__ == module.name
]


def answered(router: Router) -> Iterator[type[CallbackData]]:
    """Kinds of callback data that some handler waits for."""
    for one in (router, *router.sub_routers):
        for handler in one.callback_query.handlers:
            for found in handler.filters or ():
                if isinstance(found.callback, CallbackQueryFilter):
                    yield found.callback.callback_data
        if one is not router:
            yield from answered(one)


def test_prefixes_differ_and_stay_what_they_were(golden: Golden) -> None:
    """A prefix that goes or changes its fields breaks the buttons in people's chats: think before rewriting this."""
    wires = [f"{kind.__prefix__}: {', '.join(kind.model_fields) or '-'}" for kind in KINDS]
    assert len({kind.__prefix__ for kind in KINDS}) == len(KINDS)
    golden("wires/callbacks", "\n".join(sorted(wires)))


def test_every_button_has_a_handler() -> None:
    waited = set(answered(build_router()))
    assert sorted(kind.__name__ for kind in KINDS if kind not in waited) == []


def test_the_longest_data_of_each_button_fits() -> None:
    """Ids of up to ten digits, versions of up to four; words are short codes."""
    wide: dict[object, Any] = {int: 9_999_999_999, str: "somecode", bool: True}
    for kind in KINDS:
        values: dict[str, Any] = {}
        for name, field in kind.model_fields.items():
            values[name] = 9_999 if name in {"version", "page", "plan", "place"} else wide.get(field.annotation)
        data = kind.model_construct(**values).pack()
        assert len(data.encode()) <= 64, data
