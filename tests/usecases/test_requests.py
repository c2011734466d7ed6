"""A school asks for a later day or an answer; the administrator above decides; both are kept with the row."""

from datetime import date

import pytest
from sqlalchemy import func, select

from bot.domain.clock import FixedClock
from bot.domain.deliveries import DeliveryKind
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.extensions import ExtensionState
from bot.domain.people import Actor, OrganisationKind, Role
from bot.usecases.assignments import assign
from bot.usecases.cards import card
from bot.usecases.context import Cause, Context
from bot.usecases.extensions import Wished, ask_extension, check_day, decide
from bot.usecases.marks import mark_done
from bot.usecases.questions import answer, ask_question, publish, read_question
from bot.usecases.request_pushes import AskedExtension, AskedQuestion, DecidedExtension, request_push
from bot.usecases.tick import send_due
from db.models import Delivery, Extension, Membership, Organisation, Question
from tests import sample, sample_tasks
from tests.post import FakeCourier

ONE, TWO, THREE = Cause("42:1"), Cause("42:2"), Cause("42:3")
LATER = date(2023, 9, 15)


@pytest.fixture(autouse=True)
def thursday(clock: FixedClock) -> None:
    clock.moment = sample_tasks.THURSDAY


@pytest.fixture
async def world(context: Context) -> sample.District:
    return await sample.district(context, schools=2)


@pytest.fixture
async def ids(context: Context, world: sample.District) -> dict[str, int]:
    return await sample_tasks.plan(context, world.municipality, world.schools)


@pytest.fixture
async def anna(context: Context, world: sample.District) -> Actor:
    return await sample.actor(context, sample.ANNA)


@pytest.fixture
async def admin(context: Context, world: sample.District) -> Actor:
    return await sample.actor(context, sample.ADMIN)


async def slots(context: Context) -> list[tuple[int, str]]:
    async with context.transaction() as session:
        query = select(Delivery.person_id, Delivery.slot).where(Delivery.kind == DeliveryKind.REQUEST)
        return [(person, slot) for person, slot in await session.execute(query.order_by(Delivery.id))]


async def push(context: Context, actor: Actor, **payload: int) -> object:
    async with context.transaction() as session:
        return await request_push(session, context, actor, payload)


async def test_until_the_answer_the_old_day_counts(
    context: Context, world: sample.District, ids: dict[str, int], anna: Actor, admin: Actor
) -> None:
    assert await check_day(context, anna, ids["3.6"], "до 15 сентября") == Wished(LATER)
    asked = await ask_extension(context, anna, ONE, ids["3.6"], LATER, " ждём\nлицензию ")
    assert asked.wish is not None
    assert (asked.line.due, asked.wish.state, asked.wish.reason) == (
        date(2023, 8, 25),
        ExtensionState.ASKED,
        "ждём лицензию",
    )
    assert await slots(context) == [(world.admin, "extension:1")]
    shown = await push(context, admin, extension=1)
    assert isinstance(shown, AskedExtension)
    assert (shown.due, shown.reason, shown.card.foreign) == (LATER, "ждём лицензию", True)
    granted = await decide(context, admin, 1, grant=True)
    assert (granted.line.due, granted.line.version) == (LATER, 2)
    assert await push(context, admin, extension=1) is None
    assert (await slots(context))[-1] == (world.anna, "decision:1")
    decided = await push(context, anna, decision=1)
    assert isinstance(decided, DecidedExtension)
    assert decided.granted


async def test_requests_and_answers_leave_through_the_outbox_once(
    context: Context, world: sample.District, ids: dict[str, int], anna: Actor, admin: Actor
) -> None:
    courier = FakeCourier()
    await ask_extension(context, anna, ONE, ids["3.6"], LATER, "ждём")
    await ask_question(context, anna, TWO, ids["3.7"], "что делать?")
    await assign(context, anna, THREE, ids["3.8"], world.vera)
    await send_due(context, courier)
    await decide(context, admin, 1, grant=True)
    await answer(context, admin, 1, "ждать")
    for _ in range(2):
        await send_due(context, courier)
    brought = [(person, type(message).__name__) for person, message in courier.brought]
    assert sorted(brought) == [
        (world.admin, "AskedExtension"),
        (world.admin, "AskedQuestion"),
        (world.anna, "AskedQuestion"),
        (world.anna, "DecidedExtension"),
        (world.vera, "GivenPush"),
    ]


