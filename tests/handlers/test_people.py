"""/people, told with the administrator of a district, Анна and Борис of two schools, and a stranger."""

from io import BytesIO

import pytest
from aiogram.methods import SendPhoto
from aiogram.types import BufferedInputFile
from docx import Document
from openpyxl import Workbook, load_workbook
from sqlalchemy import func, select

from bot.domain.people import OrganisationKind, Role
from bot.usecases import blocks, classes, invites, organisations
from bot.usecases.context import Context
from db.models import AuditEvent, Invite, Membership, Organisation, Person, SchoolClass
from tests import sample
from tests.messenger import Messenger


async def test_schools_come_as_a_pasted_list_and_the_answer_says_line_by_line(sqlite_context: Context) -> None:
    await sample.district(sqlite_context, schools=1)
    admin = Messenger(sqlite_context).person(sample.ADMIN)
    await admin.says("люди")
    assert "1 школа, подключены: 1." in admin.screen()
    await admin.taps("Добавить школы")
    await admin.says("МБОУ СОШ № 3; город\nмбоу сош №1\nш\nМБОУ Лицей; село, участник БвБ\nМБОУ СОШ №3")
    assert "Добавлено организаций: 2 (строки 1, 4)." in admin.screen()
    assert "2. «мбоу сош №1» — уже есть: «МБОУ СОШ № 1»" in admin.screen()
    assert "3. «ш» — название слишком короткое" in admin.screen()
    assert "5. «МБОУ СОШ №3» — повторяет строку выше: «МБОУ СОШ № 3»" in admin.screen()
    await admin.says("Школа <b>жирная</b>")
    assert "Добавлено организаций: 1 (строка 1)." in admin.screen()
    await admin.taps("Готово")
    assert "4 школы, подключены: 1." in admin.screen()
    async with sqlite_context.transaction() as session:
        row = (await session.scalars(select(Organisation).where(Organisation.name == "МБОУ Лицей"))).one()
    assert (row.short_name, row.tags, row.zone) == ("Лицей", ["село", "участник БвБ"], sample.ZONE)


async def test_three_hundred_schools_are_one_message_and_a_long_list_of_faults_is_a_file(
    sqlite_context: Context,
) -> None:
    await sample.district(sqlite_context, schools=1)
    admin = Messenger(sqlite_context).person(sample.ADMIN)
    await admin.says("/people")
    await admin.taps("Добавить школы")
    await admin.says("\n".join(f"СОШ № {n}" for n in range(2, 302)))
    assert "Добавлено организаций: 300 (строки 1–300)." in admin.screen()
    await admin.says("\n".join(f"СОШ № {n}" for n in range(100, 140)))
    assert "… и ещё 28, все — в файле." in admin.shown[-2].text
    assert admin.shown[-1].document is not None
    name, content = admin.shown[-1].document
    assert name == "Разбор списка.txt"
    assert len(content.decode().splitlines()) == 40
    await admin.says("/people")
    await admin.taps("Список и кто")
    await admin.taps("Дальше")
    assert "подключены 1 из 301" in admin.screen()


async def test_the_template_is_given_and_holds_the_headings(sqlite_context: Context) -> None:
    await sample.district(sqlite_context)
    admin = Messenger(sqlite_context).person(sample.ADMIN)
    await admin.says("/people")
    await admin.taps("Добавить школы")
    await admin.taps("Образец")
    assert admin.shown[-1].document is not None
    name, content = admin.shown[-1].document
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    assert name == "Школы.xlsx"
    assert [cell.value for cell in sheet[1]] == ["Название", "Метки через запятую"]


async def test_links_for_all_schools_come_as_a_sheet_and_older_unused_ones_end(sqlite_context: Context) -> None:
    await sample.district(sqlite_context, schools=6)
    chat = Messenger(sqlite_context)
    admin = chat.person(sample.ADMIN)
    await admin.says("/people")
    await admin.taps("Приглашения школам")
    await admin.taps("🖨 Листами и таблицей")
    assert "Готово 4 приглашения, действуют до 3 октября, вт." in admin.shown[-2].text
    assert "Остальные подключены: 2." in admin.shown[-2].text
    assert admin.shown[-1].document is not None
    rows = list(load_workbook(BytesIO(admin.shown[-1].document[1])).worksheets[0].values)
    assert len(rows) == 7
    assert rows[1][5] == "подключена: Анна П."
    first_code = str(rows[3][3])
    assert rows[3][2] == f"https://t.me/shturman_test_bot?start={first_code}"
    await admin.taps("Текстом")
    new = chat.person(501)
    await new.says(first_code)
    assert "Срок приглашения вышел" in new.screen()
    text = next(shown.text for shown in reversed(admin.shown) if "?start=" in shown.text)
    code = text.split("?start=")[1].split()[0]
    await new.says(code)
    await new.taps("Даю согласие")
    assert "координатор: МБОУ СОШ № 3" in new.screen()


