"""Taking an article out of every table, so that no byte of it stays in the database.

Whatever refers to the article goes with it, in tables that this file has never heard of too: the references say so. An
outcome stays, without address or article, for it counts what was done and not what was said.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from archive.model import Place, version_label
from archive.store import lock
from archive.store.connection import Store
from archive.store.tombstones import Hashes

_OF_CAPTURE = "id, url, final_url, source, warc_file, warc_offset, warc_length"
_CAPTURES = f"""
WITH wanted(id) AS (SELECT value FROM json_each(?)),
direct(id) AS (
  SELECT capture_id FROM articles WHERE id IN wanted
  UNION SELECT capture_id FROM versions WHERE article_id IN wanted
  UNION SELECT capture_id FROM outcomes WHERE article_id IN wanted
),
near(id) AS (
  SELECT id FROM direct UNION SELECT id FROM captures WHERE revisit_of IN direct
  UNION SELECT id FROM captures WHERE url IN (SELECT url FROM captures WHERE id IN direct)
)
SELECT {_OF_CAPTURE} FROM captures WHERE id IN near
AND id NOT IN (SELECT capture_id FROM articles WHERE capture_id IN near AND id NOT IN wanted
  UNION SELECT capture_id FROM versions WHERE capture_id IN near AND article_id NOT IN wanted) ORDER BY id
"""
_HASHES = """
SELECT number, reread, text_sha256, body FROM (
  SELECT version AS number, reread, text_sha256, capture_id FROM articles WHERE id = ?1
  UNION ALL SELECT number, reread, text_sha256, capture_id FROM versions WHERE article_id = ?1
) LEFT JOIN (SELECT id, body_sha256 AS body FROM captures) ON id = capture_id ORDER BY number DESC, reread DESC
"""
_COPIES = """
SELECT k.id FROM articles AS a JOIN articles AS k ON k.id <> a.id AND k.redirect_to IS NULL
AND (k.copy_of = coalesce(a.copy_of, a.id) OR k.id = a.copy_of OR (k.text_sha256 = a.text_sha256 AND a.text <> ''))
WHERE a.id = ? ORDER BY k.id
"""
# An outcome names a source of ours still, but no file and no address.
_BLANK_OUTCOMES = """
UPDATE outcomes SET url = NULL, detail = 'taken down', article_id = NULL, capture_id = NULL,
  source = CASE WHEN source IN (SELECT kind || ':' || url FROM sources) THEN source ELSE 'taken down' END
WHERE article_id IN (SELECT value FROM json_each(:ids)) OR capture_id IN (SELECT value FROM json_each(:captures))
  OR url IN (SELECT value FROM json_each(:urls))
