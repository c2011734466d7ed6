"""The printed invites: a card a school, eight on a page, whatever the names are; LibreOffice opens them."""

import re
import shutil
import subprocess
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from bot.domain.invites import InviteCard
from bot.exports.invite_sheets import build

NOW = datetime(2023, 9, 4, tzinfo=UTC)
HOSTILE = "=СУММ(A1) <b>Ш</b>\u202e & \x07 👩‍🏫 " * 12


def card(number: int, name: str = "") -> InviteCard:
    code = f"{number:022}"
    return InviteCard(
        name or f"МБОУ СОШ № {number}", "координатору", f"https://t.me/shturman_bot?start={code}", code, "3 октября, вт"
    )


def test_each_school_has_a_card_with_link_code_and_qr() -> None:
    paper = Document(BytesIO(build([card(1), card(2), card(3)], "Приглашения", NOW)))
    cells = [cell for row in paper.tables[0].rows for cell in row.cells]
    assert len(cells) == 4
    for number, cell in enumerate(cells[:3], 1):
        words = "\n".join(paragraph.text for paragraph in cell.paragraphs)
        assert f"СОШ № {number}" in words
        assert f"?start={number:022}" in words
        assert f"Код: {number:022}" in words
    assert len(paper.inline_shapes) == 3


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_eight_cards_fill_a_page_even_with_hostile_names(tmp_path: Path) -> None:
    cards = [card(n, HOSTILE if n % 2 else "Школа " * 60) for n in range(1, 18)]
    (tmp_path / "paper.docx").write_bytes(build(cards, "Приглашения", NOW))
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "paper.docx")],
        check=True,
        capture_output=True,
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
    )
    pages = re.findall(rb"/Type\s*/Page[^s]", (tmp_path / "paper.pdf").read_bytes())
    assert len(pages) == 3
