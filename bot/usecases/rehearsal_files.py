"""A rehearsal as a table: every message with its reader's place and role, its reason, and what moved it."""

from datetime import date
from zoneinfo import ZoneInfo

from bot.domain.clock import local_day
from bot.domain.people import Actor
from bot.exports.sheets import Line, Sheet, Tint, Workbook
from bot.exports.worker import write_in_worker
from bot.texts import say
from bot.usecases.context import Context
from bot.usecases.launch_rehearsals import DAYS, LaunchRehearsal
from bot.usecases.rehearsals import Going

COLUMNS = ("day", "time", "place", "role", "kind", "why", "moved", "shift", "flood")
WIDTHS = (12, 8, 30, 16, 20, 34, 14, 26, 20)


async def rehearsal_file(context: Context, actor: Actor, shown: LaunchRehearsal) -> tuple[str, bytes]:
    """Name and bytes."""
    title = say("rehearsal-file-title", days=DAYS)
    floods = {(flood.person_id, flood.day): flood.number for flood in shown.floods}
    lines = tuple(_row(shown, one, floods) for one in shown.going)
    headings = tuple(say(f"rehearsal-file-{name}") for name in COLUMNS)
    flag = say("rehearsal-file-flooded", count="")[:2]
    sheet = Sheet(
        say("rehearsal-file-sheet"),
        headings,
        WIDTHS,
        lines,
        (title,),
        frozen=2,
        tints=((flag, Tint.RED),),
        tint_from=len(COLUMNS) - 1,
    )
    content = await write_in_worker(Workbook(title, (sheet,)), context.now())
    day = local_day(context.now(), actor.zone)
    return say("rehearsal-file-name", day=day.isoformat()), content


def _row(shown: LaunchRehearsal, one: Going, floods: dict[tuple[int, date], int]) -> Line:
    local = one.at.astimezone(ZoneInfo(shown.zones[one.person_id]))
    post = shown.posts.get(one.person_id)
    many = floods.get((one.person_id, local.date()))
    return Line(
        (
            local.date(),
            f"{local:%H:%M}",
            post[0] if post else None,
            say(f"role-{post[1]}") if post else None,
            say(f"delivery-{one.kind}"),
            why_words(one),
            ", ".join(f"{day:%d.%m.%Y}" for day in one.moved_from) or None,
            ", ".join(say(f"rehearsal-shift-{shift}") for shift in one.shifts) or None,
            say("rehearsal-file-flooded", count=many) if many else None,
        )
    )


def why_words(one: Going) -> str:
    return ", ".join(say(f"stage-{stage.replace('_', '-')}") for stage in one.why)
