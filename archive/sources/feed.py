"""Feeds (RSS, Atom, RDF), from bytes: feedparser must never be given text, which it would open as a path."""

from __future__ import annotations

import io

import feedparser

from archive import dates, text, urls
from archive.errors import InputError
from archive.model import Ref
from archive.sources import strange_xml


def parse(body: bytes, url: str) -> tuple[Ref, ...]:
    """The articles that a feed names, newest as the feed has them; raises InputError where it is no feed."""
    found = feedparser.parse(
        io.BytesIO(strange_xml.plain(body, "feed")),
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
