"""MarkdownV2 and the first Markdown, held against tdjson."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.sandbox.markdown import parse_markdown
from bot.sandbox.old_markdown import parse_old_markdown
from tests.sandbox.bots import RawBot
from tests.sandbox.oracle import of_sandbox, of_tdjson
from tests.sandbox.world import Someone

MARKS = [
    "*",
    "_",
    "__",
    "~",
    "||",
    "|",
    "[",
    "]",
    "(",
    ")",
    "`",
    "```",
    "```py\n",
    "```\n",
    "\\",
    "\\*",
    ">",
    "\n>",
    "\n",
    "**>",
]
MARKS += [
    "!",
    "![",
    "](tg://emoji?id=5)",
    "](ya.ru)",
    "](tg://user?id=5)",
    "](tg://emoji?id=x)",
    "](tg://time?unix=5&format=wDT)",
]
MARKS += ["x", "я", "👍", " ", ".", "-", "#", "{", "\r", "||\n", "\r\n", "\n>y", "`c`", "*b*", "_i_", "__u__"]
PAIRS = [("*", "*"), ("_", "_"), ("__", "__"), ("~", "~"), ("||", "||"), ("`", "`"), ("```", "```"), ("```c\n", "```")]
PAIRS += [("[", "](ya.ru)"), ("[", "]"), ("![", "](tg://emoji?id=5)"), ("![", "](tg://time?unix=55&format=wD)")]
PAIRS += [("\n>", "\n"), ("\n>", "||\n"), ("\n**>", "\n"), ("\n>", "\n>x\n")]

fragments = st.lists(st.sampled_from(MARKS), max_size=8).map("".join)
nested = st.recursive(
    st.sampled_from(["x", "я👍", "ya\\.ru", "", "\n", " "]),
    lambda inner: st.tuples(st.sampled_from(PAIRS), st.lists(inner, max_size=3)).map(
        lambda one: one[0][0] + "".join(one[1]) + one[0][1]
    ),
    max_leaves=8,
)
texts = st.one_of(fragments, st.lists(nested, max_size=3).map("".join))


@given(texts)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_markdown_is_read_as_tdjson_reads_it(text: str) -> None:
    assert of_sandbox(text, parse_markdown) == of_tdjson(text, "MarkdownV2")


@pytest.mark.slow
@given(texts)
@settings(max_examples=5000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_markdown_is_read_as_tdjson_reads_it_on_five_thousand_texts(text: str) -> None:
    assert of_sandbox(text, parse_markdown) == of_tdjson(text, "MarkdownV2")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Срок 25.08", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("*жирный", "Can't find end of Bold entity at byte offset 0"),
        (">*a\nb*", "Can't find end of Bold entity at byte offset 1"),
        ("[a](ya.ru", "Can't find end of a URL at byte offset 4"),
        ("![a](ya.ru)", "Invalid tg://emoji or tg://time URL specified"),
        ("![a]", "The entity must contain a tg://emoji or tg://time URL"),
    ],
)
def test_broken_markdown_is_refused_in_the_words_of_the_server(text: str, message: str) -> None:
    assert of_sandbox(text, parse_markdown) == f"400 Can't parse entities: {message}" == of_tdjson(text, "MarkdownV2")


OLD = r"""*b*|_i_|`c`|```py x```|[a](ya.ru)|[a](tg://user?id=5)|[a](|[](x)|**|\*
|\x|a_b_c|*a_b*|*b|[a|```x|[a] (ya.ru)|[a](x y)|👍*я*""".replace("\n", "")


@pytest.mark.parametrize("text", [*OLD.split("|"), "```\r\nx\n```", "```c\nx```"])
def test_first_markdown_is_read_as_tdjson_reads_it(text: str) -> None:
    assert of_sandbox(text, parse_old_markdown) == of_tdjson(text, "Markdown")


@pytest.mark.parametrize(("mode", "text"), [("MarkdownV2", "*жирный*\\."), ("Markdown", "*жирный*.")])
async def test_bot_may_choose_its_markdown(bot: RawBot, anna: Someone, mode: str, text: str) -> None:
    message = await bot.call("sendMessage", chat_id=101, text=text, parse_mode=mode)
    assert (message["text"], message["entities"]) == ("жирный.", [{"type": "bold", "offset": 0, "length": 6}])
