"""The Thursday course in the chat, told by the people who use it (stories 1.10, 2.1, 2.2, 2.7, 2.8, 2.9)."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from bot.domain.clock import FixedClock
from bot.domain.lessons import LessonState
from bot.domain.people import Role
from bot.ui.callbacks.lessons import CourseClassTap, CourseTap, LessonTap
from bot.ui.screen import Screen
from bot.ui.screens import lessons as screens
from bot.usecases.context import Context
from bot.usecases.lessons import questions_on, slots_on, summaries_on
from bot.usecases.moving_up import move_up
from db.models import Dialogue, Membership
from tests.lesson_world import FIRST, SECOND, add_class, at, ensure, year_of
from tests.messenger import Messenger, Person, Shown
from tests.sample import ADMIN, ANNA, BORIS, STRANGER, VERA, District, actor, district, person

FRIDAY, MONDAY = date(2023, 9, 8), date(2023, 9, 11)


async def thursday(context: Context, clock: FixedClock) -> District:
    """Vera teaches 6А and 7Б of school 1; it is Thursday, 10:30."""
    world = await district(context)
    await add_class(context, world.schools[0], "6А", world.vera, "8:30")
    await add_class(context, world.schools[0], "7Б", world.vera, "9:25")
    await ensure(context)
    clock.moment = at(FIRST, 10, 30)
    return world


def pushed(to: Person, screen: Screen) -> Shown:
    """What the courier sends: a message of its own, not an answer."""
    shown = Shown(900 + len(to.shown), screen.text, screen.keyboard())
    to.shown.append(shown)
    return shown


async def question_to(context: Context, to: Person, person_id: int, day: date = FIRST) -> Shown:
    async with context.transaction() as session:
        [question] = await questions_on(session, context, day, person_id)
    return pushed(to, screens.question(question))


async def summary_to(context: Context, to: Person, person_id: int) -> Shown:
    async with context.transaction() as session:
        [summary] = await summaries_on(session, context, FIRST, person_id)
    return pushed(to, screens.summary(summary))


async def states(context: Context, number: int = 1) -> list[LessonState]:
    return [(await year_of(context, one))[number].state for one in (1, 2)]


async def test_story_2_1_one_tap_on_thursday(sqlite_context: Context, clock: FixedClock) -> None:
    world = await thursday(sqlite_context, clock)
    chat = Messenger(sqlite_context)
    vera = chat.person(VERA)
    await question_to(sqlite_context, vera, world.vera)
    assert vera.screen().startswith("«Россия – мои горизонты», 7 сентября: 6А и 7Б. Всё прошло?")
    await vera.taps("✅ Да, все провели")
    assert vera.screen() == "Отмечено: 6А, 7Б. Следующее занятие 14 сентября, чт.\n[Исправить]"
    assert len(vera.shown) == 1, "the message changes, no second one comes"
    assert await states(sqlite_context) == [LessonState.HELD, LessonState.HELD]


async def test_story_2_2_the_eve_says_topic_and_times(sqlite_context: Context, clock: FixedClock) -> None:
    world = await thursday(sqlite_context, clock)
    clock.moment = at(date(2023, 9, 6), 16)
    async with sqlite_context.transaction() as session:
        [slot] = await slots_on(session, sqlite_context, FIRST, world.vera)
    assert screens.slot(slot).text == (
        "Завтра, 7 сентября, «Россия – мои горизонты».\n"
        "6А — 8:30, занятие 1. 7Б — 9:25, занятие 1.\n"
        "Тема: Моя Россия – мои горизонты (пример)"
    )


async def test_a_second_tap_and_an_old_button_are_harmless(sqlite_context: Context, clock: FixedClock) -> None:
    world = await thursday(sqlite_context, clock)
    chat = Messenger(sqlite_context)
    vera = chat.person(VERA)
    question = await question_to(sqlite_context, vera, world.vera)
    [[all_held], [one, _]] = question.markup.inline_keyboard if question.markup else []
    await vera.presses(all_held.callback_data or "", question)
    before = await year_of(sqlite_context, 1)
    await vera.presses(all_held.callback_data or "", question)
    assert vera.toast() == "Уже отмечено"
    assert "Отмечено: 6А, 7Б" in vera.screen()
    await vera.presses(one.callback_data or "", question)
    assert "Состояние: провели" in vera.screen()
    assert await year_of(sqlite_context, 1) == before


async def test_story_2_7_one_class_went_otherwise(sqlite_context: Context, clock: FixedClock) -> None:
    """«Не получилось» with a ready reason; three taps, then one for the rest."""
    world = await thursday(sqlite_context, clock)
    chat = Messenger(sqlite_context)
    vera = chat.person(VERA)
    await question_to(sqlite_context, vera, world.vera)
    await vera.taps("6А иначе")
    await vera.taps("Не было")
    await vera.taps("Нет кабинета")
    assert vera.screen() == (
        "Не было: 6А (нет кабинета). Следующее занятие 14 сентября, чт.\nНет ответа: 7Б.\n[✅ 7Б провели]\n[Исправить]"
    )
    await vera.taps("✅ 7Б провели")
    assert await states(sqlite_context) == [LessonState.CANCELLED, LessonState.HELD]


async def test_a_lesson_moves_to_a_day_by_button(sqlite_context: Context, clock: FixedClock) -> None:
    world = await thursday(sqlite_context, clock)
    vera = Messenger(sqlite_context).person(VERA)
    await question_to(sqlite_context, vera, world.vera)
    await vera.taps("7Б иначе")
    await vera.taps("Перенесли")
    assert "На какой день перенести занятие 1 у 7Б?" in vera.screen()
    await vera.taps("11 сентября, пн")
    assert vera.screen().startswith("Перенесено: 7Б на 11 сентября, пн.\nНет ответа: 6А.")
    moved = (await year_of(sqlite_context, 2))[1]
    assert (moved.state, moved.day) == (LessonState.MOVED, MONDAY)


@pytest.mark.parametrize("typed", ["12.09", "12 сентября", "до 12.09.2023"])
async def test_a_lesson_moves_to_a_typed_day(sqlite_context: Context, clock: FixedClock, typed: str) -> None:
    world = await thursday(sqlite_context, clock)
    vera = Messenger(sqlite_context).person(VERA)
    await question_to(sqlite_context, vera, world.vera)
    await vera.taps("7Б иначе")
    await vera.taps("Перенесли")
    await vera.taps("Написать день")
    await vera.says("когда-нибудь")
    assert "День не понят" in vera.screen()
    await vera.says("30 июля")
    assert "вне учебного года" in vera.screen()
    await vera.says(typed)
    assert "Перенесено: 7Б на 12 сентября, вт." in vera.screen()
    await vera.says("13.09")
    assert "По словам «13.09» ничего не нашлось" in vera.screen(), "the question has been answered"


async def test_back_from_a_typed_day_forgets_the_question(sqlite_context: Context, clock: FixedClock) -> None:
    world = await thursday(sqlite_context, clock)
    vera = Messenger(sqlite_context).person(VERA)
    await question_to(sqlite_context, vera, world.vera)
    await vera.taps("7Б иначе")
    await vera.taps("Перенесли")
    await vera.taps("Написать день")
    await vera.taps("⬅️ Назад")
    async with sqlite_context.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(Dialogue)) == 0


async def test_story_2_8_a_mistake_is_corrected_within_a_week(sqlite_context: Context, clock: FixedClock) -> None:
    world = await thursday(sqlite_context, clock)
    vera = Messenger(sqlite_context).person(VERA)
    await question_to(sqlite_context, vera, world.vera)
    await vera.taps("✅ Да, все провели")
    await vera.taps("Исправить")
    assert "6А — провели\n7Б — провели" in vera.screen()
    await vera.taps("7Б")
    await vera.taps("↩️ Отменить отметку")
    assert "Отметка снята: 7Б." in vera.screen()
    assert await states(sqlite_context) == [LessonState.HELD, LessonState.PLANNED]
    clock.moment += timedelta(days=8)
    await vera.says("/lessons")
    await vera.taps("6А")
    await vera.taps("1")
    assert "Отменить отметку" not in vera.screen()


async def test_another_answer_takes_the_place_of_the_first_in_three_taps(
    sqlite_context: Context, clock: FixedClock
) -> None:
    """A single class: «Исправить» opens its card, and the card of a held lesson asks what was instead."""
    world = await district(sqlite_context)
    await add_class(sqlite_context, world.schools[0], "6А", world.vera, "8:30")
    await ensure(sqlite_context)
    clock.moment = at(FIRST, 10, 30)
    vera = Messenger(sqlite_context).person(VERA)
    await question_to(sqlite_context, vera, world.vera)
    await vera.taps("✅ Провели")
    for tap in ("Исправить", "Не было", "Нет кабинета"):
        await vera.taps(tap)
    assert vera.screen().startswith("Не было: 6А (нет кабинета).")
    for tap in ("Исправить", "✅ Провели"):
        await vera.taps(tap)
    assert vera.screen().startswith("Отмечено: 6А.")
    for tap in ("Исправить", "Перенесли", "8 сентября, пт"):
        await vera.taps(tap)
    assert vera.screen().startswith("Перенесено: 6А на 8 сентября, пт.")
    lesson = (await year_of(sqlite_context, 1))[1]
    assert (lesson.state, lesson.moved_to, lesson.held_on, lesson.reason) == (LessonState.MOVED, FRIDAY, None, None)


@pytest.mark.parametrize(("action", "value"), [("reason", "room"), ("day", "2023-09-20")])
async def test_after_a_week_another_answer_is_the_coordinators(
    sqlite_context: Context, clock: FixedClock, action: str, value: str
) -> None:
    world = await thursday(sqlite_context, clock)
    chat = Messenger(sqlite_context)
    vera, anna = chat.person(VERA), chat.person(ANNA)
    await question_to(sqlite_context, vera, world.vera)
    await vera.taps("✅ Да, все провели")
    held = (await year_of(sqlite_context, 1))[1]
    clock.moment += timedelta(days=8)
    tap = LessonTap(action=action, lesson=held.id, version=held.version, value=value).pack()
    await vera.presses(tap)
    assert (await year_of(sqlite_context, 1))[1] == held
    await anna.presses(tap)
    assert (await year_of(sqlite_context, 1))[1].state in (LessonState.CANCELLED, LessonState.MOVED)


async def test_story_2_9_a_lesson_held_on_tuesday(sqlite_context: Context, clock: FixedClock) -> None:
    await thursday(sqlite_context, clock)
    clock.moment = at(date(2023, 9, 5), 13)
    vera = Messenger(sqlite_context).person(VERA)
    await vera.says("занятия")
    await vera.taps("6А")
    await vera.taps("✅ Занятие 1 провели раньше")
    assert vera.screen().startswith(
        "6А: занятие 1 проведено раньше срока, 5 сентября, вт. Следующее занятие 14 сентября, чт."
    )
    lessons = await year_of(sqlite_context, 1)
    assert (lessons[1].state, lessons[2].planned_on) == (LessonState.HELD, SECOND)


async def test_the_number_of_pupils_is_typed_only_by_who_wants_to(sqlite_context: Context, clock: FixedClock) -> None:
    world = await thursday(sqlite_context, clock)
    vera = Messenger(sqlite_context).person(VERA)
    await question_to(sqlite_context, vera, world.vera)
    await vera.taps("✅ Да, все провели")
    await vera.taps("Исправить")
    await vera.taps("6А")
    await vera.taps("Число учеников")
    for wrong in ("много", "-3", "61", "٣", "9" * 50):
        await vera.says(wrong)
        assert "Напишите число от 0 до 60" in vera.screen()
    await vera.says("24")
    assert "Присутствовали: 24" in vera.screen()


async def test_story_1_10_thursday_under_control(sqlite_context: Context, clock: FixedClock) -> None:
    """The Friday summary: the rest in one tap, a missed lesson gets another day, totals of 34."""
    world = await thursday(sqlite_context, clock)
    chat = Messenger(sqlite_context)
    vera, anna = chat.person(VERA), chat.person(ANNA)
    await question_to(sqlite_context, vera, world.vera)
    await vera.taps("6А иначе")
    await vera.taps("Не было")
    await vera.taps("Экзамен")
    clock.moment = at(FRIDAY, 15)
    await summary_to(sqlite_context, anna, world.anna)
    assert anna.screen() == (
        "Четверг, 7 сентября: провели 0 классов из 2.\nНе было: 6А (экзамен).\nНет ответа: 7Б.\n"
        "[✅ 7Б провели]\n[Отметить по классам]"
    )
    await anna.taps("✅ 7Б провели")
    assert anna.screen().startswith("Отмечено: 7Б. Следующее занятие 14 сентября, чт.\nОтметка: вы, 15:00")
    assert "педагог: Вера Н." in anna.screen(), "both are named"
    await anna.taps("Исправить")
    await anna.taps("6А")
    await anna.taps("Назначить другой день")
    await anna.taps("11 сентября, пн")
    assert "Перенесено: 6А на 11 сентября, пн." in anna.screen()
    await anna.says("/lessons")
    await anna.taps("Классы: итоги")
    assert "<b>7Б</b> — 1 из 34" in anna.screen()


async def test_a_coordinator_marks_by_class(sqlite_context: Context, clock: FixedClock) -> None:
    await thursday(sqlite_context, clock)
    anna = Messenger(sqlite_context).person(ANNA)
    await anna.says("/lessons")
    await anna.taps("Отметить по классам")
    await anna.taps("7Б")
    await anna.taps("✅ Провели")
    assert "Отмечено: 7Б." in anna.screen()
    await anna.taps("⬅️ Назад")
    assert "6А — нет ответа\n7Б — провели" in anna.screen()


async def test_weeks_are_turned_over(sqlite_context: Context, clock: FixedClock) -> None:
    await thursday(sqlite_context, clock)
    anna = Messenger(sqlite_context).person(ANNA)
    await anna.says("четверг")
    await anna.taps("14 сентября")
    assert "Четверг, 14 сентября: занятия впереди у 2 классов." in anna.screen()
    await anna.taps("⬅️ 7 сентября")
    assert "Четверг, 7 сентября" in anna.screen()


async def test_lessons_of_earlier_weeks_are_found(sqlite_context: Context, clock: FixedClock) -> None:
    await thursday(sqlite_context, clock)
    clock.moment = at(date(2023, 9, 20), 12)
    anna = Messenger(sqlite_context).person(ANNA)
    await anna.says("/lessons")
    assert "С прошлых недель без ответа: 4." in anna.screen()
    await anna.taps("Без ответа с прошлых недель")
    assert anna.screen().count("нет ответа") == 4
    await anna.taps("6А/2")
    await anna.taps("✅ Провели")
    await anna.taps("⬅️ Назад")
    assert anna.screen().count("нет ответа") == 3


async def test_an_administrator_sees_counts_and_looks_into_a_school(sqlite_context: Context, clock: FixedClock) -> None:
    await thursday(sqlite_context, clock)
    admin = Messenger(sqlite_context).person(ADMIN)
    await admin.says("/lessons")
    assert "1. Школа № 1: 0 из 2" in admin.screen()
    assert "Вера" not in admin.screen()
    await admin.taps("1")
    assert "<b>Школа № 1</b>" in admin.screen()
    await admin.taps("Отметить по классам")
    await admin.taps("6А")
    await admin.taps("✅ Провели")
    assert "педагог: педагог" in admin.screen(), "the name of a teacher stays in the school"


async def test_a_school_without_classes_says_what_to_do(sqlite_context: Context) -> None:
    world = await district(sqlite_context)
    chat = Messenger(sqlite_context)
    anna, vera, admin = chat.person(ANNA), chat.person(VERA), chat.person(ADMIN)
    await anna.says("/lessons")
    assert "Классов пока нет" in anna.screen()
    await anna.taps("Вписать классы")
    await vera.says("/lessons")
    assert "У вас пока нет классов" in vera.screen()
    await admin.says("/lessons")
    assert "занятий нет" in admin.screen()
    assert world.vera


async def test_lessons_before_joining_are_asked_once_for_all(sqlite_context: Context, clock: FixedClock) -> None:
    world = await district(sqlite_context)
    clock.moment = at(date(2023, 10, 10), 10)
    for name in ("6А", "7Б"):
        await add_class(sqlite_context, world.schools[0], name, world.vera)
    vera = Messenger(sqlite_context).person(VERA)
    await vera.says("/lessons")
    await vera.taps("Занятия до подключения")
    assert vera.screen().startswith("У 2 классов есть занятия до подключения к боту, всего 10. Что с ними?")
    await vera.taps("Провели")
    assert "Записано как проведённые до подключения: 10." in vera.screen()
    await vera.taps("К занятиям")
    assert "<b>6А</b> — 5 из 34" in vera.screen()
    assert "Занятия до подключения" not in vera.screen()


async def test_lessons_before_joining_of_one_class_may_be_left_out(sqlite_context: Context, clock: FixedClock) -> None:
    world = await district(sqlite_context)
    clock.moment = at(date(2023, 10, 10), 10)
    await add_class(sqlite_context, world.schools[0], "6А", world.vera)
    vera = Messenger(sqlite_context).person(VERA)
    await vera.says("/lessons")
    await vera.taps("6А")
    await vera.taps("Занятия до подключения")
    await vera.taps("Не отмечать")
    await vera.taps("⬅️ Назад")
    assert "Проведено 0 из 34" in vera.screen()
    assert vera.screen().count("до подключения, не отмечается") == 5
    assert "6. 12 октября, чт — впереди" in vera.screen()


async def test_a_lesson_that_found_no_day_gets_one(sqlite_context: Context, clock: FixedClock) -> None:
    world = await district(sqlite_context)
    clock.moment = at(date(2024, 9, 2), 10)
    one = await add_class(sqlite_context, world.schools[0], "6А", world.vera)
    vera = Messenger(sqlite_context).person(VERA)
    await vera.says("/lessons")
    await vera.taps("6А")
    assert "Не хватило дней для занятий: 1." in vera.screen()
    await vera.taps("Назначить день для занятия")
    await vera.taps("Написать день")
    await vera.says("20.05")
    assert "6А: занятие 34 назначено на 20 мая, вт." in vera.screen()
    assert (await year_of(sqlite_context, one, 2024))[34].day == date(2025, 5, 20)


async def test_forged_buttons_of_everybody_change_nothing(sqlite_context: Context, clock: FixedClock) -> None:
    world = await thursday(sqlite_context, clock)
    async with sqlite_context.transaction(write=True) as session:
        await person(session, sqlite_context.now(), 203, "Галина", (world.schools[0], Role.NAVIGATOR))
    before = [await year_of(sqlite_context, one) for one in (1, 2)]
    lesson = before[0][1]
    chat = Messenger(sqlite_context)
    taps = [
        *(
            LessonTap(action=action, lesson=lesson.id, version=lesson.version, value=value)
            for action, value in (
                ("open", ""),
                ("hold", ""),
                ("move", ""),
                ("day", "2023-09-11"),
                ("typed", ""),
                ("cancel", ""),
                ("reason", "exam"),
                ("undo", ""),
                ("present", ""),
            )
        ),
        *(
            CourseTap(action=action, day="2023-09-07", org=world.schools[0])
            for action in ("hold", "fix", "overdue", "classes", "week", "before", "before-held", "before-skip")
        ),
        *(
            CourseClassTap(action=action, class_id=1, value=value)
            for action, value in (
                ("open", ""),
                ("before", ""),
                ("held", ""),
                ("skip", ""),
                ("extra", ""),
                ("day", "2023-09-11"),
                ("typed", ""),
            )
        ),
    ]
    for number in (BORIS, STRANGER, 203):
        someone = chat.person(number)
        for tap in taps:
            await someone.presses(tap.pack())
            assert someone.toast().startswith("Нет доступа"), (number, tap)
        assert someone.shown == []
    assert [await year_of(sqlite_context, one) for one in (1, 2)] == before


@pytest.mark.parametrize(
    "data",
    [
        "lc:fix:вчера:0:0:0",
        "lc:fix:0001-01-01:0:0:0",
        "lc:hold:9999-12-31:0:0:0",
        "lc:week::99999999999999999999:0:0",
        "ls:open:99999999999999999999:1::",
        "ls:hold:1:99999999999::",
        "ls:day:1:1::2023-13-45",
        "ls:reason:1:1::карантин",
        "ls:nothing:1:1::",
        "lk:open:1:-7:",
        "lk:day:1:-1:soon",
        "lc",
    ],
)
async def test_nonsense_is_an_old_button(sqlite_context: Context, clock: FixedClock, data: str) -> None:
    await thursday(sqlite_context, clock)
    vera = Messenger(sqlite_context).person(VERA)
    before = await year_of(sqlite_context, 1)
    await vera.presses(data)
    assert vera.toast()
    assert await year_of(sqlite_context, 1) == before


async def test_whoever_has_left_the_school_is_refused(sqlite_context: Context, clock: FixedClock) -> None:
    world = await thursday(sqlite_context, clock)
    vera = Messenger(sqlite_context).person(VERA)
    question = await question_to(sqlite_context, vera, world.vera)
    async with sqlite_context.transaction(write=True) as session:
        rows = await session.scalars(select(Membership).where(Membership.person_id == world.vera))
        rows.one().until_at = sqlite_context.now()
    await vera.taps("6А иначе", of=question)
    assert vera.toast().startswith("Нет доступа")
    await vera.taps("✅ Да, все провели", of=question)
    assert await states(sqlite_context) == [LessonState.PLANNED, LessonState.PLANNED]


async def test_a_teacher_is_never_asked_for_text_or_a_file(sqlite_context: Context, clock: FixedClock) -> None:
    """Story 2.4: from the push to the result one tap for all, three for a class that went otherwise, no words."""
    world = await thursday(sqlite_context, clock)
    vera = Messenger(sqlite_context).person(VERA)
    await question_to(sqlite_context, vera, world.vera)
    taps = 0
    for button in ("7Б иначе", "Перенесли", "8 сентября, пт"):
        await vera.taps(button)
        taps += 1
    assert taps == 3
    async with sqlite_context.transaction() as session:
        assert await session.scalar(select(func.count()).select_from(Dialogue)) == 0
    assert (await year_of(sqlite_context, 2))[1].state is LessonState.MOVED


async def past_file(vera: Person) -> list[tuple[object, ...]]:
    """Class, number and outcome in last year's file."""
    await vera.says("/lessons")
    await vera.taps("За прошлый год")
    assert vera.shown[-1].document is not None
    rows = load_workbook(BytesIO(vera.shown[-1].document[1])).worksheets[0].iter_rows(values_only=True)
    return [(row[2], row[3], row[5]) for row in list(rows)[4:-1]]


