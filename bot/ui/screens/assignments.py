"""«👤 Назначить»: whom to give a task to, the push to that person, and the one that a task came back."""

from bot.domain.posts import Post
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.menu import CancelTap, MenuTap
from bot.ui.callbacks.tasks import GivenTap, GiveTap, TaskTap
from bot.ui.prose import clip
from bot.ui.screen import Button, Row, Screen, fit
from bot.ui.screens.card_words import deadline, what
from bot.ui.screens.lines import named
from bot.ui.screens.names import called
from bot.ui.screens.names import named as named_person
from bot.usecases.assignment_pushes import GivenPush, RefusedPush
from bot.usecases.assignments import Candidates
from bot.usecases.tasks import TaskCard

PAGE = 7
NAME_WIDTH, PEOPLE_WIDTH = 32, 600


def choose(shown: Candidates, page: int = 0) -> Screen:
    """People of the organisation, those who have the task ticked; a tap gives or takes back."""
    task, version = shown.card.line.task_id, shown.card.line.version
    pages = max(1, -(-len(shown.people) // PAGE))
    page = page % pages
    rows: list[Row] = []
    for who in shown.people[page * PAGE : (page + 1) * PAGE]:
        has = who.person_id in shown.given
        name = say("button-letter-self") if who.is_viewer else fit(named_person(who), NAME_WIDTH)
        text = say("assign-mark", name=name) if has else name
        rows.append((Button(text, GiveTap(action="take" if has else "give", task=task, person=who.person_id)),))
    if pages > 1:
        rows.append((Button(say("button-assign-next"), GiveTap(action="page", task=task, person=page + 1)),))
    rows.append((Button(say("button-outside"), GiveTap(action="outside", task=task)),))
    rows.append((Button(say("button-assign-done"), TaskTap(action="open", task=task, version=version)),))
    given = ", ".join(called(one.who) for one in shown.card.assignees)
    now = html("assign-given", people=clip(given, PEOPLE_WIDTH)) if given else html("assign-nobody")
    alone = html("assign-alone") if len(shown.people) < 2 else Html()
    return Screen(
        lines(html("assign-title", what=what(shown.card, "assign-title")), now, _named_posts(shown), alone), tuple(rows)
    )


def _named_posts(shown: Candidates) -> Html:
    """«В пункте названы: классные руководители», and whether anybody is known to be one."""
    if not shown.named:
        return Html()
    words = ", ".join(say(f"post-{post}") for post in Post if post in shown.named)
    return html("assign-named" if shown.meant else "assign-named-nobody", posts=words)


def page_of(shown: Candidates, person_id: int) -> int:
    """The page on which somebody stands, so that a tap does not turn it."""
    places = [place for place, who in enumerate(shown.people) if who.person_id == person_id]
    return places[0] // PAGE if places else 0


def given_toast(shown: Candidates, person_id: int) -> str:
    who = next((who for who in shown.people if who.person_id == person_id), None)
    if who is not None and who.is_viewer:
        return say("toast-given-self")
    return say("toast-given-outside" if who is not None and who.outside else "toast-given")


def outside_question(card: TaskCard) -> Screen:
    back = TaskTap(action="open", task=card.line.task_id, version=card.line.version)
    return Screen(html("outside-ask"), ((Button(say("button-back"), back),),))


def given_push(push: GivenPush) -> Screen:
    """The one message that a person gets about a task given to them; a substitute has nothing to accept."""
    title, away = html("given-title"), push.instead_of
    if away is not None:
        title = html("given-title-instead", who=called(away))
    answers = (
        Button(say("button-accept"), GivenTap(action="accept", assignment=push.assignment_id)),
        Button(say("button-decline"), GivenTap(action="decline", assignment=push.assignment_id)),
    )
    text = lines(
        title,
        _named(push.card),
        deadline(push.card),
        html("given-by", who=called(push.by)) if push.by is not None else "",
    )
    return Screen(text, ((_open(push.card),),) if away is not None else (answers, (_open(push.card),)))


def refused_push(push: RefusedPush) -> Screen:
    """To the coordinator: a task came back, with the words where there are any."""
    said = html("refused-by", who=called(push.by))
    if push.words:
        said = html("refused-by-words", who=called(push.by), words=push.words)
    text = lines(html("refused-title", name=_named(push.card)), said, deadline(push.card))
    line = push.card.line
    assign = Button(say("button-assign"), TaskTap(action="assign", task=line.task_id, version=line.version))
    return Screen(text, ((assign, _open(push.card)),))


def decline_question(assignment_id: int) -> Screen:
    skip = GivenTap(action="silent", assignment=assignment_id)
    return Screen(
        html("decline-ask"), ((Button(say("button-skip"), skip),), (Button(say("button-cancel"), CancelTap()),))
    )


def declined(name: str) -> Screen:
    return Screen(html("declined", name=name), ((Button(say("button-menu"), MenuTap(to="menu")),),))


def _named(card: TaskCard) -> Html:
    return Html(f"<b>{named(card.line)}</b>")


def _open(card: TaskCard) -> Button:
    return Button(say("button-open"), TaskTap(action="open", task=card.line.task_id, version=card.line.version))
