"""The plan as docx: the original's headings, sections and numbers, with execution; any words make a file that opens."""

from datetime import date, datetime
from io import BytesIO

import docx
from docx.document import Document as Paper
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.people import OrganisationKind
from bot.domain.progress import Tally, TaskFact
from bot.domain.reports import Item, Job, Place, PlanReport, Report
from bot.domain.tasks import TaskState
from bot.exports.plan_docx import build
from tests.laws import tried

HEADINGS = ("№ п/п", "Мероприятие", "Срок", "Ответственные")


def report(*titles: str, plans: int = 1) -> Report:
    items = tuple(
        Item(n, f"1.{n}", title[:45], "Раздел 1", title, "до 25.08.2023", "ОО", None, False)
        for n, title in enumerate(titles, 1)
    )
    done = TaskFact(TaskState.DONE, date(2023, 8, 25), date(2023, 8, 23), False, False, 0)
    jobs = (Job(1, 3, "1", None, done, words="Приказ № 12"),)
    made = datetime(2023, 9, 4, 12, 0)  # noqa: DTZ001 - local to the organisation
    one = PlanReport(1, "План района", 2023, HEADINGS, items, jobs)
    place = Place(3, "Школа № 3", OrganisationKind.SCHOOL, None, 40, True, Tally())
    return Report("Школа № 3", True, made, (place,), (one,) * plans, ())


def read(content: bytes) -> Paper:
    return docx.Document(BytesIO(content))


def test_the_table_is_that_of_the_plan_with_its_execution() -> None:
    paper = read(build(report("План работы", "Приказ")))
    assert [p.text for p in paper.paragraphs[:2]] == ["План района", "Школа № 3 · на 04.09.2023 12:00"]
    (table,) = paper.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0][:4] == list(HEADINGS)
    assert rows[0][4:] == ["Исполнение на 04.09.2023", "Дата выполнения", "Сведения школ"]
    assert set(rows[1]) == {"Раздел 1"}
    assert rows[2] == ["1.1", "План работы", "до 25.08.2023", "ОО", "выполнено", "23.08.2023", "Приказ № 12"]
    assert rows[3][:2] == ["1.2", "Приказ"]


def test_every_plan_begins_a_page_and_lies_across() -> None:
    paper = read(build(report("Пункт", plans=2)))
    assert len(paper.tables) == 2
    assert [p.paragraph_format.page_break_before for p in paper.paragraphs if p.text == "План района"] == [False, True]
    section = paper.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height
    assert "w:tblHeader" in paper.tables[0].rows[0]._tr.xml


@tried(20)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=3))
def test_any_words_make_a_file_that_opens(titles: list[str]) -> None:
    assert len(read(build(report(*titles))).tables[0].rows) == len(titles) + 2
