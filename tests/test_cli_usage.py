"""Mistakes in a command line: one Russian sentence each, exit code 2."""

import pytest

from bot.cli import BAD_INPUT, main


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", "Назовите команду"),
        ("nosuch", "Команды «nosuch» нет."),
        ("import", "не хватает «file»"),
        ("export", "не хватает «--out»"),
        ("export --out", "«--out» задан не так"),
        ("import plan.docx --foo", "Параметра «--foo» у этой команды нет."),
        ("rehearse --days abc", "Значение «--days» не подходит."),
        ("rehearse --days 999", "Значение «--days» не подходит."),
        ("invite --role boss", "Значение «--role» не подходит."),
        ("deadlines extra", "Лишнее слово в команде: «extra»"),
    ],
)
def test_a_mistake_in_the_command_line_is_worded_in_russian(
    capsys: pytest.CaptureFixture[str], line: str, words: str
) -> None:
    assert main(line.split()) == BAD_INPUT
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1
