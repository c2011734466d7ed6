"""Conversations: one file each, one `create_router()` each; `build_router` is the one place of their order."""

from aiogram import Router

from handlers import (
    absences,
    amendments,
    applications,
    assignments,
    classes,
    conditions,
    demands,
    exports,
    facts,
    founding,
    launch,
    lesson_answers,
    lessons,
    letters,
    marks,
    mending,
    menu,
    new_year,
    organisations,
    past,
    people,
    postponing,
    privacy,
    reach,
    rehearsals,
    requests,
    returns,
    reviews,
    roadmaps,
    school_sheets,
    settings,
    snooze,
    special_days,
    start,
    status,
    tasks,
    wishes,
)

COMMANDS = (
    reach.create_router,
    privacy.create_router,
    start.create_router,
    founding.create_router,
    menu.create_router,
    status.create_router,
    exports.create_router,
    returns.create_router,
    people.create_router,
    settings.create_router,
    absences.create_router,
    applications.create_router,
    organisations.create_router,
    special_days.create_router,
    lessons.create_router,
    lesson_answers.create_router,
    classes.create_router,
    tasks.create_router,
    marks.create_router,
    assignments.create_router,
    facts.create_router,
    requests.create_router,
    reviews.create_router,
    wishes.create_router,
    mending.create_router,
    conditions.create_router,
    demands.create_router,
    postponing.create_router,
    letters.create_router,
    school_sheets.create_router,
    roadmaps.create_router,
    launch.create_router,
    amendments.create_router,
    new_year.create_router,
    rehearsals.create_router,
    past.create_router,
    snooze.create_router,
)
"""Commands, words and buttons. `start` stops outsiders; `privacy` stands before it, for it serves them too."""

ANSWERS = (
    letters.create_search_router,
    founding.create_answers,
    people.create_answers,
    settings.create_answers,
    absences.create_answers,
    applications.create_answers,
    organisations.create_answers,
    special_days.create_answers,
    classes.create_answers,
    tasks.create_answers,
    marks.create_answers,
    assignments.create_answers,
    facts.create_answers,
    requests.create_answers,
    returns.create_answers,
    reviews.create_answers,
    letters.create_answers,
    lessons.create_answers,
    lesson_answers.create_answers,
    mending.create_answers,
    postponing.create_answers,
    roadmaps.create_answers,
)
"""Typed answers to questions: behind all commands and words."""

LAST = (
    special_days.create_upload_router,
    school_sheets.create_upload_router,
    organisations.create_upload_router,
    letters.create_upload_router,
    roadmaps.create_upload_router,
    letters.create_words_router,
    menu.create_fallback_router,
)
"""Files, letters of the day, then what nobody understood."""


def build_router() -> Router:
    """Commands win over questions, questions over unknown words: `menu` ends with the answer to those."""
    router = Router(name="conversations")
    router.include_routers(*(create() for create in (*COMMANDS, *ANSWERS, *LAST)))
    return router
