"""Sitemaps, news sitemaps and their indexes (sitemaps.org 0.9; Google's news schema), from bytes, without I/O."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from archive import dates, urls
from archive.errors import InputError
from archive.model import Ref
from archive.sources import strange_xml

# The protocol's own limit for one sitemap.
LARGEST_COUNT = 50_000


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What one file says: pages to look at, and further sitemaps."""

    pages: tuple[Ref, ...] = ()
    sitemaps: tuple[str, ...] = ()


def parse(body: bytes, url: str) -> Sitemap:
    """Read a sitemap or an index of them, gzip or not; raises InputError."""
    root = strange_xml.root(body, "sitemap")
    pages: list[Ref] = []
    sitemaps: list[str] = []
    for element in root.iter("{*}url"):
        address = _child(element, "loc")
        if urls.is_web(address) and len(pages) < LARGEST_COUNT:
            published = dates.parse(_child(element, "publication_date"))
            pages.append(Ref(str(address), f"sitemap:{url}", _child(element, "title"), published))
    for element in root.iter("{*}sitemap"):
        address = _child(element, "loc")
        if urls.is_web(address) and len(sitemaps) < LARGEST_COUNT:
            sitemaps.append(str(address))
    if not pages and not sitemaps and not str(root.tag).endswith(("urlset", "sitemapindex")):
        raise InputError(f"{url} is XML, but no sitemap")
    return Sitemap(tuple(pages), tuple(sitemaps))


def _child(element: etree._Element, name: str) -> str | None:
    found = next(element.iter(f"{{*}}{name}"), None)
    return " ".join(found.text.split()) if found is not None and found.text else None
