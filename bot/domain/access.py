"""Rights as predicates (rules.md, rule 4). Use cases check them on every call, inside their transaction.

A predicate says yes or no; `require` turns a no into the one answer «нет доступа» that reveals nothing.
"""

from collections.abc import Collection

from bot.domain.errors import AccessDenied
from bot.domain.people import Actor, OrganisationKind, Role


def require(allowed: bool) -> None:
    """Raises AccessDenied unless `allowed`."""
    if not allowed:
        raise AccessDenied


def administers(actor: Actor, organisation_id: int) -> bool:
    """May run this organisation: it is the actor's own or lies below it."""
    return organisation_id in actor.subtree


def coordinates(actor: Actor, organisation_id: int) -> bool:
    """Answers for the tasks of this very organisation, as its coordinator or as its own administrator."""
    return organisation_id in actor.organisations(Role.COORDINATOR, Role.ADMIN)


def may_see_task(actor: Actor, organisation_id: int, assignees: Collection[int]) -> bool:
    """A navigator sees assigned tasks only; a coordinator those of the school; an administrator the subtree.

    Who may see a task may also say that it is done: the mark names who said it and for whom.
    """
    if administers(actor, organisation_id) or coordinates(actor, organisation_id):
        return True
    return organisation_id in actor.organisations() and not actor.duties.isdisjoint(assignees)


def may_review(actor: Actor, organisation_id: int, owner_id: int) -> bool:
    """Accept or return marks: who stands above the organisation, or runs the plan's owner."""
    above = administers(actor, organisation_id) and organisation_id not in actor.organisations()
    return above or administers(actor, owner_id)


def may_assign(actor: Actor, organisation_id: int) -> bool:
    return administers(actor, organisation_id) or coordinates(actor, organisation_id)


def may_read_name(actor: Actor, organisation_id: int, role: Role | None) -> bool:
    """Names of teachers stay in the school; a municipality reads those of its coordinators, a region none (rule 6).

    `role` is what the named person is in the organisation.
    """
    if organisation_id in actor.organisations():
        return True
    near = any(m.kind is not OrganisationKind.REGION and m.role is Role.ADMIN for m in actor.memberships)
    return near and administers(actor, organisation_id) and role in (Role.COORDINATOR, Role.ADMIN)


def may_invite(actor: Actor, organisation_id: int, role: Role) -> bool:
    """Administrators invite anybody below them; a coordinator invites navigators and colleagues of the own school."""
    if administers(actor, organisation_id):
        return True
    return organisation_id in actor.organisations(Role.COORDINATOR) and role is not Role.ADMIN


def may_keep_days(actor: Actor, organisation_id: int, *, breaks: bool) -> bool:
    """Days off are the administrator's; vacations and quarantine also the school's own, whose timetable they are."""
    return administers(actor, organisation_id) or (breaks and coordinates(actor, organisation_id))


def may_hold_lesson(actor: Actor, organisation_id: int, teacher_id: int | None) -> bool:
    """A teacher answers for the own classes, the coordinator of the school for all of them."""
    if coordinates(actor, organisation_id) or administers(actor, organisation_id):
        return True
    return teacher_id == actor.person_id and organisation_id in actor.organisations()