async def test_a_no_leaves_the_day(context: Context, ids: dict[str, int], anna: Actor, admin: Actor) -> None:
    await ask_extension(context, anna, ONE, ids["3.6"], LATER, "ждём")
    declined = await decide(context, admin, 1, grant=False)
    assert declined.wish is not None
    assert (declined.line.due, declined.wish.state) == (date(2023, 8, 25), ExtensionState.DECLINED)
    for yes in (True, False):
        with pytest.raises(Refusal) as refused:
            await decide(context, admin, 1, grant=yes)
        assert refused.value.code == "already-decided"


async def test_a_newer_request_takes_the_place_of_the_one_that_waits(
    context: Context, ids: dict[str, int], anna: Actor, admin: Actor
) -> None:
    for cause in (ONE, ONE):
        await ask_extension(context, anna, cause, ids["3.6"], LATER, "ждём")
    newer = await ask_extension(context, anna, TWO, ids["3.6"], date(2023, 9, 20), "ждём дольше")
    assert newer.wish is not None
    assert newer.wish.due == date(2023, 9, 20)
    with pytest.raises(Refusal):
        await decide(context, admin, 1, grant=True)
    async with context.transaction() as session:
        assert (await session.scalars(select(Extension.state).order_by(Extension.id))).all() == ["withdrawn", "asked"]


async def test_who_runs_the_organisation_moves_its_days_alone(
    context: Context, world: sample.District, ids: dict[str, int], admin: Actor
) -> None:
    moved = await ask_extension(context, admin, ONE, ids["3.6"], LATER, "школа попросила по телефону")
    assert moved.wish is not None
    assert (moved.line.due, moved.wish.state) == (LATER, ExtensionState.GRANTED)
    assert await slots(context) == []


async def test_without_anybody_above_nothing_is_asked(
    context: Context, world: sample.District, ids: dict[str, int], anna: Actor
) -> None:
    async with context.transaction(write=True) as session:
        query = select(Membership).where(Membership.role == Role.ADMIN, Membership.person_id == world.admin)
        (await session.scalars(query)).one().until_at = context.now()
    assert not (await card(context, anna, ids["3.6"])).has_above
    with pytest.raises(Refusal) as refused:
        await ask_extension(context, anna, ONE, ids["3.6"], LATER, "ждём")
    assert refused.value.code == "nobody-above"
    with pytest.raises(Refusal):
        await ask_question(context, anna, ONE, ids["3.6"], "что делать?")
    async with context.transaction() as session:
        assert await session.scalar(select(func.count(Extension.id))) == 0