async def test_invites_are_printed_a_card_a_school(sqlite_context: Context) -> None:
    await sample.district(sqlite_context, schools=4)
    chat = Messenger(sqlite_context)
    admin = chat.person(sample.ADMIN)
    await admin.says("/people")
    await admin.taps("Приглашения школам")
    await admin.taps("🖨 Листами и таблицей")
    assert admin.shown[-1].document is not None
    rows = list(load_workbook(BytesIO(admin.shown[-1].document[1])).worksheets[0].values)
    assert admin.shown[-2].document is not None
    name, content = admin.shown[-2].document
    words = "\n".join(
        paragraph.text
        for row in Document(BytesIO(content)).tables[0].rows
        for cell in row.cells
        for paragraph in cell.paragraphs
    )
    assert name == "Приглашения для печати.docx"
    assert "МБОУ СОШ № 1" not in words, "it has joined"
    code = words.split("МБОУ СОШ № 3")[1].split("?start=")[1].split()[0]
    assert code in [row[3] for row in rows], "both files are of one set: neither ends the codes of the other"
    new = chat.person(501)
    await new.says(code)
    await new.taps("Даю согласие")
    assert "координатор: МБОУ СОШ № 3" in new.screen()


async def test_a_school_with_only_a_teacher_in_the_bot_gets_a_code_and_others_keep_theirs(
    sqlite_context: Context,
) -> None:
    world = await sample.district(sqlite_context, schools=3)
    chat = Messenger(sqlite_context)
    admin = chat.person(sample.ADMIN)
    actor = await sample.actor(sqlite_context, sample.ADMIN)
    second = await invites.invite(sqlite_context, actor, world.schools[0], Role.COORDINATOR)
    async with sqlite_context.transaction(write=True) as session:
        await sample.person(session, sqlite_context.now(), 777, "Педагог", (world.schools[2], Role.NAVIGATOR))
    await admin.says("/people")
    await admin.taps("Приглашения школам")
    await admin.taps("🖨 Листами и таблицей")
    assert admin.shown[-1].document is not None
    rows = list(load_workbook(BytesIO(admin.shown[-1].document[1])).worksheets[0].values)
    assert rows[3][5] == "подключена, координатора нет, приглашение не использовано"
    assert rows[3][3]
    new = chat.person(501)
    await new.says(second.code)
    await new.taps("Даю согласие")
    assert "координатор: МБОУ СОШ № 1" in new.screen(), "a second coordinator's invite is not ended by the sheet"


async def test_an_invite_is_a_message_to_forward(sqlite_context: Context) -> None:
    await sample.district(sqlite_context)
    anna = Messenger(sqlite_context).person(sample.ANNA)
    await anna.says("/people")
    assert "[Сотрудники] [Классы]" in anna.screen()
    await anna.taps("Сотрудники")
    assert "Вера Н. — педагог" in anna.screen()
    await anna.taps("Пригласить")
    assert "Администратора" not in anna.screen()
    await anna.taps("Педагогов, до 30")
    assert "Оно на 30 человек, действует до 17 сентября, вс." in anna.screen()
    assert anna.shown[-1].markup is None
    async with sqlite_context.transaction() as session:
        row = (await session.scalars(select(Invite))).one()
    assert (row.role, row.uses_left) == (Role.NAVIGATOR, 30)


async def test_somebody_outside_is_kept_by_designation_only_and_may_come_in_later(sqlite_context: Context) -> None:
    district = await sample.district(sqlite_context)
    chat = Messenger(sqlite_context)
    anna = chat.person(sample.ANNA)
    await anna.says("/people")
    await anna.taps("Сотрудники")
    await anna.taps("Без Telegram")
    await anna.says("Сидорова Мария Петровна")
    assert "Похоже на имя" in anna.screen()
    await anna.says("классный руководитель 6А")
    assert "классный руководитель 6А — без Telegram" in anna.screen()
    actor = await sample.actor(sqlite_context, sample.ANNA)
    board = (await classes.add(sqlite_context, actor, district.schools[0], "6А")).board
    await anna.taps("классный руководитель 6А")
    async with sqlite_context.transaction() as session:
        person = (await session.scalars(select(Person).where(Person.designation.is_not(None)))).one()
    await classes.set_teacher(sqlite_context, actor, board.classes[0].class_id, person.id)
    await anna.taps("Пригласить в бот")
    code = anna.shown[-1].text.split("?start=")[1].split()[0]
    maria = chat.person(777)
    await maria.says(f"/start {code}")
    await maria.taps("Даю согласие")
    await maria.says("Мария")
    maria_actor = await sample.actor(sqlite_context, 777)
    assert maria_actor.person_id == person.id
    assert "[✅ 6А]" in maria.screen()


