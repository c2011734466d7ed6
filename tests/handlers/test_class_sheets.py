"""«Таблица классов»: given out from the board, filled in, looked at, written; and who may not."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select

from bot.domain.class_sheets import ClassSlot
from bot.domain.errors import Refusal
from bot.ui.callbacks.classes import ClassSheetTap
from bot.usecases import class_sheets, classes
from bot.usecases.class_sheets import FilledClasses
from bot.usecases.context import Context
from bot.usecases.drafts import Upload
from db.models import Person as PersonRow
from db.models import SchoolClass
from tests import sample
from tests.lesson_world import add_class, ensure, year_of
from tests.messenger import Messenger, Person

HOSTILE = '=HYPERLINK("http://x";"<b>")'

Line = tuple[str, str, str, str]


async def opened(person: Person, school: int) -> tuple[str, bytes]:
    await person.presses(f"cs:board:{school}:0")
    await person.taps("Таблица классов")
    document = person.shown[-1].document
    assert document is not None
    return document


def filled(content: bytes, rows: list[Line]) -> bytes:
    """The table with these lines in place of its own."""
    book = openpyxl.load_workbook(BytesIO(content))
    sheet = book.worksheets[0]
    sheet.delete_rows(2, sheet.max_row)
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            cell: Any = sheet.cell(number, column, value)
            cell.data_type = "s"
    told = BytesIO()
    book.save(told)
    return told.getvalue()


async def renamed(context: Context, person_id: int, name: str) -> None:
    async with context.transaction(write=True) as session:
        (await session.get_one(PersonRow, person_id)).name = name


async def school_classes(context: Context, school: int) -> dict[str, tuple[int, str | None, int | None, bool]]:
    async with context.transaction() as session:
        rows = await session.scalars(select(SchoolClass).where(SchoolClass.organisation_id == school))
        return {row.name: (row.weekday, row.lesson_time, row.teacher_id, row.closed_at is None) for row in rows}


async def test_a_table_adds_changes_and_closes_after_one_tap(context: Context) -> None:
    district = await sample.district(context)
    school = district.schools[0]
    for name in ("6А", "6Б", "11"):
        await add_class(context, school, name)
    await ensure(context)
    anna = Messenger(context).person(sample.ANNA)
    name, content = await opened(anna, school)
    assert name.startswith("Таблица классов Школа № 1")
    rows: list[Line] = [
        ("6 а", "четверг", "9:25", "вера н."), ("6Б", "вт", "", ""), ("7-в", "", "08:30:00", "Вера Н."),
    ]  # fmt: skip
    rows[1] = ("6Б", "Вторник", "", "—")
    await anna.sends(name, filled(content, rows))
    shown = anna.screen()
    assert "Новых 1 · изменится 2 · уйдёт из курса 1" in shown
    assert "+ 7В · четверг, 08:30, Вера Н." in shown
    assert "6А: время обычное → 09:25; педагог не назначен → Вера Н." in shown
    assert "6Б: день четверг → вторник" in shown
    assert "− 11" in shown
    assert (await school_classes(context, school))["11"][3], "nothing is written before the tap"
    markup = anna.shown[-1].markup
    assert markup is not None
    again = markup.inline_keyboard[0][0].callback_data or ""
    await anna.taps("Записать: 4")
    assert "Классы записаны: изменений 4." in anna.screen()
    assert await school_classes(context, school) == {
        "6А": (3, "09:25", district.vera, True),
        "6Б": (1, None, None, True),
        "7В": (3, "08:30", district.vera, True),
        "11": (3, None, None, False),
    }
    async with context.transaction() as session:
        moved = await session.scalar(select(SchoolClass.id).where(SchoolClass.name == "6Б"))
    assert moved is not None
    assert {lesson.day.weekday() for lesson in (await year_of(context, moved)).values()} == {1}
    await anna.presses(again)
    assert "из старого сообщения" in anna.toast()
    await anna.sends(name, filled(content, rows))
    assert "в таблице то же, что записано сейчас" in anna.screen()


async def test_a_closed_class_comes_back_with_its_row(sqlite_context: Context) -> None:
    district = await sample.district(sqlite_context)
    school = district.schools[0]
    own = await add_class(sqlite_context, school, "6А")
    await add_class(sqlite_context, school, "6Б")
    anna = Messenger(sqlite_context).person(sample.ANNA)
    name, content = await opened(anna, school)
    await anna.presses(f"cl:gone:{own}:0:0")
    await anna.sends(name, content)
    await anna.taps("Записать: 1")
    async with sqlite_context.transaction() as session:
        row = await session.get_one(SchoolClass, own)
    assert row.closed_at is None


async def test_every_wrong_line_is_named_and_nothing_is_written(sqlite_context: Context) -> None:
    district = await sample.district(sqlite_context)
    school = district.schools[0]
    await add_class(sqlite_context, school, "6А")
    anna = Messenger(sqlite_context).person(sample.ANNA)
    name, content = await opened(anna, school)
    rows: list[Line] = [
        ("6А", "", "", "Вера Н."), ("5А", "", "", ""), ("6АБ", "", "", ""), ("7А", "завтра", "", ""),
        ("7Б", "", "25:00", ""), ("7В", "воскресенье", "", ""), ("8А", "", "", "Борис"), ("6а", "", "", ""),
        (HOSTILE, "", "", ""),
    ]  # fmt: skip
    await anna.sends(name, filled(content, rows))
    shown = anna.screen()
    assert "ничего не записано, ошибок 8" in shown
    for words in (
        "Строка 3: «5А» — не один класс с 6 по 11",
        "Строка 4: «6АБ»",
        "Строка 5: день «завтра» не понят",
        "Строка 6: время «25:00» не понято",
        "Строка 7: день «воскресенье» не понят",
        "Строка 8: педагога «Борис» в школе нет",
        "Строка 9: 6А уже есть выше",
        'Строка 10: «=HYPERLINK("http://x";"&lt;b&gt;")»',
    ):
        assert words in shown
    assert "Записать" not in shown
    assert await school_classes(sqlite_context, school) == {"6А": (3, None, None, True)}


async def test_what_changed_meanwhile_refuses_the_whole_table(context: Context) -> None:
    district = await sample.district(context)
    school = district.schools[0]
    free = await add_class(context, school, "6А")
    messenger = Messenger(context)
    anna, vera = messenger.person(sample.ANNA), messenger.person(sample.VERA)
    name, content = await opened(anna, school)
    await anna.sends(name, filled(content, [("6А", "", "8:30", ""), ("6Б", "", "", "")]))
    await vera.presses(f"cl:mine:{free}:0:0")
    await anna.taps("Записать: 2")
    assert "С тех пор классы или педагоги изменились" in f"{anna.toast()} {anna.screen()}"
    assert await school_classes(context, school) == {"6А": (3, None, district.vera, True)}


async def test_an_old_or_foreign_table_is_refused(sqlite_context: Context) -> None:
    district = await sample.district(sqlite_context)
    school = district.schools[0]
    await add_class(sqlite_context, school, "6А")
    messenger = Messenger(sqlite_context)
    anna = messenger.person(sample.ANNA)
    name, content = await opened(anna, school)
    for number in (sample.ADMIN, sample.STRANGER):
        await messenger.person(number).sends(name, content)
        assert "Нет доступа" in messenger.person(number).screen(), number
    book = openpyxl.load_workbook(BytesIO(content))
    sheet: Any = book.worksheets[0]
    for key, words in (
        (f"{school}/2022", "Таблица прошлого учебного года"),
        (f"{district.schools[1]}/2023", "Нет доступа"),
        ("", "нет отметки, чья она"),
    ):
        sheet.cell(1, 5, key)
        told = BytesIO()
        book.save(told)
        await anna.sends(name, told.getvalue())
        assert words in anna.screen()
    await anna.sends(name, filled(content, []))
    assert "нет ни одного класса" in anna.screen()


async def test_names_stay_text_and_two_of_one_name_are_told_apart(sqlite_context: Context) -> None:
    district = await sample.district(sqlite_context)
    school = district.schools[0]
    anna_actor = await sample.actor(sqlite_context, sample.ANNA)
    await renamed(sqlite_context, district.vera, HOSTILE)
    await add_class(sqlite_context, school, "6А", district.vera)
    anna = Messenger(sqlite_context).person(sample.ANNA)
    name, content = await opened(anna, school)
    book = openpyxl.load_workbook(BytesIO(content))
    page, lists = book.worksheets
    assert page["D2"].value == HOSTILE
    assert page["D2"].data_type == "s"
    assert page["D2"].quotePrefix
    assert lists.sheet_state == "hidden"
    offered = [cell for column in lists.iter_cols() for cell in column if cell.value is not None]
    assert HOSTILE in {cell.value for cell in offered}
    assert {cell.data_type for cell in offered} == {"s"}
    rules = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in page.data_validations.dataValidation}
    assert rules["B2"].startswith("'Списки'!$A$1")
    assert rules["D2"].startswith("'Списки'!$B$1")
    await anna.sends(name, content)
    assert "то же, что записано сейчас" in anna.screen()
    await renamed(sqlite_context, district.vera, "Анна П.")
    await renamed(sqlite_context, anna_actor.person_id, "анна п.")
    _, content = await opened(anna, school)
    told = openpyxl.load_workbook(BytesIO(content)).worksheets[0]["D2"].value
    assert told == f"Анна П. · № {district.vera}"
    await anna.sends(name, filled(content, [("6А", "", "", f"анна п. · № {anna_actor.person_id}")]))
    await anna.taps("Записать: 1")
    assert (await school_classes(sqlite_context, school))["6А"][2] == anna_actor.person_id


async def test_somebody_who_left_after_the_preview_gets_no_class(context: Context) -> None:
    district = await sample.district(context)
    school = district.schools[0]
    await add_class(context, school, "6А")
    anna = await sample.actor(context, sample.ANNA)
    name, content = await class_sheets.class_file(context, anna, school)
    found = await class_sheets.read_file(context, anna, Upload(name, filled(content, [("6А", "", "", "Вера Н.")])))
    assert isinstance(found, FilledClasses)
    forged = [ClassSlot("6А", 3, None, district.boris)]
    with pytest.raises(Refusal, match="class-sheet-changed"):
        await class_sheets.write(context, anna, school, found.seen.slots, forged)
    with pytest.raises(Refusal, match="class-sheet-changed"):
        await class_sheets.write(context, anna, school, (), found.wanted)
    assert (await classes.board(context, anna, school)).classes[0].teacher is None


async def test_the_municipality_gets_no_table_of_names(sqlite_context: Context) -> None:
    district = await sample.district(sqlite_context)
    school = district.schools[0]
    await add_class(sqlite_context, school, "6А", district.vera)
    messenger = Messenger(sqlite_context)
    admin = messenger.person(sample.ADMIN)
    await admin.presses(f"cs:board:{school}:0")
    assert "Таблица классов" not in admin.screen()
    for number in (sample.ADMIN, sample.BORIS, sample.VERA, sample.STRANGER, 999):
        person = messenger.person(number)
        for action in ("file", "write", "else"):
            await person.presses(ClassSheetTap(action=action, organisation=school).pack())
        assert not any(shown.document for shown in person.shown), number