"""


@dataclass(frozen=True, slots=True)
class Held:
    """A capture that goes with its article: its addresses, where it came from, and where its bytes lie."""

    id: int
    url: str | None
    final_url: str | None
    source: str
    place: Place | None


def same(conn: sqlite3.Connection, article_id: int) -> list[int]:
    """The articles that turned out to be this one, and itself."""
    found = conn.execute("SELECT id FROM articles WHERE id = ?1 OR redirect_to = ?1 ORDER BY id", [article_id])
    return [number for (number,) in found]


def copies(conn: sqlite3.Connection, article_id: int) -> list[int]:
    """Its copies, and whatever holds the very same text."""
    return [number for (number,) in conn.execute(_COPIES, [article_id])]


def hashes(conn: sqlite3.Connection, article_id: int) -> tuple[Hashes, ...]:
    """What every version of an article was, the newest first."""
    found = conn.execute(_HASHES, [article_id])
    return tuple(
        Hashes(version_label(number, reread), text_sha256, body) for number, reread, text_sha256, body in found
    )


def keys(conn: sqlite3.Connection, article_id: int) -> list[str]:
    """The keys by which an article is recognised."""
    return [key for (key,) in conn.execute("SELECT key FROM identities WHERE article_id = ?", [article_id])]


def captures(conn: sqlite3.Connection, ids: Sequence[int]) -> list[Held]:
    """The captures of these articles, of all their versions and of the same addresses; none that another rests on."""
    return _held(conn.execute(_CAPTURES, [json.dumps(list(ids))]))


def capture(conn: sqlite3.Connection, capture_id: int | None) -> list[Held]:
    """One capture alone."""
    return _held(conn.execute(f"SELECT {_OF_CAPTURE} FROM captures WHERE id = ?", [capture_id]))


def others(conn: sqlite3.Connection, file: str, held: Sequence[Held]) -> set[int]:
    """Where the records of all other captures lie in an evidence file."""
    found = conn.execute(
        "SELECT warc_offset FROM captures WHERE warc_file = ? AND id NOT IN (SELECT value FROM json_each(?))",
        [file, json.dumps([one.id for one in held])],
    )
    return {offset for (offset,) in found}


def begins(conn: sqlite3.Connection, place: Place) -> int:
    """Where what was written for a capture begins in an evidence file of ours: at the end of the capture before it."""
    row = conn.execute(
        "SELECT max(warc_offset + warc_length) FROM captures WHERE warc_file = ? AND warc_offset < ?",
        [place.file, place.offset],
    ).fetchone()
    return int(row[0] or 0)


def forget(conn: sqlite3.Connection, ids: Sequence[int], held: Sequence[Held]) -> None:
    """Take these articles and captures out of every table; call it in a transaction, after `zeroing`."""
    addresses = sorted({url for one in held for url in (one.url, one.final_url) if url})
    given = {
        "ids": json.dumps(list(ids)),
        "captures": json.dumps([one.id for one in held]),
        "urls": json.dumps(addresses),
    }
    visited = [key.removeprefix("url:") for one in ids for key in keys(conn, one)]
    names = {table: _names(conn, table, given["ids"]) for table in ("author", "tag")}
    conn.execute(_BLANK_OUTCOMES, given)
    conn.execute(
        "DELETE FROM visits WHERE key IN (SELECT value FROM json_each(?1)) OR url IN (SELECT value FROM json_each(?2))",
        [json.dumps(visited), given["urls"]],
    )
    _lead_anew(conn, given["ids"])
    _delete(conn, "articles", "id IN (SELECT value FROM json_each(?))", given["ids"])
    _delete(conn, "captures", "id IN (SELECT value FROM json_each(?))", given["captures"])
    for name, numbers in names.items():
        conn.execute(
            f"DELETE FROM {name}s WHERE id IN (SELECT value FROM json_each(?))"
            f" AND id NOT IN (SELECT {name}_id FROM article_{name}s)",
            [numbers],
        )


def zeroing(conn: sqlite3.Connection) -> None:
    """From now on this connection overwrites with zeros what it deletes (PRAGMA secure_delete)."""
    conn.execute("PRAGMA secure_delete = ON")


def scrub(store: Store) -> bool:
    """Write the database anew without what was deleted, and empty its log; False where a reader still holds the log.

    Earlier deletions have left their bytes in free pages, and every change its own in the log; takes as much room
    again as the database has, for as long as it lasts.
    """
    with lock.held(store.path):
        store.conn.execute("VACUUM")
        busy, *_ = store.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _held(rows: Iterable[tuple[Any, ...]]) -> list[Held]:
    return [
        Held(number, url, final_url, source, Place(*place) if place[0] else None)
        for number, url, final_url, source, *place in rows
    ]


def _names(conn: sqlite3.Connection, name: str, ids: str) -> str:
    found = conn.execute(
        f"SELECT json_group_array({name}_id) FROM article_{name}s WHERE article_id IN (SELECT value FROM json_each(?))",
        [ids],
    )
    return str(found.fetchone()[0])


def _lead_anew(conn: sqlite3.Connection, ids: str) -> None:
    """Copies whose lead goes are led by the first of those that stay."""
    gone = "(SELECT value FROM json_each(?1))"
    for (lead,) in conn.execute(f"SELECT DISTINCT copy_of FROM articles WHERE copy_of IN {gone}", [ids]).fetchall():
        (new,) = conn.execute(
            f"SELECT min(id) FROM articles WHERE copy_of = ?2 AND id NOT IN {gone}", [ids, lead]
        ).fetchone()
        conn.execute("UPDATE articles SET copy_of = CASE WHEN id <> ?1 THEN ?1 END WHERE copy_of = ?2", [new, lead])


def _delete(conn: sqlite3.Connection, table: str, where: str, given: str) -> None:
    """Delete rows, and first whatever refers to them."""
    for child, column, parent in _children(conn, table):
        if child == table:  # an article that was this one goes with it; a revisit goes with what it repeats
            continue
        _delete(conn, child, f'"{column}" IN (SELECT "{parent}" FROM "{table}" WHERE {where})', given)
    conn.execute(f'DELETE FROM "{table}" WHERE {where}', [given])


def _children(conn: sqlite3.Connection, table: str) -> Iterator[tuple[str, str, str]]:
    """The tables that refer to a table, by which column to which."""
    names = conn.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").fetchall()
    for (name,) in names:
        for row in conn.execute("SELECT * FROM pragma_foreign_key_list(?)", [name]).fetchall():
            if row[2] == table:
                yield name, row[3], row[4] or "id"
