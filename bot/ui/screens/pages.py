"""Long lists in pages, one way for all of them."""

from typing import TypeVar

from aiogram.filters.callback_data import CallbackData

from bot.texts import say
from bot.ui.screen import Button, Row

T = TypeVar("T")


def slice_of(items: tuple[T, ...], page: int, size: int) -> tuple[T, ...]:
    """The items of a page; a page beyond the end is the last one."""
    page = min(max(page, 0), last_page(len(items), size))
    return items[page * size : (page + 1) * size]


def last_page(count: int, size: int) -> int:
    return max(0, (count - 1) // size)


def page_row(page: int, count: int, size: int, before: CallbackData, after: CallbackData) -> tuple[Row, ...]:
    """The row with «назад» and «дальше» over pages; none when everything fits on one."""
    last = last_page(count, size)
    page = min(max(page, 0), last)
    buttons = []
    if page > 0:
        buttons.append(Button(say("button-page-before"), before))
    if page < last:
        buttons.append(Button(say("button-page-after"), after))
    return (tuple(buttons),) if buttons else ()
