"""«Должность»: what somebody is in the school, ticked by taps."""

from bot.domain.posts import GIVEN
from bot.texts import html, say
from bot.ui.callbacks.people import PersonTap
from bot.ui.prose import clip
from bot.ui.screen import Button, Row, Screen
from bot.usecases.posts import PostCard

NAME_WIDTH = 120


def posts(shown: PostCard) -> Screen:
    here, person = shown.organisation_id, shown.person_id
    rows: list[Row] = []
    for post in GIVEN:
        word = say(f"post-button-{post}")
        text = say("post-button-on", post=word) if post in shown.posts else word
        rows.append((Button(text, PersonTap(action=f"post-{post}", person=person, organisation=here)),))
    back = Button(say("button-back"), PersonTap(action="card", person=person, organisation=here))
    return Screen(html("posts-ask", name=clip(shown.name, NAME_WIDTH)), (*rows, (back,)))
