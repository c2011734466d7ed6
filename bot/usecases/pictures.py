"""/status as a picture: counted like the report, drawn by a worker process."""

from dataclasses import dataclass

from bot.domain.errors import Refusal
from bot.domain.people import Actor
from bot.domain.pictures import PictureKind, picture
from bot.domain.reports import Report, Told, unheard
from bot.exports.worker import picture_in_worker
from bot.texts import say
from bot.usecases.context import Context
from bot.usecases.exports import file_words
from bot.usecases.reports import report_for
from bot.usecases.status import choose


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture to send."""

    name: str
    content: bytes
    report: Report
    kind: PictureKind
    organisation_id: int
    roadmap_id: int


async def draw(
    context: Context, actor: Actor, kind: str, organisation_id: int, roadmap_id: int = 0, told: Told = unheard
) -> Drawn:
    """For whom the figures are. Raises AccessDenied, Refusal no-plans, stale."""
    if kind not in set(PictureKind):
        raise Refusal("stale")
    chosen = choose(actor, organisation_id)
    report = await report_for(context, actor, chosen, roadmap_id or None, told)
    if not report.plans:
        raise Refusal("no-plans")
    shown = PictureKind.YEAR if report.own_only else PictureKind(kind)
    content = await picture_in_worker(picture(shown, report))
    name = say("picture-file", organisation=file_words(report.organisation), day=f"{report.today:%Y-%m-%d}")
    return Drawn(name, content, report, shown, chosen, roadmap_id)
