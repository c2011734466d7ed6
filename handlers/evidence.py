"""«📎 Подтверждение»: what the row asks for after a mark, whatever else shows it, and files."""

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from bot.domain.demands import Demand
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.people import Actor, Role
from bot.texts import say
from bot.ui.callbacks.tasks import FilePageTap, FileTap, InquiryTap, ProofTap, StrayTap, TaskTap
from bot.ui.callers import TYPED, Asked, Known
from bot.ui.files import file_of
from bot.ui.screen import Screen
from bot.ui.screens import cards
from bot.ui.screens import evidence as screens
from bot.ui.screens.inquiries import question
from bot.ui.show import Show
from bot.usecases import dialogues, evidence, evidence_files, inquiries
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.cards import card
from bot.usecases.context import Cause, Context
from bot.usecases.dialogues import Talk
from bot.usecases.inquiries import ANY, STRAY, SURE

ASKABLE = {demand.value for demand in Demand}


class ToCard(Filter):
    """A file sent as the answer to a card: the buttons of the card say which task it is."""

    async def __call__(self, message: Message) -> bool | dict[str, int]:
        card_ = message.reply_to_message
        rows = card_.reply_markup.inline_keyboard if card_ is not None and card_.reply_markup is not None else []
        prefix = f"{TaskTap.__prefix__}:"
        data = [button.callback_data for row in rows for button in row if button.callback_data]
        tasks = {TaskTap.unpack(one).task for one in data if one.startswith(prefix)}
        return {"task": tasks.pop()} if len(tasks) == 1 else False


def create_router() -> Router:
    router = Router(name="evidence")
    router.callback_query.register(ask, TaskTap.filter(F.action == "proof"), Known())
    router.callback_query.register(keep, TaskTap.filter(F.action == "keep"), Known(), Asked(Talk.PROOF, SURE))
    router.callback_query.register(keep_stray, StrayTap.filter(F.action == "proof"), Known(), Asked(Talk.PROOF, STRAY))
    router.callback_query.register(undo, ProofTap.filter(), Known())
    router.callback_query.register(skip, InquiryTap.filter((F.action == "skip") & F.demand.in_(ASKABLE)), Known())
    router.callback_query.register(ask_other, InquiryTap.filter(F.action == "any"), Known())
    router.callback_query.register(give, InquiryTap.filter((F.action == "give") & F.demand.in_(ASKABLE)), Known())
    router.callback_query.register(send_files, FileTap.filter(F.action == "send"), Known())
    router.callback_query.register(ask_whose, FileTap.filter(F.action == "whose"), Known(), Asked(Talk.FILE))
    router.callback_query.register(turn_whose, FilePageTap.filter(), Known(), Asked(Talk.FILE))
    router.callback_query.register(give_file, FileTap.filter(F.action == "give"), Known(), Asked(Talk.FILE))
    return router


def create_answers() -> Router:
    router = Router(name="evidence answers")
    router.message.register(write, Asked(Talk.PROOF), Known(), TYPED)
    return router


def create_file_answers() -> Router:
    """Files that answer a question or a card. A filled «Лист школы» is told by its headings before them.

    An administrator's file is evidence where a file is asked for; where a number is, it may be the next plan.
    """
    router = Router(name="evidence files")
    router.message.register(answer_file, F.document, Asked(Talk.PROOF), ~Known(Role.ADMIN), Known())
    router.message.register(answer_file, F.document, Asked(Talk.PROOF, ANY, Demand.FILE), Known())
    router.message.register(card_file, F.document, ToCard(), Known())
    return router


def create_upload_router() -> Router:
    """Files that nothing asked for, behind the plans of administrators."""
    router = Router(name="files without a task")
    router.message.register(loose_file, F.document, Known())
    router.message.register(refuse_picture, F.photo | F.video, Known())
    return router


