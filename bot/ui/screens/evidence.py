"""«📎 Подтверждение»: the question, the warning about names, what was kept, files and whose they are."""

from bot.domain.demands import OUT_OF, Demand
from bot.domain.evidence import TEXT_LIMIT
from bot.domain.figures import growth, percent
from bot.texts import Html, html, lines, say
from bot.ui.callbacks.menu import CancelTap, MenuTap
from bot.ui.callbacks.tasks import FilePageTap, FileTap, InquiryTap, ProofTap, StrayTap, TaskTap
from bot.ui.screen import Button, Row, Screen, cut, fit
from bot.ui.screens.card_words import proof_words, what
from bot.ui.screens.inquiries import question
from bot.ui.screens.lines import named
from bot.ui.screens.pages import last_page, page_row, slice_of
from bot.usecases.evidence import Attached
from bot.usecases.inquiries import ANY, Inquiry
from bot.usecases.tasks import Proof, TaskCard, TaskLine

IN_ROW, ROWS_SHOWN = 5, 10


def proof_question(shown: TaskCard, at: str = "") -> Screen:
    skip = TaskTap(action="open", task=shown.line.task_id, version=shown.line.version, at=at)
    key = "proof-ask-no-file" if shown.about_pupils else "proof-ask"
    return Screen(html(key, limit=TEXT_LIMIT), ((Button(say("button-skip"), skip),),))


def stray_question(shown: TaskCard, stamp: int) -> Screen:
    """Something came that may be no evidence: a letter to pass on, a file with words of its own."""
    number = shown.line.number
    keep = say("button-proof-stray-number", number=number) if number else say("button-proof-stray-name")
    return Screen(
        what(shown, "proof-stray"),
        (
            (Button(fit(keep), StrayTap(action="proof", stamp=stamp)),),
            (Button(say("button-proof-letter"), StrayTap(action="letter", stamp=stamp)),),
            (Button(say("button-cancel"), CancelTap()),),
        ),
    )


def names_warning(shown: TaskCard, at: str = "") -> Screen:
    """A warning, not a ban: two surnames may be two grown-ups."""
    line = shown.line
    return Screen(
        html("proof-names"),
        (
            (Button(say("button-proof-keep"), TaskTap(action="keep", task=line.task_id, version=line.version, at=at)),),
            (Button(say("button-proof-again"), InquiryTap(action="any", task=line.task_id, demand=ANY, at=at)),),
            (Button(say("button-skip"), TaskTap(action="open", task=line.task_id, version=line.version, at=at)),),
        ),
    )


def proof_made(attached: Attached, at: str = "", inquiry: Inquiry | None = None) -> Screen:
    """What was kept, and the next question, if there is one."""
    line, proof = attached.card.line, attached.proof
    if proof is None:
        return names_warning(attached.card, at)
    said = lines(html("proof-made", text=proof_words(proof)), _compared(attached, proof))
    undo: Row = (Button(say("button-proof-undo"), ProofTap(task=line.task_id, proof=proof.proof_id)),)
    if inquiry is not None:
        asked = question(attached.card, inquiry, at, said)
        return Screen(asked.text, (*asked.rows[:-1], undo, asked.rows[-1]))
    card = TaskTap(action="open", task=line.task_id, version=line.version, at=at)
    return Screen(said, (undo, (Button(say("button-back"), card),)))


def _compared(attached: Attached, proof: Proof) -> Html:
    """Growth and percent are computed, never typed."""
    if not proof.numbers:
        return Html("")
    ((name, number),) = proof.numbers.items()
    grown = growth(number, attached.last)
    parts = []
    if grown is not None:
        more = f"{grown.more:+d}" if grown.more else "0"
        parts.append(html("proof-growth", last=str(attached.last), more=more))
    of = percent(number, attached.whole if Demand(name) in OUT_OF else None)
    if of is not None:
        parts.append(html("proof-percent", percent=of, whole=str(attached.whole)))
    return Html(" ".join(parts))


def file_question(name: str, found: tuple[TaskLine, ...], page: int = 0) -> Screen:
    """A file came without a task: whose is it? What was marked last stands first."""
    page = min(max(page, 0), last_page(len(found), ROWS_SHOWN))
    if not found:
        menu = Button(say("button-menu"), MenuTap(to="menu"))
        return Screen(html("file-no-tasks", name=cut(name, 80)), ((menu,),))
    shown = list(enumerate(slice_of(found, page, ROWS_SHOWN), page * ROWS_SHOWN + 1))
    listed = [
        html("file-line", place=place, name=named(line), mark="✅ " if line.done_on else "") for place, line in shown
    ]
    buttons = [Button(str(place), FileTap(action="give", task=line.task_id)) for place, line in shown]
    turn = page_row(page, len(found), ROWS_SHOWN, FilePageTap(page=max(page - 1, 0)), FilePageTap(page=page + 1))
    rows = [tuple(buttons[start : start + IN_ROW]) for start in range(0, len(buttons), IN_ROW)]
    text = lines(html("file-whose", name=cut(name, 80)), *listed)
    return Screen(text, (*rows, *turn, (Button(say("button-cancel"), CancelTap()),)))


def file_offer(refusal: Html) -> Screen:
    """An administrator's file that is no plan may be evidence."""
    return Screen(refusal, ((Button(say("button-file-whose"), FileTap(action="whose")),),))


def file_caption(words: str, shown: TaskCard) -> Screen:
    return Screen(html("file-caption", words=cut(words, 160), name=named(shown.line)))
