"""What a page says in its head: `<meta>` of Open Graph, Twitter, Dublin Core and the trade, and `<link>`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive.extract.claims import Claims
from archive.extract.jsonld import plain

if TYPE_CHECKING:
    from archive.page import Page

# For each field the names in the order of trust: those that only articles carry come before those of any page.
_NAMES = {
    "title": "og:title twitter:title citation_title parsely-title sailthru.title dc.title dcterms.title",
    "dek": "og:description twitter:description description dc.description",
    "authors": (
        "author article:author parsely-author sailthru.author byl dc.creator dcterms.creator citation_author authors "
        "cxenseparse:author"
    ),
    "published": (
        "article:published_time og:published_time article:published parsely-pub-date sailthru.date datepublished "
        "publishdate publish-date publication_date pubdate date.issued dc.date.issued dcterms.created dc.date date "
        "cxenseparse:recs:publishtime citation_publication_date"
    ),
    "modified": "article:modified_time og:updated_time article:modified last-modified lastmod dcterms.modified",
    "section": "article:section og:section parsely-section cxenseparse:section section",
    "tags": "article:tag og:article:tag news_keywords keywords parsely-tags",
    "outlet": "og:site_name application-name dc.publisher citation_journal_title",
}
_ADDRESS = re.compile(r"https?://|www\.|^/|^@")


def read(page: Page) -> Claims:
    """The claims of the page's head."""
    found = {field: _values(page, names.split()) for field, names in _NAMES.items()}
    found["authors"] = tuple(name for name in found["authors"] if not _ADDRESS.search(name))
    found["tags"] = next((page.metas(name) for name in _NAMES["tags"].split() if page.metas(name)), ())
    found["title"] = (*found["title"], *page.texts("head > title"))
    links = [link.get("href") for link in page.select("link[rel~=canonical]")]
    addresses = (page.absolute(address) for address in (*links, page.meta("og:url")))
    return Claims(
        **found,
        language=tuple(page.tree.xpath("/html/@lang | /html/@xml:lang")),
        canonical_url=tuple(address for address in addresses if address),
    )


def _values(page: Page, names: list[str]) -> tuple[str, ...]:
    return tuple(plain(value) for name in names for value in page.metas(name))
