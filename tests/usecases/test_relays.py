"""What was meant for somebody who is away reaches the substitute or the next one who may act; nobody hears it twice."""

from datetime import date

import pytest

from bot.domain.clock import FixedClock
from bot.domain.deliveries import DeliveryKind, DeliveryState, Stage
from bot.domain.people import Actor, OrganisationKind, Role
from bot.usecases import applications, invites
from bot.usecases.assignment_pushes import GivenPush, LetterPush, RefusedPush
from bot.usecases.assignments import assign, decline
from bot.usecases.context import Cause, Context
from bot.usecases.courier import ApplicationPush, Message
from bot.usecases.extensions import ask_extension, decide
from bot.usecases.notices import notify
from bot.usecases.questions import answer, ask_question
from bot.usecases.request_pushes import AskedExtension, AskedQuestion, DecidedExtension
from bot.usecases.tick import plan_once, send_due
from db.models import Absence, Organisation
from tests import sample, sample_tasks
from tests.lesson_world import at
from tests.post import FakeCourier, coordinator, ledger

FRIDAY, MONDAY, BACK = date(2023, 8, 25), date(2023, 8, 28), date(2023, 9, 4)
LATER = date(2023, 9, 15)
PUSHES = (ApplicationPush, AskedExtension, DecidedExtension, AskedQuestion, GivenPush, RefusedPush, LetterPush)
PERSONAL = {DeliveryKind.REQUEST, DeliveryKind.ASSIGNMENT, DeliveryKind.APPLICATION}


class World:
    """The district on Friday morning; somebody is away from Monday on for a week."""

    def __init__(self, context: Context, clock: FixedClock, place: sample.District, ids: dict[str, int]) -> None:
        self.context, self.clock, self.place, self.ids = context, clock, place, ids
        self.causes = 0

    def cause(self) -> Cause:
        self.causes += 1
        return Cause(f"42:{self.causes}")

    async def away(self, person: int, substitute: int | None = None) -> None:
        async with self.context.transaction(write=True) as session:
            now = self.context.now()
            row = Absence(person_id=person, opens=MONDAY, until=date(2023, 9, 3), created_at=now)
            row.substitute_id = substitute
            session.add(row)

    async def colleague(self, telegram: int, name: str, organisation: int, role: Role) -> int:
        async with self.context.transaction(write=True) as session:
            return await sample.person(session, self.context.now(), telegram, name, (organisation, role))

    async def actor(self, telegram: int) -> Actor:
        return await sample.actor(self.context, telegram)

    async def heard(self, day: date, hour: int = 10) -> list[tuple[int, type[Message]]]:
        """Who is brought a personal message on this day."""
        self.clock.moment = at(day, hour)
        courier = FakeCourier()
        await plan_once(self.context)
        done = await send_due(self.context, courier)
        sent = {one.person_id for one in done.handled if one.kind in PERSONAL}
        return [
            (person, type(message))
            for person, message in courier.brought
            if person in sent and isinstance(message, PUSHES)
        ]


@pytest.fixture
async def world(context: Context, clock: FixedClock) -> World:
    clock.moment = at(FRIDAY, 9)
    place = await sample.district(context, schools=2)
    return World(context, clock, place, await sample_tasks.plan(context, place.municipality, place.schools))


async def wish(world: World) -> None:
    """Asked in the evening, when nobody is disturbed any more."""
    world.clock.moment = at(FRIDAY, 20)
    anna = await world.actor(sample.ANNA)
    await ask_extension(world.context, anna, world.cause(), world.ids["3.6"], LATER, "ждём")


async def test_a_wish_reaches_the_other_administrator(world: World) -> None:
    other = await world.colleague(2, "Второй", world.place.municipality, Role.ADMIN)
    await world.away(world.place.admin)
    await wish(world)
    assert await world.heard(MONDAY) == [(other, AskedExtension)]
    kept = [one for one in await ledger(world.context) if one.person_id == world.place.admin]
    assert [(one.state, one.error) for one in kept if one.kind is DeliveryKind.REQUEST] == [
        (DeliveryState.CANCELLED, "away")
    ]
    assert await world.heard(BACK) == [], "on the return the queue shows it, no message does"


async def test_a_wish_goes_one_step_up_where_the_only_administrator_is_away(world: World) -> None:
    async with world.context.transaction(write=True) as session:
        now = world.context.now()
        region = await sample.organisation(session, now, OrganisationKind.REGION, "Область", "Область")
        (await session.get_one(Organisation, world.place.municipality)).parent_id = region
    above = await world.colleague(2, "Область", region, Role.ADMIN)
    await world.away(world.place.admin)
    await wish(world)
    assert await world.heard(MONDAY) == [(above, AskedExtension)]


async def test_a_substitute_hears_what_may_be_decided_and_nobody_else(world: World) -> None:
    substitute = await world.colleague(2, "Замещает", world.place.municipality, Role.ADMIN)
    await world.away(world.place.admin, substitute)
    await wish(world)
    assert await world.heard(MONDAY) == [(substitute, AskedExtension)]
    assert await world.heard(MONDAY, 11) == []


async def test_a_substitute_without_the_right_is_gone_round(world: World) -> None:
    helper = await world.colleague(2, "Помощник", world.place.municipality, Role.NAVIGATOR)
    await world.away(world.place.admin, helper)
    await wish(world)
    assert await world.heard(MONDAY) == [], "nobody else may decide: it waits"
    assert await world.heard(BACK) == [(world.place.admin, AskedExtension)]


