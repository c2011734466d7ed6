"""`tick` and `rehearse` in words and as JSON: people by place and role, moments in the zone of the configuration."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.deliveries import DeliveryKind
from bot.texts import knows, say
from bot.usecases.passes import Posts, Rehearsed, Ticked
from bot.usecases.rehearsals import Going

MOMENT, DAY = "%d.%m.%Y %H:%M", "%d.%m.%Y"


def pass_lines(ticked: Ticked) -> Iterator[str]:
    """What was sent, then what was not and why, then who is left alone at this moment."""
    sent = sum(one.fate == "sent" for one in ticked.handled)
    yield say(
        "pass-summary",
        moment=_moment(ticked.at, ticked.zone),
        sent=sent,
        kept=len(ticked.handled) - sent,
        waiting=len(ticked.waiting),
    )
    for one in sorted(ticked.handled, key=lambda one: (one.fate != "sent", one.fate, one.person_id)):
        words = say(f"pass-{one.fate}", who=_who(one.person_id, ticked.posts), kind=say(f"delivery-{one.kind}"))
        yield _line(words, one.reason, one.until, ticked.zone)
    for left in ticked.waiting:
        kind = say(f"delivery-{DeliveryKind.DIGEST}")
        words = say("pass-waiting", who=_who(left.person_id, ticked.posts), kind=kind)
        yield _line(words, left.why, left.until, ticked.zone)


def rehearsal_lines(found: Rehearsed, days: int) -> Iterator[str]:
    """Every message in order of time, then the floods."""
    if not found.rehearsal.going:
        yield say("pass-going-nothing", days=days)
    for one in found.rehearsal.going:
        why = ", ".join(say(f"stage-{stage.replace('_', '-')}") for stage in one.why)
        words = say(
            "pass-going",
            moment=_moment(one.at, found.zone),
            who=_who(one.person_id, found.posts),
            kind=say(f"delivery-{one.kind}"),
            why=why,
        )
        moved = ", ".join(day.strftime(DAY) for day in one.moved_from)
        shifts = ", ".join(say(f"rehearsal-shift-{shift}") for shift in one.shifts)
        yield say("pass-moved", words=words, days=moved, shifts=shifts) if moved else words
    for flood in found.rehearsal.floods:
        who = _who(flood.person_id, found.posts)
        yield say("pass-flood", who=who, day=flood.day.strftime(DAY), number=flood.number)


def rehearsal_json(found: Rehearsed) -> dict[str, Any]:
    """{"since", "until", "messages": [{"person", "organisation", "role", "kind", "at", "why", "moved_from", "shifts"}],
    "floods": [{"person", "day", "number"}]}; moments with their offset from UTC."""
    return {
        "since": _iso(found.rehearsal.since, found.zone),
        "until": _iso(found.rehearsal.until, found.zone),
        "messages": [_message(one, found) for one in found.rehearsal.going],
        "floods": [
            {"person": flood.person_id, "day": flood.day.isoformat(), "number": flood.number}
            for flood in found.rehearsal.floods
        ],
    }


def _message(one: Going, found: Rehearsed) -> dict[str, Any]:
    organisation, role = found.posts.get(one.person_id, (None, None))
    return {
        "person": one.person_id,
        "organisation": organisation,
        "role": role,
        "kind": one.kind,
        "at": _iso(one.at, found.zone),
        "why": list(one.why),
        "moved_from": [day.isoformat() for day in one.moved_from],
        "shifts": list(one.shifts),
    }


def _line(words: str, reason: str, until: datetime | None, zone: str) -> str:
    if until is not None:
        words = say("pass-until", words=words, moment=_moment(until, zone))
    if not reason:
        return words
    return say("pass-why", words=words, reason=say(f"kept-{reason}") if knows(f"kept-{reason}") else reason)


def _who(person_id: int, posts: Posts) -> str:
    """«Школа № 3, координатор (12)»: a place and a role, never a name."""
    post = posts.get(person_id)
    if post is None:
        return say("pass-person-bare", number=str(person_id))
    return say("pass-person", organisation=post[0], role=say(f"role-{post[1]}"), number=str(person_id))


def _moment(moment: datetime, zone: str) -> str:
    return moment.astimezone(ZoneInfo(zone)).strftime(MOMENT)


def _iso(moment: datetime, zone: str) -> str:
    return moment.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")
