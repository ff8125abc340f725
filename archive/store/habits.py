"""What is kept of outlets for reading their pages: habits as plain data, by host, and how far re-readings have come."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from archive import urls
from archive.errors import NotFoundError

# An article and the capture that it rests on.
Resting = tuple[int, int]

_RESTING = "FROM articles WHERE (?1 IS NULL OR outlet_id = ?1) AND redirect_to IS NULL AND capture_id IS NOT NULL"


def get(conn: sqlite3.Connection, host: str) -> dict[str, Any] | None:
    """What was learnt of a host; None where nothing was."""
    kept = stored(conn, host)
    return dict(json.loads(kept)) if kept else None


def stored(conn: sqlite3.Connection, host: str) -> str | None:
    """The same as JSON, to be handed on as it is."""
    row = conn.execute("SELECT learnt FROM habits WHERE host = ?", [host]).fetchone()
    return str(row[0]) if row else None


def put(conn: sqlite3.Connection, host: str, learnt: Mapping[str, Any], *, at: str) -> None:
    """Keep what was learnt of a host, in the place of what was known."""
    conn.execute(
        "INSERT INTO habits VALUES (?, ?, ?)"
        " ON CONFLICT (host) DO UPDATE SET learnt = excluded.learnt, at = excluded.at",
        [host, json.dumps(learnt, separators=(",", ":")), at],
    )


def outlet_ids(conn: sqlite3.Connection, slug: str | None = None) -> list[int]:
    """The outlet of that slug, or all; raises NotFoundError."""
    where, parameters = ("WHERE slug = ?", [slug]) if slug else ("", [])
    found = [row[0] for row in conn.execute(f"SELECT id FROM outlets {where} ORDER BY id", parameters)]
    if slug and not found:
        raise NotFoundError(f"there is no outlet “{slug}” in this archive: pressmark outlet list names them")
    return found


def newest_by_host(conn: sqlite3.Connection, outlet_id: int, limit: int) -> dict[str, list[int]]:
    """The captures of an outlet's newest articles, by host, so many of each."""
    found: dict[str, list[int]] = {}
    for url, capture_id in conn.execute(
        "SELECT a.url, a.capture_id FROM articles AS a JOIN captures AS c ON c.id = a.capture_id"
        " WHERE a.outlet_id = ? AND a.redirect_to IS NULL AND a.url IS NOT NULL AND c.evidence <> 'row'"
        " ORDER BY a.slot DESC",
        [outlet_id],
    ):
        known = found.setdefault(urls.host(url), [])
        if len(known) < limit:
            known.append(capture_id)
    return found


def count(conn: sqlite3.Connection, outlet_id: int | None) -> int:
    """How many articles of an outlet, or of the archive, rest on a capture."""
    return int(conn.execute(f"SELECT count(*) {_RESTING}", [outlet_id]).fetchone()[0])


def resting(conn: sqlite3.Connection, outlet_id: int | None, after: int, together: int) -> Iterator[list[Resting]]:
    """The articles of an outlet, or of the archive, behind that id, some together, each with its capture's id."""
    while True:
        rows = conn.execute(
            f"SELECT id, capture_id {_RESTING} AND id > ?2 ORDER BY id LIMIT ?3", [outlet_id, after, together]
        ).fetchall()
        if not rows:
            return
        yield rows
        after = rows[-1][0]


def progress(conn: sqlite3.Connection, scope: str, reader: str) -> int:
    """The last article that a re-reading by this reader had done when it was stopped; 0 where none was."""
    row = conn.execute("SELECT done FROM rereadings WHERE scope = ? AND reader = ?", [scope, reader]).fetchone()
    return int(row[0]) if row else 0


def note_progress(conn: sqlite3.Connection, scope: str, reader: str, done: int | None) -> None:
    """Remember how far a re-reading has come; None says that it is done."""
    if done is None:
        conn.execute("DELETE FROM rereadings WHERE scope = ?", [scope])
    else:
        conn.execute(
            "INSERT INTO rereadings VALUES (?, ?, ?)"
            " ON CONFLICT (scope) DO UPDATE SET reader = excluded.reader, done = excluded.done",
            [scope, reader, done],
        )
