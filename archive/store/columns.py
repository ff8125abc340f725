"""The columns of an article in exports: their names, order and meaning are promises.

`articles_export` has the same ones, but for `snippet`, which only a search can give. The meanings are what
`metadata.yml` and the docs say, checked by a test.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

MEANINGS = {
    "id": "the article's number in this archive, for ever",
    "version": "the outlet's edits counted from 1; 2.1 is the first re-reading or correction of edit 2",
    "title": "the headline",
    "dek": "the standfirst below the headline",
    "authors": "the names of the byline in its order, joined by “; ”",
    "outlet": "who published it",
    "published": "when, in ISO 8601, as precisely as it is known; empty: unknown",
    "published_date": "the first day that `published` can mean, for sorting and spreadsheets",
    "published_precision": "year, month, day or minute",
    "modified": "when the outlet says that it last changed it",
    "section": "the outlet's own section",
    "tags": "the outlet's or a person's tags, joined by “; ”",
    "language": "BCP 47, as the page declares it",
    "words": "words of the text; in scripts without spaces two characters count as one",
    "url": "the address that was asked for",
    "canonical_url": "the address without tracking, AMP or mobile forms",
    "archived_url": "where an independent copy lies",
    "permalink": "the address of exactly this version",
    "captured_at": "when the bytes were received (UTC)",
    "evidence": "fetched, wayback, warc, file or row",
    "first_seen": "when the article came into the archive (UTC)",
    "last_seen": "when it was last found unchanged (UTC)",
    "body_sha256": "SHA-256 of the bytes as received",
    "text_sha256": "SHA-256 of the UTF-8 of `text`",
    "access": "what visitors may see: full, excerpt, metadata or none",
    "copies": "how many copies of it other outlets ran",
    "copy_of": "the article that it is a copy of",
    "flags": "what to know before counting it, by space: undated, date_impossible, paywalled, no_text …",
    "snippet": "the best passage for the query, empty without one",
    "text": "the paragraphs, joined by a blank line",
}
NAMES = tuple(MEANINGS)
_CHUNK = 5_000
_WANTED = "FROM json_each(?) AS wanted CROSS JOIN articles_export AS e ON e.id = wanted.value"  # in their order


def export(conn: sqlite3.Connection, names: Iterable[str], ids: Iterable[int]) -> Iterator[tuple[Any, ...]]:
    """Rows of these columns, for these articles in this order, streamed; `snippet` is empty."""
    for chunk in _chunks(ids):
        yield from conn.execute(f"SELECT {_fields(names)} {_WANTED}", [chunk])


def longer(conn: sqlite3.Connection, names: Iterable[str], ids: Iterable[int], limit: int) -> Iterator[tuple[Any, ...]]:
    """The rows of `export` in which a value has more than `limit` bytes."""
    fields = _fields(names)
    long = " OR ".join(f"length(CAST({field} AS BLOB)) > {limit:d}" for field in fields.split(", "))
    for chunk in _chunks(ids):
        yield from conn.execute(f"SELECT {fields} {_WANTED} WHERE {long}", [chunk])


def distinct(conn: sqlite3.Connection, ids: Iterable[int]) -> Iterator[int]:
    """These articles in their order, but of copies of one another the first alone."""
    seen: set[int] = set()
    for chunk in _chunks(ids):
        grouped = conn.execute(
            "SELECT a.id, CASE WHEN a.copy_of IS NOT NULL THEN a.copy_of"
            " WHEN EXISTS (SELECT 1 FROM articles AS k WHERE k.copy_of = a.id) THEN a.id END"
            " FROM json_each(?) AS wanted CROSS JOIN articles AS a ON a.id = wanted.value",
            [chunk],
        )
        for article_id, group in grouped:
            if group not in seen:
                yield article_id
            if group is not None:
                seen.add(group)


def _fields(names: Iterable[str]) -> str:
    return ", ".join("''" if name == "snippet" else f'e."{name}"' for name in names)


def _chunks(ids: Iterable[int]) -> Iterator[str]:
    waiting = iter(ids)
    while chunk := list(islice(waiting, _CHUNK)):
        yield json.dumps(chunk)
