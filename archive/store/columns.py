"""The columns of an article in exports: their names, order and meaning are promises.

`articles_export` has the same ones, but for `snippet`, which only a search can give. The meanings are what
`metadata.yml` and the docs say, checked by a test.
"""

from __future__ import annotations

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
_CHUNK = 500  # below SQLite's least limit of variables, and few enough long texts to hold at once


def export(conn: sqlite3.Connection, names: Iterable[str], ids: Iterable[int] | None) -> Iterator[tuple[Any, ...]]:
    """Rows of these columns, for these articles in this order, or for all by date, newest first; `snippet` is empty.

    Streams: no more than a few hundred texts are in memory at once.
    """
    fields = ", ".join("''" if name == "snippet" else f'e."{name}"' for name in names)
    if ids is None:
        yield from conn.execute(
            f"SELECT {fields} FROM articles AS a JOIN articles_export AS e ON e.id = a.id ORDER BY a.slot DESC"
        )
        return
    waiting = iter(ids)
    while chunk := list(islice(waiting, _CHUNK)):
        marks = ", ".join("?" * len(chunk))
        cursor = conn.execute(f"SELECT e.id, {fields} FROM articles_export AS e WHERE e.id IN ({marks})", chunk)
        found = {row[0]: row[1:] for row in cursor}
        yield from (found[one] for one in chunk if one in found)
