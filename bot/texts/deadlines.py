"""Deadline phrases in and out of the command line: `deadlines`."""

import json
from datetime import date

from bot.domain.deadline import Deadline, DeadlineStatus, parse
from bot.domain.deadline import say as say_deadline
from bot.domain.errors import Refusal
from bot.texts import say
from bot.texts.plans import doubt_words


def answer_json(line: str, number: int) -> str:
    """One JSON object in, one out: `{"text", "school_year", "approved_on"}` → text, status, windows, doubts.

    Raises Refusal("deadlines-bad-line") for a line that is no such object; `number` is its place, from 1.
    """
    try:
        question = json.loads(line)
        text, school_year, approved_on = question["text"], question["school_year"], question.get("approved_on")
        day = date.fromisoformat(approved_on) if approved_on is not None else None
        if not isinstance(text, str) or type(school_year) is not int or not 1900 <= school_year <= 2199:
            raise TypeError
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Refusal("deadlines-bad-line", number=number) from None
    answer = {"text": text, **parse(text, school_year, day).as_json()}
    return json.dumps(answer, ensure_ascii=False)


def answer_plain(phrase: str, school_year: int) -> str:
    """How a phrase was understood, with what is doubtful about it, in one line."""
    deadline = parse(phrase, school_year)
    words = _status_words(deadline)
    doubts = "; ".join(doubt_words(doubt) for doubt in deadline.doubts)
    if doubts:
        return say("deadlines-doubtful", phrase=phrase, words=words, doubts=doubts)
    return say("deadlines-clear", phrase=phrase, words=words)


def _status_words(deadline: Deadline) -> str:
    if deadline.status is DeadlineStatus.UNRECOGNISED:
        return say("deadlines-unrecognised")
    return say_deadline(deadline)
