"""A letter of the day: is it a task, until when, and whose; what was saved; and the push to a school."""

from collections.abc import Collection, Sequence
from datetime import date
from zlib import crc32

from bot.domain.deadline import say_day
from bot.domain.letters import Letter
from bot.domain.people import Actor
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.letters import LetterTap
from bot.ui.callbacks.menu import CancelTap
from bot.ui.callbacks.tasks import TaskTap
from bot.ui.prose import clip
from bot.ui.screen import Button, Row, Screen, fit
from bot.ui.screens import menu
from bot.ui.screens.card_words import deadline
from bot.ui.screens.files import file_words
from bot.ui.screens.lines import named
from bot.ui.screens.names import called
from bot.ui.screens.names import named as named_person
from bot.ui.screens.pages import last_page, slice_of
from bot.usecases.assignment_pushes import LetterPush
from bot.usecases.attachments import Attachment
from bot.usecases.letters import Cancelled, Given, Home, Order

PAGE, SCHOOL_PAGE = 6, 8
DAYS_SHOWN, HOMES_SHOWN, TAGS_SHOWN = 5, 8, 9
TITLE_WIDTH, WORDS_WIDTH, SHORT = 600, 60, 34


def unknown(actor: Actor, stamp: int) -> Screen:
    """The usual answer to what nobody understood, and the way to make a task of it."""
    return menu.unknown(actor, (Button(say("button-letter-make"), LetterTap(action="make", stamp=stamp)),))


def choose_day(letter: Letter, stamp: int, today: date) -> Screen:
    rows: list[Row] = [
        (Button(fit(_until(day.opens, day.due, today)), LetterTap(action="pick", stamp=stamp, value=place)),)
        for place, day in enumerate(letter.days[:DAYS_SHOWN])
    ]
    text = lines(_question(letter.title), html("letter-several"))
    return Screen(text, (*rows, _foot(stamp)))


def no_day(letter: Letter, today: date) -> Screen:
    """A day was meant, but it has passed or never comes: the next typed words name another."""
    if letter.past is not None:
        why = html("letter-past", day=say_day(letter.past, today))
    else:
        why = html("letter-impossible", words=fit(letter.impossible or "", WORDS_WIDTH))
    return Screen(lines(_question(letter.title), why), (_cancel(),))


def ask_day(title: str) -> Screen:
    return Screen(html("letter-ask-day", title=clip(title, TITLE_WIDTH)), (_cancel(),))


def whose(order: Order, homes: Sequence[Home], stamp: int, today: date, *, warned: bool, page: int = 0) -> Screen:
    """People of the organisation, the giver first; above them the schools of an authority."""
    text = _asked(order, today, warned)
    if order.file and any(home.schools for home in homes):
        text = lines(text, html("letter-file-plan"))
    if len(homes) > 1:
        rows: list[Row] = [
            (Button(fit(home.name), LetterTap(action="home", stamp=stamp, org=home.id)),)
            for home in homes[:HOMES_SHOWN]
        ]
        return Screen(lines(text, html("letter-home")), (*rows, _foot(stamp)))
    home = homes[0]
    rows = [*_schools_rows(home, stamp), *_people_rows(home, stamp, page)]
    return Screen(text, (*rows, _foot(stamp)))


def tags(order: Order, home: Home, stamp: int, today: date) -> Screen:
    rows: list[Row] = [
        (Button(_tag_text(tag, len(ids)), LetterTap(action="tag", stamp=stamp, org=home.id, value=tag_mark(tag))),)
        for tag, ids in home.tags[:TAGS_SHOWN]
    ]
    back = Button(say("button-back"), LetterTap(action="home", stamp=stamp, org=home.id))
    return Screen(lines(_asked(order, today), html("letter-tags")), (*rows, (back,)))


def some(order: Order, home: Home, chosen: Collection[int], stamp: int, today: date, page: int) -> Screen:
    """Schools to tick, a page at a time."""
    page = min(page, last_page(len(home.schools), SCHOOL_PAGE))
    rows: list[Row] = []
    for key, name in slice_of(home.schools, page, SCHOOL_PAGE):
        text = say("button-letter-tick", name=fit(name, SHORT)) if key in chosen else fit(name)
        rows.append((Button(text, LetterTap(action="tick", stamp=stamp, org=home.id, value=key)),))
    rows += _turn("some", home, stamp, page, last_page(len(home.schools), SCHOOL_PAGE))
    if chosen:
        send = LetterTap(action="send", stamp=stamp, org=home.id)
        rows.append((Button(say("button-letter-send", n=len(chosen)), send),))
    rows.append((Button(say("button-back"), LetterTap(action="home", stamp=stamp, org=home.id)),))
    now = html("letter-some-chosen", n=len(chosen)) if chosen else html("letter-some")
    return Screen(lines(_asked(order, today), now), tuple(rows))


