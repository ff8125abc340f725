"""Pages that mean harm, or are none: no exception, and what is read is text in its stored form."""

import warnings

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive import text
from archive.extract import read_page
from archive.page import Page

URL = "https://example.org/news/a"
PROSE = "<p>The ferry lay at its mooring for the whole winter and nobody could say when it would leave again.</p>" * 4
HOSTILE = {
    "deep": "<div>" * 5_000 + PROSE,
    "deep inline": "<b>" * 20_000 + "x",
    "unclosed": "<p><table><tr><td><ul><li>" * 300 + PROSE,
    "attributes": "<p " + " ".join(f"a{number}=1" for number in range(60_000)) + f">{PROSE}",
    "names without values": "<p " + " ".join(f"a{number}" for number in range(60_000)) + f">{PROSE}",
    "one long attribute": f'<p title="{"x" * 500_000}">{PROSE}',
    "nul": f"<h1>Fer\0ry</h1>{PROSE.replace('ferry', 'fer' + chr(0) + 'ry')}",
    "controls": "".join(map(chr, range(32))) + PROSE + "\x7f\x85\ufeff\ue000\ue001",
    "form feed": "<h1>\x0c" + PROSE,
    "references to what is no character": f"<h1>&#12;&#1;&#xFFFE;&#x0b</h1>{PROSE}&#11;&#99999999999;",
    "surrogates": f"<h1>\ud800Ferry\udfff</h1>{PROSE}&#xD800;&#x110000;&#0;",
    "binary": bytes(range(256)).decode("latin-1") * 200,
    "pdf": "%PDF-1.7\n" + "\x00\x01\x02obj<<>>stream\n" * 500,
    "json": '{"a": [' + '{"b": "c"},' * 2_000 + "{}]}",
    "deep json-ld": f'<script type="application/ld+json">{"[" * 100_000}</script>{PROSE}',
    "wide json-ld": f'<script type="application/ld+json">{{"@graph": [{"[]," * 50_000}{{}}]}}</script>{PROSE}',
    "json-ld of all shapes": '<script type="application/ld+json">{"@type": ["NewsArticle", 3, null], "headline": {"name": 5},'
    ' "author": [[{"name": ["A"]}], 4, {"@id": 1}], "datePublished": 20250314, "publisher": [], "keywords": {"x": 1},'
    f' "mainEntityOfPage": [], "url": {{}}, "isAccessibleForFree": []}}</script>{PROSE}',
    "surrogate in json-ld": f'<script type="application/ld+json">{{"@type": "Article", "headline": "\\ud83d x"}}</script>{PROSE}',
    "odd addresses": f'<base href="http://["><link rel=canonical href="http://[::1"><a href="http://[x">y</a>{PROSE}',
    "a link without end": "<a href=//[>" + "0" * 40,
    "entities": "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><p>&x;&x;</p>" + PROSE,
    "declared otherwise": f'<?xml version="1.0" encoding="utf-16"?><html><body>{PROSE}</body></html>',
    "nothing": "",
    "one mark": "<",
}


def assert_sound(reading):
    assert reading.text == text.clean(reading.text)
    words = (reading.title, reading.dek, reading.outlet, reading.section, *reading.authors, *reading.tags)
    for said in filter(None, words):
        assert said == text.clean_line(said)
        said.encode()
    for link in reading.links:
        link.note.encode()


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE)
def test_hostile_pages_are_read_soundly(html):
    assert_sound(read_page(Page(html, URL)))


def test_a_scripts_words_are_never_text():
    reading = read_page(Page(f"<h1>Ferry<script>alert(1)</script></h1>{PROSE}<script>alert(2)</script>", URL))
    assert "alert" not in f"{reading.title}{reading.text}"


TAGS = [
    "p",
    "div",
    "h1",
    "article",
    "a",
    "blockquote",
    "table",
    "td",
    "script",
    "title",
    "time",
    "iframe",
    "li",
    "figure",
]
ATTRIBUTES = [
    "",
    " class='byline'",
    " itemprop='author'",
    " href='//['",
    " datetime='2025-13-45'",
    " type='application/ld+json'",
]
PIECES = st.one_of(
    st.text(max_size=40),
    st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)),
    st.builds("</{}>".format, st.sampled_from(TAGS)),
    st.sampled_from(
        [PROSE, '{"@type": "NewsArticle", "headline": "', '"}', "<!--", "-->", "&#x0;", "<meta name=author content='"]
    ),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=25).map("".join), st.one_of(st.none(), st.just(URL), st.text(max_size=20)))
def test_any_html_at_all_is_read_soundly(html, url):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert_sound(read_page(Page(html, url)))