async def test_a_removed_person_loses_role_classes_and_the_bot_says_so(sqlite_context: Context) -> None:
    district = await sample.district(sqlite_context)
    chat = Messenger(sqlite_context)
    anna, vera = chat.person(sample.ANNA), chat.person(sample.VERA)
    actor = await sample.actor(sqlite_context, sample.ANNA)
    board = (await classes.add(sqlite_context, actor, district.schools[0], "6А")).board
    await classes.set_teacher(sqlite_context, actor, board.classes[0].class_id, district.vera)
    await anna.says("/people")
    await anna.taps("Сотрудники")
    await anna.taps("Вера Н.")
    await anna.taps("Убрать")
    await anna.taps("Да, убрать")
    assert "Вера" not in anna.screen()
    await vera.says("/start")
    assert "нет роли ни в одной организации" in vera.screen()
    async with sqlite_context.transaction() as session:
        row = (await session.scalars(select(SchoolClass))).one()
        events = set(await session.scalars(select(AuditEvent.action)))
    assert row.teacher_id is None
    assert "removed" in events


async def test_the_last_administrator_cannot_be_removed(sqlite_context: Context) -> None:
    district = await sample.district(sqlite_context)
    chat = Messenger(sqlite_context)
    admin = chat.person(sample.ADMIN)
    await admin.says("/people")
    await admin.taps("Сотрудники")
    await admin.taps("Админ")
    await admin.taps("Убрать")
    await admin.taps("Да, выйти")
    assert "последний администратор" in str(chat.calls[-1])
    actor = await sample.actor(sqlite_context, sample.ADMIN)
    new = await invites.invite(sqlite_context, actor, district.municipality, Role.ADMIN)
    second = chat.person(502)
    await second.says(f"/start {new.code}")
    await second.taps("Даю согласие")
    await second.says("Второй")
    await admin.presses(f"p:remove-yes:{district.admin}:{district.municipality}")
    assert "больше нет" in admin.screen()
    await second.presses(f"p:remove-yes:{district.admin}:{district.municipality}")
    assert "Нет доступа" in str(chat.calls[-1])


async def test_names_of_teachers_stay_in_the_school(sqlite_context: Context) -> None:
    district = await sample.district(sqlite_context)
    chat = Messenger(sqlite_context)
    admin = chat.person(sample.ADMIN)
    await admin.presses(f"o:people:{district.schools[0]}:0")
    assert "Анна П. — координатор" in admin.screen()
    assert "Вера" not in admin.screen()
    assert "Ещё 1 человек" in admin.screen()
    await admin.presses(f"p:card:{district.vera}:{district.schools[0]}")
    assert "Нет доступа" in str(chat.calls[-1])


async def test_a_school_that_came_by_mistake_is_taken_out_but_not_a_living_one(sqlite_context: Context) -> None:
    district = await sample.district(sqlite_context)
    chat = Messenger(sqlite_context)
    admin = chat.person(sample.ADMIN)
    await admin.presses(f"o:close-yes:{district.schools[0]}:0")
    assert "из списка она не убирается" in str(chat.calls[-1])
    await admin.presses(f"o:home:{district.schools[5]}:0")
    await admin.taps("Изменить")
    await admin.says("МБОУ СОШ №1")
    assert "уже есть" in admin.screen()
    await admin.says("МБОУ СОШ № 66")
    assert "МБОУ СОШ № 66" in admin.screen()
    await admin.taps("Убрать")
    await admin.taps("Да, убрать")
    assert "5 школ, подключены: 2." in admin.screen()


