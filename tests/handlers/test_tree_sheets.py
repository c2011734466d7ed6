"""All organisations as one sheet: the present state goes out, a diff comes back, everything is written or nothing."""

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import select

from bot.domain.people import OrganisationKind, Role
from bot.domain.tasks import TaskState
from bot.usecases.context import Context
from db.models import AuditEvent, Membership, Organisation, SchoolClass, Task
from tests import sample
from tests.messenger import Messenger, Person

KEY, KIND, ABOVE, NAME, SHORT, ZONE, TAGS, LEVEL, PHONE, CLASSES, CLOSE = range(1, 12)


@pytest.fixture
async def world(sqlite_context: Context) -> sample.District:
    return await sample.district(sqlite_context, schools=3)


@pytest.fixture
def admin(sqlite_context: Context, world: sample.District) -> Person:
    return Messenger(sqlite_context).person(sample.ADMIN)


async def given(admin: Person) -> Workbook:
    await admin.says("/people")
    await admin.taps("Все организации таблицей")
    assert admin.shown[-1].document is not None
    name, content = admin.shown[-1].document
    assert name == "Организации.xlsx"
    return load_workbook(BytesIO(content))


async def sent(admin: Person, book: Workbook) -> None:
    content = BytesIO()
    book.save(content)
    await admin.sends("Организации (1).xlsx", content.getvalue())


def sheet_of(book: Workbook) -> Worksheet:
    sheet: Worksheet = book.worksheets[0]
    return sheet


