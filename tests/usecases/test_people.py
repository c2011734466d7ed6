"""Coming in, founding, lists and leaving, on both databases and with two people at once."""

import asyncio
from collections.abc import Awaitable
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from bot.domain.errors import AccessDenied, Refusal
from bot.domain.organisations import read_list
from bot.domain.people import OrganisationKind, Role
from bot.usecases import classes, founding, invites, joining, organisations, people, privacy
from bot.usecases.actors import Sender
from bot.usecases.context import Context
from db.models import Assignment, Identity, Invite, Membership, Notice, Organisation, Person, Task
from tests import sample, sample_tasks


def sender(number: int) -> Sender:
    return Sender("telegram", str(number), str(number))


async def outcomes(*actions: Awaitable[object]) -> list[str]:
    """What became of things done at the same time: «done» or the code of the refusal."""
    results = await asyncio.gather(*actions, return_exceptions=True)
    return sorted("done" if not isinstance(r, Refusal) else r.code for r in results if _expected(r))


def _expected(result: object) -> bool:
    if isinstance(result, BaseException) and not isinstance(result, Refusal):
        raise result
    return True


async def test_two_people_at_once_share_one_use_between_them(context: Context) -> None:
    district = await sample.district(context)
    admin = await sample.actor(context, sample.ADMIN)
    new = await invites.invite(context, admin, district.schools[2], Role.COORDINATOR)
    invitation = (await invites.look(context, new.code, None)).invite_id
    came = await outcomes(
        joining.agree(context, sender(501), invitation), joining.agree(context, sender(502), invitation)
    )
    assert came == ["done", "invite-used"]
    async with context.transaction() as session:
        found = set(await session.scalars(select(Identity.external_id)))
        assert await session.scalar(select(Invite.uses_left)) == 0
    assert len(found & {"501", "502"}) == 1


async def test_the_code_itself_is_not_stored(context: Context) -> None:
    new = await invites.invite_first_admin(context)
    async with context.transaction() as session:
        row = (await session.scalars(select(Invite))).one()
    assert new.code not in str(vars(row))
    assert len(row.token_hash) == 64


async def test_the_first_person_of_an_organisation_marks_when_it_joined(context: Context) -> None:
    district = await sample.district(context)
    admin = await sample.actor(context, sample.ADMIN)
    school = district.schools[2]
    new = await invites.invite(context, admin, school, Role.COORDINATOR, uses=2)
    invitation = (await invites.look(context, new.code, None)).invite_id
    await joining.agree(context, sender(501), invitation)
    async with context.transaction() as session:
        assert (await session.get_one(Organisation, school)).joined_at == context.now()


async def test_the_inviter_hears_of_a_newcomer_once_and_only_after_the_name(context: Context) -> None:
    district = await sample.district(context)
    admin = await sample.actor(context, sample.ADMIN)
    new = await invites.invite(context, admin, district.schools[2], Role.COORDINATOR)
    invitation = (await invites.look(context, new.code, None)).invite_id
    await joining.agree(context, sender(501), invitation)
    assert await count(context, Notice) == 0
    await joining.introduce(context, sender(501), "Анна")
    await joining.introduce(context, sender(501), "Анна Петровна")
    assert await count(context, Notice) == 1


async def count(context: Context, table: type) -> int:
    async with context.transaction() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def test_two_taps_at_once_found_one_tree(context: Context) -> None:
    context = replace(context, admins=frozenset({"7"}))
    await joining.agree(context, sender(7), None)
    actor = await joining.introduce(context, sender(7), "Мария")

    def begin() -> Awaitable[object]:
        kind = OrganisationKind.MUNICIPALITY
        return founding.found(context, sender(7), actor, kind, "Управление образования", "Europe/Moscow")

    assert await outcomes(begin(), begin()) == ["done", "no-access"]
    assert await count(context, Organisation) == 1


async def test_a_second_configured_administrator_may_join_the_tree_that_stands(context: Context) -> None:
    district = await sample.district(context)
    context = replace(context, admins=frozenset({"7"}))
    await joining.agree(context, sender(7), None)
    actor = await joining.introduce(context, sender(7), "Мария")
    offer = await founding.offer(context, sender(7), actor)
    assert offer is not None
    assert district.municipality in {root.organisation_id for root in offer.roots}
    placed = await founding.adopt(context, sender(7), actor, district.municipality)
    assert placed.subtree == {district.municipality, *district.schools}
    with pytest.raises(AccessDenied):
        await founding.adopt(context, sender(7), placed, district.elsewhere)


async def test_nobody_founds_a_tree_without_being_named(context: Context) -> None:
    await sample.district(context)
    anna = await sample.actor(context, sample.ANNA)
    with pytest.raises(AccessDenied):
        await founding.found(context, sender(101), anna, OrganisationKind.SCHOOL, "Школа", "Europe/Moscow")


async def test_the_same_list_from_two_administrators_at_once_adds_each_school_once(context: Context) -> None:
    district = await sample.district(context, schools=1)
    admin = await sample.actor(context, sample.ADMIN)
    lines = read_list("\n".join(f"Гимназия № {n}" for n in range(1, 21)))

    def add() -> Awaitable[object]:
        return organisations.add_list(context, admin, district.municipality, OrganisationKind.SCHOOL, lines)

    assert await outcomes(add(), add()) == ["done", "done"]
    place = await organisations.place(context, admin, district.municipality)
    assert len(place.children) == 21


