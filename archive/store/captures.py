"""Captures: what was received, when, from where, and where its bytes lie."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from archive.model import Capture, Kept, Place
from archive.store import many, shelf
from archive.store.numbers import next_id

_ADD = """
INSERT INTO captures (id, url, final_url, captured_at, evidence, source, status, media_type, archived_url, opt_outs,
  body_sha256, warc_file, warc_offset, warc_length, revisit_of)"""
# What the index on bodies holds, in its very words; rows that have an address are found by that.
_BY_BODY = "(evidence <> 'row' OR url IS NULL)"


def add(conn: sqlite3.Connection, capture: Capture, place: Place | None, revisit_of: Kept | None = None) -> int:
    """Record a capture whose bytes are kept at `place` (None for a row of a table); returns its id.

    A revisit has the digest of what it is a revisit of: an answer without a body says that the body is that one.
    """
    row = (
        None,
        *_columns(capture),
        revisit_of.body_sha256 if revisit_of else capture.body_sha256,
        *((place.file, place.offset, place.length) if place else (None, None, None)),
        revisit_of.id if revisit_of else None,
    )
    return int(conn.execute(f"{_ADD} VALUES ({', '.join('?' * len(row))})", row).lastrowid or 0)


def add_rows(conn: sqlite3.Connection, rows: Sequence[Capture]) -> range:
    """Record rows of tables, whose bytes stay there; returns their ids, in their order."""
    ids = range(first := next_id(conn, "captures"), first + len(rows))
    nowhere = (None, None, None, None)
    many.insert(
        conn,
        _ADD,
        ((number, *_columns(row), row.body_sha256, *nowhere) for number, row in zip(ids, rows, strict=True)),
    )
    return ids


def _columns(capture: Capture) -> tuple[str | int | None, ...]:
    return (
        capture.url,
        capture.final_url,
        capture.captured_at,
        capture.evidence,
        capture.source,
        capture.status,
        capture.media_type,
        capture.archived_url,
        "; ".join(capture.opt_outs) or None,
    )


def held(conn: sqlite3.Connection, sha256s: Iterable[str]) -> set[str]:
    """Those of many payloads that some capture has, by their SHA-256; rows with an address are passed over."""
    found = conn.execute(
        "SELECT wanted.value FROM json_each(?) AS wanted CROSS JOIN captures"
        f" ON body_sha256 = wanted.value AND {_BY_BODY}",
        [json.dumps(list(sha256s))],
    )
    return {sha256 for (sha256,) in found}


def same_bytes(conn: sqlite3.Connection, capture: Capture) -> Kept | None:
    """The first capture of the same address, or of the same file, that held the same bytes."""
    where = "url = ?" if capture.url else "url IS NULL AND source = ?"
    by_body = "" if capture.url and capture.evidence == "row" else f" AND {_BY_BODY}"
    return _first(
        conn,
        f"body_sha256 = ? AND evidence = ? AND {where} AND revisit_of IS NULL{by_body} ORDER BY id",
        [capture.body_sha256, capture.evidence, capture.url or capture.source],
    )


def last_answer(conn: sqlite3.Connection, capture: Capture) -> Kept | None:
    """What the address of a capture gave last, for a server that says that it has not changed since."""
    row = conn.execute(
        "SELECT coalesce(revisit_of, id) FROM captures WHERE url = ? AND evidence = 'fetched'"
        " AND status BETWEEN 200 AND 299 ORDER BY id DESC LIMIT 1",
        [capture.url],
    ).fetchone()
    return shelf.capture(conn, row[0]) if row else None


def at(conn: sqlite3.Connection, place: Place) -> Kept | None:
    """The capture whose record lies at a place of an evidence file."""
    return _first(conn, "warc_file = ? AND warc_offset = ?", [place.file, place.offset])


def known_end(conn: sqlite3.Connection, file: str) -> int:
    """Where the last record that this archive knows of ends in an evidence file; 0 for a file it does not know."""
    row = conn.execute(
        "SELECT warc_offset + warc_length FROM captures WHERE warc_file = ? ORDER BY warc_offset DESC LIMIT 1", [file]
    ).fetchone()
    return int(row[0]) if row else 0


def _first(conn: sqlite3.Connection, where: str, parameters: list[object]) -> Kept | None:
    row = conn.execute(f"SELECT id FROM captures WHERE {where} LIMIT 1", parameters).fetchone()
    return shelf.capture(conn, row[0]) if row else None


def lies_also_at(conn: sqlite3.Connection, article_id: int, archived_url: str) -> None:
    """Remember where an independent copy of the page lies that an article rests on."""
    conn.execute(
        "UPDATE captures SET archived_url = ? WHERE id = (SELECT capture_id FROM articles WHERE id = ?)",
        [archived_url, article_id],
    )


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
