"""Feeds, sitemaps and lists of feeds as bytes: read, or refused with a reason, and never followed anywhere."""

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import InputError
from archive.sources import feed, opml, sitemap

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>C</title>
<item><title>Depot &amp; tram</title><link>https://c.example/1</link><pubDate>Fri, 14 Mar 2025 18:40:00 +0100</pubDate></item>
<item><title>Bad</title><link>javascript:alert(1)</link></item><item><title>Worse</title><link>data:text/html,x</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><entry><title>Live</title><link href="/2"/>
<published>2025-03-14T18:40:00Z</published><updated>2025-03-15T07:00:00Z</updated></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://r.example/"><title>R</title></channel>
<item rdf:about="https://r.example/3"><title>Three</title><link>https://r.example/3</link><dc:date>2025-03-14</dc:date></item></rdf:RDF>"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "J",
    "items": [
        {
            "id": "1",
            "url": "/4",
            "title": "Four",
            "date_published": "2025-03-14T18:40:00+01:00",
            "date_modified": "2025-03-15",
        },
        {"id": "2", "external_url": "https://else.example/5"},
        {"id": "3", "url": "javascript:alert(1)"},
        "no item",
    ],
}
URLSET = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><image:image><image:loc>https://h.example/1.jpg</image:loc><image:title>Bild</image:title></image:image><loc> https://h.example/1 </loc>
<lastmod>2025-03-15T06:00:00Z</lastmod><news:news><news:publication_date>2025-03-14</news:publication_date><news:title>Titel</news:title></news:news></url>
<url><loc>file:///etc/passwd</loc></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://h.example/a.xml</loc><lastmod>2025-03</lastmod></sitemap></sitemapindex>"""
OPML = """<opml version="2.0"><body><outline text="Papers"><outline type="rss" text="Courier" xmlUrl="https://c.example/feed"/>
<outline text="Courier" xmlUrl="https://c.example/feed"/></outline><outline xmlUrl="javascript:x"/></body></opml>"""
LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss version="2.0"><channel><title>&b;</title></channel></rss>'
)


def only(found):
    (page,) = found.pages
    return page


def test_rss():
    found = feed.parse(RSS.encode(), "https://c.example/feed")
    ref = only(found)
    assert (ref.url, ref.title, ref.published) == ("https://c.example/1", "Depot & tram", "2025-03-14T18:40:00+01:00")
    assert (ref.source, ref.modified) == ("feed:https://c.example/feed", None)
    assert (found.title, found.left_out) == ("C", 2)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (ATOM, ("https://n.example/2", "2025-03-14T18:40:00+00:00", "2025-03-15T07:00:00+00:00")),
        (RDF, ("https://r.example/3", None, "2025-03-14")),
        (json.dumps(JSON_FEED), ("https://n.example/4", "2025-03-14T18:40:00+01:00", "2025-03-15")),
        ("\ufeff" + json.dumps(JSON_FEED), ("https://n.example/4", "2025-03-14T18:40:00+01:00", "2025-03-15")),
    ],
    ids=["atom with a relative link", "rdf", "json", "json with a mark"],
)
def test_other_forms(body, said):
    ref = only(feed.parse(body.encode(), "https://n.example/feed"))
    assert (ref.url, ref.published, ref.modified) == said


@pytest.mark.parametrize("pack", [lambda b: b, gzip.compress], ids=["plain", "gzip"])
def test_news_sitemap(pack):
    found = sitemap.parse(pack(URLSET.encode()), "https://h.example/sitemap.xml")
    ref = only(found)
    assert (ref.url, ref.title, ref.published, ref.modified) == (
        "https://h.example/1", "Titel", "2025-03-14", "2025-03-15T06:00:00+00:00",
    )  # fmt: skip
    assert found.left_out == 1
    assert sitemap.is_news(pack(URLSET.encode()))


def test_sitemap_index():
    found = sitemap.parse(INDEX.encode(), "https://h.example/s.xml")
    assert found.further == (("https://h.example/a.xml", "2025-03"),)


