"""A captured page: decoded as browsers do, parsed once, and asked by CSS, by meta name and by JSON-LD."""

import gzip
import zlib

import pytest

from archive.errors import InputError, TooBigError
from archive.model import Capture
from archive.page import Page, decode, words_of

WORDS = "Zoë’s café — 20 €"


def capture(body, *, headers=(), media_type="text/html"):
    return Capture(
        url="https://example.org/a",
        final_url="https://example.org/b",
        captured_at="2026-03-01T12:00:00Z",
        media_type=media_type,
        body=body,
        body_sha256="0" * 64,
        evidence="fetched",
        source="url:https://example.org/a",
        headers=headers,
    )


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (WORDS.encode(), "text/html; charset=utf-8"),
        (WORDS.encode(), "text/html"),
        (b"\xef\xbb\xbf" + WORDS.encode(), "text/html; charset=windows-1252"),
        (WORDS.encode("utf-16"), "text/html"),
        (WORDS.encode("cp1252"), "text/html; charset=ISO-8859-1"),
        (WORDS.encode("cp1252"), "text/html; charset=us-ascii"),
        (b'<meta charset="windows-1252">' + WORDS.encode("cp1252"), "text/html"),
        (b'<meta charset="windows-1251">' + WORDS.encode(), "text/html; charset=utf-8"),
        (WORDS.encode("cp1252"), "text/html; charset=utf-8"),
        (WORDS.encode("cp1252"), "text/html"),
    ],
    ids=[
        "header",
        "nothing said",
        "BOM over header",
        "UTF-16",
        "latin-1 is cp1252",
        "ascii is cp1252",
        "meta",
        "header over meta",
        "not the UTF-8 it says",
        "nothing said, cp1252",
    ],
)
def test_characters_are_read_as_browsers_read_them(body, content_type):
    assert decode(capture(body, headers=(("Content-Type", content_type),))).endswith(WORDS)


def test_a_few_bad_bytes_do_not_change_the_encoding():
    body = ("ü" * 50).encode() + b"\xff"
    assert decode(capture(body, headers=(("content-type", "text/html; charset=utf-8"),))) == "ü" * 50 + "\ufffd"


@pytest.mark.parametrize(
    ("coding", "squeeze"),
    [("gzip", gzip.compress), ("", gzip.compress), ("deflate", zlib.compress), ("gzip", bytes), ("br", bytes)],
    ids=["gzip", "a saved .html.gz", "deflate", "gzip undone, header kept", "br undone, header kept"],
)
def test_a_content_coding_is_undone(coding, squeeze):
    body = squeeze(f"<p>{WORDS}</p>".encode())
    assert Page.of(capture(body, headers=(("Content-Encoding", coding),))).text("p") == WORDS


def test_a_bomb_is_refused():
    with pytest.raises(InputError, match="50 MB"):
        decode(capture(gzip.compress(bytes(60_000_000))))


def test_a_page_larger_than_any_article_is_refused():
    with pytest.raises(TooBigError, match="more than 10 MB"):
        decode(capture(b"<p>" + b"words " * 2_000_000))


def test_pictures_in_a_saved_page_do_not_count():
    page = Page.of(capture(b"<p>One<img src='data:image/png;base64," + b"AAAA" * 4_000_000 + b"'><p>Two"))
    assert page.texts("p") == ("One", "Two")
    assert page.select("img")[0].get("src") == "data:image/png;base64,"


def test_elements_are_found_by_css():
    page = Page("<p class=a>One<br>two <b>th</b>ree<script>no()</script></p><p class=a> </p><P class='a b'>Four</p>")
    assert page.texts(".a") == ("One two three", "Four")
    assert page.text("p.b") == "Four"
    assert page.text("h1") is None
    assert [words_of(element) for element in page.select("b")] == ["th"]


def test_meta_by_name_or_property_whatever_its_case():
    page = Page(
        "<meta name='Author' content='A &amp; B'><meta property='article:tag' content='x'><meta content='y' "
        "property='article:TAG'><meta name='author' content='second'><meta name='empty' content=' '>"
    )
    assert page.meta("AUTHOR") == "A & B"
    assert page.metas("article:tag") == ("x", "y")
    assert page.meta("empty") is None


@pytest.mark.parametrize(
    ("script", "names"),
    [
        ('{"name": "a"}', ["a"]),
        ('[{"name": "a"}, {"name": "b"}]', ["a", "b"]),
        ('{"name": "g", "@graph": [{"name": "a"}, {"name": "b", "@graph": [{"name": "c"}]}]}', ["g", "a", "b", "c"]),
        ('<!-- {"name": "a"} -->', ["a"]),
        ('//<![CDATA[\n{"name": "a"};\n//]]>', ["a"]),
        ('{"name": "a"}{"name": "b"}', ["a", "b"]),
        ('{"name": "a",}', ["a"]),
        ('{"name": "it\\\'s"}', ["it\\'s"]),
        ('{"name": "two\nlines"}', ["two\nlines"]),
        ("{&quot;name&quot;: &quot;a&quot;}", ["a"]),
        ('{"name": "a"', []),
        ("null", []),
        ("[" * 50_000, []),
    ],
)
def test_json_ld_is_flat_and_its_usual_mistakes_are_mended(script, names):
    page = Page(f"<script type='application/ld+json; charset=utf-8'>{script}</script><p>after")
    assert [node["name"] for node in page.jsonld] == names
    assert page.text("p") == "after"


@pytest.mark.parametrize(
    ("address", "whole"),
    [
        ("/x", "https://example.org/x"),
        ("x?y#z", "https://example.org/news/x?y#z"),
        ("//other.example/x", "https://other.example/x"),
        ("javascript:alert(1)", None),
        ("mailto:a@example.org", None),
        ("http://[", None),
        ("", None),
        (None, None),
    ],
)
def test_addresses_are_made_absolute_and_stay_on_the_web(address, whole):
    assert Page("", "https://example.org/news/a").absolute(address) == whole


def test_a_saved_page_has_no_address_to_begin_from():
    assert Page("").absolute("/x") is None
    assert Page("").absolute("https://example.org/x") == "https://example.org/x"
