"""Records for reference managers out of rows: RIS, BibLaTeX and CSL-JSON, as `cite` writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from archive import cite
from archive.cite.formats import FORMATS
from archive.export.jsonl import split
from archive.export.tables import Table
from archive.model import Citation

# The columns that a citation is made of; a record has its own fields, and so these are not to be chosen.
COLUMNS = (
    "id", "version", "title", "dek", "authors", "outlet", "published", "modified", "section", "language", "url",
    "canonical_url", "archived_url", "permalink", "captured_at", "text_sha256",
)  # fmt: skip
_PIECE_RECORDS = 50


def write_ris(table: Table) -> Iterator[bytes]:
    """RIS."""
    yield from _pieces(FORMATS["ris"](_citations(table)))


def write_bib(table: Table) -> Iterator[bytes]:
    """BibLaTeX."""
    yield from _pieces(FORMATS["biblatex"](_citations(table)))


def write_csl(table: Table) -> Iterator[bytes]:
    """CSL-JSON."""
    yield from _pieces(FORMATS["csl-json"](_citations(table)))


def ris_trailer(words: str) -> bytes:
    """A last record that says that there should be more."""
    return f"TY  - GEN\r\nTI  - NOT WHOLE: {words}\r\nER  - \r\n".encode()


def bib_trailer(words: str) -> bytes:
    """The same: an entry without a closing brace, which no reader takes for the end."""
    return f"@comment{{NOT WHOLE: {words}\n".encode()


def _citations(table: Table) -> Iterator[Citation]:
    for row in table.rows:
        yield _citation(dict(zip(table.names, row, strict=True)), table)


def _citation(row: dict[str, Any], table: Table) -> Citation:
    url = row["canonical_url"] or row["url"]
    same = ("version", "title", "outlet", "published", "modified", "archived_url", "permalink", "captured_at",
            "text_sha256", "language", "section")  # fmt: skip
    return Citation(
        article_id=row["id"],
        authors=tuple(split(row["authors"])),
        url=url,
        kind=cite.kind(url),
        accessed=table.made[:10],
        archive=table.archive,
        dek=row.get("dek"),
        **{name: row[name] for name in same},
    )


def _pieces(records: Iterable[str]) -> Iterator[bytes]:
    waiting: list[str] = []
    for record in records:
        waiting.append(record)
        if len(waiting) == _PIECE_RECORDS:
            yield "".join(waiting).encode()
            waiting.clear()
    yield "".join(waiting).encode()
