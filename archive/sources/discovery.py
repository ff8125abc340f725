"""What an address turned out to be, and where an outlet's feeds and sitemaps may lie.

Feeds are told by `<link rel="alternate">` (the RSS Advisory Board's autodiscovery) and by links whose address has the
form of one; sitemaps by the `Sitemap:` lines of robots.txt (sitemaps.org), which are read where robots.txt is. Where a
site says nothing, the places are tried that publishing systems use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal
from urllib.parse import urljoin

from archive import codings, urls
from archive.errors import InputError
from archive.model import Capture
from archive.page import Page
from archive.sources import feed, opml, section, sitemap
from archive.sources.named import Named

Shape = Literal[
    "feed",
    "sitemap",
    "news sitemap",
    "sitemap index",
    "section page",
    "front page",
    "list of feeds",
    "Wayback copies",
]

_FEED_TYPES = {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"}
_LIKE_A_FEED = re.compile(
    r"(?:^|[/.])(?:rss|atom|feeds?)(?:[/.]|$)|(?:feed|rss|atom)\.(?:xml|json)$|\.(?:rss|rdf|atom)$", re.IGNORECASE
)
_COMMENTS = re.compile(r"comment|kommentar|replies", re.IGNORECASE)
# WordPress, Drupal, Ghost and Hugo, Jekyll, Blogger; and what newspapers' own systems are likely to have.
_USUAL_FEEDS = ("/feed/", "/rss.xml", "/rss", "/feed.xml", "/atom.xml", "/index.xml", "/feeds/posts/default")
_USUAL_SITEMAPS = ("/news-sitemap.xml", "/sitemap.xml", "/sitemap_index.xml")
_MOST = 12


def what_is(capture: Capture, url: str, hosts: tuple[str, ...] = ()) -> tuple[Shape, Named]:
    """What a captured address is, and what it names; raises InputError where nothing can be collected from it."""
    body = codings.body(capture)
    try:
        named = sitemap.parse(body, url)
    except InputError:
        pass
    else:
        if named.further:
            return "sitemap index", named
        return ("news sitemap" if sitemap.is_news(body) else "sitemap"), named
    try:
        return "feed", feed.parse(body, url)
    except InputError as error:
        refused = error
    if _is_opml(body, url):
        return "list of feeds", Named()
    if "html" not in capture.media_type:
        raise InputError(f"{url} is neither a feed, nor a sitemap, nor a page: {refused}")
    return ("front page" if urls.is_front_page(url) else "section page"), section.parse(capture, url, hosts)


def feeds_of(capture: Capture, url: str) -> tuple[str, ...]:
    """Where a page says that its feeds are, by declaration or by the form of a link; not those of comments."""
    page = Page.of(capture)
    declared = [
        page.absolute(element.get("href"))
        for element in page.select("link[rel][href]")
        if "alternate" in element.get("rel").lower().split()
        and element.get("type", "").split(";")[0].strip().lower() in _FEED_TYPES
        and not _COMMENTS.search(f"{element.get('title', '')} {element.get('href')}")
    ]
    links = [page.absolute(element.get("href")) for element in page.select("a[href]")]
    shaped = [link for link in links if link and _LIKE_A_FEED.search(link) and not _COMMENTS.search(link)]
    return _each_once(declared) or _each_once(link for link in shaped if section.is_own(link, url))


def usual_feeds(url: str) -> tuple[str, ...]:
    """Where the feeds of a site usually are."""
    return tuple(urljoin(url, path) for path in _USUAL_FEEDS)


def usual_sitemaps(url: str) -> tuple[str, ...]:
    """Where the sitemaps of a site usually are."""
    return tuple(urljoin(url, path) for path in _USUAL_SITEMAPS)


def _is_opml(body: bytes, url: str) -> bool:
    try:
        return bool(opml.parse(body, url))
    except InputError:
        return False


def _each_once(found: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in found if one))[:_MOST]
