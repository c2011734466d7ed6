"""Classes of a school: the coordinator's board and card, the teacher's own ones."""

from bot.texts import Html, html, lines, say
from bot.ui.callbacks.classes import ClassesTap, ClassSheetTap, ClassTap
from bot.ui.callbacks.menu import CancelTap, MenuTap
from bot.ui.screen import Button, Row, Screen, fit
from bot.ui.screens.lesson_words import told_clock
from bot.ui.screens.pages import last_page, page_row, slice_of
from bot.usecases.classes import Added, ClassBoard, ClassCard, ClassRow

IN_ROW = 4
PAGE = 28
TEACHERS = 8
NAMES_SHOWN = 600


def ask_classes(organisation_id: int, first: bool, weekday: int) -> Screen:
    """The question for the line of classes; on the way in it can be skipped."""
    text = html("classes-ask", every=say("weekday-every", weekday=weekday)) if first else html("classes-ask-more")
    if not first:
        return Screen(text, ((Button(say("button-cancel"), CancelTap()),),))
    return Screen(text, ((Button(say("button-skip"), ClassesTap(action="skip", organisation=organisation_id)),),))


def ask_time(added: Added | None, organisation_id: int, weekday: int) -> Screen:
    """The question for the usual time, after what was understood of the line of classes."""
    said = _said(added) if added else Html("")
    skip = ClassesTap(action="board", organisation=organisation_id)
    return Screen(
        lines(said, html("classes-time-ask", on=say("weekday-on", weekday=weekday))),
        ((Button(say("button-skip"), skip),),),
    )


def _said(added: Added) -> Html:
    known = html("classes-known", names=_cut(" ".join(added.known))) if added.known else Html("")
    return lines(html("classes-added", count=len(added.new), names=_cut(" ".join(added.new))), known)


def _cut(text: str) -> str:
    return text if len(text) <= NAMES_SHOWN else text[:NAMES_SHOWN].rsplit(" ", 1)[0] + " …"


def board(shown: ClassBoard, weekday: int, page: int = 0) -> Screen:
    """The coordinator's list: a button a class, then what can be done with all of them."""
    time = told_clock(shown.lesson_time) if shown.lesson_time else say("classes-time-none")
    text = lines(
        html("classes-title", school=shown.organisation_name),
        html("classes-time-line", time=time),
        html("classes-pick") if shown.classes else html("classes-empty", every=say("weekday-every", weekday=weekday)),
    )
    if shown.new_year is not None:
        year = {"from": str(shown.new_year), "to": str(shown.new_year + 1)}
        text = lines(text, html("moving-offer", **year))
    tap = ClassesTap(action="board", organisation=shown.organisation_id)
    buttons = [Button(row.name, ClassTap(action="card", class_id=row.class_id)) for row in _page(shown, page)]
    return Screen(text, (*_grid(buttons), *_pages(shown, page, tap), *_actions(shown)))


def _actions(shown: ClassBoard) -> tuple[Row, ...]:
    here = shown.organisation_id
    add = Button(say("classes-button-add"), ClassesTap(action="add", organisation=here))
    time = Button(say("classes-button-time"), ClassesTap(action="time", organisation=here))
    own = Button(say("classes-button-own"), ClassesTap(action="own", organisation=here))
    menu = Button(say("button-menu"), MenuTap(to="menu"))
    moving = Button(say("moving-open"), ClassesTap(action="newyear", organisation=here))
    first: tuple[Row, ...] = ((moving,),) if shown.new_year is not None else ()
    table = Button(say("class-sheet-button"), ClassSheetTap(action="file", organisation=here))
    adding: Row = (add, table) if shown.named else (add,)
    return (*first, adding, (time, own), (menu,)) if shown.classes else (adding, (menu,))


