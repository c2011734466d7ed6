"""What is added to a task: entries, evidence, own days, snoozes; and who may see its card."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from bot.domain.boards import Selection
from bot.domain.clock import FixedClock
from bot.domain.deliveries import DeliveryKind, Stage
from bot.domain.errors import AccessDenied, Refusal
from bot.domain.people import Actor, OrganisationKind, Role
from bot.domain.snoozes import Until
from bot.domain.tasks import TaskState
from bot.usecases.assignments import assign
from bot.usecases.boards import board
from bot.usecases.cards import card
from bot.usecases.context import Cause, Context
from bot.usecases.entries import add_entry, repeat_entry, undo_entry
from bot.usecases.evidence import attach, detach
from bot.usecases.marks import mark_done
from bot.usecases.own_days import set_own_day
from bot.usecases.snoozes import snooze
from bot.usecases.tasks import EntryFact
from db.models import Delivery, Entry, Evidence, Extension, Notice, Organisation
from tests import sample, sample_tasks

ONE, TWO, THREE = Cause("42:1"), Cause("42:2"), Cause("42:3")
TODAY = date(2023, 8, 24)


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=sample_tasks.MOSCOW)


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


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("12 августа, 25, экскурсия на завод", (date(2023, 8, 12), 25, "экскурсия на завод")),
        ("вчера; встреча, онлайн", (date(2023, 8, 23), None, "встреча, онлайн")),
        ("25", (TODAY, 25, None)),
        ("экскурсия 12 августа", (TODAY, None, "экскурсия 12 августа")),
        ("Собрание 5А", (TODAY, None, "Собрание 5А")),
        ("12 августа", (date(2023, 8, 12), None, None)),
        ("", (TODAY, None, None)),
    ],
)
async def test_an_entry_is_a_day_a_number_and_words(
    context: Context, ids: dict[str, int], anna: Actor, text: str, fact: tuple[date, int | None, str | None]
) -> None:
    entered = await add_entry(context, anna, ONE, ids["4.1"], text)
    assert (entered.entry.on_day, entered.entry.number, entered.entry.words) == fact
    assert entered.card.line.state is TaskState.OPEN
    assert entered.card.line.entries == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [("5 сентября 2023, 25", "day-in-future"), ("30 февраля", "no-such-day"), ("я" * 301, "long-text")],
)
async def test_an_impossible_entry_is_refused(
    context: Context, ids: dict[str, int], anna: Actor, text: str, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        await add_entry(context, anna, ONE, ids["4.1"], text)
    assert refused.value.code == code
    assert (await card(context, anna, ids["4.1"])).entries == ()


async def test_one_tap_repeats_the_last_entry_today(context: Context, ids: dict[str, int], anna: Actor) -> None:
    await add_entry(context, anna, ONE, ids["4.1"], "12 августа, 25, экскурсия")
    for cause in (TWO, TWO):
        again = await repeat_entry(context, anna, cause, ids["4.1"])
        assert (again.entry.on_day, again.entry.number, again.entry.words) == (TODAY, 25, "экскурсия")
    assert again.card.line.entries == 2


async def test_an_entry_taken_back_stays_in_the_database(context: Context, ids: dict[str, int], anna: Actor) -> None:
    entered = await add_entry(context, anna, ONE, ids["4.1"], "25")
    undone = await undo_entry(context, anna, ids["4.1"], entered.entry.entry_id)
    assert undone.card.entries == ()
    with pytest.raises(Refusal):
        await undo_entry(context, anna, ids["4.1"], entered.entry.entry_id)
    async with context.transaction() as session:
        assert await session.scalar(select(func.count(Entry.id))) == 1


async def test_an_entry_of_another_task_cannot_be_taken_back(
    context: Context, ids: dict[str, int], anna: Actor
) -> None:
    entered = await add_entry(context, anna, ONE, ids["4.1"], "25")
    with pytest.raises(Refusal):
        await undo_entry(context, anna, ids["3.6"], entered.entry.entry_id)
    assert (await card(context, anna, ids["4.1"])).entries == (EntryFact(entered.entry.entry_id, TODAY, 25, None),)


async def test_a_finished_row_takes_no_more_entries(context: Context, ids: dict[str, int], anna: Actor) -> None:
    await mark_done(context, anna, ONE, ids["4.1"], 1)
    with pytest.raises(Refusal) as refused:
        await add_entry(context, anna, TWO, ids["4.1"], "25")
    assert refused.value.code == "row-closed"


async def test_evidence_is_kept_and_can_be_taken_back(context: Context, ids: dict[str, int], anna: Actor) -> None:
    await mark_done(context, anna, ONE, ids["3.11"], 1)
    assert (await card(context, anna, ids["3.11"])).asks_proof
    for cause in (TWO, TWO):
        kept = await attach(context, anna, cause, ids["3.11"], "раздел https://school3.ru/prof")
    assert kept.proof is not None
    assert (kept.proof.kind, kept.proof.text, kept.proof.link) == ("link", "раздел", "https://school3.ru/prof")
    assert (len(kept.card.proofs), kept.card.asks_proof) == (1, False)
    assert (await detach(context, anna, ids["3.11"], kept.proof.proof_id)).proofs == ()
    with pytest.raises(Refusal):
        await detach(context, anna, ids["3.11"], kept.proof.proof_id)
    async with context.transaction() as session:
        assert await session.scalar(select(func.count(Evidence.id))) == 1


async def test_a_list_of_names_waits_for_a_word(context: Context, ids: dict[str, int], anna: Actor) -> None:
    names = "Иванов Пётр, Петрова Анна"
    assert (await attach(context, anna, ONE, ids["3.6"], names)).proof is None
    assert (await card(context, anna, ids["3.6"])).proofs == ()
    assert (await attach(context, anna, ONE, ids["3.6"], names, sure=True)).proof is not None


@pytest.mark.parametrize(
    ("text", "code"), [(" ", "empty-text"), ("я" * 301, "long-text"), ("https://localhost", "bad-link")]
)
async def test_evidence_that_is_none_is_refused(
    context: Context, ids: dict[str, int], anna: Actor, text: str, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        await attach(context, anna, ONE, ids["3.6"], text)
    assert refused.value.code == code


async def test_evidence_is_asked_only_where_the_row_implies_it(
    context: Context, ids: dict[str, int], anna: Actor
) -> None:
    await mark_done(context, anna, ONE, ids["3.9"], 1)
    assert not (await card(context, anna, ids["3.9"])).asks_proof


async def test_an_own_day_in_own_words_concerns_this_school_only(
    context: Context, world: sample.District, ids: dict[str, int], anna: Actor
) -> None:
    shown = await set_own_day(context, anna, ONE, ids["2.5"], 1, "до 28 февраля")
    assert (shown.own_day, shown.line.due, shown.line.deadline_text) == (
        True,
        date(2024, 2, 28),
        "по отдельному графику",
    )
    boris = await sample.actor(context, sample.BORIS)
    assert (await board(context, boris, Selection.UNDATED)).total == 1
    assert (await board(context, anna, Selection.UNDATED)).total == 0
    async with context.transaction() as session:
        (fact,) = await session.scalars(select(Extension))
    assert (fact.due, fact.reason, fact.state, fact.asked_by) == (date(2024, 2, 28), "до 28 февраля", "own", world.anna)


async def test_an_own_day_is_for_rows_without_one(context: Context, ids: dict[str, int], anna: Actor) -> None:
    for number in ("3.6", "4.1"):
        with pytest.raises(Refusal) as refused:
            await set_own_day(context, anna, ONE, ids[number], 1, "до 28 февраля")
        assert refused.value.code == "has-a-day"
    await set_own_day(context, anna, ONE, ids["2.5"], 1, "до 28 февраля")
    with pytest.raises(Refusal) as refused:
        await set_own_day(context, anna, TWO, ids["2.5"], 1, "до 1 марта")
    assert refused.value.code == "stale"
    assert (await set_own_day(context, anna, THREE, ids["2.5"], 2, "до 1 марта")).line.due == date(2024, 3, 1)


@pytest.mark.parametrize(
    ("now", "until", "moment"),
    [
        ("2023-08-24T09:05", Until.HOUR, "2023-08-24T10:05"),
        ("2023-08-24T18:30", Until.HOUR, "2023-08-25T08:00"),
        ("2023-08-24T06:00", Until.HOUR, "2023-08-24T08:00"),
        ("2023-08-25T18:30", Until.HOUR, "2023-08-28T08:00"),
        ("2023-08-24T09:00", Until.MORNING, "2023-08-25T08:00"),
        ("2023-08-25T09:00", Until.MORNING, "2023-08-28T08:00"),
        ("2023-08-24T09:00", Until.MONDAY, "2023-08-28T08:00"),
        ("2023-11-03T09:00", Until.MONDAY, "2023-11-07T08:00"),
    ],
)
async def test_later_is_never_in_the_evening_or_on_a_day_off(
    context: Context, ids: dict[str, int], anna: Actor, clock: FixedClock, now: str, until: Until, moment: str
) -> None:
    clock.moment = at(now)
    assert (await snooze(context, anna, ids["3.7"], until)).moment == at(moment)


async def test_a_snooze_is_a_notice_of_its_own(
    context: Context, world: sample.District, ids: dict[str, int], anna: Actor
) -> None:
    for _ in range(2):
        await snooze(context, anna, ids["3.6"], Until.MORNING)
    async with context.transaction() as session:
        (notice,) = await session.scalars(select(Notice))
        (delivery,) = await session.scalars(select(Delivery))
    assert (notice.person_id, notice.subject_kind, notice.subject_id) == (world.anna, "task", ids["3.6"])
    assert (notice.stage, notice.day, delivery.kind) == (Stage.SNOOZED, date(2023, 8, 25), DeliveryKind.DIGEST)
    assert delivery.due_at == datetime(2023, 8, 25, 5, tzinfo=UTC)


async def test_facts_are_added_by_those_who_see_the_task_only(
    context: Context, world: sample.District, ids: dict[str, int], anna: Actor
) -> None:
    entry = await add_entry(context, anna, ONE, ids["4.1"], "25")
    proof = await attach(context, anna, ONE, ids["3.6"], "приказ")
    assert proof.proof is not None
    for number in (sample.BORIS, sample.VERA, sample.STRANGER):
        actor = await sample.actor(context, number)
        for attempt in (
            add_entry(context, actor, TWO, ids["4.1"], "25"),
            repeat_entry(context, actor, TWO, ids["4.1"]),
            undo_entry(context, actor, ids["4.1"], entry.entry.entry_id),
            attach(context, actor, TWO, ids["3.6"], "приказ"),
            detach(context, actor, ids["3.6"], proof.proof.proof_id),
            set_own_day(context, actor, TWO, ids["2.5"], 1, "завтра"),
            snooze(context, actor, ids["3.6"], Until.HOUR),
            card(context, actor, ids["3.6"]),
        ):
            with pytest.raises(AccessDenied):
                await attempt
    async with context.transaction() as session:
        counted = [await session.scalar(select(func.count(t.id))) for t in (Entry, Evidence, Extension, Notice)]
    assert counted == [1, 1, 0, 0]


async def test_a_navigator_adds_facts_but_sets_no_days(
    context: Context, world: sample.District, ids: dict[str, int], anna: Actor
) -> None:
    vera = await sample.actor(context, sample.VERA)
    await assign(context, anna, ONE, ids["2.5"], world.vera)
    assert (await add_entry(context, vera, TWO, ids["2.5"], "25")).card.line.entries == 1
    await snooze(context, vera, ids["2.5"], Until.HOUR)
    with pytest.raises(AccessDenied):
        await set_own_day(context, vera, THREE, ids["2.5"], 1, "завтра")


async def test_names_of_teachers_stay_in_the_school(
    context: Context, world: sample.District, ids: dict[str, int], anna: Actor
) -> None:
    async with context.transaction(write=True) as session:
        region = await sample.organisation(session, context.now(), OrganisationKind.REGION, "Министерство", "Область")
        (await session.get_one(Organisation, world.municipality)).parent_id = region
        await sample.person(session, context.now(), 7, "Глава", (region, Role.ADMIN))
    await assign(context, anna, ONE, ids["3.6"], world.vera)
    await mark_done(context, anna, TWO, ids["3.6"], 1)
    seen = {}
    for number in (sample.ANNA, sample.ADMIN, 7):
        shown = await card(context, await sample.actor(context, number), ids["3.6"])
        by = shown.marks[0].by
        assert by is not None
        seen[number] = (shown.assignees[0].who.name, by.name, by.role)
    assert seen == {
        sample.ANNA: ("Вера Н.", "Анна П.", Role.COORDINATOR),
        sample.ADMIN: (None, "Анна П.", Role.COORDINATOR),
        7: (None, None, Role.COORDINATOR),
    }
