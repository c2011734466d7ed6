"""Words and buttons under a picture of /status."""

from bot.domain.pictures import PictureKind
from bot.texts import html, say
from bot.ui.callbacks.reports import PictureTap
from bot.ui.prose import clip
from bot.ui.screen import Button, Screen
from bot.usecases.pictures import Drawn


def drawn(made: Drawn) -> Screen:
    total = made.report.total
    text = html(
        "picture-caption",
        organisation=clip(made.report.organisation, 120),
        arrived=total.arrived,
        done=total.arrived_done,
        overdue=total.overdue,
    )
    if made.report.own_only:
        return Screen(text)
    others = tuple(
        Button(
            say(f"picture-button-{kind}"),
            PictureTap(kind=kind.value, org=made.organisation_id, plan=made.roadmap_id),
        )
        for kind in PictureKind
        if kind is not made.kind
    )
    return Screen(text, (others,))
