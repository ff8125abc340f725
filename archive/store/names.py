"""Outlets, authors and tags: names that many articles share, each held once."""

from __future__ import annotations

import sqlite3
from difflib import get_close_matches

from archive import text
from archive.errors import NotFoundError


def outlet_id(
    conn: sqlite3.Connection, name: str | None, host: str | None = None, language: str | None = None
) -> int | None:
    """The outlet of that name, made where it is new; names that differ in case or accents alone are one outlet.

    A host is remembered with the first outlet that was read there.
    """
    if not name:
        return None
    slug = text.slug(name)
    row = conn.execute("SELECT id, host FROM outlets WHERE slug = ?", [slug]).fetchone()
    if row is None:
        added = conn.execute(
            "INSERT INTO outlets (slug, name, host, language) VALUES (?, ?, ?, ?)", [slug, name, host, language]
        )
        return added.lastrowid
    if host and row[1] is None:
        conn.execute("UPDATE outlets SET host = ? WHERE id = ?", [host, row[0]])
    return int(row[0])


def set_outlet(conn: sqlite3.Connection, slug: str, **said: str | None) -> None:
    """Say what visitors may see of an outlet: `access`, `embargo_until` (None ends it); raises NotFoundError."""
    row = conn.execute("SELECT id FROM outlets WHERE slug = ?", [slug]).fetchone()
    if row is None:
        known = [one for (one,) in conn.execute("SELECT slug FROM outlets")]
        near = get_close_matches(slug, known, n=3, cutoff=0.4)
        hint = f": did you mean {' or '.join(near)}?" if near else ""
        raise NotFoundError(f"there is no outlet “{slug}” in this archive{hint}")
    settings = ", ".join(f"{name} = ?" for name in said)
    conn.execute(f"UPDATE outlets SET {settings} WHERE id = ?", [*said.values(), row[0]])


def set_authors(conn: sqlite3.Connection, article_id: int, names: tuple[str, ...]) -> list[int]:
    """Make these the authors of an article, in this order; returns their ids."""
    conn.execute("DELETE FROM article_authors WHERE article_id = ?", [article_id])
    ids = [_named(conn, "authors", name) for name in names]
    rows = [(article_id, one, position) for position, one in enumerate(ids, 1)]
    conn.executemany("INSERT OR IGNORE INTO article_authors VALUES (?, ?, ?)", rows)
    return ids


def set_tags(conn: sqlite3.Connection, article_id: int, names: tuple[str, ...]) -> list[int]:
    """Make these the tags of an article; returns their ids."""
    conn.execute("DELETE FROM article_tags WHERE article_id = ?", [article_id])
    ids = [_named(conn, "tags", name) for name in names]
    conn.executemany("INSERT OR IGNORE INTO article_tags VALUES (?, ?)", [(article_id, one) for one in ids])
    return ids


def _named(conn: sqlite3.Connection, table: str, name: str) -> int:
    row = conn.execute(f"SELECT id FROM {table} WHERE name = ?", [name]).fetchone()
    if row is None:
        return int(conn.execute(f"INSERT INTO {table} (name) VALUES (?)", [name]).lastrowid or 0)
    return int(row[0])
