"""Which schools a plan means: its conditions, the schools of one row, and the matrix."""

from typing import Any

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.domain.clock import local_day
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.people import Actor
from bot.exports.worker import text_sheet_in_worker
from bot.texts import say
from bot.ui.callbacks.conditions import ConditionTap, PickTap
from bot.ui.callbacks.roadmaps import PlanTap
from bot.ui.callers import Known
from bot.ui.screen import Screen
from bot.ui.screens import conditions as screens
from bot.ui.screens.rows import row_card
from bot.ui.show import Show
from bot.usecases import conditions, dialogues, matrix
from bot.usecases.actors import OpenDialogue, Sender
from bot.usecases.conditions import Pick
from bot.usecases.context import Context
from bot.usecases.dialogues import Talk

CONDITION, ROW = "condition", "row"


def create_router() -> Router:
    router = Router(name="conditions")
    router.callback_query.register(give_matrix, PlanTap.filter(F.action == "matrix"), Known())
    router.callback_query.register(show_list, ConditionTap.filter(F.action == "list"), Known())
    router.callback_query.register(begin_condition, ConditionTap.filter(F.action == "ask"), Known())
    router.callback_query.register(begin_row, PickTap.filter(F.action == "row"), Known())
    router.callback_query.register(tick, PickTap.filter(F.action.in_({"page", "tick", "none"})), Known())
    router.callback_query.register(done, PickTap.filter(F.action.in_({"done", "all"})), Known())
    return router


async def give_matrix(_: CallbackQuery, callback_data: PlanTap, actor: Actor, context: Context, show: Show) -> None:
    found = await matrix.matrix(context, actor, callback_data.roadmap)
    content = await text_sheet_in_worker(say("matrix-sheet"), *screens.matrix_cells(found))
    await show.document(say("matrix-file"), content, screens.matrix_caption())


async def show_list(
    _: CallbackQuery,
    callback_data: ConditionTap,
    dialogue: OpenDialogue | None,
    actor: Actor,
    sender: Sender,
    context: Context,
    show: Show,
) -> None:
    await dialogues.leave(context, sender, dialogue, Talk.PICKING)
    found = await conditions.conditions(context, actor, callback_data.roadmap)
    await show(screens.conditions(found, callback_data.page))


async def begin_condition(
    _: CallbackQuery, callback_data: ConditionTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    found = await conditions.pick_for_condition(context, actor, callback_data.roadmap, callback_data.place)
    await show(await _begin(context, sender, found, CONDITION, callback_data.roadmap, place=callback_data.place))


async def begin_row(
    _: CallbackQuery, callback_data: PickTap, actor: Actor, sender: Sender, context: Context, show: Show
) -> None:
    tap = callback_data
    found = await conditions.pick_for_row(context, actor, tap.subject)
    await show(await _begin(context, sender, found, ROW, tap.subject, view=tap.view, page=tap.page))


async def _begin(
    context: Context,
    sender: Sender,
    found: Pick,
    step: str,
    subject: int,
    place: int = 0,
    view: str = "all",
    page: int = 0,
) -> Screen:
    """Every tick is kept in the dialogue: a restart loses none, and nothing changes before «Готово»."""
    data = {"subject": subject, "place": place, "version": found.version, "chosen": sorted(found.chosen)}
    await dialogues.begin(context, sender, Talk.PICKING, step, **data, view=view, page=page)
    return screens.pick(found, found.chosen, 0, view, page)


async def tick(
    _: CallbackQuery,
    callback_data: PickTap,
    dialogue: OpenDialogue | None,
    actor: Actor,
    sender: Sender,
    context: Context,
    show: Show,
) -> None:
    tap = callback_data
    data = _waiting(dialogue, tap)
    found = await _found(context, actor, dialogue, data)
    chosen, page = set(data["chosen"]), tap.value
    if tap.action == "tick":
        if tap.value not in dict(found.schools):
            raise AccessDenied
        chosen ^= {tap.value}
        page = screens.page_of(found, tap.value)
    if tap.action == "none":
        chosen, page = set(), 0
    step = dialogue.step if dialogue else ROW
    await dialogues.begin(context, sender, Talk.PICKING, step, **{**data, "chosen": sorted(chosen)})
    await show(screens.pick(found, chosen, page, data["view"], data["page"]))


def _waiting(dialogue: OpenDialogue | None, tap: PickTap) -> dict[str, Any]:
    """What waits; a button under an older question is stale."""
    if dialogue is None or dialogue.kind != Talk.PICKING or dialogue.data["subject"] != tap.subject:
        raise Refusal("stale")
    return dialogue.data


async def _found(context: Context, actor: Actor, dialogue: OpenDialogue | None, data: dict[str, Any]) -> Pick:
    if dialogue is not None and dialogue.step == CONDITION:
        return await conditions.pick_for_condition(context, actor, data["subject"], data["place"])
    return await conditions.pick_for_row(context, actor, data["subject"])


async def done(
    _: CallbackQuery,
    callback_data: PickTap,
    dialogue: OpenDialogue | None,
    actor: Actor,
    sender: Sender,
    context: Context,
    show: Show,
) -> None:
    """«Готово», and for a row «Всем школам»."""
    tap = callback_data
    data = _waiting(dialogue, tap)
    found = await _found(context, actor, dialogue, data)
    if found.condition is not None:
        key = found.condition.key
        answered = await conditions.answer(context, actor, data["subject"], data["version"], key, data["chosen"])
        screen = screens.conditions(answered)
    else:
        chosen = None if tap.action == "all" else data["chosen"]
        picked = await conditions.choose(context, actor, data["subject"], data["version"], chosen)
        today = local_day(context.now(), actor.zone)
        screen = row_card(picked.card, today, data["view"], data["page"], screens.picked(picked))
    await dialogues.end(context, sender)
    await show(screen)
