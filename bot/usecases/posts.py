"""Who is what in a school, and who is meant by a row that names a post."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.access import administers, coordinates, may_read_name, require
from bot.domain.people import Actor, OrganisationKind, Role
from bot.domain.posts import GIVEN, Post, named_posts
from bot.texts.folding import folded
from bot.usecases import audit
from bot.usecases.context import Context
from bot.usecases.lexicon import post_words
from db import classes, memberships, names
from db.models import Organisation
from db.names import Known


@dataclass(frozen=True, slots=True)
class PostCard:
    """The posts that somebody has in an organisation."""

    organisation_id: int
    person_id: int
    name: str
    posts: frozenset[Post]


async def posts(context: Context, actor: Actor, organisation_id: int, person_id: int) -> PostCard:
    async with context.transaction() as session:
        return await _card(session, actor, organisation_id, person_id)


async def toggle(context: Context, actor: Actor, organisation_id: int, person_id: int, post: Post) -> PostCard:
    """Tick a post, or untick it."""
    require(post in GIVEN)
    async with context.transaction(write=True) as session:
        before = await _card(session, actor, organisation_id, person_id)
        kept = sorted(before.posts ^ {post})
        await memberships.set_posts(session, person_id, organisation_id, kept)
        audit.record(
            session, context, actor.person_id, "posts", "person", person_id, organisation=organisation_id, posts=kept
        )
        return await _card(session, actor, organisation_id, person_id)


async def meant(
    session: AsyncSession, organisation_id: int, text: str, members: list[Known]
) -> tuple[frozenset[Post], frozenset[int]]:
    """The posts that a text names, and the ids of those who have one of them."""
    named = named_posts(folded(text), post_words())
    if not named:
        return named, frozenset()
    teachers = await classes.teachers(session, organisation_id) if Post.CLASS_TEACHER in named else frozenset()
    return named, frozenset(one.person_id for one in members if named & _all_posts(one, teachers))


def _all_posts(one: Known, teachers: frozenset[int]) -> frozenset[Post]:
    """What was ticked, what follows from classes and the role, and what a designation says of somebody outside."""
    found = set(one.posts)
    if one.person_id in teachers:
        found.add(Post.CLASS_TEACHER)
    if one.role is Role.NAVIGATOR and not one.outside:
        found.add(Post.NAVIGATOR)
    if one.outside:
        found |= named_posts(folded(one.designation or ""), post_words())
    return frozenset(found)


async def _card(session: AsyncSession, actor: Actor, organisation_id: int, person_id: int) -> PostCard:
    require(coordinates(actor, organisation_id) or administers(actor, organisation_id))
    place = await session.get(Organisation, organisation_id)
    found = [one for one in await names.members(session, organisation_id) if one.person_id == person_id]
    require(place is not None and place.kind is OrganisationKind.SCHOOL and bool(found))
    one = found[0]
    require(not one.outside and may_read_name(actor, organisation_id, one.role))
    return PostCard(organisation_id, person_id, one.name or "", one.posts)
