"""The classes of a school as a table: what a filled one would change, or what is wrong in it."""

from bot.domain.class_sheets import ClassSlot
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.classes import ClassesTap, ClassSheetTap
from bot.ui.prose import clip
from bot.ui.screen import Button, Row, Screen, cut
from bot.ui.screens.class_lines import fitted, tail
from bot.usecases.class_sheets import ClassList, FilledClasses

FAULTS_SHOWN = 12
NAME_WIDTH, SCHOOL_WIDTH, WORDS_WIDTH = 40, 120, 60


def caption() -> Screen:
    return Screen(html("class-sheet-caption"))


def preview(found: FilledClasses, stamp: int) -> Screen:
    """Faults first, for with one of them nothing is written; else what will change, class by class."""
    seen, count = found.seen, found.changes.count
    if found.faults:
        return Screen(_faults(found), (_back(seen),))
    if not count:
        return Screen(html("class-sheet-nothing", school=_school(seen)), (_back(seen),))
    tap = ClassSheetTap(action="write", organisation=seen.organisation_id, stamp=stamp)
    return Screen(
        fitted(lambda shown: _text(found, shown)), ((Button(say("class-sheet-write", count=count), tap),), _back(seen))
    )


def written(done: FilledClasses) -> Screen:
    return Screen(html("class-sheet-written", count=done.changes.count), (_back(done.seen),))


def _text(found: FilledClasses, shown: int) -> Html:
    changes, seen = found.changes, found.seen
    told = [
        *(html("class-sheet-added", name=slot.name, more=_state(seen, slot)) for slot in changes.added),
        *(html("class-sheet-changed", name=slot.name, parts=_parts(seen, was, slot)) for was, slot in changes.changed),
        *(html("class-sheet-closed", name=slot.name, more=_state(seen, slot)) for slot in changes.closed),
    ]
    counts = {"added": len(changes.added), "changed": len(changes.changed), "closed": len(changes.closed)}
    more = len(told) - shown
    return lines(
        html("class-sheet-title", school=_school(seen)),
        html("class-sheet-counts", **counts),
        *told[:shown],
        html("class-sheet-more", count=more) if more > 0 else "",
        html("class-sheet-note"),
    )


def _faults(found: FilledClasses) -> Html:
    more = len(found.faults) - FAULTS_SHOWN
    told = (
        html(f"class-sheet-fault-{one.code}", line=one.line, words=clip(one.words, WORDS_WIDTH))
        for one in found.faults[:FAULTS_SHOWN]
    )
    return lines(
        html("class-sheet-refused", school=_school(found.seen), count=len(found.faults)),
        *told,
        html("class-sheet-more", count=more) if more > 0 else "",
    )


def _state(seen: ClassList, slot: ClassSlot) -> str:
    """« · четверг, 08:30, Вера Н.»."""
    teacher = _teacher(seen, slot.teacher_id) if slot.teacher_id else None
    return tail(_day(slot), slot.time, teacher)


def _parts(seen: ClassList, was: ClassSlot, slot: ClassSlot) -> str:
    usual = say("class-sheet-usual")
    pairs = (
        ("day", _day(was), _day(slot), was.weekday != slot.weekday),
        ("time", was.time or usual, slot.time or usual, was.time != slot.time),
        (
            "teacher",
            _teacher(seen, was.teacher_id),
            _teacher(seen, slot.teacher_id),
            was.teacher_id != slot.teacher_id,
        ),
    )
    return "; ".join(
        say("class-sheet-part", what=say(f"class-sheet-{column}").lower(), old=old, new=new)
        for column, old, new, differs in pairs
        if differs
    )


def _day(slot: ClassSlot) -> str:
    return say("weekday-name", weekday=slot.weekday)


def _teacher(seen: ClassList, teacher_id: int | None) -> str:
    return cut(seen.people.get(teacher_id or 0) or say("class-sheet-nobody"), NAME_WIDTH)


def _school(seen: ClassList) -> Html:
    return clip(seen.name, SCHOOL_WIDTH)


def _back(seen: ClassList) -> Row:
    return (Button(say("button-back"), ClassesTap(action="board", organisation=seen.organisation_id)),)
