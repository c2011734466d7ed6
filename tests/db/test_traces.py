"""What a person reads of the own data is all there is: no row with a person's id is left out."""

from datetime import date

import pytest
from sqlalchemy import select

from bot.domain.hours import ActivityKind, Direction
from bot.domain.people import Role
from bot.texts import knows
from bot.usecases.context import Context
from db import traces
from db.models import (
    Absence,
    Activity,
    Announcement,
    Application,
    Base,
    Dialogue,
    Extension,
    Invite,
    Measure,
    Question,
    Reader,
    Task,
    Update,
)
from tests import sample, sample_tasks

SENDER = "telegram:101"


def test_every_column_that_names_a_person_is_told() -> None:
    there = {
        f"{table.name}.{key.parent.name}"
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "people"
    }
    told = [*traces.ELSEWHERE, *(column for trace in traces.TRACES for column in trace.whose)]
    assert there == {f"{column.class_.__tablename__}.{column.key}" for column in told}


def test_every_kind_has_its_word() -> None:
    kinds = {*(trace.kind for trace in traces.TRACES), "update", "dialogue"}
    assert [kind for kind in sorted(kinds) if not knows(f"data-{kind}")] == []


@pytest.fixture
async def anna(context: Context) -> int:
    """Anna with one row of each kind that holds words of hers, and Boris with a question of his own."""
    world = await sample.district(context, schools=2)
    tasks = await sample_tasks.plan(context, world.municipality, world.schools)
    school, now, me = world.schools[0], context.now(), world.anna
    async with context.transaction(write=True) as session:
        task = await session.get(Task, next(iter(tasks.values())))
        assert task is not None
        measure = await session.get(Measure, task.measure_id)
        assert measure is not None
        measure.author_id = me
        invite = Invite(token_hash="h", role=Role.NAVIGATOR, organisation_id=school, created_by=me, created_at=now,
                        expires_at=now, uses_left=1)  # fmt: skip
        said = Announcement(organisation_id=school, author_id=me, text="Сбор в пятницу", sent_at=now, cause="1")
        session.add_all([invite, said])
        await session.flush()
        session.add_all([
            Extension(task_id=task.id, due=date(2023, 10, 1), reason="Ждём приказ", state="asked", asked_by=me,
                      asked_at=now, cause="2"),
            Question(measure_id=measure.id, organisation_id=school, text="Какой уровень?", asked_by=me, asked_at=now,
                     cause="3"),
            Question(measure_id=measure.id, organisation_id=school, text="Чужой вопрос", asked_by=world.boris,
                     asked_at=now, answer="Ответ Анны", answered_by=me, answered_at=now, cause="4"),
            Activity(organisation_id=school, school_year=2023, kind=ActivityKind.EXCURSION,
                     direction=Direction.PRACTICE, hours=2, on_day=date(2023, 9, 1), place="Завод", at=now,
                     by_person_id=me, cause="5"),
            Absence(person_id=me, opens=date(2023, 9, 11), until=date(2023, 9, 15), created_at=now, cause="6"),
            Application(person_id=me, organisation_id=school, role=Role.NAVIGATOR, invite_id=invite.id, asked_at=now,
                        cause="7"),
            Reader(announcement_id=said.id, person_id=me, organisation_id=school),
            Dialogue(sender=SENDER, kind="search", step="words", updated_at=now, expires_at=now),
            Update(bot="42", update_id=1, sender=SENDER, received_at=now),
        ])  # fmt: skip
    return me


async def test_own_words_are_told_and_those_of_others_are_not(context: Context, anna: int) -> None:
    async with context.transaction() as session:
        found = await traces.facts(session, anna, SENDER)
        title = await session.scalar(select(Measure.title).where(Measure.author_id == anna))
    told = {(fact.kind, fact.what) for fact in found}
    kinds = {kind for kind, _ in told}
    assert kinds >= {"extension", "question", "answer", "activity", "absence", "application", "announcement", "reader"}
    assert kinds >= {"letter", "dialogue", "update", "invite"}
    words = "\n".join(what for _, what in told)
    for mine in ("Ждём приказ", "Какой уровень?", "Ответ Анны", "Завод", "2023-09-11", "Сбор в пятницу", str(title)):
        assert mine in words
    assert "Чужой вопрос" not in words
