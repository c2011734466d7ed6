"""«Отпуск» of a teacher and «Замещение» by the coordinator, with rights for those days."""

from datetime import date, timedelta

from sqlalchemy import select

from bot.domain.boards import Selection
from bot.domain.clock import FixedClock
from bot.domain.deliveries import DeliveryKind
from bot.domain.people import Role
from bot.usecases import absences, boards
from bot.usecases.context import Cause, Context
from db import people
from db.models import Assignment, Delivery, Membership, Task
from tests import sample, sample_tasks
from tests.messenger import Messenger


async def with_task(context: Context) -> sample.District:
    """Vera has a task that falls due on 30 September; Boris is a navigator of her school too."""
    district = await sample.district(context)
    await sample_tasks.plan(context, district.municipality, district.schools[:1], sample_tasks.SUMMER[7:8])
    async with context.transaction(write=True) as session:
        task = (await session.scalars(select(Task))).one()
        session.add(Assignment(task_id=task.id, person_id=district.vera, at=context.now()))
        session.add(
            Membership(
                person_id=district.boris,
                organisation_id=district.schools[0],
                role=Role.NAVIGATOR,
                from_at=context.now(),
            )
        )
    return district


async def test_a_teacher_says_until_when_and_the_coordinator_is_told(sqlite_context: Context) -> None:
    district = await with_task(sqlite_context)
    vera = Messenger(sqlite_context).person(sample.VERA)
    await vera.says("/settings")
    await vera.taps("Отпуск")
    assert "Отпуска нет" in vera.screen()
    await vera.taps("Указать дни")
    await vera.says("как получится")
    assert "Дни не поняты" in vera.screen()
    await vera.says("с 20 сентября по 5 октября")
    assert "Вас нет с 20 сентября, ср, по 5 октября, чт." in vera.screen()
    assert "Раздел «Профминимум» на сайте, до 30 сентября, сб" in vera.screen()
    assert "Замещает: никто" in vera.screen()
    async with sqlite_context.transaction() as session:
        told = (await session.scalars(select(Delivery))).one()
        push = await absences.away_push(session, sqlite_context, told.payload["absence"])
    assert (told.person_id, told.kind) == (district.anna, DeliveryKind.ABSENCE)
    assert push is not None
    assert (push.until, push.due, push.substituted) == (date(2023, 10, 5), 1, False)
    await vera.taps("Отменить отсутствие")
    assert "Отпуска нет" in vera.screen()
    async with sqlite_context.transaction() as session:
        assert await absences.away_push(session, sqlite_context, told.payload["absence"]) is None


async def test_the_substitute_has_the_tasks_for_those_days_only(sqlite_context: Context, clock: FixedClock) -> None:
    await with_task(sqlite_context)
    chat = Messenger(sqlite_context)
    anna, boris = chat.person(sample.ANNA), chat.person(sample.BORIS)
    await anna.says("/people")
    await anna.taps("Сотрудники")
    await anna.taps("Вера Н.")
    await anna.taps("Замещение")
    await anna.taps("Указать дни")
    await anna.says("до 10 сентября")
    await anna.taps("Кто замещает")
    await anna.taps("Борис К.")
    assert "Замещает: Борис К." in anna.screen()
    await boris.says("/start")

    async def seen() -> int:
        async with sqlite_context.transaction() as session:
            actor = await people.actor(session, "telegram", "102", "Europe/Moscow", sqlite_context.now())
        assert actor is not None
        return (await boards.board(sqlite_context, actor, Selection.PLAN)).total

    assert await seen() == 1
    clock.moment += timedelta(days=7)
    assert await seen() == 0


async def test_nobody_else_sees_or_changes_an_absence(sqlite_context: Context) -> None:
    district = await with_task(sqlite_context)
    vera = await sample.actor(sqlite_context, sample.VERA)
    await absences.begin(sqlite_context, vera, Cause("1"), vera.person_id, "до 10 сентября")
    chat = Messenger(sqlite_context)
    for number in (sample.STRANGER, sample.BORIS, sample.ADMIN, 999):
        forger = chat.person(number)
        for action in ("show", "ask", "stands", "stand", "end"):
            await forger.presses(f"ab:{action}:{district.vera}:{district.boris}:0")
            said = str(chat.calls[-1])
            assert "Нет доступа" in said or "старого сообщения" in said, (number, action)
    shown = await absences.away(sqlite_context, vera, vera.person_id)
    assert (shown.until, shown.substitute) == (date(2023, 9, 10), None)


async def test_only_somebody_of_the_school_who_is_in_the_bot_may_stand_in(sqlite_context: Context) -> None:
    district = await sample.district(sqlite_context)
    vera = await sample.actor(sqlite_context, sample.VERA)
    await absences.begin(sqlite_context, vera, Cause("1"), vera.person_id, "до 10 сентября")
    chat = Messenger(sqlite_context)
    await chat.person(sample.VERA).presses(f"ab:stand:0:{district.boris}:0")
    assert "Нет доступа" in str(chat.calls[-1])
    await chat.person(sample.VERA).presses(f"ab:stand:0:{district.anna}:0")
    assert "Замещает: Анна П." in chat.person(sample.VERA).screen()