async def everything(context: Context) -> dict[str, object]:
    """What a forged tap must not change."""
    async with context.transaction() as session:
        tables = (Invite, Membership, Organisation, Person, SchoolClass, AuditEvent)
        counts = {t.__name__: await session.scalar(select(func.count()).select_from(t)) for t in tables}
        open_roles = await session.scalar(select(func.count(Membership.id)).where(Membership.until_at.is_(None)))
        names = list(await session.scalars(select(Organisation.name).order_by(Organisation.id)))
        closed = await session.scalar(select(func.count(Organisation.id)).where(Organisation.closed_at.is_not(None)))
        taught = list(await session.execute(select(SchoolClass.id, SchoolClass.teacher_id, SchoolClass.lesson_time)))
    return {**counts, "open": open_roles, "names": names, "closed": closed, "taught": taught}


PLACES = (
    "home",
    "children",
    "people",
    "invite",
    "outside",
    "rename",
    "close",
    "close-yes",
    "tags",
    "phone",
    "short",
    "zone",
    "level-60",
    "unreached",
)
KINDS = ("school", "municipality", "region", "nonsense")
KIND_ACTIONS = ("add", "one", "template", "links", "sheet", "text")


@pytest.mark.parametrize("who", [sample.STRANGER, sample.BORIS, sample.VERA, 999])
async def test_forged_taps_on_a_foreign_school_and_its_people_change_nothing(sqlite_context: Context, who: int) -> None:
    district = await sample.district(sqlite_context)
    actor = await sample.actor(sqlite_context, sample.ANNA)
    board = (await classes.add(sqlite_context, actor, district.schools[0], "6А")).board
    class_id = board.classes[0].class_id
    chat = Messenger(sqlite_context)
    forger = chat.person(who)
    before = await everything(sqlite_context)
    taps = [f"o:{action}:{place}:0" for action in PLACES for place in (district.schools[0], district.municipality)]
    taps += [f"o:{a}-{kind}:{district.municipality}:0" for a in KIND_ACTIONS for kind in KINDS]
    taps += [f"mv:{a}:{district.schools[0]}:{district.elsewhere}:0" for a in ("list", "ask", "yes")]
    taps += [f"i:{district.schools[0]}:{role}:1" for role in ("admin", "coordinator", "navigator", "god")]
    taps += [f"i:{district.municipality}:admin:1", f"i:{district.schools[0]}:navigator:5000"]
    taps += [
        f"p:{a}:{district.vera}:{district.schools[0]}"
        for a in ("card", "invite", "move", "move-yes", "remove", "remove-yes")
    ]
    taps += [
        f"p:{a}:{district.admin}:{district.municipality}"
        for a in ("card", "invite", "move", "move-yes", "remove", "remove-yes")
    ]
    taps += [f"cl:{a}:{class_id}:0:0" for a in ("card", "time", "teachers", "teacher", "close", "gone")]
    taps += [f"cs:{a}:{district.schools[0]}:0" for a in ("add", "time")]
    taps += [f"o:home:{10**30}:0", f"p:card:{10**30}:{10**30}", f"cl:card:{10**30}:0:0", f"o:people:1:{10**30}"]
    taps += [f"found:root:{district.municipality}", "found:school:0", "zone:found:Europe/Moscow:0"]
    for data in taps:
        shown = len(forger.shown)
        await forger.presses(data)
        said = str(chat.calls[-1])
        assert "Нет доступа" in said or "старого сообщения" in said, data
        assert len(forger.shown) == shown, data
    await forger.says("6Б")
    assert await everything(sqlite_context) == before


async def test_a_coordinator_cannot_invite_administrators_or_remove_them(sqlite_context: Context) -> None:
    district = await sample.district(sqlite_context)
    chat = Messenger(sqlite_context)
    anna = chat.person(sample.ANNA)
    before = await everything(sqlite_context)
    for data in (
        f"i:{district.schools[0]}:admin:1",
        f"i:{district.municipality}:navigator:1",
        f"o:rename:{district.municipality}:0",
        f"o:close-yes:{district.schools[0]}:0",
        f"p:remove-yes:{district.boris}:{district.schools[1]}",
    ):
        await anna.presses(data)
        assert "Нет доступа" in str(chat.calls[-1]), data
    assert await everything(sqlite_context) == before


async def test_a_question_asked_before_the_role_was_lost_is_answered_with_no(sqlite_context: Context) -> None:
    district = await sample.district(sqlite_context)
    chat = Messenger(sqlite_context)
    admin, anna = chat.person(sample.ADMIN), chat.person(sample.ANNA)
    await anna.presses(f"o:outside:{district.schools[0]}:0")
    await admin.presses(f"p:remove-yes:{district.anna}:{district.schools[0]}")
    await anna.says("классный руководитель 6А")
    assert "Нет доступа" in anna.screen()
    async with sqlite_context.transaction() as session:
        assert await session.scalar(select(func.count(Person.id)).where(Person.designation.is_not(None))) == 0