async def test_a_word_goes_back_to_who_has_come_back_when_the_next_one_leaves(world: World) -> None:
    other = await world.colleague(2, "Второй", world.place.municipality, Role.ADMIN)
    await wish(world)
    async with world.context.transaction(write=True) as session:
        for person, opens, until in ((world.place.admin, FRIDAY, FRIDAY), (other, MONDAY, BACK)):
            row = Absence(person_id=person, opens=opens, until=until, created_at=world.context.now())
            session.add(row)
    world.clock.moment = at(FRIDAY, 21)
    await plan_once(world.context)
    assert await world.heard(MONDAY) == [(world.place.admin, AskedExtension)]
    assert await world.heard(MONDAY, 12) == []


async def test_an_absence_that_ends_before_the_message_changes_nothing(world: World) -> None:
    other = await world.colleague(2, "Второй", world.place.municipality, Role.ADMIN)
    await wish(world)
    assert sorted(await world.heard(MONDAY), key=str) == sorted(
        [(world.place.admin, AskedExtension), (other, AskedExtension)], key=str
    )


async def test_answers_go_back_to_a_colleague_of_who_asked(world: World) -> None:
    admin = await world.actor(sample.ADMIN)
    await wish(world)
    await ask_question(world.context, await world.actor(sample.ANNA), world.cause(), world.ids["3.7"], "Куда нести?")
    await decide(world.context, admin, 1, grant=True)
    await answer(world.context, admin, 1, "В управление")
    other = await coordinator(world.context, world.place.schools[0], 103)
    await world.away(world.place.anna)
    heard = [(person, kind) for person, kind in await world.heard(MONDAY) if person != world.place.admin]
    assert sorted(heard, key=str) == sorted([(other, AskedQuestion), (other, DecidedExtension)], key=str)


async def test_a_task_given_to_somebody_away_is_the_substitutes(world: World) -> None:
    galina = await world.colleague(203, "Галина", world.place.schools[0], Role.NAVIGATOR)
    await world.away(world.place.vera, galina)
    world.clock.moment = at(FRIDAY, 20)
    anna = await world.actor(sample.ANNA)
    await assign(world.context, anna, world.cause(), world.ids["3.6"], world.place.vera)
    assert await world.heard(MONDAY) == [(galina, GivenPush)]
    assert await world.heard(BACK) == []


async def test_a_task_given_to_somebody_away_without_a_substitute_waits(world: World) -> None:
    """The coordinator has just given it, and hears of it in the digest meanwhile."""
    await world.away(world.place.vera)
    world.clock.moment = at(FRIDAY, 20)
    anna = await world.actor(sample.ANNA)
    await assign(world.context, anna, world.cause(), world.ids["3.6"], world.place.vera)
    assert await world.heard(MONDAY) == []
    assert await world.heard(BACK) == [(world.place.vera, GivenPush)]


async def test_a_refusal_reaches_the_other_coordinator(world: World) -> None:
    anna = await world.actor(sample.ANNA)
    other = await coordinator(world.context, world.place.schools[0], 103)
    await assign(world.context, anna, world.cause(), world.ids["3.6"], world.place.vera)
    world.clock.moment = at(FRIDAY, 20)
    await decline(world.context, await world.actor(sample.VERA), 1, "не моё")
    await world.away(world.place.anna)
    assert await world.heard(MONDAY) == [(other, RefusedPush)]


@pytest.mark.parametrize(("role", "decider"), [(Role.NAVIGATOR, "colleague"), (Role.COORDINATOR, "second")])
async def test_an_application_is_decided_while_somebody_is_away(world: World, role: Role, decider: str) -> None:
    deciders = {
        "colleague": await coordinator(world.context, world.place.schools[0], 103),
        "second": await world.colleague(2, "Второй", world.place.municipality, Role.ADMIN),
    }
    for person in (world.place.anna, world.place.admin):
        await world.away(person)
    await invites.invite_all_comers(world.context, await world.actor(sample.ADMIN), world.place.municipality)
    async with world.context.transaction(write=True) as session:
        await sample.person(session, world.context.now(), 700, "Галина")
    world.clock.moment = at(FRIDAY, 20)
    galina, school = await world.actor(700), world.place.schools[0]
    await applications.apply(world.context, galina, world.cause(), 1, school, role)
    assert (await world.heard(MONDAY))[-1:] == [(deciders[decider], ApplicationPush)]


@pytest.mark.parametrize("zone", ["Europe/Kaliningrad", "Asia/Kamchatka"])
async def test_a_letter_reaches_the_substitute_by_the_clock_of_the_place(world: World, zone: str) -> None:
    other = await coordinator(world.context, world.place.schools[0], 103)
    await world.away(world.place.anna, other)
    async with world.context.transaction(write=True) as session:
        for school in world.place.schools:
            (await session.get_one(Organisation, school)).zone = zone
    world.clock.moment = at(FRIDAY, 20, zone=zone)
    await letter(world)
    assert await world.heard(date(2023, 8, 26)) == []
    world.clock.moment = at(MONDAY, 8, 1, zone)
    courier = FakeCourier()
    await plan_once(world.context)
    await send_due(world.context, courier)
    assert [person for person, message in courier.brought if isinstance(message, LetterPush)] == [other]


async def letter(world: World) -> None:
    """What `letters.give_schools` writes for the coordinator."""
    task = world.ids["3.6"]
    async with world.context.transaction(write=True) as session:
        await notify(
            session, world.context, world.place.anna, "letter", task, Stage.ASSIGNED, FRIDAY,
            DeliveryKind.ASSIGNMENT, f"letter:{task}", world.context.now(), {"letter": task},
        )  # fmt: skip
