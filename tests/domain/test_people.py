"""Names that people give themselves, and designations of those outside the bot."""

import pytest

from bot.domain.errors import Refusal
from bot.domain.invites import code_in, digest
from bot.domain.people import designation, person_name
from bot.usecases.lexicon import patronymics

CODE = "AbCdEfGhIjKlMnOpQrSt-_"


def test_a_name_is_one_line_of_what_can_be_seen() -> None:
    assert person_name(" Анна\u202e\n Петровна\x00 ") == "Анна Петровна"


@pytest.mark.parametrize(("text", "code"), [("", "short"), ("🙂🙂", "short"), ("1 2", "short"), ("/start", "command")])
def test_what_is_no_name_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refusal, match=f"name-{code}"):
        person_name(text)


@pytest.mark.parametrize("text", ["классный руководитель 6А", "Педагог-психолог", "Зам. директора по ВР", "Советник"])
def test_a_designation_says_what_somebody_is(text: str) -> None:
    assert designation(text, patronymics()) == text


@pytest.mark.parametrize("text", ["Иванова Анна Петровна", "Петров И. И.", "Петров И.И.", "учитель Анна Ильинична"])
def test_a_name_is_no_designation(text: str) -> None:
    with pytest.raises(Refusal, match="designation-name"):
        designation(text, patronymics())


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        f"  {CODE}\n",
        f"https://t.me/shturman_bot?start={CODE}",
        f"t.me/shturman_bot?start={CODE}",
        f"Вот ссылка: http://telegram.me/x?start={CODE} проходите",
        f"tg://resolve?domain=shturman_bot&start={CODE}",
    ],
)
def test_a_code_is_found_in_what_people_paste(text: str) -> None:
    assert code_in(text) == CODE


@pytest.mark.parametrize(
    "text", ["", "привет", f"{CODE} да", f"https://evil.example/?start={CODE}", "t.me/bot", "http://[::1", "Я" * 22]
)
def test_other_text_holds_no_code(text: str) -> None:
    assert code_in(text) is None


def test_only_a_digest_is_kept() -> None:
    assert len(digest(CODE)) == 64
    assert CODE not in digest(CODE)
