"""«📎 Подтверждение»: the question, the warning about names, what was kept."""

from bot.domain.evidence import TEXT_LIMIT
from bot.texts import html, say
from bot.ui.callbacks.tasks import ProofTap, TaskTap
from bot.ui.screen import Button, Screen, fit
from bot.usecases.evidence import Attached
from bot.usecases.tasks import Proof, TaskCard

WORDS_WIDTH = 160


def proof_words(proof: Proof) -> str:
    return fit(" ".join(part for part in (proof.text, proof.link) if part), WORDS_WIDTH)


def proof_question(shown: TaskCard, at: str = "") -> Screen:
    skip = TaskTap(action="open", task=shown.line.task_id, version=shown.line.version, at=at)
    return Screen(html("proof-ask", limit=TEXT_LIMIT), ((Button(say("button-skip"), skip),),))


def names_warning(shown: TaskCard, at: str = "") -> Screen:
    """A warning, not a ban: two surnames may be two grown-ups."""
    line = shown.line
    return Screen(
        html("proof-names"),
        (
            (Button(say("button-proof-keep"), TaskTap(action="keep", task=line.task_id, version=line.version, at=at)),),
            (
                Button(
                    say("button-proof-again"), TaskTap(action="proof", task=line.task_id, version=line.version, at=at)
                ),
            ),
            (Button(say("button-skip"), TaskTap(action="open", task=line.task_id, version=line.version, at=at)),),
        ),
    )


def proof_made(attached: Attached, at: str = "") -> Screen:
    line, proof = attached.card.line, attached.proof
    if proof is None:
        return names_warning(attached.card, at)
    undo = ProofTap(task=line.task_id, proof=proof.proof_id)
    card = TaskTap(action="open", task=line.task_id, version=line.version, at=at)
    return Screen(
        html("proof-made", text=proof_words(proof)),
        ((Button(say("button-proof-undo"), undo),), (Button(say("button-back"), card),)),
    )