def test_a_sitemap_of_more_than_the_protocol_allows():
    many = "".join(f"<url><loc>https://h.example/{number}</loc></url>" for number in range(sitemap.LARGEST_COUNT + 5))
    found = sitemap.parse(f"<urlset>{many}</urlset>".encode(), "https://h.example/s.xml")
    assert (len(found.pages), found.left_out) == (sitemap.LARGEST_COUNT, 5)


def test_a_list_of_feeds_there_and_back():
    (outline,) = opml.parse(OPML.encode(), "x.opml")
    assert (outline.url, outline.name) == ("https://c.example/feed", "Courier")
    assert opml.parse(opml.write([outline], "Mine & yours"), "x.opml") == (outline,)


BODIES = {
    "empty": b"",
    "html": b"<html><p>no",
    "words": b"Not found",
    "bytes": b"\0\1",
    "json": b"{}",
    "broken json": b'{"version": "https://jsonfeed.org/version/1", "items": [',
    "deep json": b'{"a":' * 100_000,
    "doctype": LAUGHS.encode(),
    "doctype after a declaration": b'<?xml version="1.0"?>\n' + LAUGHS.encode(),
    "doctype after a comment": b"<!-- " + b"x" * 200_000 + b" -->" + LAUGHS.encode(),
    "doctype in utf-16": LAUGHS.encode("utf-16"),
    "doctype in utf-32": LAUGHS.encode("utf-32"),
    "doctype in utf-7": b'<?xml version="1.0" encoding="utf-7"?>' + LAUGHS.encode("utf-7"),
    "doctype in ebcdic": LAUGHS.encode("cp037"),
    "broken gzip": gzip.compress(RSS.encode())[:-20],
    "bomb": gzip.compress(bytes(51_000_000)),
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
@pytest.mark.parametrize("parse", [feed.parse, sitemap.parse, opml.parse], ids=["feed", "sitemap", "opml"])
def test_what_is_neither_is_refused(parse, body):
    with pytest.raises(InputError):
        parse(body, "https://x.example/")


def test_a_doctype_in_the_words_of_an_article_is_none():
    words = RSS.replace("Depot &amp; tram", "<![CDATA[What <!DOCTYPE html> means]]>")
    assert only(feed.parse(words.encode(), "https://c.example/feed")).title == "What <!DOCTYPE html> means"


def test_a_feed_too_big_to_be_one():
    with pytest.raises(InputError, match="once unpacked"):
        feed.parse(RSS.encode() + b" " * feed.LARGEST_BYTES, "https://x.example/")


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        (b"<a>" * 40_000, "elements"),
        (b"<a>" * 101 + b"</a>" * 101, "elements"),
        (b"<item><title>Depot</title></item>" * 20_000, "elements"),
        (b"<a & b <c>" * 80_000, "tags"),
        (b"".join(b'<x%d:y xmlns:x%d="u"/>' % (n, n) for n in range(300)), "namespaces"),
    ],
)
def test_a_feed_that_is_made_to_be_slow_is_refused(inside, reason):
    with pytest.raises(InputError, match=reason):
        feed.parse(RSS.encode().replace(b"<item>", inside + b"<item>", 1), "https://x.example/")


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: f"<rss>{text}</rss>".encode(errors="replace")))
def test_any_bytes_are_read_or_refused(body):
    for parse in (feed.parse, sitemap.parse):
        try:
            found = parse(body, "https://x.example/")
        except InputError as error:
            assert str(error)
        else:
            assert all(page.url.startswith("http") for page in found.pages)


def test_real_feeds_are_read_or_refused(shared):
    """None crashes; benchmarks/collect.py says how long they take."""
    read = 0
    for path in sorted((shared / "feeds").rglob("*")):
        for parse in (feed.parse, sitemap.parse, opml.parse) if path.is_file() else ():
            try:
                parse(path.read_bytes(), "https://x.example/feed")
                read += 1
            except InputError as error:
                assert str(error)
    assert read > 100
