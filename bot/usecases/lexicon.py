"""Words that the domain recognises in what people type, read from the texts once."""

from functools import cache

from bot.domain.classes import Alphabet
from bot.domain.letters import LetterWords
from bot.domain.organisations import LegalForms
from bot.domain.posts import Post, Stems
from bot.texts import say


@cache
def alphabet() -> Alphabet:
    return Alphabet(
        letters="".join(_words("class-letters")),
        alike={pair[0]: pair[1] for pair in _words("class-alike")},
        fillers=frozenset(_words("class-fillers")),
        conjunction=say("lexicon-class-and"),
    )


@cache
def legal_forms() -> LegalForms:
    return LegalForms(
        short=frozenset(_words("legal-forms")),
        openings=_words("legal-openings"),
        words=frozenset(_words("legal-words")),
    )


@cache
def patronymics() -> tuple[str, ...]:
    return _words("patronymics")


@cache
def letter_words() -> LetterWords:
    return LetterWords(
        leads=frozenset(_words("letter-leads")),
        papers=frozenset(_words("letter-papers")),
        tails=frozenset(_words("letter-tails")),
        near={say("word-today"): 0, say("word-tomorrow"): 1},
        weekdays={form: day for day, forms in enumerate(_words("letter-weekdays")) for form in forms.split()},
    )


@cache
def post_words() -> dict[Post, tuple[Stems, ...]]:
    return {post: tuple(tuple(phrase.split()) for phrase in _words(f"post-{post}")) for post in Post}


def _words(name: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in say(f"lexicon-{name}").split(","))
