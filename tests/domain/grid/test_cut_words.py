import pytest

from bot.domain.grid.cut_words import mended
from bot.domain.grid.document import SOFT_BREAK, Document, Grid, Paragraph


def read(cell: str, elsewhere: str = "") -> str:
    document = Document("план.pdf", "pdf", (Paragraph(elsewhere), Grid.of([[cell]])))
    return mended(document).blocks[1].rows[0][0]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (("организа", "циями"), "организациями"),
        (("01.09.202", "3"), "01.09.2023"),
        (("течение", "года"), "течение\nгода"),
        (("Ответственн", "ый"), "Ответственный"),
        (("последующей", "корректи", "ровкой"), "последующей\nкорректировкой"),
        (("координатора", "по"), "координатора\nпо"),
    ],
)
def test_a_word_cut_by_a_narrow_cell_is_whole_again(parts: tuple[str, ...], whole: str) -> None:
    assert read(SOFT_BREAK.join(parts)) == whole


def test_words_of_the_document_decide() -> None:
    assert read(f"план{SOFT_BREAK}работы", "план работы школы") == "план\nработы"
    assert read(f"проф{SOFT_BREAK}минимум", "про профминимум") == "профминимум"
