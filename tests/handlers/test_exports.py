"""/export in chat: an authority gets its tables at once, a coordinator chooses xlsx, docx or a calendar."""

import asyncio
from datetime import date
from io import BytesIO

import docx
import icalendar
import pytest
from aiogram.methods import EditMessageText, SendMessage

from bot.domain.clock import FixedClock
from bot.domain.people import Role
from bot.domain.reports import PART
from bot.usecases.context import Context
from db.models import Membership
from tests import sample, sample_tasks
from tests.golden_files import Golden
from tests.messenger import Messenger
from tests.messenger import Person as Chatter

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def thursday(clock: FixedClock) -> None:
    clock.moment = sample_tasks.THURSDAY


@pytest.fixture
async def world(sqlite_context: Context) -> sample.District:
    return await sample.district(sqlite_context, schools=2)


@pytest.fixture
async def chat(sqlite_context: Context, world: sample.District) -> Messenger:
    await sample_tasks.plan(sqlite_context, world.municipality, world.schools)
    return Messenger(sqlite_context)


@pytest.fixture
def anna(chat: Messenger) -> Chatter:
    return chat.person(sample.ANNA)


def sent(person: Chatter) -> tuple[str, bytes]:
    document = person.shown[-1].document
    assert document is not None, person.screen()
    return document


async def test_a_coordinator_chooses_the_form(anna: Chatter, golden: Golden) -> None:
    await anna.says("отчёт")
    golden("screens/exports/story_forms", anna.screen())
    await anna.taps("Таблица xlsx")
    assert sent(anna)[0].endswith(".xlsx")


async def test_story_1_13_the_school_prints_its_plan_with_execution(anna: Chatter) -> None:
    await anna.presses("t:done:2:1:")
    await anna.says("/export")
    await anna.taps("Документ docx")
    name, content = sent(anna)
    assert name == "Школа № 1 2023-08-24.docx"
    words = "\n".join(cell.text for row in docx.Document(BytesIO(content)).tables[0].rows for cell in row.cells)
    assert "выполнено" in words
    assert "24.08.2023" in words


async def test_story_1_14_the_days_open_in_a_calendar(anna: Chatter, golden: Golden) -> None:
    await anna.says("/export")
    await anna.taps("Сроки в календарь")
    name, content = sent(anna)
    golden("screens/exports/story_calendar", anna.screen())
    assert name == "Сроки плана Школа № 1.ics"
    found = icalendar.Calendar.from_ical(content)
    days = {str(event["summary"]): (event.decoded("dtstart"), event.decoded("dtend")) for event in found.events}
    assert len(days) == 8
    assert days["Раздел «Профминимум» на сайте (4.2)"] == (date(2023, 9, 1), date(2023, 10, 1))
    assert days["План профориентационной работы (3.6)"] == (date(2023, 8, 25), date(2023, 8, 26))


async def test_an_authority_gets_its_tables_at_once(chat: Messenger) -> None:
    admin = chat.person(sample.ADMIN)
    await admin.says("/export")
    assert sent(admin)[0].endswith(".xlsx")


async def test_a_coordinator_of_two_schools_goes_from_one_to_the_other(
    anna: Chatter, sqlite_context: Context, world: sample.District
) -> None:
    async with sqlite_context.transaction(write=True) as session:
        session.add(
            Membership(
                person_id=world.anna, organisation_id=world.schools[1], role=Role.COORDINATOR,
                from_at=sqlite_context.now(),
            )
        )  # fmt: skip
    await anna.says("/export")
    await anna.taps("МБОУ СОШ № 2")
    assert anna.screen().startswith("<b>МБОУ СОШ № 2</b>")
    await anna.taps("Сроки в календарь")
    assert sent(anna)[0] == "Сроки плана Школа № 2.ics"


async def test_files_of_others_are_refused(chat: Messenger, world: sample.District) -> None:
    for telegram in (sample.BORIS, sample.VERA, sample.STRANGER):
        person = chat.person(telegram)
        for data in ("xf:docx:{}", "xf:ics:{}", "xf:menu:{}", "x:{}:0"):
            await person.presses(data.format(world.schools[0]))
            assert all(shown.document is None for shown in person.shown)
            assert person.toasts or person.shown


async def test_nobody_without_rights_is_told_to_wait(sqlite_context: Context) -> None:
    world = await sample.district(sqlite_context)
    boris = Messenger(sqlite_context).person(sample.BORIS)
    for data in (f"x:{world.schools[0]}:0", f"xf:docx:{world.schools[0]}", "plan:again:1:1:"):
        await boris.presses(data)
    assert "Минуту" not in " ".join(boris.toasts)
    assert all("Нет доступа" in toast or "старого" in toast for toast in boris.toasts), boris.toasts


async def test_others_are_answered_while_a_large_report_is_made(sqlite_context: Context) -> None:
    """Between two parts of the reading, and before the file: by the order of events."""
    world = await sample.district(sqlite_context, schools=3 * PART)
    await sample_tasks.plan(sqlite_context, world.municipality, world.schools)
    chat = Messenger(sqlite_context)
    admin, anna = chat.person(sample.ADMIN), chat.person(sample.ANNA)
    async with asyncio.TaskGroup() as group:
        group.create_task(admin.says("/export"))
        while not admin.shown:
            await anna.says("/help")
        before = len(chat.calls)
        await anna.says("/help")
        assert not any(shown.document for shown in admin.shown)
    said = [call.text or "" for call in chat.calls[before:] if isinstance(call, SendMessage | EditMessageText)]
    heard = said.index(anna.shown[-1].text)
    assert any(words.startswith("Собираем таблицы") for words in said[heard + 1 :]), said
    assert any(words.startswith("Пишем лист") for words in said), said
    assert admin.shown[0].text == "Отчёт готов."
    assert sent(admin)[0].endswith(".xlsx")


async def test_a_large_report_of_nothing_leaves_no_promise(sqlite_context: Context) -> None:
    await sample.district(sqlite_context, schools=PART + 1)
    admin = Messenger(sqlite_context).person(sample.ADMIN)
    await admin.says("/export")
    assert admin.shown[0].text == "Отчёт не собран."
    assert "Планов" in admin.screen() or "план" in admin.screen()
