"""The common link of an authority: pick a school and a role, write a name, wait; somebody who knows you decides."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from aiogram.methods import SetMyCommands
from aiogram.types import BotCommandScopeChat
from sqlalchemy import select

from bot.domain.clock import FixedClock
from bot.domain.deliveries import DeliveryKind
from bot.domain.people import Role
from bot.ui.courier import TelegramCourier
from bot.usecases import applications, invites
from bot.usecases.context import Context
from bot.usecases.courier import ApplicationAnswer, ApplicationPush
from bot.usecases.sending import Fate, send_due
from db.models import Application, Delivery, Membership, Organisation
from tests import sample
from tests.lesson_world import at
from tests.messenger import Messenger, Person


async def link(context: Context) -> tuple[sample.District, str]:
    district = await sample.district(context)
    admin = await sample.actor(context, sample.ADMIN)
    return district, (await invites.invite_all_comers(context, admin, district.municipality)).code


async def applies(person: Person, code: str, school: str, role: str, name: str = "Галина") -> None:
    await person.says(f"/start {code}")
    await person.taps("Даю согласие")
    await person.says(name)
    await person.taps(school)
    await person.taps(role)


async def deliveries(context: Context) -> list[tuple[int, object]]:
    """Whom applications were told, and what they read."""
    async with context.transaction() as session:
        rows = list(await session.scalars(select(Delivery).where(Delivery.kind == DeliveryKind.APPLICATION)))
        return [
            (row.person_id, await applications.application_push(session, row.person_id, row.payload["application"]))
            for row in rows
        ]


async def test_a_teacher_applies_and_the_coordinator_of_the_school_says_yes(sqlite_context: Context) -> None:
    district, code = await link(sqlite_context)
    chat = Messenger(sqlite_context)
    galina, anna = chat.person(700), chat.person(sample.ANNA)
    await applies(galina, code, "МБОУ СОШ № 1", "Педагог")
    assert "Заявка отправлена: Школа № 1, педагог." in galina.screen()
    await galina.says("/start")
    assert "нет роли ни в одной организации" in galina.screen()
    assert await deliveries(sqlite_context) == [
        (district.anna, ApplicationPush(1, "Школа № 1", Role.NAVIGATOR, "Галина"))
    ]
    await anna.says("/people")
    await anna.taps("Сотрудники")
    await anna.taps("Заявки")
    await anna.taps("Школа № 1: Галина")
    await anna.taps("✅ Подтвердить")
    assert "Подтверждено: Школа № 1, педагог — Галина" in anna.screen()
    actor = await sample.actor(sqlite_context, 700)
    assert actor.organisations(Role.NAVIGATOR) == {district.schools[0]}
    assert (actor.person_id, ApplicationAnswer("МБОУ СОШ № 1", Role.NAVIGATOR, True)) in await deliveries(
        sqlite_context
    )
    await anna.presses("aq:no:1")
    assert "уже ответили" in str(chat.calls[-1])


async def test_where_no_coordinator_is_the_administrator_decides_without_the_teachers_name(
    sqlite_context: Context,
) -> None:
    district, code = await link(sqlite_context)
    chat = Messenger(sqlite_context)
    galina, admin = chat.person(700), chat.person(sample.ADMIN)
    await applies(galina, code, "МБОУ СОШ № 3", "Педагог")
    assert await deliveries(sqlite_context) == [(district.admin, ApplicationPush(1, "Школа № 3", Role.NAVIGATOR, ""))]
    await admin.presses("aq:show:1")
    assert "Галина" not in admin.screen()
    await admin.taps("✅ Подтвердить")
    assert admin.screen().startswith("Подтверждено: Школа № 3, педагог.")


async def test_a_coordinator_is_decided_by_the_administrator_and_may_be_turned_away(sqlite_context: Context) -> None:
    district, code = await link(sqlite_context)
    chat = Messenger(sqlite_context)
    galina, admin = chat.person(700), chat.person(sample.ADMIN)
    await applies(galina, code, "МБОУ СОШ № 3", "Координатор")
    assert [person for person, _ in await deliveries(sqlite_context)] == [district.admin]
    await admin.presses("aq:show:1")
    assert "Заявка: Школа № 3, координатор — Галина" in admin.screen()
    await admin.taps("Это не наш человек")
    assert "Отклонено" in admin.screen()
    actor = await sample.actor(sqlite_context, 700)
    assert actor.memberships == ()
    assert (actor.person_id, ApplicationAnswer("МБОУ СОШ № 3", Role.COORDINATOR, False)) in await deliveries(
        sqlite_context
    )


async def test_a_school_is_found_by_words(sqlite_context: Context) -> None:
    _, code = await link(sqlite_context)
    galina = Messenger(sqlite_context).person(700)
    await galina.says(f"/start {code}")
    await galina.taps("Даю согласие")
    await galina.says("Галина")
    await galina.says("гимназия")
    assert "Такой школы в списке нет" in galina.screen()
    await galina.says("сош №5")
    assert "[МБОУ СОШ № 5]" in galina.screen()
    assert "СОШ № 1" not in galina.screen()


async def test_the_same_application_twice_is_one_and_four_are_too_many(sqlite_context: Context) -> None:
    district, code = await link(sqlite_context)
    chat = Messenger(sqlite_context)
    galina = chat.person(700)
    await applies(galina, code, "МБОУ СОШ № 1", "Педагог")
    for school in (1, 2, 3):
        await galina.says(f"/start {code}")
        await galina.presses(f"ap:school:{district.schools[school - 1]}:0")
        await galina.taps("Педагог")
    await galina.says(f"/start {code}")
    await galina.presses(f"ap:navigator:{district.schools[3]}:0")
    assert "уже три заявки" in str(chat.calls[-1])
    async with sqlite_context.transaction() as session:
        assert len(list(await session.scalars(select(Application)))) == 3


async def test_a_common_link_leads_to_no_other_school_and_gives_no_role_by_itself(sqlite_context: Context) -> None:
    district, code = await link(sqlite_context)
    chat = Messenger(sqlite_context)
    galina = chat.person(700)
    await galina.says(f"/start {code}")
    await galina.taps("Даю согласие")
    await galina.says("Галина")
    for data in (f"ap:navigator:{district.elsewhere_school}:0", f"ap:school:{district.elsewhere_school}:0"):
        await galina.presses(data)
        assert "Нет доступа" in str(chat.calls[-1])
    await galina.presses(f"ap:admin:{district.schools[0]}:0")
    assert "старого сообщения" in str(chat.calls[-1])
    assert (await sample.actor(sqlite_context, 700)).memberships == ()


async def test_nobody_else_decides_and_nobody_decides_about_oneself(sqlite_context: Context) -> None:
    _, code = await link(sqlite_context)
    chat = Messenger(sqlite_context)
    await applies(chat.person(700), code, "МБОУ СОШ № 1", "Координатор")
    for number in (sample.STRANGER, sample.BORIS, sample.VERA, 700, 999):
        for action in ("show", "yes", "no"):
            await chat.person(number).presses(f"aq:{action}:1")
            said = str(chat.calls[-1])
            assert "Нет доступа" in said or "старого сообщения" in said, (number, action)
    async with sqlite_context.transaction() as session:
        assert (await session.get_one(Application, 1)).decided_at is None
        rows = await session.scalars(select(Membership).where(Membership.role == Role.COORDINATOR))
    assert len(list(rows)) == 2


async def test_a_new_common_link_ends_the_older_one(sqlite_context: Context) -> None:
    district, code = await link(sqlite_context)
    chat = Messenger(sqlite_context)
    admin = chat.person(sample.ADMIN)
    await admin.presses(f"o:people:{district.municipality}:0")
    await admin.taps("Общая ссылка")
    assert "Общая ссылка: Управление образования района." in admin.screen()
    galina = chat.person(700)
    await galina.says(f"/start {code}")
    assert "Срок приглашения вышел" in galina.screen()
    for number in (sample.STRANGER, sample.ANNA, sample.VERA):
        await chat.person(number).presses(f"o:common:{district.municipality}:0")
        assert "Нет доступа" in str(chat.calls[-1])


async def test_start_brings_the_commands_of_the_role_that_somebody_else_gave(sqlite_context: Context) -> None:
    _, code = await link(sqlite_context)
    chat = Messenger(sqlite_context)
    galina = chat.person(700)
    await applies(galina, code, "МБОУ СОШ № 3", "Координатор")
    await chat.person(sample.ADMIN).presses("aq:yes:1")
    await galina.says("/start")
    told = [call for call in chat.calls if isinstance(call, SetMyCommands)]
    assert "people" in {command.command for command in told[-1].commands}
    assert isinstance(told[-1].scope, BotCommandScopeChat)
    assert told[-1].scope.chat_id == 700


async def test_a_refusal_keeps_the_silence_of_the_school_that_was_asked(
    sqlite_context: Context, clock: FixedClock
) -> None:
    """Nobody in Kamchatka is told at night or at the weekend, not even who has no role and never will."""
    district, code = await link(sqlite_context)
    async with sqlite_context.transaction(write=True) as session:
        (await session.get_one(Organisation, district.schools[2])).zone = "Asia/Kamchatka"
    chat = Messenger(sqlite_context)
    galina, admin = chat.person(700), chat.person(sample.ADMIN)
    await applies(galina, code, "МБОУ СОШ № 3", "Координатор")
    told: list[datetime] = []
    clock.moment = at(date(2023, 9, 8), 10)  # Friday evening in Kamchatka
    await admin.presses("aq:no:1")
    for hours in range(84):
        clock.moment = at(date(2023, 9, 8), 10) + timedelta(hours=hours)
        done = await send_due(sqlite_context, TelegramCourier(chat.bot))
        sent = [one for one in done.handled if one.fate is Fate.SENT and one.person_id != district.admin]
        told += [clock.moment for _ in sent]
    assert [moment.astimezone(ZoneInfo("Asia/Kamchatka")).isoformat()[:16] for moment in told] == ["2023-09-11T08:00"]


async def test_nobody_joins_a_school_that_was_closed_meanwhile(sqlite_context: Context) -> None:
    district, code = await link(sqlite_context)
    chat = Messenger(sqlite_context)
    galina, admin = chat.person(700), chat.person(sample.ADMIN)
    await applies(galina, code, "МБОУ СОШ № 3", "Координатор")
    async with sqlite_context.transaction(write=True) as session:
        (await session.get_one(Organisation, district.schools[2])).closed_at = sqlite_context.now()
    await admin.says("/people")
    await admin.taps("Сотрудники")
    await admin.taps("Заявки")
    await admin.taps("Школа № 3")
    await admin.taps("✅ Подтвердить")
    assert "Школа № 3 закрыта" in admin.toast()
    async with sqlite_context.transaction() as session:
        held = list(await session.scalars(select(Membership).where(Membership.organisation_id == district.schools[2])))
    assert held == []
    await admin.taps("Это не наш человек")
