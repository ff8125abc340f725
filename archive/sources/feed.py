"""Feeds (RSS, Atom, RDF, JSON Feed), from bytes: feedparser must never be given text, which it would open as a path."""

from __future__ import annotations

import io
from typing import Any

import feedparser

from archive import dates, text, urls
from archive.errors import InputError
from archive.model import Ref
from archive.sources import jsonfeed, strange_xml
from archive.sources.named import Named

# Feeds of all kinds of outlets stay under two; reading takes up to a second for each.
LARGEST_BYTES = 5_000_000


def parse(body: bytes, url: str) -> Named:
    """The articles that a feed names, in its order; raises InputError where it is no feed."""
    if jsonfeed.is_json(body):
        return jsonfeed.parse(body, url)
    found = feedparser.parse(
        io.BytesIO(strange_xml.simple(body, "feed", limit=LARGEST_BYTES)),
        sanitize_html=False,
        resolve_relative_uris=False,  # those in texts, which nobody reads here
        response_headers={"content-location": url},
    )
    if not found.get("version"):
        raise InputError(f"{url} is no feed")
    pages = tuple(_ref(entry, url) for entry in found.entries if urls.is_web(entry.get("link")))
    title = text.clean_line(str(found.feed.get("title") or ""))
    return Named(pages, title=title or None, left_out=len(found.entries) - len(pages))


def _ref(entry: Any, url: str) -> Ref:
    return Ref(
        entry["link"].strip(),
        f"feed:{url}",
        text.clean_line(str(entry.get("title") or "")) or None,
        dates.parse(entry.get("published")),
        # `get` would give what is said of `published` in its place.
        dates.parse(entry["updated"]) if "updated" in entry else None,
    )