async def ask(
    _: CallbackQuery, callback_data: TaskTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    """What the row asks for first; whatever it may be when that is all there."""
    shown, at = await card(context, actor, callback_data.task), callback_data.at
    inquiry = await inquiries.ask_next(context, actor, sender, shown, at)
    if inquiry is None:
        await inquiries.ask_any(context, sender, shown, at)
    await show(question(shown, inquiry, at) if inquiry else screens.proof_question(shown, at))


async def ask_other(
    _: CallbackQuery, callback_data: InquiryTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    shown = await card(context, actor, callback_data.task)
    await inquiries.ask_any(context, sender, shown, callback_data.at)
    await show(screens.proof_question(shown, callback_data.at))


async def skip(
    _: CallbackQuery, callback_data: InquiryTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    shown, at = await card(context, actor, callback_data.task), callback_data.at
    inquiry = await inquiries.ask_next(context, actor, sender, shown, at, Demand(callback_data.demand))
    await show(question(shown, inquiry, at) if inquiry else cards.card(shown, at))


async def give(
    _: CallbackQuery,
    callback_data: InquiryTap,
    actor: Actor,
    sender: Sender,
    context: Context,
    cause: Cause,
    show: Show,
) -> None:
    """A number by a tap."""
    tap, wanted = callback_data, Demand(callback_data.demand)
    attached = await evidence.attach(context, actor, cause, tap.task, str(tap.value), wanted=wanted)
    await show(await _next(context, actor, sender, attached, tap.at, wanted))


async def write(
    message: Message,
    actor: Actor,
    sender: Sender,
    dialogue: OpenDialogue,
    context: Context,
    cause: Cause,
    show: Show,
) -> None:
    """A list of names is asked about first; the words wait in the dialogue."""
    task, at, text = dialogue.data["task"], dialogue.data["at"], message.text or ""
    wanted = _wanted(dialogue)
    attached = await evidence.attach(context, actor, cause, task, text, wanted=wanted)
    if attached.proof is None:
        told = {**dialogue.data, "text": text, "wanted": wanted.value if wanted else ANY}
        await dialogues.begin(context, sender, Talk.PROOF, SURE, **told)
    await show(await _next(context, actor, sender, attached, at, wanted))


async def keep(
    _: CallbackQuery,
    callback_data: TaskTap,
    actor: Actor,
    sender: Sender,
    dialogue: OpenDialogue,
    context: Context,
    cause: Cause,
    show: Show,
) -> None:
    if dialogue.data["task"] != callback_data.task:
        raise AccessDenied
    wanted, text = _wanted(dialogue), dialogue.data["text"]
    attached = await evidence.attach(context, actor, cause, callback_data.task, text, wanted=wanted, sure=True)
    await show(await _next(context, actor, sender, attached, callback_data.at, wanted))


async def keep_stray(
    _: CallbackQuery,
    callback_data: StrayTap,
    actor: Actor,
    sender: Sender,
    dialogue: OpenDialogue,
    context: Context,
    cause: Cause,
    show: Show,
) -> None:
    """It is evidence after all: read as if it were typed. Of a file with words the file is kept."""
    kept, wanted = inquiries.stray(dialogue, callback_data.stamp), _wanted(dialogue)
    if kept.file is None:
        attached = await evidence.attach(context, actor, cause, kept.task, kept.text, wanted=wanted)
    else:
        attached = await evidence.attach_file(context, actor, cause, kept.task, kept.file)
    if attached.proof is None:
        told = {**dialogue.data, "wanted": wanted.value if wanted else ANY}
        await dialogues.begin(context, sender, Talk.PROOF, SURE, **told)
    await show(await _next(context, actor, sender, attached, kept.at, wanted))


async def undo(_: CallbackQuery, callback_data: ProofTap, actor: Actor, context: Context, show: Show) -> None:
    shown = await evidence.detach(context, actor, callback_data.task, callback_data.proof)
    await show(cards.card(shown), toast=say("toast-proof-undone"))


async def answer_file(
    message: Message,
    actor: Actor,
    sender: Sender,
    dialogue: OpenDialogue,
    context: Context,
    cause: Cause,
    show: Show,
) -> None:
    if message.document is None:
        raise Refusal("unknown")
    task, file = dialogue.data["task"], file_of(message.document)
    attached = await evidence.attach_file(context, actor, cause, task, file)
    await show(await _next(context, actor, sender, attached, dialogue.data["at"], _wanted(dialogue)))


async def card_file(message: Message, task: int, actor: Actor, context: Context, cause: Cause, show: Show) -> None:
    if message.document is None:
        raise Refusal("unknown")
    await show(screens.proof_made(await evidence.attach_file(context, actor, cause, task, file_of(message.document))))


async def loose_file(message: Message, actor: Actor, sender: Sender, context: Context, show: Show) -> None:
    if message.document is None:
        raise Refusal("unknown")
    file = file_of(message.document)
    if file.is_picture:
        raise Refusal("no-pictures")
    await evidence_files.wait(context, sender, file)
    await show(screens.file_question(file.name, await evidence_files.candidates(context, actor)))


async def refuse_picture(_: Message) -> None:
    raise Refusal("no-pictures")


async def ask_whose(_: CallbackQuery, dialogue: OpenDialogue, actor: Actor, context: Context, show: Show) -> None:
    file = evidence_files.waiting(dialogue)
    await show(screens.file_question(file.name, await evidence_files.candidates(context, actor)))


async def turn_whose(
    _: CallbackQuery, callback_data: FilePageTap, dialogue: OpenDialogue, actor: Actor, context: Context, show: Show
) -> None:
    file = evidence_files.waiting(dialogue)
    await show(screens.file_question(file.name, await evidence_files.candidates(context, actor), callback_data.page))


async def give_file(
    _: CallbackQuery,
    callback_data: FileTap,
    dialogue: OpenDialogue,
    actor: Actor,
    sender: Sender,
    context: Context,
    cause: Cause,
    show: Show,
) -> None:
    file = evidence_files.waiting(dialogue)
    attached = await evidence.attach_file(context, actor, cause, callback_data.task, file)
    await dialogues.end(context, sender)
    await show(screens.proof_made(attached))


async def send_files(_: CallbackQuery, callback_data: FileTap, actor: Actor, context: Context, show: Show) -> None:
    shown = await card(context, actor, callback_data.task)
    for file_id, words in await evidence.files(context, actor, callback_data.task):
        await show.stored(file_id, screens.file_caption(words, shown))


async def _next(
    context: Context, actor: Actor, sender: Sender, attached: evidence.Attached, at: str, wanted: Demand | None
) -> Screen:
    """What was kept, and the question after the one that was answered."""
    if attached.proof is None or wanted is None:
        if attached.proof is not None:
            await dialogues.end(context, sender)
        return screens.proof_made(attached, at)
    inquiry = await inquiries.ask_next(context, actor, sender, attached.card, at, wanted)
    return screens.proof_made(attached, at, inquiry)


def _wanted(dialogue: OpenDialogue) -> Demand | None:
    """What was asked; None for whatever it may be."""
    code = dialogue.data.get("wanted", dialogue.step)
    return Demand(code) if code in ASKABLE else None