def page_of(home: Home, school: int) -> int:
    """The page on which a school stands, so that a tick does not turn it."""
    return next((place for place, (key, _) in enumerate(home.schools) if key == school), 0) // SCHOOL_PAGE


def tag_mark(tag: str) -> int:
    """A tag as a number: its words may be too long for a button."""
    return crc32(tag.encode())


def given(done: Given) -> Screen:
    """What was saved, and the way back."""
    to = html("letter-given-schools", n=done.schools) if done.who is None else Html("")
    if done.who is not None:
        to = html("letter-given-person", who=called(done.who))
    told = html("letter-told", n=done.told) if done.told else Html("")
    if done.who is None and not done.told:
        told = html("letter-untold")
    text = lines(html("letter-given", name=done.short_name, day=_until(done.opens, done.due, done.today)), to, told)
    rows: list[Row] = []
    if done.task_id:
        opened = Button(say("button-open"), TaskTap(action="open", task=done.task_id, version=1))
        rows.append((opened, Button(say("button-letter-more"), TaskTap(action="assign", task=done.task_id, version=1))))
    drop = LetterTap(action="drop", value=done.measure_id)
    return Screen(text, (*rows, (Button(say("button-letter-cancel"), drop),)))


def cancel_question(found: Cancelled, measure_id: int) -> Screen:
    text = lines(
        html("letter-cancel-ask", name=found.short_name, open=found.withdrawn),
        html("letter-cancel-done", done=found.done) if found.done else "",
    )
    yes = Button(say("button-letter-cancel-yes"), LetterTap(action="drop-yes", value=measure_id))
    return Screen(text, ((yes,), (Button(say("button-cancel"), CancelTap()),)))


def file_caption(shown: Attachment) -> Screen:
    return Screen(html("letter-file-sent", file=file_words(shown.name, shown.size)))


def cancelled(found: Cancelled) -> Screen:
    return Screen(html("letter-cancelled", name=found.short_name))


def push(told: LetterPush) -> Screen:
    """To the coordinator of a school."""
    line = told.card.line
    text = lines(html("letter-push"), Html(f"<b>{named(line)}</b>"), deadline(told.card))
    assign = Button(say("button-assign"), TaskTap(action="assign", task=line.task_id, version=line.version))
    opened = Button(say("button-open"), TaskTap(action="open", task=line.task_id, version=line.version))
    return Screen(text, ((assign, opened),))


def _question(title: str) -> Html:
    return html("letter-question", title=clip(title, TITLE_WIDTH))


def _asked(order: Order, today: date, warned: bool = False) -> Html:
    return lines(
        _question(order.title),
        html("letter-day", day=_until(order.opens, order.due, today)),
        html("letter-file", file=file_words(order.file.name, order.file.size)) if order.file else "",
        html("letter-names") if warned else "",
    )


def _until(opens: date | None, due: date, today: date) -> str:
    if opens is None:
        return say("letter-until", day=say_day(due, today))
    return say("letter-span", opens=say_day(opens), due=say_day(due, today))


def _schools_rows(home: Home, stamp: int) -> list[Row]:
    if not home.schools:
        return []
    whole = LetterTap(action="all", stamp=stamp, org=home.id)
    rows: list[Row] = [(Button(say("button-letter-all", n=len(home.schools)), whole),)]
    choose = Button(say("button-letter-some"), LetterTap(action="some", stamp=stamp, org=home.id))
    tagged = Button(say("button-letter-tag-list"), LetterTap(action="tags", stamp=stamp, org=home.id))
    rows.append((tagged, choose) if home.tags else (choose,))
    return rows


def _people_rows(home: Home, stamp: int, page: int) -> list[Row]:
    rows: list[Row] = []
    last = last_page(len(home.people), PAGE)
    for who in slice_of(home.people, page, PAGE):
        text = say("button-letter-self") if who.is_viewer else fit(named_person(who))
        rows.append((Button(text, LetterTap(action="person", stamp=stamp, org=home.id, value=who.person_id)),))
    return rows + _turn("home", home, stamp, min(page, last), last)


def _turn(action: str, home: Home, stamp: int, page: int, last: int) -> list[Row]:
    turned = []
    if page > 0:
        before = LetterTap(action=action, stamp=stamp, org=home.id, value=page - 1)
        turned.append(Button(say("button-letter-before"), before))
    if page < last:
        after = LetterTap(action=action, stamp=stamp, org=home.id, value=page + 1)
        turned.append(Button(say("button-letter-after"), after))
    return [tuple(turned)] if turned else []


def _tag_text(tag: str, number: int) -> str:
    return say("button-letter-tag", tag=fit(tag, SHORT - 4), n=number)


def _foot(stamp: int) -> Row:
    return (Button(say("button-letter-day"), LetterTap(action="day", stamp=stamp)), _cancel()[0])


def _cancel() -> Row:
    return (Button(say("button-cancel"), CancelTap()),)