def own_classes(shown: ClassBoard, page: int = 0) -> Screen:
    """The teacher taps; «✅» marks the own ones, «·» those that somebody else teaches."""
    if not shown.classes:
        menu = Button(say("button-menu"), MenuTap(to="menu"))
        return Screen(html("classes-own-empty", school=shown.organisation_name), ((menu,),))
    tap = ClassesTap(action="own", organisation=shown.organisation_id)
    buttons = [
        Button(_own_label(row), ClassTap(action="mine", class_id=row.class_id, page=page)) for row in _page(shown, page)
    ]
    done = Button(say("classes-button-done"), ClassesTap(action="done", organisation=shown.organisation_id))
    text = html("classes-own-ask", school=shown.organisation_name)
    return Screen(text, (*_grid(buttons), *_pages(shown, page, tap), (done,)))


def own_done(shown: ClassBoard) -> Screen:
    own = [row.name for row in shown.classes if row.mine]
    text = html("classes-own-done", count=len(own), names=_cut(", ".join(own)))
    return Screen(text, ((Button(say("button-menu"), MenuTap(to="menu")),),))


def card(shown: ClassCard) -> Screen:
    row = shown.row
    actions = (("time", "class-button-time"), ("teachers", "class-button-teacher"))
    pair = tuple(Button(say(key), ClassTap(action=action, class_id=row.class_id)) for action, key in actions)
    close = Button(say("class-button-close"), ClassTap(action="close", class_id=row.class_id))
    return Screen(
        html("class-card", name=row.name, time=_time(shown), teacher=_teacher(row)),
        (pair, (close,), (_back(shown.organisation_id),)),
    )


def teachers(shown: ClassCard, page: int = 0) -> Screen:
    """Whom the class may be given to."""
    class_id = shown.row.class_id
    people = slice_of(shown.teachers, page, TEACHERS)
    rows: list[Row] = [
        (Button(fit(teacher.name), ClassTap(action="teacher", class_id=class_id, person=teacher.person_id)),)
        for teacher in people
    ]
    nobody = Button(say("class-button-free"), ClassTap(action="teacher", class_id=class_id))
    back = Button(say("button-back"), ClassTap(action="card", class_id=class_id))
    turn = page_row(
        page,
        len(shown.teachers),
        TEACHERS,
        ClassTap(action="teachers", class_id=class_id, page=max(page - 1, 0)),
        ClassTap(action="teachers", class_id=class_id, page=page + 1),
    )
    return Screen(html("class-teacher-question", name=shown.row.name), (*rows, *turn, (nobody,), (back,)))


def time_question(shown: ClassCard) -> Screen:
    cancel = Button(say("button-cancel"), CancelTap())
    return Screen(html("class-time-question", name=shown.row.name), ((cancel,),))


def close_question(shown: ClassCard) -> Screen:
    yes = Button(say("class-button-close-yes"), ClassTap(action="gone", class_id=shown.row.class_id))
    back = Button(say("button-back"), ClassTap(action="card", class_id=shown.row.class_id))
    return Screen(html("class-close-question", name=shown.row.name), ((yes, back),))


def _back(organisation_id: int) -> Button:
    return Button(say("button-back"), ClassesTap(action="board", organisation=organisation_id))


def _time(shown: ClassCard) -> str:
    if shown.row.time:
        return told_clock(shown.row.time)
    return say("class-time-usual", time=told_clock(shown.usual_time)) if shown.usual_time else say("classes-time-none")


def _teacher(row: ClassRow) -> str:
    if row.teacher:
        return row.teacher
    return say("class-teacher-hidden" if row.taken else "class-teacher-none")


def _own_label(row: ClassRow) -> str:
    if row.mine:
        return f"✅ {row.name}"
    return f"· {row.name}" if row.taken else row.name


def _grid(buttons: list[Button]) -> list[Row]:
    return [tuple(buttons[place : place + IN_ROW]) for place in range(0, len(buttons), IN_ROW)]


def _page(shown: ClassBoard, page: int) -> tuple[ClassRow, ...]:
    return slice_of(shown.classes, page, PAGE)


def _pages(shown: ClassBoard, page: int, tap: ClassesTap) -> tuple[Row, ...]:
    page = min(max(page, 0), last_page(len(shown.classes), PAGE))
    before, after = tap.model_copy(update={"page": page - 1}), tap.model_copy(update={"page": page + 1})
    return page_row(page, len(shown.classes), PAGE, before, after)