async def test_a_region_adds_municipalities_and_reads_no_names(context: Context) -> None:
    async with context.transaction(write=True) as session:
        now = context.now()
        region = await sample.organisation(session, now, OrganisationKind.REGION, "Область", "Область")
        await sample.person(session, now, 7, "Мария", (region, Role.ADMIN))
    maria = await sample.actor(context, 7)
    added = await organisations.add_list(
        context, maria, region, OrganisationKind.MUNICIPALITY, read_list("Первый район\nВторой район")
    )
    town = added.parent.children[0].organisation_id
    maria = await sample.actor(context, 7)
    await organisations.add_list(context, maria, town, OrganisationKind.SCHOOL, read_list("Школа № 1"))
    maria = await sample.actor(context, 7)
    sheet = await invites.invite_all(context, maria, region, OrganisationKind.MUNICIPALITY)
    code = next(row.invite.code for row in sheet.rows if row.invite)
    await joining.agree(context, sender(8), (await invites.look(context, code, None)).invite_id)
    oleg = await joining.introduce(context, sender(8), "Олег")
    assert oleg.roles() == {Role.ADMIN}
    schools = await invites.invite_all(context, oleg, town, OrganisationKind.SCHOOL)
    assert [row.above for row in schools.rows] == ["Первый район"]
    staff = await people.staff(context, maria, town)
    assert (staff.colleagues, staff.hidden) == ((), 1)
    place = await organisations.place(context, maria, region)
    assert [(child.joined, child.heads) for child in place.children] == [(True, ()), (False, ())]


async def test_two_administrators_who_remove_each_other_leave_one(context: Context) -> None:
    district = await sample.district(context)
    async with context.transaction(write=True) as session:
        second = await sample.person(session, context.now(), 2, "Второй", (district.municipality, Role.ADMIN))
    one, two = await sample.actor(context, sample.ADMIN), await sample.actor(context, 2)
    came = await outcomes(
        people.dismiss(context, one, district.municipality, second),
        people.dismiss(context, two, district.municipality, district.admin),
    )
    assert came[0] == "done"
    assert came[1] in {"no-access", "last-admin"}
    async with context.transaction() as session:
        left = await session.scalar(
            select(func.count(Membership.id)).where(
                Membership.organisation_id == district.municipality, Membership.until_at.is_(None)
            )
        )
    assert left == 1


async def test_tasks_and_classes_come_back_when_somebody_leaves(context: Context) -> None:
    district = await sample.district(context)
    anna = await sample.actor(context, sample.ANNA)
    here, there = district.schools[0], district.schools[1]
    await sample_tasks.plan(context, district.municipality, (here, there), sample_tasks.SUMMER[:1])
    async with context.transaction(write=True) as session:
        for row in await session.scalars(select(Task).order_by(Task.organisation_id)):
            session.add(Assignment(task_id=row.id, person_id=district.vera, at=context.now()))
    await people.dismiss(context, anna, here, district.vera)
    async with context.transaction() as session:
        ended = [row.ended_at for row in await session.scalars(select(Assignment).order_by(Assignment.id))]
    assert ended == [context.now(), None]


async def test_a_code_of_a_removed_person_outside_opens_nothing(context: Context) -> None:
    district = await sample.district(context)
    anna = await sample.actor(context, sample.ANNA)
    staff = await people.add_outside(context, anna, district.schools[0], "классный руководитель 6А")
    outside = next(one for one in staff.colleagues if one.outside)
    new = await invites.invite(context, anna, district.schools[0], Role.NAVIGATOR, person_id=outside.person_id)
    await people.dismiss(context, anna, district.schools[0], outside.person_id)
    with pytest.raises(Refusal, match="invite-expired"):
        await invites.look(context, new.code, None)


async def test_an_invite_is_bound_only_to_somebody_of_the_own_school_and_not_to_oneself(context: Context) -> None:
    district = await sample.district(context)
    anna = await sample.actor(context, sample.ANNA)
    for person, role in (
        (district.boris, Role.COORDINATOR),
        (district.anna, Role.COORDINATOR),
        (10**9, Role.NAVIGATOR),
    ):
        with pytest.raises(AccessDenied):
            await invites.invite(context, anna, district.schools[0], role, person_id=person)


async def test_two_teachers_at_once_get_one_class_between_them(context: Context) -> None:
    district = await sample.district(context)
    anna, vera = await sample.actor(context, sample.ANNA), await sample.actor(context, sample.VERA)
    board = (await classes.add(context, anna, district.schools[0], "6А")).board
    class_id = board.classes[0].class_id
    came = await outcomes(classes.toggle_own(context, anna, class_id), classes.toggle_own(context, vera, class_id))
    assert came == ["class-taken", "done"]


async def test_erasing_leaves_facts_without_a_name_and_nothing_to_send(context: Context) -> None:
    district = await sample.district(context)
    assert await privacy.erase(context, sender(sample.VERA))
    assert not await privacy.erase(context, sender(sample.VERA))
    async with context.transaction() as session:
        person = await session.get_one(Person, district.vera)
        roles = await session.scalar(
            select(func.count(Membership.id)).where(
                Membership.person_id == district.vera, Membership.until_at.is_(None)
            )
        )
    assert person.erased_at == context.now()
    assert (person.name, roles) == (None, 0)
