"""What a card says, part by part: the title, the day it means, who has it, what it has gathered, how it stands."""

from datetime import date, timedelta

from bot.domain.deadline import say_day
from bot.domain.extensions import ExtensionState
from bot.domain.people import OrganisationKind
from bot.domain.tasks import MarkKind, Review, TaskState, Timeliness
from bot.texts import Html, html, say
from bot.ui.prose import clip
from bot.ui.screens.entries import entry_words
from bot.ui.screens.files import file_words
from bot.ui.screens.history import told_mark
from bot.ui.screens.lines import days
from bot.ui.screens.names import called
from bot.usecases.tasks import Assignee, Proof, TaskCard, TaskLine

WORDS_WIDTH, DEADLINE_WIDTH = 240, 160
CHILDREN_SHOWN, PEOPLE_SHOWN, PROOFS_SHOWN = 8, 6, 3
PEOPLE_WIDTH, PROOF_WIDTH, CHILD_WIDTH, NUMBER_WIDTH, QUESTION_WIDTH = 240, 300, 80, 16, 160


def title(shown: TaskCard) -> Html:
    line = shown.line
    if line.number:
        return html("card-title", number=line.number, name=line.short_name)
    return html("card-title-bare", name=line.short_name)


def what(shown: TaskCard, key: str) -> Html:
    """The row inside a sentence: by its number («пункт 3.6»), where it has none by its name."""
    if shown.line.number:
        return html(f"{key}-number", number=shown.line.number)
    return html(f"{key}-name", name=shown.line.short_name)


def deadline(shown: TaskCard) -> Html:
    words = " ".join(shown.line.deadline_text.split())
    if not words.strip("-–— ."):
        return html("card-deadline-none", day=meaning(shown))
    return html(
        "card-deadline-letter" if shown.letter else "card-deadline",
        words=clip(words, DEADLINE_WIDTH),
        day=meaning(shown),
    )


def meaning(shown: TaskCard) -> str:
    """The effective day in words, and how far it is; the plan's own words stand beside it."""
    line, today = shown.line, shown.today
    if line.all_year:
        return say("card-all-year")
    if line.due is None:
        return say("card-from", day=say_day(line.opens, today)) if line.opens else say("card-no-day")
    said = plain(line.due, today)
    until = say("card-until", day=said)
    if line.opens and line.opens != line.due and not shown.own_day and line.opens > today:
        until = say("card-window", opens=plain(line.opens, today), due=said)
    if _is_moved(shown):
        until = say("card-extended", day=said)
    elif shown.own_day:
        until = say("card-own-day", day=until)
    near = {today: say("card-today"), today + timedelta(days=1): say("card-tomorrow")}.get(line.due)
    if line.is_overdue(today):
        near = say("card-ago", ago=days((today - line.due).days))
    return say("card-near", day=until, near=near) if near and line.state is TaskState.OPEN else until


def _is_moved(shown: TaskCard) -> bool:
    wish = shown.wish
    return wish is not None and wish.state is ExtensionState.GRANTED and wish.due == shown.line.due


def wish(shown: TaskCard) -> Html:
    """A later day that was asked for and is not in force."""
    if shown.wish is None or shown.line.state is not TaskState.OPEN:
        return Html()
    day = plain(shown.wish.due, shown.today)
    if shown.wish.state is ExtensionState.DECLINED:
        return html("card-wish-declined", day=day)
    if shown.wish.state is not ExtensionState.ASKED:
        return Html()
    if shown.decides:
        return html("card-wish-asked-above", day=day, reason=clip(shown.wish.reason, WORDS_WIDTH))
    return html("card-wish-asked", day=day)


def answers(shown: TaskCard) -> list[Html]:
    """The last question about the row and its answer."""
    if not shown.answered:
        return []
    last = shown.answered[-1]
    text = clip(last.text, QUESTION_WIDTH)
    if last.answer is None:
        return [html("card-question-waiting", text=text)]
    return [html("card-question-answered", text=text, answer=clip(last.answer, WORDS_WIDTH))]


