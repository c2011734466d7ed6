"""«Темы занятий»: what is taught, what a table would change."""

from typing import Literal

from bot.domain.topics import TopicRow
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.menu import MenuTap
from bot.ui.callbacks.topics import TopicsTap
from bot.ui.prose import clip
from bot.ui.screen import Button, Row, Screen, fit
from bot.ui.screens.pages import last_page, page_row, slice_of
from bot.usecases.topic_lists import FilledTopics, TopicList

PAGE, CHANGES_SHOWN, OTHERS = 17, 14, 2
WIDTH, NAME_WIDTH, HALF = 160, 120, 90


def topics(shown: TopicList, page: int = 0, notice: Html | Literal[""] = "") -> Screen:
    page = min(page, last_page(len(shown.topics), PAGE))
    known = len({one.number for one in shown.topics})
    text = lines(
        notice,
        html("topics-title", **_head(shown), own=len(shown.own), known=known, lessons=shown.lessons),
        *(_line(shown, one.number, one.title) for one in slice_of(shown.topics, page, PAGE)),
        html("topics-empty") if not shown.topics else "",
        html("topics-sample") if any(one.sample for one in shown.topics) else "",
    )
    tap = _tap("show", shown)
    before, after = tap.model_copy(update={"page": page - 1}), tap.model_copy(update={"page": page + 1})
    turn = page_row(page, len(shown.topics), PAGE, before, after)
    file = Button(say("topics-button-file"), _tap("file", shown))
    drop = Button(say("topics-button-drop"), _tap("drop", shown))
    return Screen(text, (*turn, (file, drop) if shown.own else (file,), *_around(shown)))


def _line(shown: TopicList, number: int, title: str) -> Html:
    key = "topics-line-own" if number in shown.own else "topics-line"
    return html(key, number=number, title=clip(title, WIDTH))


def _tap(action: str, shown: TopicList, stamp: int = 0) -> TopicsTap:
    return TopicsTap(action=action, organisation=shown.organisation_id, year=shown.school_year, stamp=stamp)


def _around(shown: TopicList) -> tuple[Row, ...]:
    years = tuple(
        Button(
            say("days-button-year", **{"from": str(year), "to": str(year + 1)[2:]}),
            TopicsTap(action="show", organisation=shown.organisation_id, year=year),
        )
        for year in (shown.school_year - 1, shown.school_year + 1)
    )
    others = tuple(
        (Button(fit(name), TopicsTap(action="show", organisation=place, year=shown.school_year)),)
        for place, name in shown.others[:OTHERS]
    )
    return (years, *others, (Button(say("button-menu"), MenuTap(to="menu")),))


def _head(shown: TopicList) -> dict[str, str]:
    year = shown.school_year
    return {"name": clip(shown.name, NAME_WIDTH), "year": str(year), "next": str(year + 1)}


def proposal(found: FilledTopics, stamp: int) -> Screen:
    """The difference, number by number."""
    changes, back = found.changes, Button(say("button-back"), _tap("show", found.seen))
    if changes.nothing:
        return Screen(html("topics-proposal-nothing", **_head(found.seen)), ((back,),))
    told = [
        *(_told("topics-proposal-added", row) for row in changes.added),
        *(_changed(was, row) for was, row in changes.changed),
        *(_told("topics-proposal-dropped", row) for row in changes.dropped),
    ]
    counts = {"added": len(changes.added), "changed": len(changes.changed), "dropped": len(changes.dropped)}
    more = len(told) - CHANGES_SHOWN
    text = lines(
        html("topics-proposal", **_head(found.seen)),
        html("topics-proposal-counts", **counts),
        *told[:CHANGES_SHOWN],
        html("topics-proposal-more", count=more) if more > 0 else "",
        html("topics-proposal-note"),
    )
    return Screen(text, ((Button(say("topics-button-write"), _tap("write", found.seen, stamp=stamp)),), (back,)))


def _told(key: str, row: TopicRow) -> Html:
    return html(key, number=row.number, title=clip(row.title, WIDTH))


def _changed(was: TopicRow, row: TopicRow) -> Html:
    if was.title == row.title:
        return _told("topics-proposal-link", row)
    return html("topics-proposal-changed", number=row.number, was=clip(was.title, HALF), title=clip(row.title, HALF))


def drop_question(shown: TopicList) -> Screen:
    yes = Button(say("topics-button-drop-yes"), _tap("drop-yes", shown))
    return Screen(
        html("topics-drop-question", **_head(shown)), ((yes, Button(say("button-back"), _tap("show", shown))),)
    )


def written(shown: TopicList) -> Screen:
    return topics(shown, notice=html("topics-written", count=len(shown.own)))


def file_caption() -> Screen:
    return Screen(html("topics-file-caption"))
