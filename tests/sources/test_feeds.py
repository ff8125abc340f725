"""Feeds and sitemaps as bytes: read, or refused with a reason, and never followed anywhere."""

import gzip
import time
from pathlib import Path

import pytest

from archive.errors import InputError
from archive.sources import feed, sitemap

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>C</title>
<item><title>Depot &amp; tram</title><link>https://c.example/1</link><pubDate>Fri, 14 Mar 2025 18:40:00 +0100</pubDate></item>
<item><title>Bad</title><link>javascript:alert(1)</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><entry><title>Live</title><link href="/2"/>
<published>2025-03-14T18:40:00Z</published></entry></feed>"""
URLSET = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://h.example/1 </loc><news:news><news:publication_date>2025-03-14</news:publication_date><news:title>Titel</news:title></news:news></url>
<url><loc>file:///etc/passwd</loc></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://h.example/a.xml</loc></sitemap></sitemapindex>"""
LAUGHS = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss version="2.0"><channel><title>&b;</title></channel></rss>'


def test_rss():
    (ref,) = feed.parse(RSS.encode(), "https://c.example/feed").pages
    assert (ref.url, ref.title, ref.published) == ("https://c.example/1", "Depot & tram", "2025-03-14T18:40:00+01:00")
    assert ref.source == "feed:https://c.example/feed"


def test_atom_with_a_relative_link():
    (ref,) = feed.parse(ATOM.encode(), "https://n.example/atom.xml").pages
    assert (ref.url, ref.published) == ("https://n.example/2", "2025-03-14T18:40:00+00:00")


@pytest.mark.parametrize("pack", [lambda b: b, gzip.compress], ids=["plain", "gzip"])
def test_news_sitemap(pack):
    found = sitemap.parse(pack(URLSET.encode()), "https://h.example/sitemap.xml")
    assert [(ref.url, ref.title, ref.published) for ref in found.pages] == [
        ("https://h.example/1", "Titel", "2025-03-14")
    ]


def test_sitemap_index():
    assert sitemap.parse(INDEX.encode(), "https://h.example/s.xml").further == (("https://h.example/a.xml", None),)


@pytest.mark.parametrize(
    "body", [b"", b"<html><p>no", LAUGHS.encode(), b"\0\1", b"{}"], ids=["empty", "html", "doctype", "bytes", "json"]
)
@pytest.mark.parametrize("parse", [feed.parse, sitemap.parse], ids=["feed", "sitemap"])
def test_what_is_neither_is_refused(parse, body):
    with pytest.raises(InputError):
        parse(body, "https://x.example/")


def test_a_sitemap_that_unpacks_to_too_much():
    with pytest.raises(InputError, match="once unpacked"):
        sitemap.parse(gzip.compress(bytes(51_000_000)), "https://x.example/")


def test_real_feeds_are_read_or_refused(shared):
    """None crashes, none is slow."""
    for path in sorted((shared / "feeds").rglob("*.xml")):
        started = time.process_time()
        try:
            feed.parse(path.read_bytes(), "https://x.example/feed")
        except InputError as error:
            assert str(error)
        assert time.process_time() - started < 2, Path(path).name