@pytest.mark.parametrize(
    ("number", "words", "code"),
    [
        ("3.6", "25 августа", "not-later"),
        ("3.6", "вчера", "day-in-past"),
        ("3.6", "когда-нибудь", "not-a-day-ahead"),
        ("4.1", "до 15 сентября", "no-day-to-move"),
        ("2.5", "до 15 сентября", "no-day-to-move"),
    ],
)
async def test_only_a_later_day_of_a_dated_row_can_be_asked_for(
    context: Context, ids: dict[str, int], anna: Actor, number: str, words: str, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        await check_day(context, anna, ids[number], words)
    assert refused.value.code == code


async def test_a_closed_task_is_not_moved(context: Context, ids: dict[str, int], anna: Actor, admin: Actor) -> None:
    await ask_extension(context, anna, ONE, ids["3.6"], LATER, "ждём")
    await mark_done(context, anna, TWO, ids["3.6"], 1)
    with pytest.raises(Refusal) as refused:
        await decide(context, admin, 1, grant=True)
    assert refused.value.code == "row-closed"
    assert (await sample_tasks.task(context, ids["3.6"])).extended_due is None


async def test_a_question_is_answered_once_and_stays_with_the_row(
    context: Context, world: sample.District, ids: dict[str, int], anna: Actor, admin: Actor
) -> None:
    for cause in (ONE, ONE):
        await ask_question(context, anna, cause, ids["3.6"], "Какой  уровень брать?")
    assert await slots(context) == [(world.admin, "question:1")]
    asked = await push(context, admin, question=1)
    assert isinstance(asked, AskedQuestion)
    assert (asked.text, asked.answer, asked.decides) == ("Какой уровень брать?", None, True)
    assert (await answer(context, admin, 1, "Базовый, 40 часов")).answer == "Базовый, 40 часов"
    assert (await slots(context))[-1] == (world.anna, "answer:1")
    assert await push(context, admin, question=1) is None
    told = await push(context, anna, answer=1)
    assert isinstance(told, AskedQuestion)
    assert (told.answer, told.decides) == ("Базовый, 40 часов", False)
    with pytest.raises(Refusal) as refused:
        await answer(context, admin, 1, "Нет, основной")
    assert refused.value.code == "already-answered"
    (kept,) = (await card(context, anna, ids["3.6"])).answered
    assert (kept.text, kept.answer) == ("Какой уровень брать?", "Базовый, 40 часов")


async def test_an_answer_is_seen_by_other_schools_once_it_is_published(
    context: Context, world: sample.District, ids: dict[str, int], anna: Actor, admin: Actor
) -> None:
    boris = await sample.actor(context, sample.BORIS)
    other = ids["3.6"] + len(sample_tasks.SUMMER)
    assert (await sample_tasks.task(context, other)).organisation_id == world.schools[1]
    await ask_question(context, anna, ONE, ids["3.6"], "Какой уровень брать?")
    assert not (await publish(context, admin, 1)).published
    await answer(context, admin, 1, "Базовый")
    assert (await card(context, boris, other)).answered == ()
    for _ in range(2):
        assert (await publish(context, admin, 1)).published
    assert [one.answer for one in (await card(context, boris, other)).answered] == ["Базовый"]


async def test_a_published_answer_stays_below_the_organisation_of_its_publisher(
    context: Context, world: sample.District, anna: Actor, admin: Actor
) -> None:
    """A plan of the region: what one district answers is no business of another; the region speaks to both."""
    now, kind = context.now(), OrganisationKind.REGION
    async with context.transaction(write=True) as session:
        region = await sample.organisation(session, now, kind, "Министерство", "Регион")
        for district in (world.municipality, world.elsewhere):
            (await session.get_one(Organisation, district)).parent_id = region
        await sample.person(session, now, 2, "Область", (region, Role.ADMIN))
        await sample.person(session, now, 901, "Глеб", (world.elsewhere_school, Role.COORDINATOR))
    places = (world.schools[0], world.schools[1], world.elsewhere_school)
    first = (await sample_tasks.plan(context, region, places))["3.6"]
    near, far = (first + step * len(sample_tasks.SUMMER) for step in (1, 2))
    boris, gleb = await sample.actor(context, sample.BORIS), await sample.actor(context, 901)

    await ask_question(context, anna, ONE, first, "Когда сдавать?")
    await answer(context, admin, 1, "До 5 октября")
    assert (await publish(context, admin, 1)).published == "Район"
    assert [one.answer for one in (await card(context, boris, near)).answered] == ["До 5 октября"]
    assert (await card(context, gleb, far)).answered == ()

    highest = await sample.actor(context, 2)
    await ask_question(context, anna, TWO, first, "А форма?")
    await answer(context, highest, 2, "Любая")
    assert (await publish(context, highest, 2)).published == "Регион"
    assert [one.answer for one in (await card(context, gleb, far)).answered] == ["Любая"]


async def test_nobody_else_asks_or_decides(
    context: Context, world: sample.District, ids: dict[str, int], anna: Actor
) -> None:
    await ask_extension(context, anna, ONE, ids["3.6"], LATER, "ждём")
    await ask_question(context, anna, TWO, ids["3.6"], "что делать?")
    strangers = [await sample.actor(context, number) for number in (sample.BORIS, sample.VERA, sample.STRANGER)]
    for actor in strangers:
        for attempt in (
            ask_extension(context, actor, THREE, ids["3.6"], LATER, "ждём"),
            ask_question(context, actor, THREE, ids["3.6"], "что?"),
        ):
            with pytest.raises(AccessDenied):
                await attempt
    for actor in (anna, *strangers):
        for act in (
            decide(context, actor, 1, grant=True),
            decide(context, actor, 999, grant=True),
            answer(context, actor, 1, "да"),
            publish(context, actor, 1),
            read_question(context, actor, 1),
            read_question(context, actor, 999),
        ):
            with pytest.raises(AccessDenied):
                await act
    async with context.transaction() as session:
        assert (await session.scalars(select(Extension.state))).all() == ["asked"]
        assert (await session.scalars(select(Question.answer))).all() == [None]


async def test_a_teacher_asks_about_what_was_given_but_moves_no_days(
    context: Context, world: sample.District, ids: dict[str, int], anna: Actor
) -> None:
    vera = await sample.actor(context, sample.VERA)
    await assign(context, anna, ONE, ids["3.6"], world.vera)
    assert len((await ask_question(context, vera, TWO, ids["3.6"], "что делать?")).answered) == 1
    with pytest.raises(AccessDenied):
        await ask_extension(context, vera, THREE, ids["3.6"], LATER, "ждём")


@pytest.mark.parametrize(("text", "code"), [("  ", "empty-text"), ("я" * 301, "long-text")])
async def test_a_question_is_some_words_but_not_a_letter(
    context: Context, ids: dict[str, int], anna: Actor, text: str, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        await ask_question(context, anna, ONE, ids["3.6"], text)
    assert refused.value.code == code
