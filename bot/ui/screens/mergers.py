"""«Объединить»: which school stays, and the question before anything moves."""

from bot.texts import html, say
from bot.ui.callbacks.journal import MergeTap
from bot.ui.callbacks.organisations import OrgTap
from bot.ui.prose import clip
from bot.ui.screen import Button, Row, Screen, fit
from bot.ui.screens.pages import last_page, page_row, slice_of
from bot.usecases.mergers import Merger

PAGE, WIDTH = 8, 200


def choose(shown: Merger, page: int) -> Screen:
    here = shown.organisation_id
    page = min(page, last_page(len(shown.others), PAGE))
    rows: list[Row] = [
        (Button(fit(name), MergeTap(action="ask", organisation=here, into=key)),)
        for key, name in slice_of(shown.others, page, PAGE)
    ]
    before = MergeTap(action="list", organisation=here, page=max(page - 1, 0))
    rows += page_row(page, len(shown.others), PAGE, before, MergeTap(action="list", organisation=here, page=page + 1))
    key = "merge-choose" if shown.others else "merge-nobody"
    return Screen(html(key, name=clip(shown.name, WIDTH)), (*rows, (_back(here),)))


def ask(shown: Merger, into: int) -> Screen:
    here = shown.organisation_id
    other = dict(shown.others)[into]
    yes = Button(say("merge-yes"), MergeTap(action="yes", organisation=here, into=into))
    text = html("merge-ask", name=clip(shown.name, WIDTH), other=clip(other, WIDTH))
    return Screen(text, ((yes,), (_back(here),)))


def _back(organisation_id: int) -> Button:
    return Button(say("button-back"), OrgTap(action="home", organisation=organisation_id))
