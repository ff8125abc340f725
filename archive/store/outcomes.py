"""Outcomes: what became of everything that was asked for, so that nothing vanishes in silence."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from archive.model import Outcome


def next_batch(conn: sqlite3.Connection, at: str) -> int:
    """The number of a new batch, which is one run of a command."""
    return int(conn.execute("INSERT INTO batches (started_at) VALUES (?)", [at]).lastrowid or 0)


def add(conn: sqlite3.Connection, batch: int, outcomes: Iterable[Outcome]) -> None:
    """Record what happened in a batch."""
    conn.executemany(
        "INSERT INTO outcomes (batch, source, url, at, kind, why, detail, article_id, capture_id)"
        " VALUES (?,?,?,?,?,?,?,?,?)",
        [(batch, o.source, o.url, o.at, o.kind, o.why, o.detail, o.article_id, o.capture_id) for o in outcomes],
    )


def of_capture(conn: sqlite3.Connection, capture_id: int) -> Outcome | None:
    """What became of a capture, when it was last recorded."""
    row = conn.execute(
        "SELECT source, url, at, kind, detail, article_id, capture_id, why FROM outcomes WHERE capture_id = ?"
        " ORDER BY id DESC LIMIT 1",
        [capture_id],
    ).fetchone()
    return Outcome(*row) if row else None
