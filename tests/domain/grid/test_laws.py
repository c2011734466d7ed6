"""Laws of the grid: no row is lost, nothing but a refusal is ever raised, names are short and unique."""

from collections import Counter
from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Refusal
from bot.domain.grid import Document, Grid, Paragraph, Plan, Span, read_plans, short_names
from bot.domain.grid.parties import parties
from bot.domain.grid.sheet import fold
from tests.laws import tried

WORDS = st.sampled_from(
    [
        "", "", "1", "2.", "1.1", "I.", "Беседа", "Сентябрь", "до 15.09.2023", "октябрь", "в течение года",
        "ОО", "М.П.", "Управление образования", "Страница 1 из 2", "1. Раздел", "продолжение строки", "Итого",
        "* примечание", "-//-", "№", "Мероприятие", "Срок", "Ответственный", "+", "<p>Текст</p>", "????",
    ]
)  # fmt: skip
HEADER = ("№", "Мероприятие", "Срок", "Ответственный")


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """Rows under a usual header, merged and broken anyhow."""
    width = draw(st.integers(2, 6))
    rows = draw(st.lists(st.lists(st.one_of(WORDS, st.text(max_size=8)), min_size=width, max_size=width), max_size=12))
    headed = [list((*HEADER, "", "")[:width]), *rows]
    spans = draw(
        st.lists(
            st.builds(
                Span,
                st.integers(0, len(headed) - 1),
                st.integers(0, width - 1),
                st.integers(1, 3),
                st.integers(1, width),
            ),
            max_size=4,
        )
    )
    breaks = draw(st.sets(st.integers(0, len(headed)), max_size=3))
    return Grid.of(headed, spans, breaks, draw(st.sampled_from(["", "Лист1", "Сентябрь"])))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    paragraphs = st.builds(Paragraph, st.one_of(WORDS, st.just("План на 2023/2024 учебный год"), st.text(max_size=30)))
    return Document("x", "test", tuple(draw(st.lists(st.one_of(grids(), paragraphs), max_size=5))))


@tried(300)
@given(documents(), st.one_of(st.none(), st.integers(2000, 2050)))
def test_nothing_but_a_refusal_is_raised(document: Document, year: int | None) -> None:
    with suppress(Refusal):
        for plan in read_plans(document, year):
            _holds_together(plan)


def _holds_together(plan: Plan) -> None:
    assert plan.as_json()["title"] == plan.title
    assert [row.position for row in plan.measures] == list(range(len(plan.measures)))
    assert all(row.title for row in plan.measures)


ROW = st.tuples(
    st.sampled_from(["", "1", "2", "1.1", "1.2", "3.", "12"]),
    st.sampled_from(
        ["Беседа", "Экскурсия на завод", "продолжение беседы", "", "1. Работа с родителями", "Отчёт за год"]
    ),
    st.sampled_from(["", "октябрь", "до 15.09.2023", "по графику", "в течение года"]),
    st.sampled_from(["", "Завуч", "Управление образования", "классные руководители"]),
)


@tried(300)
@given(st.lists(ROW, min_size=1, max_size=15), st.sets(st.integers(1, 15), max_size=3))
def test_every_row_is_in_a_measure_a_section_or_a_reject_and_once(
    rows: list[tuple[str, str, str, str]], breaks: set[int]
) -> None:
    """Each title bears a mark of its own; what stands beside it may be said once where a row repeats it."""
    marked = [(n, f"{title} метка{place}" if title else "", *rest) for place, (n, title, *rest) in enumerate(rows)]
    table = [HEADER, ("0", "Начало работы", "сентябрь", "Завуч"), *marked]
    document = Document("x", "test", (Paragraph("План на 2023/2024 учебный год"), Grid.of(table, page_breaks=breaks)))
    plan = read_plans(document, 2023)[0]
    words = Counter(_words(plan))
    for row in table:
        for cell in row:
            for word in _bare(cell):
                assert words[word] == 1 if word.startswith("метка") else words[word] >= 1


CELL = st.sampled_from(["", "", "Беседа", "Экскурсия на завод", "1. Викторина\n2. Конкурс", "- Игра\n- Поход"])


@tried(200)
@given(st.lists(st.tuples(CELL, CELL, CELL, CELL), min_size=1, max_size=8), st.booleans())
def test_every_cell_of_a_calendar_is_a_measure_and_once(cells: list[tuple[str, ...]], weeks: bool) -> None:
    times = [f"{n} неделя" for n in range(1, 5)] if weeks else ["Сентябрь", "Октябрь", "Ноябрь", "Декабрь"]
    sides = ["Сентябрь", "Октябрь", "Ноябрь", "Декабрь", "Январь", "Февраль", "Март", "Апрель"] if weeks else "АБВГДЕЖЗ"
    table = [["Направление", *times], [sides[0], "Начало", "Начало", "Начало", "Начало"]]
    for place, texts in enumerate(cells):
        marked = [
            "\n".join(f"{line} метка{place}{n}{m}" for m, line in enumerate(text.splitlines()))
            for n, text in enumerate(texts)
        ]
        table.append([sides[place], *marked])
    document = Document("x", "test", (Paragraph("План на 2023/2024 учебный год"), Grid.of(table)))
    plan = read_plans(document, 2023)[0]
    titles = Counter(word for row in plan.measures for word in _bare(row.title))
    marks = [word for row in table for cell in row for word in _bare(cell) if word.startswith("метка")]
    assert [titles[mark] for mark in marks] == [1] * len(marks)
    assert all(len(row.deadline.windows) == 1 for row in plan.measures)


def _words(plan: Plan) -> list[str]:
    texts = [*plan.sections, *(row.text for row in plan.rejected)]
    for row in plan.measures:
        texts += [row.number or "", row.title, row.deadline_text, row.responsible_text or "", row.result_text or ""]
    return [word for text in texts for word in _bare(text)]


def _bare(text: str) -> list[str]:
    return [word.strip(".,;:()") for word in fold(text).split() if word.strip(".,;:()")]


@given(st.lists(st.text(max_size=120), max_size=30))
def test_short_names_are_short_filled_and_unique(titles: list[str]) -> None:
    names = short_names(titles)
    assert len(names) == len(titles)
    assert all(0 < len(name) <= 45 for name in names)
    assert len({name.casefold() for name in names}) == len(names)


@given(
    st.lists(
        st.sampled_from(["Организация", "и", "проведение", "«Билет в будущее»", "(школы)", "в", "учебном году"]),
        min_size=1,
    )
)
def test_a_short_name_is_the_beginning_of_its_title(words: list[str]) -> None:
    title = " ".join(words)
    assert title.startswith(short_names([title])[0])


@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=10).map(", ".join)))
def test_parties_never_raise_and_have_words(text: str) -> None:
    assert all(party.text.strip() for party in parties(text))
