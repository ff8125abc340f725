"""Captures: what was received, when, from where, and where its bytes lie."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from archive.model import Capture, Place


def add(conn: sqlite3.Connection, capture: Capture, place: Place | None, revisit_of: int | None = None) -> int:
    """Record a capture whose bytes are kept at `place` (None for a row of a table); returns its id."""
    row = (
        capture.url,
        capture.final_url,
        capture.captured_at,
        capture.evidence,
        capture.source,
        capture.status,
        capture.media_type,
        capture.body_sha256,
        capture.archived_url,
        *((place.file, place.offset, place.length) if place else (None, None, None)),
        revisit_of,
    )
    added = conn.execute(
        "INSERT INTO captures (url, final_url, captured_at, evidence, source, status, media_type, body_sha256,"
        " archived_url, warc_file, warc_offset, warc_length, revisit_of) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
        row,
    )
    return int(added.lastrowid or 0)


def same_bytes(conn: sqlite3.Connection, capture: Capture) -> int | None:
    """The first capture of the same address, or of the same file, that held the same bytes."""
    where = "url = ?" if capture.url else "url IS NULL AND source = ?"
    row = conn.execute(
        f"SELECT id FROM captures WHERE body_sha256 = ? AND evidence = ? AND {where} AND revisit_of IS NULL"
        " ORDER BY id LIMIT 1",
        [capture.body_sha256, capture.evidence, capture.url or capture.source],
    ).fetchone()
    return row[0] if row else None


def captured_at(conn: sqlite3.Connection, capture_id: int) -> str:
    """When a capture was made."""
    return str(conn.execute("SELECT captured_at FROM captures WHERE id = ?", [capture_id]).fetchone()[0])


def known_end(conn: sqlite3.Connection, file: str) -> int:
    """Where the last record that this archive knows of ends in an evidence file; 0 for a file it does not know."""
    row = conn.execute("SELECT max(warc_offset + warc_length) FROM captures WHERE warc_file = ?", [file]).fetchone()
    return int(row[0] or 0)


def of_hosts(conn: sqlite3.Connection, hosts: Iterable[str], limit: int) -> list[int]:
    """The newest captures of pages at these hosts and below them, whose bytes are kept: their ids."""
    forms = [f"{start}{host}{end}%" for host in hosts for start in ("http%://", "http%://%.") for end in "/:"]
    found = conn.execute(
        "SELECT max(id) FROM captures WHERE warc_file IS NOT NULL AND revisit_of IS NULL AND status = 200"
        f" AND media_type = 'text/html' AND ({' OR '.join('url LIKE ?' for _ in forms)})"
        " GROUP BY url ORDER BY max(id) DESC LIMIT ?",
        [*forms, limit],
    )
    return [one for (one,) in found]
