"""What a page says in its head: `<meta>` of Open Graph, Twitter, Dublin Core and the trade, and `<link>`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from archive.extract.claims import Claims
from archive.extract.jsonld import plain

if TYPE_CHECKING:
    from archive.page import Page

# For each field the names in the order of trust: those that only articles carry come before those of any page.
_NAMES = {
    "title": "headline og:title twitter:title citation_title parsely-title sailthru.title dc.title dcterms.title",
    "dek": "og:description twitter:description description dc.description",
    "authors": (
        "author article:author parsely-author sailthru.author byl dc.creator dcterms.creator citation_author authors "
        "cxenseparse:author og:article:author og:author article:byline dable:author creator"
    ),
    "published": (
        "article:published_time og:published_time og:article:published_time article:published:time article:published "
        "parsely-pub-date sailthru.date datepublished publisheddate published_at publishdate publish-date publish_date "
        "og:publish_date publication_date pub_date date-pub pubdate date.created date.issued dc.date.issued "
        "dcterms.created dc.date date cxenseparse:recs:publishtime cxenseparse:publishtime citation_publication_date "
        "citation_date published"
    ),
    "modified": (
        "article:modified_time og:updated_time og:article:modified_time article:modified:time article:modified "
        "datemodified last-modified lastmod lastupdate date.modified dcterms.modified"
    ),
    "section": "article:section og:section parsely-section cxenseparse:section section",
    "tags": "article:tag og:article:tag news_keywords keywords parsely-tags",
    "outlet": "og:site_name application-name dc.publisher citation_journal_title",
}
_NAMED = {field: tuple(names.split()) for field, names in _NAMES.items()}
_LANGUAGES = etree.XPath("/html/@lang | /html/@xml:lang", smart_strings=False)
# Of the pairs of words that a card on a social network may show, the one that names the author (`twitter:label1`).
_LABEL = re.compile(
    r"(?:(?:written|posted) )?by|authors?|(?:geschrieben|verfasst) von|autor(?:in|es?|i)?|auteurs?|"
    r"(?:écrit|rédigé) par|escrito por|scritto da|geschreven door|skrivet av|skrevet av|napisane przez",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://|www\.|^/|^@")


def read(page: Page) -> Claims:
    """The claims of the page's head."""
    found = {field: _values(page, names) for field, names in _NAMED.items()}
    found["authors"] = tuple(name for name in (*found["authors"], *_labelled(page)) if not _ADDRESS.search(name))
    found["tags"] = next((page.metas(name) for name in _NAMED["tags"] if page.metas(name)), ())
    found["title"] = (*found["title"], *page.texts("head > title"))
    links = [link.get("href") for link in page.select("link[rel~=canonical]")]
    addresses = (page.absolute(address) for address in (*links, page.meta("og:url")))
    return Claims(
        **found,
        language=tuple(_LANGUAGES(page.root)),
        canonical_url=tuple(address for address in addresses if address),
    )


def _labelled(page: Page) -> tuple[str, ...]:
    """The authors on the card for social networks."""
    pairs = ((page.meta(f"twitter:label{number}"), page.meta(f"twitter:data{number}")) for number in (1, 2))
    return tuple(plain(words) for label, words in pairs if words and _LABEL.fullmatch((label or "").strip(" :")))


def _values(page: Page, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(plain(value) for name in names if name in page.named for value in page.metas(name))
