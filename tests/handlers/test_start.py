"""The way in, told with people: the first administrator, Анна with an invite, and a stranger."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import func, select

from bot.domain.clock import FixedClock
from bot.domain.people import Role
from bot.usecases import classes, invites
from bot.usecases.context import Context
from db.models import Delivery, Identity, Invite, Membership, Notice, Organisation, Person
from tests import sample
from tests.messenger import Messenger
from tests.messenger import Person as Chatter


async def rows(context: Context, table: type) -> int:
    async with context.transaction() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def coordinator_code(context: Context, role: Role = Role.COORDINATOR, school: int = 0, uses: int = 1) -> str:
    district = await sample.district(context)
    admin = await sample.actor(context, sample.ADMIN)
    new = await invites.invite(context, admin, district.schools[school], role, uses=uses)
    return new.code


async def joins(chatter: Chatter, code: str, name: str) -> None:
    await chatter.says(f"/start {code}")
    await chatter.taps("Даю согласие")
    await chatter.says(name)


async def test_a_stranger_hears_the_own_number_and_whom_to_ask(sqlite_context: Context) -> None:
    stranger = Messenger(sqlite_context).person(999)
    for text in ("/start", "Здравствуйте", "/people", "люди", "🙂"):
        await stranger.says(text)
        assert "Сюда входят по приглашению" in stranger.screen()
        assert "<code>999</code>" in stranger.screen()
    assert await rows(sqlite_context, Person) == 0


async def test_the_first_administrator_founds_a_district(sqlite_context: Context) -> None:
    context = replace(sqlite_context, admins=frozenset({"7"}))
    first = Messenger(context).person(7)
    await first.says("/start")
    assert "Согласие на обработку персональных данных, редакция 2" in first.screen()
    assert await rows(context, Person) == 0
    await first.taps("Даю согласие")
    assert "Как к вам обращаться?" in first.screen()
    await first.says("Мария Ивановна")
    assert "Кого ведёт этот бот?" in first.screen()
    await first.taps("Школы района")
    await first.says("Управление образования Лысьвы")
    await first.taps("Другой город")
    await first.taps("Главные города")
    await first.taps("Екатеринбург")
    assert "вы администратор. Время: Екатеринбург, сейчас 09:50" in first.screen()
    actor = await sample.actor(context, 7)
    assert actor.roles() == {Role.ADMIN}
    assert actor.zone == "Asia/Yekaterinburg"
    await first.says("/start")
    assert "Здравствуйте, Мария Ивановна" in first.screen()


async def test_the_owner_of_one_school_is_its_coordinator_too_and_names_the_classes(sqlite_context: Context) -> None:
    context = replace(sqlite_context, admins=frozenset({"7"}))
    first = Messenger(context).person(7)
    await first.says("привет")
    await first.taps("Даю согласие")
    await first.says("Олег")
    await first.taps("Одну школу")
    await first.says("МБОУ СОШ № 3")
    await first.taps("Москва")
    assert "Какие классы ведут" in first.screen()
    await first.says("6а, 6-б 7 А 10 и 11")
    assert "«10 и» читается двояко" in first.screen()
    await first.says("6а, 6-б 7 А 10 11")
    assert "Добавлено 5 классов: 6А 6Б 7А 10 11" in first.screen()
    await first.says("8.30")
    assert "Обычное время: 8:30" in first.screen()
    actor = await sample.actor(context, 7)
    assert actor.roles() == {Role.ADMIN, Role.COORDINATOR}


async def test_the_first_administrator_comes_by_an_invite_of_the_command_line(sqlite_context: Context) -> None:
    new = await invites.invite_first_admin(sqlite_context)
    chat = Messenger(sqlite_context)
    first = chat.person(7)
    await joins(first, new.code, "Мария")
    assert "Кого ведёт этот бот?" in first.screen()
    late = chat.person(8)
    await late.says(f"/start {new.code}")
    assert "уже использовано" in late.screen()


async def test_anna_comes_in_by_a_link_names_herself_and_the_classes(sqlite_context: Context) -> None:
    code = await coordinator_code(sqlite_context, school=3)
    before = await rows(sqlite_context, Person)
    anna = Messenger(sqlite_context).person(501)
    await anna.says(f"Вот ссылка: https://t.me/shturman_test_bot?start={code}")
    assert "[Даю согласие]" in anna.screen()
    await anna.taps("Полный текст")
    assert "Отзыв:" in anna.screen()
    await anna.taps("⬅️ Назад")
    assert await rows(sqlite_context, Person) == before
    await anna.taps("Даю согласие")
    assert "Вы входите как координатор: МБОУ СОШ № 4" in anna.screen()
    await anna.says("Анна <b>Петровна</b>")
    assert "Анна &lt;b&gt;Петровна&lt;/b&gt;" in anna.screen()
    assert "Какие классы ведут" in anna.screen()
    await anna.taps("Пропустить")
    assert "[👥 Люди]" in anna.screen()


async def test_a_bare_code_pasted_works_too(sqlite_context: Context) -> None:
    code = await coordinator_code(sqlite_context)
    anna = Messenger(sqlite_context).person(501)
    await anna.says(code)
    assert "[Даю согласие]" in anna.screen()


async def test_a_no_to_the_consent_keeps_nothing_and_the_invite_stays_open(sqlite_context: Context) -> None:
    code = await coordinator_code(sqlite_context)
    people, identities = await rows(sqlite_context, Person), await rows(sqlite_context, Identity)
    anna = Messenger(sqlite_context).person(501)
    await anna.says(f"/start {code}")
    await anna.taps("Не даю")
    assert "Ничего не сохранено" in anna.screen()
    assert await rows(sqlite_context, Person) == people
    assert await rows(sqlite_context, Identity) == identities
    await joins(anna, code, "Анна")
    assert "Здравствуйте, Анна" in anna.screen()


async def test_used_expired_and_unknown_invites_are_refused_and_leave_nothing(
    sqlite_context: Context, clock: FixedClock
) -> None:
    code = await coordinator_code(sqlite_context)
    chat = Messenger(sqlite_context)
    anna, boris = chat.person(501), chat.person(502)
    await joins(anna, code, "Анна")
    people = await rows(sqlite_context, Person)
    await boris.says(f"/start {code}")
    assert "уже использовано" in boris.screen()
    await boris.says("/start AAAAAAAAAAAAAAAAAAAAAA")
    assert "Такого приглашения нет" in boris.screen()
    admin = await sample.actor(sqlite_context, sample.ADMIN)
    school = min(admin.subtree - {admin.memberships[0].organisation_id})
    late = await invites.invite(sqlite_context, admin, school, Role.NAVIGATOR)
    clock.moment += timedelta(days=15)
    await boris.says(late.code)
    assert "Срок приглашения вышел" in boris.screen()
    assert await rows(sqlite_context, Person) == people


async def test_two_people_with_the_consent_open_share_one_use_between_them(sqlite_context: Context) -> None:
    code = await coordinator_code(sqlite_context)
    chat = Messenger(sqlite_context)
    anna, boris = chat.person(501), chat.person(502)
    await anna.says(f"/start {code}")
    await boris.says(f"/start {code}")
    await anna.taps("Даю согласие")
    await boris.taps("Даю согласие")
    assert "уже использовано" in str(chat.calls[-1])
    async with sqlite_context.transaction() as session:
        found = await session.scalar(select(Identity).where(Identity.external_id == "502"))
    assert found is None


async def test_a_second_tap_on_the_consent_uses_the_invite_once(sqlite_context: Context) -> None:
    code = await coordinator_code(sqlite_context, uses=2)
    anna = Messenger(sqlite_context).person(501)
    await anna.says(f"/start {code}")
    consent = anna.shown[-1]
    await anna.presses("consent:agree", consent)
    await anna.presses("consent:agree", consent)
    async with sqlite_context.transaction() as session:
        assert await session.scalar(select(Invite.uses_left)) == 1
        mine = select(func.count()).select_from(Membership).join(Identity, Identity.person_id == Membership.person_id)
        assert await session.scalar(mine.where(Identity.external_id == "501")) == 1


async def test_a_tap_on_consent_without_an_invite_lets_nobody_in(sqlite_context: Context) -> None:
    people = await rows(sqlite_context, Person)
    chat = Messenger(sqlite_context)
    stranger = chat.person(999)
    for data in ("consent:agree", "join:accept", "found:school:0", "found:root:1", "zone:found:Europe/Moscow:0"):
        await stranger.presses(data)
    assert await rows(sqlite_context, Person) == people
    assert await rows(sqlite_context, Organisation) == 0


async def test_somebody_known_takes_a_second_role_by_a_tap(sqlite_context: Context) -> None:
    code = await coordinator_code(sqlite_context, school=1)
    chat = Messenger(sqlite_context)
    anna = chat.person(sample.ANNA)
    await anna.says(f"/start {code}")
    assert "Роль добавится" in anna.screen()
    await anna.taps("Принять")
    actor = await sample.actor(sqlite_context, sample.ANNA)
    assert len(actor.memberships) == 2
    await anna.says(f"/start {code}")
    assert "уже использовано" in anna.screen()


async def test_an_invite_to_the_own_role_is_refused_and_not_used(sqlite_context: Context) -> None:
    code = await coordinator_code(sqlite_context, school=0)
    anna = Messenger(sqlite_context).person(sample.ANNA)
    await anna.says(f"/start {code}")
    assert "Эта роль у вас уже есть" in anna.screen()
    async with sqlite_context.transaction() as session:
        assert await session.scalar(select(Invite.uses_left)) == 1


async def test_bad_names_are_asked_again(sqlite_context: Context) -> None:
    code = await coordinator_code(sqlite_context)
    anna = Messenger(sqlite_context).person(501)
    await anna.says(f"/start {code}")
    await anna.taps("Даю согласие")
    for name, answer in (("🙂", "Имя не видно"), ("я" * 4000, "а помещается 100"), ("\u202e\u202e", "Имя не видно")):
        await anna.says(name)
        assert answer in anna.screen()
    await anna.says("/people")
    assert "Это команда" in anna.screen()
    await anna.says("Анна\u202e\nПетровна")
    assert "Здравствуйте, Анна Петровна\n" in anna.screen()


async def test_the_inviter_is_told_once(sqlite_context: Context) -> None:
    code = await coordinator_code(sqlite_context)
    anna = Messenger(sqlite_context).person(501)
    await joins(anna, code, "Анна")
    async with sqlite_context.transaction() as session:
        notice = (await session.scalars(select(Notice))).one()
        delivery = (await session.scalars(select(Delivery))).one()
    admin = await sample.actor(sqlite_context, sample.ADMIN)
    assert notice.person_id == delivery.person_id == admin.person_id
    assert delivery.payload == {"membership": notice.subject_id}


async def test_a_teacher_taps_the_own_classes_and_cannot_take_those_of_others(sqlite_context: Context) -> None:
    code = await coordinator_code(sqlite_context, Role.NAVIGATOR)
    chat = Messenger(sqlite_context)
    anna, vera, gleb = chat.person(sample.ANNA), chat.person(sample.VERA), chat.person(601)
    await anna.says("/start")
    actor = await sample.actor(sqlite_context, sample.ANNA)
    await classes.add(sqlite_context, actor, actor.memberships[0].organisation_id, "6А 6Б 11")
    await joins(gleb, code, "Глеб")
    assert "Отметьте свои классы" in gleb.screen()
    await gleb.taps("6А")
    assert "[✅ 6А]" in gleb.screen()
    await vera.presses("cl:mine:1:0:0")
    assert "У 6А уже есть педагог" in str(chat.calls[-1])
    await gleb.taps("Готово")
    assert "Ваши классы: 6А." in gleb.screen()
