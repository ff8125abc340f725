"""CSL-JSON: an array of items as citeproc reads them (Citation Style Language 1.0.2, data schema).

`article-newspaper` and `post-weblog` are the types; `archive` and `archive_location` hold the copy, and `note` the
facts that the schema has no field for, a line each, as Zotero and pandoc keep them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from archive.cite import names
from archive.cite.formats import record
from archive.cite.names import Name
from archive.model import Citation

_TYPES = {"newspaper": "article-newspaper", "blog": "post-weblog"}


def csl_json(citations: Iterable[Citation]) -> Iterator[str]:
    """The array, an item at a time."""
    before = "[\n"
    for citation in citations:
        yield before + json.dumps(item(citation), ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def item(citation: Citation) -> dict[str, Any]:
    """One item; what is unknown is left out."""
    fields = {
        "id": record.key(citation),
        "type": _TYPES[citation.kind],
        "title": citation.title,
        "author": [_name(names.split(name, citation.language)) for name in citation.authors],
        "container-title": citation.outlet,
        "issued": _date(citation.published),
        "section": citation.section,
        "language": citation.language,
        "URL": citation.url,
        "accessed": _date(citation.accessed),
        "abstract": citation.dek,
        "archive": citation.archive or record.DATABASE,
        "archive_location": citation.permalink,
        "note": "\n".join(f"{name}: {value}" for name, value in record.proof(citation)),
    }
    return {name: value for name, value in fields.items() if value}


def _name(name: Name) -> dict[str, str]:
    if not name.given:
        return {"literal": name.family}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: words for part, words in parts.items() if words}


def _date(iso: str | None) -> dict[str, list[list[int]]] | None:
    parts = record.date_parts(iso)
    return {"date-parts": [parts]} if parts else None
