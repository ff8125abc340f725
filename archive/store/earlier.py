"""Captures older than what an article stands on: out of web archives, or met out of the order of time.

They never displace what was seen later. One that says what a version beside it in time says widens the time of that
version; any other becomes a version of its own. It takes the next free number, because a number that was cited never
moves: numbers tell in which order edits came to the archive, `first_seen` when they stood at the outlet.
"""

from __future__ import annotations

import sqlite3

from archive.model import Reading, version_label
from archive.store import rows

_BESIDE = (
    "SELECT id, number, reread, first_seen, last_seen, outlet, {columns} FROM versions"
    " WHERE article_id = ? AND first_seen {side} ?"
    " ORDER BY first_seen {order}, number {order}, reread DESC LIMIT 1"
)


def edits(conn: sqlite3.Connection, article_id: int, standing: int) -> int:
    """The highest number of a version of an article, of which the one that stands is given."""
    found = conn.execute("SELECT max(number) FROM versions WHERE article_id = ?", [article_id]).fetchone()
    return max(standing, found[0] or 0)


def widened(conn: sqlite3.Connection, article_id: int, standing: Reading, read: Reading, *, at: str) -> str | None:
    """Take an older reading for a version that says the same at that time: its label; None where there is none."""
    before = _beside(conn, article_id, "<=", at)
    if before and (before["first_seen"] == at or rows.same_edit(rows.reading(before), read)):
        conn.execute("UPDATE versions SET last_seen = max(last_seen, ?) WHERE id = ?", [at, before["id"]])
        return version_label(before["number"], before["reread"])
    after = _beside(conn, article_id, ">", at)
    if after and rows.same_edit(rows.reading(after), read):
        conn.execute("UPDATE versions SET first_seen = ? WHERE id = ?", [at, after["id"]])
        return version_label(after["number"], after["reread"])
    if after is None and rows.same_edit(standing, read):
        conn.execute("UPDATE articles SET version_seen = min(version_seen, ?) WHERE id = ?", [at, article_id])
        number, reread = conn.execute("SELECT version, reread FROM articles WHERE id = ?", [article_id]).fetchone()
        return version_label(number, reread)
    return None


def add(
    conn: sqlite3.Connection, article_id: int, read: Reading, *, number: int, capture_id: int | None, at: str
) -> None:
    """File a reading among the superseded versions of an article, as one that stood at that time."""
    said = rows.columns(read)
    names = [name.strip() for name in rows.READ_COLUMNS.split(",")]
    conn.execute(
        "INSERT INTO versions (article_id, number, reread, cause, capture_id, first_seen, last_seen, text_sha256,"
        f" outlet, {rows.READ_COLUMNS}) VALUES (?, ?, 0, 'capture', ?, ?, ?, ?, ?, {', '.join('?' * len(names))})",
        [article_id, number, capture_id, at, at, said["text_sha256"], read.outlet, *(said[name] for name in names)],
    )


def _beside(conn: sqlite3.Connection, article_id: int, side: str, at: str) -> sqlite3.Row | None:
    """The superseded version that stood last before a moment, or first after it."""
    cursor = conn.cursor()
    cursor.row_factory = sqlite3.Row
    asked = _BESIDE.format(columns=rows.READ_COLUMNS, side=side, order="DESC" if side == "<=" else "ASC")
    found: sqlite3.Row | None = cursor.execute(asked, [article_id, at]).fetchone()
    return found
