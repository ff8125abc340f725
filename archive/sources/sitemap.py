"""Sitemaps, news sitemaps and their indexes (sitemaps.org 0.9; Google's news schema), from bytes, without I/O."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from archive import codings, dates, urls
from archive.errors import InputError
from archive.model import Ref

# The protocol's own limit for one sitemap.
LARGEST_COUNT = 50_000
_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What one file says: pages to look at, and further sitemaps."""

    pages: tuple[Ref, ...] = ()
    sitemaps: tuple[str, ...] = ()


def parse(body: bytes, url: str) -> Sitemap:
    """Read a sitemap or an index of them, gzip or not; raises InputError.

    A DOCTYPE is refused: no sitemap needs one, and entity bombs do.
    """
    root = xml(codings.undo(body), "sitemap")
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


def xml(body: bytes, what: str) -> etree._Element:
    """The root of XML from strangers: no DOCTYPE, no entities, no network; raises InputError."""
    if _DOCTYPE.search(body[:100_000]):
        raise InputError(f"a {what} with a DOCTYPE is refused")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(body.strip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"the {what} is not XML ({str(error)[:100]})") from None
    if root is None:
        raise InputError(f"the {what} is not XML")
    return root


def _child(element: etree._Element, name: str) -> str | None:
    found = next(element.iter(f"{{*}}{name}"), None)
    return " ".join(found.text.split()) if found is not None and found.text else None