async def test_the_sheet_holds_the_present_state_and_lists_to_choose_from(admin: Person) -> None:
    book = await given(admin)
    sheet = sheet_of(book)
    assert [cell.value for cell in sheet[1]][:4] == ["Ключ", "Вид", "Входит в", "Название"]
    assert [sheet.cell(row, NAME).value for row in range(2, 6)] == [
        "Управление образования района",
        "МБОУ СОШ № 1",
        "МБОУ СОШ № 2",
        "МБОУ СОШ № 3",
    ]
    assert sheet.column_dimensions["A"].hidden
    rules = {str(rule.sqref)[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert set(rules) == {"B", "C", "F", "H", "K"}
    assert book.worksheets[1].sheet_state == "hidden"
    await sent(admin, book)
    assert "изменений нет" in admin.screen()


async def test_a_diff_is_shown_and_written_after_a_tap(
    sqlite_context: Context, world: sample.District, admin: Person
) -> None:
    await sample.launched(sqlite_context, world)
    book = await given(admin)
    sheet = sheet_of(book)
    sheet.cell(3, PHONE).value, sheet.cell(3, LEVEL).value = "8 (34249) 3-12-45", 60
    sheet.cell(3, CLASSES).value, sheet.cell(3, TAGS).value = "6а, 6 Б 7А", "город, участник БвБ"
    sheet.cell(4, NAME).value = "МБОУ Лицей № 2"
    sheet.cell(5, CLOSE).value = "да"
    sheet.cell(6, KIND).value, sheet.cell(6, NAME).value = "школа", "МБОУ СОШ № 4"
    sheet.cell(6, ZONE).value = "Екатеринбург"
    sheet.cell(7, KIND).value, sheet.cell(7, NAME).value = "учреждение", "Методический центр"
    await sent(admin, book)
    assert "Изменится: 2, новых: 2, закроется: 1." in admin.screen()
    assert "классы пусто → 6А 6Б 7А" in admin.screen()
    assert "название МБОУ СОШ № 2 → МБОУ Лицей № 2" in admin.screen()
    await admin.taps("Записать строки: 5")
    assert "Записано." in admin.screen()
    async with sqlite_context.transaction() as session:
        rows = {row.name: row for row in await session.scalars(select(Organisation))}
        first = rows["МБОУ СОШ № 1"]
        assert (first.level, first.phone, first.tags) == (60, "8 (34249) 3-12-45", ["город", "участник БвБ"])
        assert rows["МБОУ Лицей № 2"].short_name == "Лицей № 2"
        assert rows["МБОУ СОШ № 3"].closed_at is not None
        new = rows["МБОУ СОШ № 4"]
        assert (new.parent_id, new.zone) == (world.municipality, "Asia/Yekaterinburg")
        assert rows["Методический центр"].kind is OrganisationKind.INSTITUTION
        classes = list(await session.scalars(select(SchoolClass.name).where(SchoolClass.organisation_id == first.id)))
        assert sorted(classes) == ["6А", "6Б", "7А"]
        tasks = list(await session.scalars(select(Task.id).where(Task.organisation_id == new.id)))
        assert tasks, "a school that is added gets the tasks of running plans"
        assert "tree-written" in list(await session.scalars(select(AuditEvent.action)))
    await admin.presses(f"tree:write:{world.municipality}:5")
    assert "старого сообщения" in admin.toast()


async def test_faults_are_named_line_by_line_and_nothing_is_written(
    sqlite_context: Context, world: sample.District, admin: Person
) -> None:
    book = await given(admin)
    sheet = sheet_of(book)
    sheet.cell(2, CLOSE).value = "да"
    sheet.cell(3, LEVEL).value, sheet.cell(4, PHONE).value, sheet.cell(5, CLASSES).value = "50", "нет", "шестой"
    for row, name in ((6, "мбоу сош №1"), (7, "Ш"), (8, "Школа № 9")):
        sheet.cell(row, KIND).value, sheet.cell(row, NAME).value = "школа", name
    sheet.cell(8, ABOVE).value = "Соседний район"
    sheet.cell(9, KIND).value, sheet.cell(9, NAME).value = "колледж", "Колледж"
    sheet.cell(10, KEY).value, sheet.cell(10, NAME).value = str(world.elsewhere_school), "Чужая школа"
    await sent(admin, book)
    told = admin.screen()
    for line, words in (
        (2, "стоит выше всех"),
        (3, "уровень «50»"),
        (4, "телефон «нет»"),
        (5, "классы «шестой»"),
        (6, "«мбоу сош №1» уже есть"),
        (7, "название «Ш»"),
        (8, "«Соседний район» не подходит"),
        (9, "вид «колледж»"),
        (10, "не ваша организация"),
    ):
        assert any(row.startswith(f"Строка {line}:") and words in row for row in told.splitlines()), (line, told)
    assert "Записать" not in told
    async with sqlite_context.transaction() as session:
        assert len(list(await session.scalars(select(Organisation)))) == 6
        assert (await session.get_one(Organisation, world.elsewhere_school)).name == "Дальняя школа"


async def test_what_changed_meanwhile_is_not_written(
    sqlite_context: Context, world: sample.District, admin: Person
) -> None:
    book = await given(admin)
    sheet_of(book).cell(5, CLOSE).value = "да"
    await sent(admin, book)
    async with sqlite_context.transaction(write=True) as session:
        await sample.person(session, sqlite_context.now(), 777, "П", (world.schools[2], Role.COORDINATOR))
    await admin.taps("Записать строки: 1")
    assert "что-то изменилось" in admin.toast()
    async with sqlite_context.transaction() as session:
        assert (await session.get_one(Organisation, world.schools[2])).closed_at is None


async def test_only_what_was_shown_is_written(sqlite_context: Context, world: sample.District, admin: Person) -> None:
    """The telephone set in chat between the diff and the tap would be taken back by the old cell, unshown."""
    book = await given(admin)
    sheet_of(book).cell(3, LEVEL).value = 60
    await sent(admin, book)
    async with sqlite_context.transaction(write=True) as session:
        (await session.get_one(Organisation, world.schools[0])).phone = "8 (34249) 3-12-45"
    await admin.taps("Записать строки: 1")
    assert "что-то изменилось" not in admin.toast(), "an empty cell changes nothing"
    sheet_of(book).cell(3, PHONE).value, sheet_of(book).cell(3, TAGS).value = "8 (34249) 1-11-11", "город"
    await sent(admin, book)
    async with sqlite_context.transaction(write=True) as session:
        (await session.get_one(Organisation, world.schools[0])).phone = "8 (34249) 2-22-22"
    await admin.taps("Записать строки: 1")
    assert "что-то изменилось" in admin.toast()
    async with sqlite_context.transaction() as session:
        assert (await session.get_one(Organisation, world.schools[0])).phone == "8 (34249) 2-22-22"


async def test_a_school_taken_to_another_district_is_told_before_it_is_written(
    sqlite_context: Context, world: sample.District, admin: Person
) -> None:
    async with sqlite_context.transaction(write=True) as session:
        region = await sample.organisation(
            session, sqlite_context.now(), OrganisationKind.REGION, "Министерство", "Область"
        )
        for district in (world.municipality, world.elsewhere):
            (await session.get_one(Organisation, district)).parent_id = region
        await sample.person(session, sqlite_context.now(), 7, "Глава", (region, Role.ADMIN))
    await sample.launched(sqlite_context, world)
    head = admin.messenger.person(7)
    book = await given(head)
    sheet = sheet_of(book)
    line = next(row for row in range(2, 12) if sheet.cell(row, NAME).value == "МБОУ СОШ № 1")
    sheet.cell(line, ABOVE).value = "Соседний район"
    await sent(head, book)
    assert "открытые пункты планов прежнего района закроются" in head.screen()
    await head.taps("Записать строки: 1")
    assert "Записано." in head.screen()
    async with sqlite_context.transaction() as session:
        assert (await session.get_one(Organisation, world.schools[0])).parent_id == world.elsewhere
        found = await session.scalars(select(Task.state).where(Task.organisation_id == world.schools[0]))
        assert set(found) == {TaskState.CANCELLED}


async def test_a_renamed_sheet_is_known_by_what_is_in_it(admin: Person) -> None:
    book = await given(admin)
    sheet_of(book).cell(3, LEVEL).value = 60
    content = BytesIO()
    book.save(content)
    await admin.sends("от Петровой.xlsx", content.getvalue())
    assert "Изменится: 1" in admin.screen()


async def test_with_two_districts_the_keys_tell_whose_sheet_it_is(
    sqlite_context: Context, world: sample.District, admin: Person
) -> None:
    async with sqlite_context.transaction(write=True) as session:
        session.add(
            Membership(
                person_id=world.admin, organisation_id=world.elsewhere, role=Role.ADMIN, from_at=sqlite_context.now()
            )
        )
    await admin.presses(f"tree:file:{world.elsewhere}:0")
    assert admin.shown[-1].document is not None
    book = load_workbook(BytesIO(admin.shown[-1].document[1]))
    await admin.says("/cancel")
    sheet_of(book).cell(3, LEVEL).value = 60
    await sent(admin, book)
    assert "Изменится: 1" in admin.screen()
    await admin.says("/cancel")
    for line in (2, 3):
        sheet_of(book).cell(line, KEY).value = None
    await sent(admin, book)
    assert "вы ведёте несколько организаций" in admin.screen()


@pytest.mark.parametrize("who", [sample.STRANGER, sample.ANNA, 999])
async def test_nobody_else_gets_or_writes_it(
    sqlite_context: Context, world: sample.District, admin: Person, who: int
) -> None:
    book = await given(admin)
    person = admin.messenger.person(who)
    await person.presses(f"tree:file:{world.municipality}:0")
    await person.presses(f"tree:write:{world.municipality}:1")
    sheet_of(book).cell(4, NAME).value = "Захват"
    await sent(person, book)
    assert all(shown.document is None for shown in person.shown)
    async with sqlite_context.transaction() as session:
        names = list(await session.scalars(select(Organisation.name)))
    assert "Захват" not in names
