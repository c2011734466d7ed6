"""«Журнал»: who changed what, and when."""

from bot.domain.deadline import say_day
from bot.texts import Html, html, knows, lines, say
from bot.ui.callbacks.journal import JournalTap
from bot.ui.callbacks.organisations import OrgTap
from bot.ui.callbacks.people import PersonTap
from bot.ui.prose import clip
from bot.ui.screen import Button, Screen
from bot.ui.screens.names import called
from bot.ui.screens.pages import page_row
from bot.usecases.journal import PAGE, Journal, Line

SUBJECT_WIDTH, PLACE_WIDTH = 100, 100


def journal(shown: Journal) -> Screen:
    here, person = shown.organisation_id, shown.person_id
    text = lines(
        html("journal-title", name=clip(shown.organisation, PLACE_WIDTH)),
        *(_line(one) for one in shown.lines),
        "" if shown.lines else html("journal-empty"),
    )
    before = JournalTap(organisation=here, person=person, page=max(shown.page - 1, 0))
    after = JournalTap(organisation=here, person=person, page=shown.page + 1)
    home = OrgTap(action="home", organisation=here)
    tap = PersonTap(action="card", person=person, organisation=here) if person else home
    back = (Button(say("button-back"), tap),)
    return Screen(text, (*page_row(shown.page, shown.total, PAGE, before, after), back))


def _line(one: Line) -> Html:
    key = f"audit-{one.action}"
    action = say(key if knows(key) else "audit-other")
    day = say_day(one.moment.date())
    told = (called(one.about), one.subject) if one.about else (one.subject,)
    subject = clip(", ".join(told), SUBJECT_WIDTH)
    return html(
        "journal-line", day=day, time=f"{one.moment:%H:%M}", action=action, subject=subject, who=called(one.who)
    )
