"""«Журнал»: whatever changed rights, plans, rows, classes or days is there, and says about whom."""

import pytest

from bot.domain.people import Actor, Role
from bot.usecases import absences, applications, audit, classes, invites, journal, people
from bot.usecases.context import Cause, Context
from tests import sample, sample_tasks


@pytest.fixture
async def world(context: Context) -> sample.District:
    return await sample.district(context, schools=3)


@pytest.fixture
async def admin(context: Context, world: sample.District) -> Actor:
    return await sample.actor(context, sample.ADMIN)


async def told(context: Context, admin: Actor, place: int, person: int = 0) -> list[tuple[str, str, str | None]]:
    found = await journal.read(context, admin, place, person)
    return [(one.action, one.subject, one.about.name if one.about else None) for one in found.lines]


async def test_a_role_that_is_taken_names_whose(context: Context, world: sample.District, admin: Actor) -> None:
    await people.dismiss(context, admin, world.schools[1], world.boris)
    await people.dismiss(context, await sample.actor(context, sample.ANNA), world.schools[0], world.vera)
    assert await told(context, admin, world.municipality) == [
        ("removed", "Школа № 1", None),
        ("removed", "Школа № 2", "Борис К."),
    ], "names of teachers stay in the school, also after it"
    lines = (await journal.read(context, admin, world.municipality)).lines
    assert [one.about.role for one in lines if one.about] == [Role.NAVIGATOR, Role.COORDINATOR]
    of_boris = await told(context, admin, world.municipality, world.boris)
    assert [action for action, _, _ in of_boris] == ["removed"], "what was done about a person is in their journal"


async def test_a_role_granted_by_an_application_is_there(
    context: Context, world: sample.District, admin: Actor
) -> None:
    stranger = await sample.actor(context, sample.STRANGER)
    new = await invites.invite_all_comers(context, admin, world.municipality)
    invitation = (await invites.look(context, new.code, stranger)).invite_id
    asked = await applications.apply(context, stranger, Cause("42:1"), invitation, world.schools[2], Role.COORDINATOR)
    await applications.decide(context, admin, asked.application_id, True)
    found = await told(context, admin, world.municipality)
    assert found[0] == ("admitted", "Школа № 3", "Чужой")


async def test_rows_classes_and_days_away_are_there(context: Context, world: sample.District, admin: Actor) -> None:
    anna = await sample.actor(context, sample.ANNA)
    ids = await sample_tasks.plan(context, world.municipality, world.schools)
    measure = (await sample_tasks.task(context, ids["2.5"])).measure_id
    async with context.transaction(write=True) as session:
        audit.record(session, context, admin.person_id, "day-set", "measure", measure)
    board = (await classes.add(context, anna, world.schools[0], "6А")).board
    await classes.close(context, anna, board.classes[0].class_id)
    await absences.begin(context, anna, Cause("42:1"), anna.person_id, "до 12 сентября")
    found = await told(context, admin, world.municipality)
    assert [(action, subject) for action, subject, _ in found] == [
        ("away", "Школа № 1"),
        ("class-closed", "6А, Школа № 1"),
        ("classes", "Школа № 1"),
        ("day-set", "Семинары навигаторов, Район"),
    ]
    stranger = await sample.actor(context, sample.STRANGER)
    assert await told(context, stranger, world.elsewhere) == []
