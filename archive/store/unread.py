"""Captures that are kept and wait to be read: what is needed to go on after a run that was killed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from archive.model import Given, Kept
from archive.store import shelf


@dataclass(frozen=True, slots=True)
class Unread:
    """A capture on its way: `input` and `given` as they came with it."""

    id: int
    capture: Kept
    input: str
    given: Given


def add(conn: sqlite3.Connection, capture_id: int, name: str, given: Given) -> int:
    """Note that a capture has to be read; returns the id of the note."""
    said = {field: value for field, value in asdict(given).items() if value}
    added = conn.execute(
        "INSERT INTO unread (capture_id, input, given) VALUES (?, ?, ?)",
        [capture_id, name, json.dumps(said, ensure_ascii=False)],
    )
    return int(added.lastrowid or 0)


def take(conn: sqlite3.Connection, unread_id: int) -> bool:
    """Strike a note off; False where another run has done so, and recorded what it read."""
    return conn.execute("DELETE FROM unread WHERE id = ?", [unread_id]).rowcount == 1


def waiting(conn: sqlite3.Connection) -> Iterator[Unread]:
    """What earlier runs left unread, oldest first; what is noted meanwhile is not among it."""
    for (unread_id,) in conn.execute("SELECT id FROM unread ORDER BY id").fetchall():
        row = conn.execute("SELECT capture_id, input, given FROM unread WHERE id = ?", [unread_id]).fetchone()
        kept = shelf.capture(conn, row[0]) if row else None
        if kept:
            yield Unread(unread_id, kept, row[1], _given(row[2]))


def _given(stored: str) -> Given:
    said = json.loads(stored)
    fields: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in said.items()}
    return Given(**fields)
