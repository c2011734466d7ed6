"""What became of an upload, as a screen: for files and for pasted text."""

from bot.domain.clock import local_day
from bot.domain.deadline import school_year_of
from bot.domain.people import Actor
from bot.domain.roadmaps import RoadmapState
from bot.texts import Html, html
from bot.ui.screen import Screen
from bot.ui.screens import roadmaps as screens
from bot.usecases import amendments, dialogues, roadmaps, uploads
from bot.usecases.actors import Sender
from bot.usecases.context import Context
from bot.usecases.dialogues import Talk


async def plan_screen(context: Context, actor: Actor, roadmap_id: int, *, known: bool = False) -> Screen:
    """A draft's preview, or how a running plan goes; `known` says that its file came a second time."""
    plan = await roadmaps.progress(context, actor, roadmap_id)
    draft = plan.line.state is RoadmapState.DRAFT
    notice = html("upload-known-draft" if draft else "upload-known-active") if known else Html("")
    if draft:
        newer = await amendments.running_version(context, actor, roadmap_id)
        return screens.preview(await roadmaps.preview(context, actor, roadmap_id), notice, newer)
    return screens.progress(plan, local_day(context.now(), actor.zone), notice)


async def outcome(context: Context, actor: Actor, sender: Sender, done: uploads.Imported) -> Screen:
    """The screen for what became of an upload."""
    if done.year_asked_of is not None:
        await dialogues.begin(context, sender, Talk.PLAN_YEAR, "document", document=done.year_asked_of)
        return screens.year_question(done.year_asked_of, near(context, actor))
    if done.known is not None:
        return await plan_screen(context, actor, done.known, known=True)
    if len(done.drafts) > 1:
        plans = await roadmaps.list_plans(context, actor)
        return screens.choice(tuple(plan for plan in plans if plan.id in done.drafts))
    return await plan_screen(context, actor, done.drafts[0])


def near(context: Context, actor: Actor) -> int:
    return school_year_of(local_day(context.now(), actor.zone))
