"""One article as JSON: `/article/ID.json` and `pressmark show --json` are this."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from archive import cite
from archive.model import Article, Kept, Reading, Version

_READING = ("title", "dek", "outlet", "published", "modified", "section", "language")
_EVIDENCE = (
    "id", "url", "final_url", "captured_at", "evidence", "source", "status", "media_type", "body_sha256",
    "archived_url", "opt_outs",
)  # fmt: skip
_VERSION = ("cause", "first_seen", "last_seen", "text_sha256")


def whole(
    article: Article,
    reading: Reading,
    versions: Sequence[Version],
    corrections: Sequence[dict[str, Any]],
    *,
    base_url: str | None,
) -> dict[str, Any]:
    """An article at its version, with its evidence and history; `reading` is what of it may be seen."""
    version = article.version
    return {
        "id": article.id,
        "version": version.label,
        "latest": article.latest,
        **{name: getattr(reading, name) for name in _READING},
        "authors": list(reading.authors),
        "tags": list(reading.tags),
        "words": article.words,
        "url": article.url,
        "canonical_url": article.canonical_url,
        "permalink": cite.permalink(article.id, version.label, base_url),
        "first_seen": article.first_seen,
        "last_seen": article.last_seen,
        "text_sha256": version.text_sha256,
        "access": article.access,
        "copy_of": article.copy_of,
        "flags": list(reading.flags),
        "origin": dict(reading.origin),
        "links": [{"kind": link.kind, "note": link.note, "url": link.url} for link in reading.links],
        "evidence": _evidence(article.capture),
        "versions": [{"version": one.label, **{name: getattr(one, name) for name in _VERSION}} for one in versions],
        "corrections": list(corrections),
        "text": reading.text,
    }


def _evidence(seen: Kept | None) -> dict[str, Any] | None:
    if seen is None:
        return None
    facts = {name: getattr(seen, name) for name in _EVIDENCE}
    if seen.place:
        facts |= {"warc_file": seen.place.file, "warc_offset": seen.place.offset, "warc_length": seen.place.length}
    return facts
