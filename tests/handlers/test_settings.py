"""/settings and /privacy: what a person sets, sees, takes along and erases."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.domain.people import Role
from bot.usecases import classes, invites
from bot.usecases.context import Context, PrivacyTerms
from db.models import AuditEvent, Identity, Membership, Person, SchoolClass
from tests import sample
from tests.messenger import Messenger


async def settings_of(context: Context, person_id: int) -> tuple[str | None, dict[str, object]]:
    async with context.transaction() as session:
        person = await session.get_one(Person, person_id)
        return person.zone, person.settings


async def test_zone_hour_and_thursday_are_set_by_taps(sqlite_context: Context) -> None:
    district = await sample.district(sqlite_context)
    vera = Messenger(sqlite_context).person(sample.VERA)
    await vera.says("настройки")
    assert "Время: Москва, сейчас 07:50" in vera.screen()
    await vera.taps("Город")
    await vera.taps("Другой город")
    await vera.taps("Барнаул")
    assert "Время: Барнаул, сейчас 11:50" in vera.screen()
    await vera.taps("Час сводки")
    assert "[07:00]" not in vera.screen()
    await vera.taps("10:00")
    assert "Сводка приходит в 10:00" in vera.screen()
    await vera.taps("О занятии")
    await vera.taps("Накануне")
    assert "О занятии в четверг: накануне" in vera.screen()
    assert await settings_of(sqlite_context, district.vera) == (
        "Asia/Barnaul",
        {"send_at": "10:00", "announce": "eve"},
    )
    await vera.taps("О занятии")
    await vera.taps("По времени урока")
    assert await settings_of(sqlite_context, district.vera) == ("Asia/Barnaul", {"send_at": "10:00"})


async def test_the_silence_is_made_longer_by_taps(sqlite_context: Context) -> None:
    district = await sample.district(sqlite_context)
    vera = Messenger(sqlite_context).person(sample.VERA)
    await vera.says("настройки")
    assert "Бот молчит с 19:00 до 08:00" in vera.screen()
    await vera.taps("Тихие часы")
    assert "[Как у всех]" not in vera.screen()
    await vera.taps("Молчать с 19:00")
    await vera.taps("16:00")
    await vera.taps("Молчать до 08:00")
    assert "[16:00]" not in vera.screen(), "an hour to speak in is left"
    await vera.taps("10:00")
    assert (await settings_of(sqlite_context, district.vera))[1] == {"quiet_from": "16:00", "quiet_until": "10:00"}
    await vera.taps("⬅️ Назад")
    assert "Сводка приходит в 10:00" in vera.screen(), "the digest waits for the end of the silence"
    await vera.taps("Час сводки")
    assert "[09:00]" not in vera.screen()
    await vera.presses("set:quiet_from:10")
    assert "на весь день" in vera.toast(), "equal bounds are refused"
    await vera.presses("set:hour:9")
    assert "В этот час бот молчит" in vera.toast()
    await vera.presses("set:quiet:")
    await vera.taps("Как у всех")
    assert await settings_of(sqlite_context, district.vera) == (None, {})


async def test_the_own_name_is_written_anew(sqlite_context: Context) -> None:
    await sample.district(sqlite_context)
    vera = Messenger(sqlite_context).person(sample.VERA)
    await vera.says("/settings")
    await vera.taps("Имя")
    await vera.says("🙂")
    assert "Имя не видно" in vera.screen()
    await vera.says("Вера Николаевна")
    assert "Теперь: Вера Николаевна" in vera.screen()


@pytest.mark.parametrize(
    "data",
    [
        "set:hour:3",
        "set:hour:99",
        "set:hour:²",
        "set:announce:never",
        "set:zone:x",
        "zone:me:Europe/Paris:0",
        "set:a:b",
        "set:quiet_from:20",
        "set:quiet_until:7",
        "set:quiet_from:8",
        "set:quiet_until:19",
        "set:quiet:x",
        "set:quiet_from:x",
    ],
)
async def test_forged_settings_are_refused(sqlite_context: Context, data: str) -> None:
    district = await sample.district(sqlite_context)
    chat = Messenger(sqlite_context)
    vera = chat.person(sample.VERA)
    await vera.presses(data)
    assert type(chat.calls[-1]).__name__ == "AnswerCallbackQuery"
    assert await settings_of(sqlite_context, district.vera) == (None, {})


async def test_a_person_sees_and_takes_along_what_is_stored(sqlite_context: Context) -> None:
    await sample.district(sqlite_context)
    context = replace(
        sqlite_context,
        privacy=PrivacyTerms("Управление <образования>", "ул. Мира, 1", "тел. 2-34-56", "до 31 мая 2027 г."),
    )
    vera = Messenger(context).person(sample.VERA)
    await vera.says("/privacy")
    assert "Имя: Вера Н." in vera.screen()
    assert "Аккаунт: Telegram, номер 201" in vera.screen()
    assert "Согласие: редакция 2, дано 4 сентября 2023 года, пн" in vera.screen()
    assert "Управление &lt;образования&gt;, ул. Мира, 1, тел. 2-34-56" in vera.screen()
    await vera.taps("Текст согласия")
    assert "до 31 мая 2027 г." in vera.screen()
    await vera.taps("⬅️ Назад")
    await vera.taps("Скачать")
    assert vera.shown[-1].document is not None
    name, content = vera.shown[-1].document
    assert name == "Мои данные.txt"
    own = content.decode("utf-8-sig").splitlines()
    assert own[0] == "Имя: Вера Н."
    assert "    Организация: МБОУ СОШ № 1" in own
    assert "    Номер: 201" in own
    assert "Должность: нет" in own


async def test_erasing_takes_name_and_account_and_leaves_an_event(sqlite_context: Context) -> None:
    district = await sample.district(sqlite_context)
    actor = await sample.actor(sqlite_context, sample.ANNA)
    board = (await classes.add(sqlite_context, actor, district.schools[0], "6А")).board
    await classes.set_teacher(sqlite_context, actor, board.classes[0].class_id, district.vera)
    vera = Messenger(sqlite_context).person(sample.VERA)
    await vera.says("мои данные")
    await vera.taps("Отозвать")
    await vera.taps("Да, стереть")
    assert "Данные стёрты" in vera.screen()
    async with sqlite_context.transaction() as session:
        person = await session.get_one(Person, district.vera)
        assert (person.name, person.consent_at, person.settings) == (None, None, {})
        assert person.erased_at is not None
        assert (await session.scalars(select(Identity).where(Identity.external_id == "201"))).first() is None
        assert (await session.scalars(select(SchoolClass))).one().teacher_id is None
        assert "erased" in set(await session.scalars(select(AuditEvent.action)))
    await vera.presses("pd:erase-yes")
    assert "ничего не хранится" in vera.screen()
    await vera.says("/start")
    assert "Сюда входят по приглашению" in vera.screen()


async def test_who_was_erased_comes_back_as_somebody_new(sqlite_context: Context) -> None:
    district = await sample.district(sqlite_context)
    chat = Messenger(sqlite_context)
    vera = chat.person(sample.VERA)
    await vera.presses("pd:erase-yes")
    anna = await sample.actor(sqlite_context, sample.ANNA)
    new = await invites.invite(sqlite_context, anna, district.schools[0], Role.NAVIGATOR)
    await vera.says(f"/start {new.code}")
    await vera.taps("Даю согласие")
    await vera.says("Вера")
    assert (await sample.actor(sqlite_context, sample.VERA)).person_id != district.vera


async def test_the_last_administrator_is_warned_before_erasing(sqlite_context: Context) -> None:
    await sample.district(sqlite_context)
    admin = Messenger(sqlite_context).person(sample.ADMIN)
    await admin.presses("pd:erase")
    assert "Без администратора останется: Управление образования района" in admin.screen()


async def test_a_stranger_reads_what_would_be_stored(sqlite_context: Context) -> None:
    stranger = Messenger(sqlite_context).person(999)
    await stranger.says("/privacy")
    assert "О вас ничего не хранится" in stranger.screen()
    assert "Отзыв:" in stranger.screen()
    for action in ("show", "file", "erase", "erase-yes"):
        await stranger.presses(f"pd:{action}")
        assert "О вас ничего не хранится" in stranger.screen()


async def test_a_new_edition_of_the_consent_is_asked_again(sqlite_context: Context) -> None:
    district = await sample.district(sqlite_context)
    async with sqlite_context.transaction(write=True) as session:
        (await session.get_one(Person, district.vera)).consent_version = 0
    vera = Messenger(sqlite_context).person(sample.VERA)
    await vera.says("/measures")
    assert "[Даю согласие]" in vera.screen()
    await vera.taps("Не даю")
    assert "[Отозвать и стереть]" in vera.screen()
    anna = vera.messenger.person(sample.ANNA)
    await anna.presses(f"o:people:{district.schools[0]}:0")
    assert "Вера Н. — педагог, ещё не в боте" in anna.screen()
    await anna.taps("Вера Н.")
    assert "Ещё не в боте: согласия на обработку данных нет" in anna.screen()
    await vera.says("/start")
    await vera.taps("Даю согласие")
    assert "Здравствуйте, Вера Н." in vera.screen()
    await anna.presses(f"o:people:{district.schools[0]}:0")
    assert "ещё не в боте" not in anna.screen()


async def test_a_teacher_of_two_schools_finds_the_classes_of_both(sqlite_context: Context) -> None:
    place = await sample.district(sqlite_context, schools=2)
    async with sqlite_context.transaction(write=True) as session:
        session.add(Membership(
            person_id=place.vera, organisation_id=place.schools[1], role=Role.NAVIGATOR,
            from_at=sqlite_context.now(),
        ))  # fmt: skip
    vera = Messenger(sqlite_context).person(sample.VERA)
    await vera.says("/settings")
    assert "[Мои классы: МБОУ СОШ № 1]\n[Мои классы: МБОУ СОШ № 2]" in vera.screen()
