"""Meta tags of an article's page: Highwire, Dublin Core and Open Graph together, as reference managers want them.

Zotero reads a page as a newspaper article, with every field, only from this mixture: Highwire alone makes a journal
article of it, JSON-LD or Open Graph alone a web page. `og:type` must be `article`, and `DC.type` names Zotero's own
type.
"""

from __future__ import annotations

from collections.abc import Iterator

from archive.cite import names
from archive.cite.formats import record
from archive.model import Citation

_TYPES = {"newspaper": "newspaperArticle", "blog": "blogPost"}


def meta(citation: Citation, *, rights: str | None = None) -> list[tuple[str, str]]:
    """Names and contents, in order; names with a colon belong into `property`, the others into `name`."""
    return [(name, record.one_line(value)) for name, value in _pairs(citation, rights) if value]


def _pairs(citation: Citation, rights: str | None) -> Iterator[tuple[str, str | None]]:
    yield "citation_title", citation.title
    yield from (("citation_author", names.split(one, citation.language).inverted) for one in citation.authors)
    yield "citation_publication_date", "/".join(f"{part:02}" for part in record.date_parts(citation.published))
    yield "citation_language", citation.language
    yield "citation_public_url", citation.url
    yield "DC.type", _TYPES[citation.kind]
    yield "DC.source", citation.outlet
    yield "DC.identifier", citation.permalink
    yield "DC.rights", rights
    yield "og:type", "article"
    yield "og:title", citation.title
    yield "og:site_name", citation.outlet
    yield "og:description", citation.dek
    yield "article:section", citation.section
    yield "article:published_time", citation.published
    yield "article:modified_time", citation.modified
