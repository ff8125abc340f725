"""Sitemaps, news sitemaps and their indexes (sitemaps.org 0.9; Google's news schema), from bytes, without I/O."""

from __future__ import annotations

from lxml import etree

from archive import dates, text, urls
from archive.errors import InputError
from archive.model import Ref
from archive.sources import strange_xml
from archive.sources.named import Named

# The protocol's own limit for one file, of pages and of sitemaps.
LARGEST_COUNT = 50_000


def parse(body: bytes, url: str) -> Named:
    """Read a sitemap or an index of them, gzip or not; raises InputError."""
    root = strange_xml.root(body, "sitemap")
    listed = list(root.iter("{*}url"))
    pages = [_page(element, url) for element in listed if urls.is_web(_said(element, "{*}loc"))]
    further = [
        (str(_said(element, "{*}loc")), dates.parse(_said(element, "{*}lastmod")))
        for element in root.iter("{*}sitemap")
        if urls.is_web(_said(element, "{*}loc"))
    ]
    if not listed and not further and not str(root.tag).endswith(("urlset", "sitemapindex")):
        raise InputError(f"{url} is XML, but no sitemap")
    kept = pages[:LARGEST_COUNT]
    return Named(tuple(kept), tuple(further[:LARGEST_COUNT]), left_out=len(listed) - len(kept))


def is_news(body: bytes) -> bool:
    """Whether a sitemap says of its pages that they are news."""
    return next(strange_xml.root(body, "sitemap").iter("{*}news"), None) is not None


def _page(element: etree._Element, url: str) -> Ref:
    return Ref(
        str(_said(element, "{*}loc")),
        f"sitemap:{url}",
        _said(element, "{*}news/{*}title"),
        dates.parse(_said(element, "{*}news/{*}publication_date")),
        dates.parse(_said(element, "{*}lastmod")),
    )


def _said(element: etree._Element, path: str) -> str | None:
    found = element.findtext(path)
    return text.clean_line(found) or None if found else None
