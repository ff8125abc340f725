"""A search as a feed, so that what is new comes to its reader: Atom (RFC 4287) and JSON Feed 1.1.

An entry is an article at its version: an edit by the outlet is a new entry. `updated` is when the archive first saw
that version, which is the one moment that is always known; when the outlet published it is said beside it, as precisely
as it is known, where the form allows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from archive import text
from archive.model import Hit

MOST = 50
_ATOM = "http://www.w3.org/2005/Atom"
_NEVER = "1970-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: what it is called, its own address and that of the page, the archive's UUID, and its hits.

    `pages` has the address of each hit's article, `seen` when its version was first seen, both by the article's number.
    """

    title: str
    feed_url: str
    page_url: str
    uuid: str
    hits: tuple[Hit, ...]
    pages: Mapping[int, str]
    seen: Mapping[int, str]

    def id(self, hit: Hit) -> str:
        """What an entry is called for ever, wherever the archive may stand."""
        return f"urn:uuid:{self.uuid}#{hit.article_id}-v{hit.version}"


def atom(feed: Feed) -> bytes:
    """The feed as Atom."""
    ET.register_namespace("", _ATOM)
    root = ET.Element(f"{{{_ATOM}}}feed")
    updated = max((feed.seen[hit.article_id] for hit in feed.hits), default=_NEVER)
    _add(root, [("title", feed.title), ("id", feed.feed_url), ("updated", updated), ("generator", "Pressmark")])
    _link(root, "self", feed.feed_url)
    _link(root, "alternate", feed.page_url)
    for hit in feed.hits:
        entry = ET.SubElement(root, f"{{{_ATOM}}}entry")
        fields = [("title", hit.title or "Untitled"), ("id", feed.id(hit)), ("updated", feed.seen[hit.article_id])]
        if hit.published and len(hit.published) > len("2026-03-01T12:00"):
            fields.append(("published", hit.published))
        _add(entry, [*fields, ("summary", _plain(hit.snippet))])
        for name in hit.authors or ((hit.outlet,) if hit.outlet else ("unknown",)):
            _add(ET.SubElement(entry, f"{{{_ATOM}}}author"), [("name", name)])
        _link(entry, "alternate", feed.pages[hit.article_id])
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def json_feed(feed: Feed) -> dict[str, Any]:
    """The feed as JSON Feed (https://www.jsonfeed.org/version/1.1/)."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "feed_url": feed.feed_url,
        "home_page_url": feed.page_url,
        "items": [
            {
                "id": feed.id(hit),
                "url": feed.pages[hit.article_id],
                **({"external_url": hit.url} if hit.url else {}),
                "title": hit.title or "Untitled",
                "content_text": _plain(hit.snippet),
                "date_modified": feed.seen[hit.article_id],
                "authors": [{"name": name} for name in hit.authors],
                "_pressmark": {"outlet": hit.outlet, "published": hit.published, "version": hit.version},
            }
            for hit in feed.hits
        ],
    }


def _plain(snippet: str) -> str:
    return snippet.replace(text.HIT_OPEN, "").replace(text.HIT_CLOSE, "")


def _add(parent: ET.Element, fields: Iterable[tuple[str, str]]) -> None:
    for name, value in fields:
        ET.SubElement(parent, f"{{{_ATOM}}}{name}").text = value


def _link(parent: ET.Element, rel: str, href: str) -> None:
    ET.SubElement(parent, f"{{{_ATOM}}}link", rel=rel, href=href)
