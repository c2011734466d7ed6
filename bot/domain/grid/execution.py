"""The column of a plan in which its execution is written, and how a text is compared with that of the plan."""

import re

EXECUTION = re.compile(r"исполнен|выполнен|отметк|реализаци|фактическ", re.IGNORECASE)
OTHER = re.compile(r"срок|дата|период|ответств|исполнител|планир|ожида|меропри|наименов|\bплан\b", re.IGNORECASE)
LETTERS = re.compile(r"[\W_]+")


def for_execution(heading: str) -> bool:
    """«Отметка о выполнении», «Информация об исполнении»; not «Срок исполнения», not «Исполнитель»."""
    return bool(EXECUTION.search(heading)) and not OTHER.search(heading)


def letters(text: str) -> str:
    """What of a text is compared: letters and digits, without case."""
    return LETTERS.sub("", text.casefold().replace("ё", "е"))
