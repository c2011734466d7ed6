"""HTML of messages, held against tdjson: its `parseTextEntities` is what the real server calls, and it runs offline."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.sandbox.html import parse_html
from tests.sandbox.oracle import of_sandbox, of_tdjson

PIECES = """<b>|</b>|<i>|</i>|<a href="|http://|https://|ya.ru|">|</a>|<pre>|</pre>|<code>|</code>
|<code class="language-|py">|<blockquote>|<blockquote expandable>|</blockquote>|<span class="tg-spoiler">
|</span>|<tg-spoiler>|</tg-spoiler>|<tg-emoji emoji-id="|12|</tg-emoji>|&lt;|&amp;|&#|&#x|41|;|&quot
|&nbsp;|<|</|>|/|=|"|'|я|👍|é|x|A|<u>|</u>|<s>|</s>|<div>|<br>|tg://user?id=5|tg://|user:pw@|:80|:99999
|?q=1|#h|%41|%zz|[::1]|ton://|..|-|<B>|</B>|</>|<a>|javascript:1|<p|&#55357;|&#128077;
|<code class=language-c>|<del>|</del>|<ins>|</ins>|<a href=x.ru>|<a href=tg:user?id=7>|&#0;|&#x10ffff;
|<tg-time unix=|' format='|wDt|5|</tg-time>|<tg-time unix="77">""".replace("\n", "").split("|")
TAGS = [
    ("<b>", "</b>"),
    ("<i>", "</i>"),
    ("<pre>", "</pre>"),
    ("<code>", "</code>"),
    ('<pre><code class="language-c">', "</code></pre>"),
    ("<code class='language-py'>", "</code>"),
    ("<blockquote>", "</blockquote>"),
    ("<blockquote expandable=1>", "</blockquote>"),
    ('<span class="tg-spoiler">', "</span>"),
    ("<s>", "</s>"),
]
LINKS = """ya.ru|http://a.b/c?d|HTTP://EX.com:080/Ы#ф |tg://user?id=42|tg://resolve?domain=x|user@ya.ru|ftp://x.y|a.b:0
|http://[::1]/|http://[::1|tg:x|ton:abc|tonsite://a.b/c?d|a b.ru|x|http://тест.рф/a b|a.b?c|tg://user?id=1099511627776|tg://user?id=007""".replace(
    "\n", ""
).split("|")

fragments = st.lists(st.sampled_from([*PIECES, " ", "\n", "\t", "\0", "\r"]), max_size=10).map("".join)
words = st.sampled_from(["x", "я👍", "a&lt;", "ya.ru ", "", "\n", " "])
tags = st.one_of(
    st.sampled_from(TAGS),
    st.sampled_from(LINKS).map(lambda url: (f'<a href="{url}">', "</a>")),
    st.sampled_from(["5", "0", "-4", "x", "99999999999999999999", "007"]).map(
        lambda number: (f'<tg-emoji emoji-id="{number}">', "</tg-emoji>")
    ),
    st.tuples(
        st.sampled_from(["5", "0", "-3", "x7", "9x", "99999999999"]),
        st.sampled_from(["", "r", "R", "rr", "wDT", "Dd", "t", "tTw", "TT", "q"]),
    ).map(lambda pair: (f"<tg-time unix='{pair[0]}' format='{pair[1]}'>", "</tg-time>")),
)
nested = st.recursive(
    words,
    lambda inner: st.tuples(tags, st.lists(inner, max_size=3)).map(lambda one: one[0][0] + "".join(one[1]) + one[0][1]),
    max_leaves=8,
)
texts = st.one_of(fragments, st.lists(nested, max_size=3).map("".join), st.text(max_size=20))


@given(texts)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_html_is_read_as_tdjson_reads_it(text: str) -> None:
    assert of_sandbox(text, parse_html) == of_tdjson(text, "HTML")


@pytest.mark.slow
@given(texts)
@settings(max_examples=5000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_html_is_read_as_tdjson_reads_it_on_five_thousand_texts(text: str) -> None:
    assert of_sandbox(text, parse_html) == of_tdjson(text, "HTML")


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<div>x</div>", 'Unsupported start tag "div" at byte offset 0'),
        ("<br>", 'Unsupported start tag "br" at byte offset 0'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("ab<b", "Unclosed start tag at byte offset 2"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("</b>", "Unexpected end tag at byte offset 0"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("я<b", "Unclosed start tag at byte offset 2"),
    ],
)
def test_broken_html_is_refused_in_the_words_of_the_server(html: str, message: str) -> None:
    assert of_sandbox(html, parse_html) == f"400 Can't parse entities: {message}" == of_tdjson(html, "HTML")


@pytest.mark.parametrize("text", ["R&D", "a &nbsp; b", "&lt;b&gt;", "&copy;", "&"])
def test_lone_ampersands_and_unknown_names_are_text(text: str) -> None:
    assert parse_html(text) == (text.replace("&lt;", "<").replace("&gt;", ">"), [])


def test_offsets_count_utf16_units() -> None:
    assert parse_html("👍<b>я</b>") == ("👍я", [{"type": "bold", "offset": 2, "length": 1}])