def plain(day: date, today: date) -> str:
    """A day with its year where needed, without «завтра»: that is said apart."""
    return say_day(day, today).split(" — ")[0]


def people(shown: TaskCard) -> Html:
    people = [_person(one) for one in shown.assignees[:PEOPLE_SHOWN]]
    if shown.may_assign and not shown.foreign and shown.my_assignment is None:
        people.insert(0, say("who-you"))
    key = "card-people-school" if shown.kind is OrganisationKind.SCHOOL else "card-people"
    return html(key, people=clip(", ".join(people), PEOPLE_WIDTH)) if people else Html()


def _person(one: Assignee) -> str:
    name = called(one.who)
    return name if one.accepted or one.outside else say("card-person-waiting", name=name)


def facts(shown: TaskCard) -> list[Html]:
    """Children, entries, evidence: what the row has gathered."""
    line, found = shown.line, list[Html]()
    if line.is_parent:
        found.append(html("card-children", closed=line.children_closed, all=line.children))
        found += [_child(place, child) for place, child in enumerate(shown.children[:CHILDREN_SHOWN], 1)]
    elif shown.entries:
        last = entry_words(shown.entries[-1], shown.today)
        found.append(html("card-entries", n=len(shown.entries), last=clip(last, WORDS_WIDTH)))
    elif line.all_year and line.state is TaskState.OPEN:
        found.append(html("card-no-entries"))
    if shown.letter and shown.letter.file_name:
        found.append(html("card-letter-file", file=file_words(shown.letter.file_name, shown.letter.file_size)))
    if shown.proofs:
        proofs = "; ".join(proof_words(proof) for proof in shown.proofs[-PROOFS_SHOWN:])
        found.append(html("card-proof", text=clip(proofs, PROOF_WIDTH)))
    return found


def proof_words(proof: Proof) -> str:
    return clip(proof.words, PROOF_WIDTH)


def _child(place: int, child: TaskLine) -> Html:
    state = say("card-child-open" if child.state is TaskState.OPEN else "card-child-done")
    name = clip(child.short_name, CHILD_WIDTH)
    if child.number:
        name = html("line-name", name=name, number=clip(child.number, NUMBER_WIDTH))
    return html("card-child", place=place, state=state, name=name)


def state(shown: TaskCard) -> list[Html]:
    """What became of the task, and whose mark says so; of an open one only that a mark was taken back."""
    told = shown.marks[-2:] if shown.marks and shown.marks[-1].kind is MarkKind.ACCEPTED else shown.marks[-1:]
    last = [clip(told_mark(mark, shown.today), WORDS_WIDTH) for mark in told]
    if shown.review is Review.WAITING:
        last.append(html("card-waiting"))
    if told and told[-1].kind in {MarkKind.NOT_OURS, MarkKind.UNFULFILLED}:
        return last
    state = _state_words(shown)
    if shown.line.before_joining:
        return last or [clip(state, WORDS_WIDTH)]
    return [clip(state, WORDS_WIDTH), *last] if state else last


def _state_words(shown: TaskCard) -> str:
    line = shown.line
    if line.state is TaskState.OPEN:
        return ""
    if line.is_parent and line.state is TaskState.DONE:
        return say("state-parent-done")
    if line.state is TaskState.NOT_OURS:
        return say("state-not-ours")
    if line.state is not TaskState.DONE:
        return say("state-unfulfilled")
    if line.before_joining or line.done_on is None:
        return say("state-before")
    day = plain(line.done_on, shown.today)
    if line.timeliness() is Timeliness.LATE and line.due is not None:
        return say("state-late", day=day, days=days((line.done_on - line.due).days))
    dated = line.timeliness() is Timeliness.IN_TIME
    return say("state-done" if dated else "state-done-undated", day=day)
