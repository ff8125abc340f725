"""What was taken down does not come again: it is known by its addresses before it is asked for, else by bytes or text.

A page that gives its address only inside, other bytes with the very same text, and a record in somebody's WARC file are
known when they are read. They were kept by then, and are overwritten where they lie. Rows of tables are read by their
source: they are known when they are recorded, a batch at once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from archive import evidence, text, urls
from archive.errors import EvidenceError
from archive.model import Capture, Reading
from archive.store import Store, forgetting, tombstones


def barred(conn: sqlite3.Connection, addresses: Sequence[str | None], body_sha256: str | None) -> str | None:
    """Why something with these addresses or these bytes is not taken; None where it may be."""
    keys = [f"url:{urls.identity(url)}" for url in addresses if url]
    return _words(tombstones.barring(conn, keys, [body_sha256] if body_sha256 else []))


def barred_row(conn: sqlite3.Connection, capture: Capture) -> str | None:
    """Why the row of a table is not taken; None where it may be, and for what is no row."""
    return barred(conn, [capture.url], capture.body_sha256) if capture.evidence == "row" else None


def barred_reading(store: Store, keys: Sequence[str], reading: Reading | None, capture_id: int | None) -> str | None:
    """Why what was read is not taken; its capture is then overwritten, and forgotten. None where it may be."""
    sha256s = [text.sha256(reading.text)] if reading and reading.text else []
    stone = tombstones.barring(store.conn, keys, sha256s)
    if stone is None:
        return None
    held = forgetting.capture(store.conn, capture_id)
    left = [words for one in held for words in _overwritten(store, one)]
    forgetting.zeroing(store.conn)
    forgetting.forget(store.conn, [], held)
    return " ".join([_words(stone) or "", *left])


def _overwritten(store: Store, one: forgetting.Held) -> list[str]:
    """Overwrite a capture where it lies; what could not be, in words."""
    if one.place is None or Path(one.place.file).is_absolute():
        return []
    span = range(one.place.offset, one.place.offset + one.place.length)
    spared = forgetting.others(store.conn, one.place.file, [one])
    addresses = [url for url in (one.url, one.final_url) if url]
    try:
        evidence.blank(store.evidence_folder / one.place.file, [span], addresses, spared)
    except EvidenceError as error:
        return [f"But {error}: take it away."]
    return []


def _words(stone: tombstones.Tombstone | None) -> str | None:
    if stone is None:
        return None
    return f"article {stone.article_id}, which this is, was taken down on {stone.at[:10]}: it is not collected again"