@pytest.mark.slow
async def test_last_years_lessons_stay_within_reach_in_summer_and_after_classes_move_up(
    sqlite_context: Context, clock: FixedClock
) -> None:
    """«7А» of the new year is Vera's, but what was marked under that name last year is Galina's."""
    context, world = sqlite_context, await thursday(sqlite_context, clock)
    async with context.transaction(write=True) as session:
        galina_id = await person(session, context.now(), 203, "Галина", (world.schools[0], Role.NAVIGATOR))
    clock.moment = at(date(2023, 9, 1), 9)
    await add_class(context, world.schools[0], "8Б", galina_id, "8:30")
    await ensure(context)
    clock.moment = at(FIRST, 10, 30)
    chat = Messenger(context)
    vera, galina, anna = chat.person(VERA), chat.person(203), chat.person(ANNA)
    await vera.says("/lessons")
    assert "За прошлый год" not in vera.screen()
    await vera.presses("lc:file-past::0:0:0")
    assert "отметок ваших занятий нет" in vera.screen() + vera.toast()
    await question_to(context, vera, world.vera)
    await vera.taps("6А иначе")
    await vera.taps("✅ Провели")
    await question_to(context, galina, galina_id)
    await galina.taps("✅ Провели")
    clock.moment = at(FRIDAY, 15)
    await summary_to(context, anna, world.anna)
    await anna.taps("✅ 7Б провели")
    clock.moment = at(date(2024, 7, 8), 12)
    await ensure(context, date(2024, 7, 8))
    held = [("6А", 1, "провели"), ("7Б", 1, "провели")]
    assert await past_file(vera) == held
    assert "за 2023/2024 учебный год. Проведено: 2" in vera.shown[-1].text
    await move_up(context, await actor(context, ANNA), world.schools[0], 2024)
    assert await past_file(vera) == held
    assert await past_file(galina) == [("8Б", 1, "провели")]


