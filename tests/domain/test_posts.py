"""Posts in the words of plans and in designations of people outside the bot."""

import pytest

from bot.domain.posts import Post, named_posts, read_posts
from bot.usecases.lexicon import post_words


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("Классные руководители 6–11 классов", {Post.CLASS_TEACHER}),
        ("Кл. руководители, педагоги-навигаторы", {Post.CLASS_TEACHER, Post.NAVIGATOR}),
        ("заместитель директора по ВР, педагог-психолог", {Post.DEPUTY, Post.PSYCHOLOGIST}),
        ("Зам.директора, соц. педагоги", {Post.DEPUTY, Post.SOCIAL}),
        ("Советник директора по воспитанию", {Post.ADVISER}),
        ("учителя технологии", {Post.CRAFTS}),
        ("Педагоги-библиотекари школ", {Post.LIBRARIAN}),
        ("Руководители образовательных организаций", set()),
        ("Директор школы", set()),
        ("классный час", set()),
        ("", set()),
        ("классный руководитель 6А", {Post.CLASS_TEACHER}),
    ],
)
def test_the_posts_that_a_text_names(text: str, posts: set[Post]) -> None:
    assert named_posts(text, post_words()) == posts


def test_what_is_stored_and_unknown_is_no_post() -> None:
    assert read_posts(["psychologist", "king", 7, None]) == {Post.PSYCHOLOGIST}
