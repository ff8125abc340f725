"""Outcomes: what became of everything that was asked for, so that nothing vanishes in silence."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from archive.model import Outcome


def next_batch(conn: sqlite3.Connection) -> int:
    """The number of the next batch: one run of a command."""
    return int(conn.execute("SELECT coalesce(max(batch), 0) + 1 FROM outcomes").fetchone()[0])


def add(conn: sqlite3.Connection, batch: int, outcomes: Iterable[Outcome]) -> None:
    """Record what happened in a batch."""
    conn.executemany(
        "INSERT INTO outcomes (batch, source, url, at, kind, detail, article_id, capture_id) VALUES (?,?,?,?,?,?,?,?)",
        [(batch, o.source, o.url, o.at, o.kind, o.detail, o.article_id, o.capture_id) for o in outcomes],
    )