def filled(rows: list[tuple[str, ...]], first: tuple[str, ...] = ("Название", "Метки через запятую")) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (first, *rows):
        sheet.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.slow
async def test_the_template_filled_in_is_read_whether_asked_for_or_not(sqlite_context: Context) -> None:
    await sample.district(sqlite_context, schools=1)
    admin = Messenger(sqlite_context).person(sample.ADMIN)
    await admin.says("/people")
    await admin.taps("Добавить школы")
    await admin.sends("любое имя.xlsx", filled([("СОШ № 2", "город"), ("МБОУ СОШ № 1", "")]))
    assert "Добавлено организаций: 1 (строка 2)." in admin.screen()
    assert "3. «МБОУ СОШ № 1» — уже есть" in admin.screen()
    await admin.says("/cancel")
    await admin.sends("Школы (1).xlsx", filled([("Лицей № 5", "")]))
    assert "Добавлено организаций: 1 (строка 2)." in admin.screen()
    await admin.sends("Школы.xlsx", filled([("Лицей № 6", "")], ("Что-то", "Другое")))
    assert "не видно столбца «Название»" in admin.screen()
    await admin.sends("Школы.xlsx", b"")
    assert "Школы.xlsx" in admin.screen()
    async with sqlite_context.transaction() as session:
        assert await session.scalar(select(func.count(Organisation.id))) == 6


async def test_words_work_as_commands_while_a_list_is_awaited(sqlite_context: Context) -> None:
    await sample.district(sqlite_context, schools=1)
    admin = Messenger(sqlite_context).person(sample.ADMIN)
    await admin.says("/people")
    await admin.taps("Добавить школы")
    await admin.says("сегодня")
    assert "Взята" not in admin.screen()


async def test_an_invite_becomes_a_picture(sqlite_context: Context) -> None:
    await sample.district(sqlite_context)
    chat = Messenger(sqlite_context)
    anna = chat.person(sample.ANNA)
    await anna.says("/people")
    await anna.taps("Сотрудники")
    await anna.taps("Пригласить")
    await anna.taps("Педагога")
    code = anna.shown[-1].text.split("?start=")[1].split()[0]
    await anna.taps("QR-картинка")
    call = chat.calls[-1]
    assert isinstance(call, SendPhoto)
    assert isinstance(call.photo, BufferedInputFile)
    assert call.photo.data.startswith(b"\x89PNG")
    assert code in (call.caption or "")
    for number in (sample.ADMIN, sample.BORIS):
        await chat.person(number).presses(f"q:{code}:1")
        assert "Нет доступа" in chat.person(number).toast(), "only who made it"
    await anna.presses(f"q:{'A' * 22}:1")
    assert "Нет доступа" in anna.toast(), "not any code"


async def test_tags_and_telephone_are_written_by_the_administrator(sqlite_context: Context) -> None:
    district = await sample.district(sqlite_context)
    admin = Messenger(sqlite_context).person(sample.ADMIN)
    await admin.presses(f"o:home:{district.schools[2]}:0")
    await admin.taps("Метки")
    await admin.says("город, участник БвБ,, город")
    assert "Метки: город, участник БвБ" in admin.screen()
    await admin.taps("Телефон")
    await admin.says("позвоните")
    assert "Номер не понят" in admin.screen()
    await admin.says("8 (34249) 3-12-45")
    assert "Телефон: 8 (34249) 3-12-45" in admin.screen()
    await admin.taps("Метки")
    await admin.says("—")
    assert "Метки:" not in admin.screen()


async def test_whom_the_bot_cannot_reach_stands_in_a_list_with_telephones(sqlite_context: Context) -> None:
    district = await sample.district(sqlite_context, schools=3)
    admin_actor = await sample.actor(sqlite_context, sample.ADMIN)
    await organisations.set_phone(sqlite_context, admin_actor, district.schools[2], "3-12-45")
    await blocks.lost(sqlite_context, district.anna, blocks.BLOCKED)
    await blocks.lost(sqlite_context, district.vera, blocks.BLOCKED)
    admin = Messenger(sqlite_context).person(sample.ADMIN)
    await admin.says("/people")
    await admin.taps("Не доставлено")
    assert "Школа № 1: Анна П., бот остановлен или заблокирован с 4 сентября" in admin.screen()
    assert "Школа № 1: педагог, бот остановлен" in admin.screen()
    assert "Вера" not in admin.screen()
    assert "Школа № 3: никто не подключён, телефон 3-12-45" in admin.screen()


