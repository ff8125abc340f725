"""COinS: a reference hidden in a span, by which Zotero offers the hits of a page to choose from (OpenURL, Z39.88-2004).

    <span class="Z3988" title="{{ coins(citation) }}"></span>

One a hit on pages of results, none on an article's own page: there it would win over the meta tags, which say more.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from archive.cite import names
from archive.model import Citation

_TYPES = {"newspaper": "newspaperArticle", "blog": "blogPost"}


def coins(citation: Citation) -> str:
    """The `title` of the span, not yet escaped for HTML."""
    return urlencode([(name, value) for name, value in _pairs(citation) if value])


def _pairs(citation: Citation) -> Iterator[tuple[str, str | None]]:
    yield "ctx_ver", "Z39.88-2004"
    yield "rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"
    yield "rft.type", _TYPES[citation.kind]
    yield "rft.title", citation.title
    yield "rft.source", citation.outlet
    yield "rft.date", (citation.published or "")[:10]
    for name in (names.split(one, citation.language) for one in citation.authors):
        # A name without a comma would be cut at its last space.
        yield ("rft.au", name.inverted) if name.given else ("rft.aucorp", name.family)
    yield "rft.language", citation.language
    yield "rft.description", citation.dek
    yield "rft.identifier", citation.url or citation.permalink
