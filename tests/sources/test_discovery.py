"""What a captured address is, where an outlet's feeds lie, and which links lead to articles."""

import hashlib

import pytest

from archive.errors import InputError
from archive.model import Capture
from archive.sources import discovery, section
from tests.watch.conftest import index, rss, urlset

HOME = "https://courier.example/"


def captured(body, media_type="text/html"):
    sent = body.encode()
    return Capture(
        HOME, HOME, "2026-03-01T12:00:00Z", media_type, sent, hashlib.sha256(sent).hexdigest(), "fetched", "person", 200
    )


@pytest.mark.parametrize(
    ("body", "url", "shape"),
    [
        (rss(HOME + "1"), HOME + "feed", "feed"),
        ('{"version": "https://jsonfeed.org/version/1", "items": []}', HOME + "feed.json", "feed"),
        (urlset(HOME + "1"), HOME + "map.xml", "sitemap"),
        (index(HOME + "1.xml"), HOME + "map.xml", "sitemap index"),
        (urlset(HOME + "1").replace("</url>", '<n:news xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"/></url>'), HOME, "news sitemap"),
        ('<opml version="2.0"><body><outline xmlUrl="https://c.example/feed"/></body></opml>', HOME, "list of feeds"),
        ("<html><p>News", HOME, "front page"),
        ("<html><p>News", HOME + "sport/", "section page"),
    ],
)  # fmt: skip
def test_what_it_is(body, url, shape):
    assert discovery.what_is(captured(body), url)[0] == shape


def test_what_it_is_not():
    with pytest.raises(InputError, match="neither a feed"):
        discovery.what_is(captured("\x89PNG", "image/png"), HOME + "x.png")


def test_feeds_that_a_page_declares():
    page = captured("""<html><head>
      <link rel="alternate" type="application/rss+xml" title="News" href="/rss">
      <link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">
      <link rel="ALTERNATE" type="application/feed+json" href="https://feeds.example/courier.json">
      <link rel="alternate" type="text/html" hreflang="fr" href="/fr/"><link rel="alternate" type="application/atom+xml" href="javascript:x">
      </head><a href="/other/rss.xml">RSS</a>""")
    assert discovery.feeds_of(page, HOME) == ("https://courier.example/rss", "https://feeds.example/courier.json")


def test_feeds_that_a_page_links_to_without_declaring_them():
    page = captured("""<a href="/feeds/all.xml">Feed</a><a href="/news/feed">F</a><a href="/farmers-feed-cattle">Cattle</a>
      <a href="https://reader.example/rss?u=1">Reader</a><a href="/story.rss">S</a>""")
    assert discovery.feeds_of(page, HOME) == (
        "https://courier.example/feeds/all.xml", "https://courier.example/news/feed", "https://courier.example/story.rss",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("link", "words", "is_one"),
    [
        ("/news/2026/03/01/depot", "", True),
        ("/news/uk-12345678", "", True),
        ("/politics/council-votes-on-depot-again", "", True),
        ("/politik/artikel", "Rat stimmt noch einmal über das Depot ab", True),
        ("/a/12", "市議会が車庫の閉鎖を決めた", True),
        ("/politics", "Politics", False),
        ("/", "The Courier has all the news of the day", False),
        ("/tag/depot-closure-and-what-follows/", "", False),
        ("/author/zoe-smith-of-the-courier/", "", False),
        ("/page/2/", "", False),
        ("/contact", "Write to the editors of the paper", False),
        ("/uploads/2026/03/depot.pdf", "", False),
        ("/video/2026/03/01/depot.mp4", "", False),
    ],
)
def test_links_to_articles(link, words, is_one):
    assert section.may_be_article(f"https://courier.example{link}", words) == is_one


def test_links_of_a_section_page():
    page = captured("""<html><title>Sport</title><nav><a href="/news/2026/03/01/in-the-menu">In the menu</a></nav>
      <a href="/news/2026/03/01/rowers#comments">Rowers</a><a href="/news/2026/03/01/rowers?utm_source=x">Rowers again</a>
      <a href="https://partner.example/2026/03/01/theirs">Theirs</a><a href="https://else.example/2026/03/01/theirs">Theirs</a>
      <a href="javascript:void(0)">A headline of five words</a><a href="data:text/html,x">A headline of five words</a>
      <a href="/">Home</a><a href="http://[bad">A headline of five words</a>""")
    found = section.parse(page, HOME, ("partner.example",))
    assert [ref.url for ref in found.pages] == [
        "https://courier.example/news/2026/03/01/rowers", "https://partner.example/2026/03/01/theirs",
    ]  # fmt: skip
    assert found.title == "Sport"