async def test_a_person_moves_to_a_new_account_with_roles_and_classes(sqlite_context: Context) -> None:
    district = await sample.district(sqlite_context)
    actor = await sample.actor(sqlite_context, sample.ANNA)
    board = (await classes.add(sqlite_context, actor, district.schools[0], "6А")).board
    await classes.set_teacher(sqlite_context, actor, board.classes[0].class_id, district.vera)
    chat = Messenger(sqlite_context)
    anna, old, new = chat.person(sample.ANNA), chat.person(sample.VERA), chat.person(777)
    await anna.says("/people")
    await anna.taps("Сотрудники")
    await anna.taps("Вера Н.")
    await anna.taps("Новый аккаунт")
    await anna.taps("Подготовить ссылку")
    code = anna.shown[-1].text.split("?start=")[1].split()[0]
    await new.says(f"/start {code}")
    await new.taps("Даю согласие")
    assert "Здравствуйте, Вера Н.\n" in new.screen()
    assert (await sample.actor(sqlite_context, 777)).person_id == district.vera
    await old.says("/start")
    assert "Сюда входят по приглашению" in old.screen()


async def test_an_account_with_a_role_elsewhere_cannot_be_moved(sqlite_context: Context) -> None:
    district = await sample.district(sqlite_context)
    async with sqlite_context.transaction(write=True) as session:
        session.add(
            Membership(
                person_id=district.vera,
                organisation_id=district.schools[1],
                role=Role.COORDINATOR,
                from_at=sqlite_context.now(),
            )
        )
    chat = Messenger(sqlite_context)
    anna = chat.person(sample.ANNA)
    await anna.presses(f"p:card:{district.vera}:{district.schools[0]}")
    assert "Новый аккаунт" not in anna.screen()
    await anna.presses(f"p:move-yes:{district.vera}:{district.schools[0]}")
    assert "Нет доступа" in str(chat.calls[-1])
    async with sqlite_context.transaction() as session:
        assert await session.scalar(select(func.count(Invite.id))) == 0


async def test_everything_about_a_school_is_edited_in_chat_and_logged(sqlite_context: Context) -> None:
    """Short name, zone, level, place in the tree and other institutions: what the sheet of the tree can do, too."""
    district = await sample.district(sqlite_context, schools=2)
    async with sqlite_context.transaction(write=True) as session:
        region = await sample.organisation(
            session, sqlite_context.now(), OrganisationKind.REGION, "Министерство", "Область"
        )
        for one in (district.municipality, district.elsewhere):
            (await session.get_one(Organisation, one)).parent_id = region
        await sample.person(session, sqlite_context.now(), 7, "Глава", (region, Role.ADMIN))
    head = Messenger(sqlite_context).person(7)
    await head.presses(f"o:home:{district.schools[1]}:0")
    await head.taps("Изменить")
    assert "Коротко: Школа № 2" in head.screen()
    await head.taps("Короткое имя")
    await head.says("СОШ-2")
    await head.taps("Изменить")
    await head.taps("Часовой пояс")
    await head.taps("Другой город")
    await head.taps("Главные города")
    await head.taps("Екатеринбург")
    assert "Часовой пояс: Екатеринбург" in head.screen()
    await head.taps("60")
    await head.taps("Изменить")
    await head.taps("Входит в…")
    await head.taps("Соседний район")
    assert "войдёт в «Соседний район»" in head.screen()
    await head.taps("Перенести")
    await head.presses(f"o:home:{district.elsewhere}:0")
    await head.taps("Добавить учреждения")
    await head.says("Методический центр")
    async with sqlite_context.transaction() as session:
        school = await session.get_one(Organisation, district.schools[1])
        assert (school.short_name, school.zone, school.level) == ("СОШ-2", "Asia/Yekaterinburg", 60)
        assert school.parent_id == district.elsewhere
        new = (await session.scalars(select(Organisation).where(Organisation.name == "Методический центр"))).one()
        assert (new.kind, new.parent_id) == (OrganisationKind.INSTITUTION, district.elsewhere)
        logged = set(await session.scalars(select(AuditEvent.action)))
    assert logged >= {"short-set", "zone-set", "level", "relocated", "left", "added"}