@pytest.mark.slow
async def test_story_2_11_my_month_my_year_and_a_file(sqlite_context: Context, clock: FixedClock) -> None:
    world = await thursday(sqlite_context, clock)
    vera = Messenger(sqlite_context).person(VERA)
    await question_to(sqlite_context, vera, world.vera)
    await vera.taps("✅ Да, все провели")
    clock.moment = at(date(2023, 10, 5), 12)
    await question_to(sqlite_context, vera, world.vera, date(2023, 10, 5))
    await vera.taps("6А иначе")
    await vera.taps("Не было")
    await vera.taps("Экзамен")
    await vera.taps("✅ 7Б провели")
    await vera.says("/lessons")
    assert "Проведено занятий: октябрь — 1, за год — 3." in vera.screen()
    await vera.taps("Скачать xlsx")
    assert vera.shown[-1].text == "Занятия «Россия – мои горизонты» за учебный год. Проведено: 3."
    assert vera.shown[-1].document is not None
    name, content = vera.shown[-1].document
    assert name == "Мои занятия Вера Н 2023-10-05.xlsx"
    rows = list(load_workbook(BytesIO(content)).worksheets[0].iter_rows(values_only=True))
    assert rows[2][0] == "3 из 68 занятий, 0 экскурсий и проб, 3 часа"
    assert [row[2:] for row in rows[4:]] == [
        ("6А", 1, "Моя Россия – мои горизонты (пример)", "провели", None),
        ("7Б", 1, "Моя Россия – мои горизонты (пример)", "провели", None),
        ("6А", 5, "Пробую профессию в сфере науки и образования (пример)", "не было: экзамен", None),
        ("7Б", 5, "Пробую профессию в сфере науки и образования (пример)", "провели", None),
        (None, 3, None, None, None),
    ]
