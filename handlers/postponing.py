"""«Перенести срок» on a row of a running plan: for all schools, some or one."""

from datetime import date

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.domain.clock import local_day
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.people import Actor, Role
from bot.ui.callbacks.postponing import PostponeTap
from bot.ui.callers import TYPED, Asked, Known
from bot.ui.screens import postponing as screens
from bot.ui.screens.rows import row_card
from bot.ui.show import Show
from bot.usecases import dialogues
from bot.usecases import postponing as rows
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.context import Cause, Context
from bot.usecases.dialogues import Talk
from bot.usecases.postponing import Postponable

TERM, WHOM, DAY, SURE = "term", "whom", "day", "sure"


def create_router() -> Router:
    router = Router(name="postponing")
    of = PostponeTap.filter
    router.callback_query.register(begin, of(F.action == "ask"), Known())
    router.callback_query.register(pick_term, of(F.action == "term"), Known(), Asked(Talk.POSTPONING, TERM))
    router.callback_query.register(ask_all, of(F.action == "all"), Known(), Asked(Talk.POSTPONING, WHOM))
    router.callback_query.register(
        tick, of(F.action.in_({"some", "page", "tick"})), Known(), Asked(Talk.POSTPONING, WHOM)
    )
    router.callback_query.register(ask_chosen, of(F.action == "chosen"), Known(), Asked(Talk.POSTPONING, WHOM))
    router.callback_query.register(take_working, of(F.action == "working"), Known(), Asked(Talk.POSTPONING, SURE))
    router.callback_query.register(move, of(F.action.in_({"remind", "quiet"})), Known(), Asked(Talk.POSTPONING, SURE))
    router.callback_query.register(stale, of(), Known())
    return router


def create_answers() -> Router:
    router = Router(name="postponing-answers")
    router.message.register(write_day, Asked(Talk.POSTPONING, DAY, SURE), Known(Role.ADMIN), TYPED)
    return router


async def stale(_: CallbackQuery) -> None:
    """A button under a question that is not open any more."""
    raise Refusal("stale")


async def begin(
    _: CallbackQuery, callback_data: PostponeTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    tap = callback_data
    found = await rows.postponable(context, actor, tap.measure)
    data = {"measure": tap.measure, "chosen": [], "view": tap.view, "page": tap.page}
    if len(found.terms) > 1:
        await dialogues.begin(context, sender, Talk.POSTPONING, TERM, **data)
        await show(screens.which(found, tap.view, tap.page))
        return
    await dialogues.begin(context, sender, Talk.POSTPONING, WHOM, **data, occurrence=found.terms[0].occurrence)
    await show(screens.whom(found, tap.view, tap.page))


async def pick_term(
    _: CallbackQuery,
    callback_data: PostponeTap,
    dialogue: OpenDialogue,
    actor: Actor,
    sender: Sender,
    context: Context,
    show: Show,
) -> None:
    tap, data = callback_data, _of(dialogue, callback_data)
    terms = (await rows.postponable(context, actor, tap.measure)).terms
    if tap.value >= len(terms):
        raise Refusal("stale")
    occurrence = terms[tap.value].occurrence
    found = await rows.postponable(context, actor, tap.measure, occurrence)
    await dialogues.begin(context, sender, Talk.POSTPONING, WHOM, **{**data, "occurrence": occurrence})
    await show(screens.whom(found, tap.view, tap.page))


def _of(dialogue: OpenDialogue, tap: PostponeTap) -> dict[str, object]:
    if dialogue.data["measure"] != tap.measure:
        raise Refusal("stale")
    return dialogue.data


async def _found(context: Context, actor: Actor, dialogue: OpenDialogue) -> Postponable:
    return await rows.postponable(context, actor, dialogue.data["measure"], dialogue.data["occurrence"])


async def ask_all(
    _: CallbackQuery,
    callback_data: PostponeTap,
    dialogue: OpenDialogue,
    actor: Actor,
    sender: Sender,
    context: Context,
    show: Show,
) -> None:
    data = _of(dialogue, callback_data)
    found = await _found(context, actor, dialogue)
    chosen = [key for key, _ in found.organisations]
    await dialogues.begin(context, sender, Talk.POSTPONING, DAY, **{**data, "chosen": chosen})
    await show(screens.ask_day(found, len(chosen), callback_data.view, callback_data.page))


async def tick(
    _: CallbackQuery,
    callback_data: PostponeTap,
    dialogue: OpenDialogue,
    actor: Actor,
    sender: Sender,
    context: Context,
    show: Show,
) -> None:
    tap, data = callback_data, _of(dialogue, callback_data)
    found = await _found(context, actor, dialogue)
    chosen, at = set(found.still(dialogue.data["chosen"])), tap.value if tap.action == "page" else 0
    if tap.action == "tick":
        if tap.value not in dict(found.organisations):
            raise AccessDenied
        chosen ^= {tap.value}
        at = screens.page_of(found, tap.value)
    await dialogues.begin(context, sender, Talk.POSTPONING, WHOM, **{**data, "chosen": sorted(chosen)})
    await show(screens.some(found, chosen, at, tap.view, tap.page))


async def ask_chosen(
    _: CallbackQuery,
    callback_data: PostponeTap,
    dialogue: OpenDialogue,
    actor: Actor,
    sender: Sender,
    context: Context,
    show: Show,
) -> None:
    data = _of(dialogue, callback_data)
    found = await _found(context, actor, dialogue)
    chosen = found.still(dialogue.data["chosen"])
    if not chosen:
        raise Refusal("stale")
    await dialogues.begin(context, sender, Talk.POSTPONING, DAY, **{**data, "chosen": chosen})
    await show(screens.ask_day(found, len(chosen), callback_data.view, callback_data.page))


async def write_day(
    message: Message, dialogue: OpenDialogue, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    """What is refused may be written anew, and another day may take the place of the one that is shown."""
    told = dialogue.data
    where = told["measure"], told["occurrence"], told["chosen"]
    wish = await rows.read_wish(context, actor, *where, message.text or "")
    data = {**told, "day": wish.day.isoformat(), "reason": wish.reason}
    await dialogues.begin(context, sender, Talk.POSTPONING, SURE, **data)
    await show(screens.sure(wish, told["view"], told["page"]))


async def take_working(
    _: CallbackQuery,
    callback_data: PostponeTap,
    dialogue: OpenDialogue,
    actor: Actor,
    sender: Sender,
    context: Context,
    show: Show,
) -> None:
    """The next working day in the place of a day off."""
    _of(dialogue, callback_data)
    told = dialogue.data
    day = date.fromisoformat(told["day"])
    wish = await rows.weigh(
        context, actor, told["measure"], told["occurrence"], told["chosen"], day, told["reason"], working=True
    )
    await dialogues.begin(context, sender, Talk.POSTPONING, SURE, **{**told, "day": wish.day.isoformat()})
    await show(screens.sure(wish, told["view"], told["page"]))


async def move(
    _: CallbackQuery,
    callback_data: PostponeTap,
    dialogue: OpenDialogue,
    actor: Actor,
    sender: Sender,
    context: Context,
    cause: Cause,
    show: Show,
) -> None:
    _of(dialogue, callback_data)
    told, remind = dialogue.data, callback_data.action == "remind"
    where = told["measure"], told["occurrence"], told["chosen"], date.fromisoformat(told["day"]), told["reason"]
    done = await rows.postpone(context, actor, cause, *where, remind=remind)
    await dialogues.end(context, sender)
    today = local_day(context.now(), actor.zone)
    await show(row_card(done.card, today, told["view"], told["page"], screens.told(done)))
