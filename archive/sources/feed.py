"""Feeds (RSS, Atom, RDF), from bytes: feedparser must never be given text, which it would open as a path."""

from __future__ import annotations

import io

import feedparser

from archive import dates, text, urls
from archive.errors import InputError
from archive.model import Ref
from archive.sources import strange_xml

# Feedparser needs two seconds for a megabyte, and twice that where the XML is damaged.
LARGEST_BYTES = 5_000_000


def parse(body: bytes, url: str) -> tuple[Ref, ...]:
    """The articles that a feed names, newest as the feed has them; raises InputError where it is no feed."""
    document = strange_xml.plain(body, "feed")
    if len(document) > LARGEST_BYTES:
        raise InputError(f"{url} has more than {LARGEST_BYTES // 10**6} MB, and no feed of news has")
    found = feedparser.parse(
        io.BytesIO(document),
        sanitize_html=False,
        resolve_relative_uris=True,
        response_headers={"content-location": url},
    )
    if not found.get("version"):
        raise InputError(f"{url} is no feed")
    return tuple(
        Ref(
            entry.link,
            f"feed:{url}",
            text.clean_line(entry.get("title", "")) or None,
            dates.parse(entry.get("published")),
        )
        for entry in found.entries
        if urls.is_web(entry.get("link"))
    )
