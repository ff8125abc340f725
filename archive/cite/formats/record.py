"""What the formats share: the key of a record, its date in parts, and the facts that no format has a field for."""

from __future__ import annotations

from collections.abc import Iterator

from archive import dates
from archive.model import Citation

DATABASE = "Pressmark archive"


def key(citation: Citation) -> str:
    """A name for the record that is the same at every export: `pressmark-12-v2`."""
    return f"pressmark-{citation.article_id}-v{citation.version}"


def date_parts(iso: str | None) -> list[int]:
    """Year, month and day as far as they are known."""
    first = dates.first_day(iso)
    if first is None or iso is None:
        return []
    return [first.year, first.month, first.day][: {"year": 1, "month": 2}.get(dates.precision(iso), 3)]


def proof(citation: Citation) -> Iterator[tuple[str, str]]:
    """The facts beside the reference, by their names in the archive's columns."""
    exact = citation.published if citation.published and "T" in citation.published else None
    facts = {
        "version": citation.version,
        "published": exact,
        "modified": citation.modified,
        "captured_at": citation.captured_at,
        "archived_url": citation.archived_url,
        "paragraphs": "-".join(str(number) for number in sorted({*citation.paragraphs[:1], *citation.paragraphs[-1:]})),
        "text_sha256": citation.text_sha256,
    }
    yield from ((name, value) for name, value in facts.items() if value)


def one_line(words: str) -> str:
    """A value in one line, which can begin no field of its own."""
    return " ".join(words.split())
