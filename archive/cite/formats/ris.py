"""RIS, which every reference manager reads (Research Information Systems, RIS Format Specifications).

A record is `TY` first and `ER` last, a field a line: two letters, two spaces, a hyphen, a space. `TY - NEWS` is the
type that Zotero, EndNote and Mendeley take for a newspaper article, `BLOG` for a blog post; a city (`CY`) is not known
and so not written. UTF-8, CRLF.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archive.cite import names
from archive.cite.formats import record
from archive.model import Citation

_TYPES = {"newspaper": "NEWS", "blog": "BLOG"}


def ris(citations: Iterable[Citation]) -> Iterator[str]:
    """A record each."""
    for citation in citations:
        lines = (f"{tag}  - {record.one_line(value)}\r\n" for tag, value in _fields(citation) if value)
        yield f"{''.join(lines)}ER  - \r\n\r\n"


def _fields(citation: Citation) -> Iterator[tuple[str, str | None]]:
    yield "TY", _TYPES[citation.kind]
    yield "ID", record.key(citation)
    yield "TI", citation.title
    yield from (("AU", names.split(name, citation.language).inverted) for name in citation.authors)
    yield "T2", citation.outlet
    yield "PY", "".join(map(str, record.date_parts(citation.published)[:1]))
    yield "DA", _date(citation.published)
    yield "SE", citation.section
    yield "LA", citation.language
    yield "UR", citation.url
    yield "Y2", _date(citation.accessed)
    yield "DB", citation.archive or record.DATABASE
    yield "AN", citation.permalink
    yield "N2", citation.dek
    yield from (("N1", f"{name}: {value}") for name, value in record.proof(citation))


def _date(iso: str | None) -> str:
    """`YYYY/MM/DD/`, with what is unknown left empty between its slashes."""
    parts = record.date_parts(iso)
    return "".join(f"{part:02}/" for part in parts) + "/" * (3 - len(parts)) if parts else ""
