"""One list of all conversations, and the short way through it to the handler of an update.

aiogram walks a tree: 100 routers, each with its own wrappers, and every handler's filters. A filter written with `F`
goes to a thread and back (`CallableObject.call` awaits what is awaitable, the rest is for `asyncio.to_thread`), and a
tap is parsed by each of 300 filters until one fits. That took 4 of the 9 ms of one `/measures`. The order of handlers,
their filters and their arguments stay what they are.
"""

from typing import Any

from aiogram import Router
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.dispatcher.event.handler import FilterObject, HandlerObject
from aiogram.dispatcher.event.telegram import TelegramEventObserver
from aiogram.filters import Filter
from aiogram.filters.callback_data import CallbackQueryFilter
from aiogram.types import CallbackQuery, TelegramObject
from aiogram.utils.magic_filter import MagicFilter

TAPS = "callback_query"
SEPARATOR = ":"
"""Between the prefix of a tap's data and its first value: aiogram's default."""


class Magic(Filter):
    """A filter written with `F`, asked where it stands: it looks at an event that is here already."""

    def __init__(self, magic: MagicFilter) -> None:
        self.magic = magic

    async def __call__(self, event: TelegramObject) -> Any:
        return self.magic.resolve(event)


class Switchboard(Router):
    """Takes over the handlers of plain routers, in their order; taps are looked up by the prefix of their data."""

    def __init__(self, *routers: Router, name: str) -> None:
        """Raises ValueError for a router with sub-routers, middlewares or filters of its own: they would be lost."""
        super().__init__(name=name)
        self._taps: dict[str, TelegramEventObserver] = {}
        for router in routers:
            self._take(router)
        self._sort_taps()

    async def propagate_event(self, update_type: str, event: TelegramObject, **kwargs: Any) -> Any:
        observer = self.observers.get(update_type)
        if isinstance(event, CallbackQuery):
            prefix = (event.data or "").partition(SEPARATOR)[0]
            observer = self._taps.get(prefix, self._taps[""])
        if observer is None:
            return UNHANDLED
        kwargs.update(event_router=self)
        return await observer.trigger(event, **kwargs)

    def _take(self, router: Router) -> None:
        for name, observer in router.observers.items():
            asks = observer._handler.filters  # noqa: SLF001 - there is no other way to learn of them
            if asks or router.sub_routers or len(observer.middleware) or len(observer.outer_middleware):
                raise ValueError(f"router {router.name} is not plain")
            for handler in observer.handlers:
                handler.filters = [_quick(found) for found in handler.filters or ()]
                self.observers[name].handlers.append(handler)

    def _sort_taps(self) -> None:
        """Handlers that name no kind of data stand in every list; "" is the list of data that nobody knows."""
        handlers = [(_prefix(handler), handler) for handler in self.callback_query.handlers]
        for prefix in {"", *(kind for kind, _ in handlers if kind is not None)}:
            observer = TelegramEventObserver(router=self, event_name=TAPS)
            observer.handlers.extend(handler for kind, handler in handlers if kind in (None, prefix))
            self._taps[prefix] = observer


def _quick(found: FilterObject) -> FilterObject:
    return FilterObject(Magic(found.magic)) if isinstance(found.magic, MagicFilter) else found


def _prefix(handler: HandlerObject) -> str | None:
    """Of the data that the handler waits for; None when any data may be meant."""
    for found in handler.filters or ():
        if isinstance(found.callback, CallbackQueryFilter):
            return found.callback.callback_data.__prefix__
    return None
