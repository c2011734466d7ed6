"""The sample world as it is told in `bot/samples/world.toml`, and its people as the sandbox knows them."""

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.domain.organisations import short_name
from bot.texts import say
from bot.usecases.lexicon import legal_forms

SAMPLES = Path(__file__).parents[1] / "samples"
PLAN = SAMPLES / "plan.docx"

World = dict[str, Any]


def read_world() -> World:
    return tomllib.loads((SAMPLES / "world.toml").read_text(encoding="utf-8"))


def people_of(told: World) -> list[World]:
    """People for the sandbox, those whose chats are shown first in front: administrator, coordinator, teacher."""
    teacher = next(school for school in told["schools"] if "teacher" in school)
    rest = [school for school in told["schools"] if school is not teacher]
    found = [_person(told["district"]["admin"], say("demo-role-admin"))]
    for school in (teacher, *rest):
        name = short_name(school["name"], legal_forms())
        found.append(_person(school["coordinator"], say("demo-role-coordinator", school=name)))
        if "teacher" in school:
            found.append(_person(school["teacher"], say("demo-role-teacher", school=name)))
    return found


def _person(told: World, role: str) -> World:
    return {"id": told["id"], "first_name": told["name"], "role": role}


def tips_of(told: World) -> list[str]:
    """What to try, a line a step: for the page and for the terminal."""
    admin, coordinator, teacher = (person["first_name"] for person in people_of(told)[:3])
    return [
        say("demo-tip-mark", coordinator=coordinator),
        say("demo-tip-clock"),
        say("demo-tip-teacher", teacher=teacher),
        say("demo-tip-admin", admin=admin),
    ]


def spoken(moment: datetime) -> str:
    return f"{moment:%d.%m.%Y, %H:%M}"
