"""Outlets, authors and tags: names that many articles share, each held once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

from archive import text, urls
from archive.errors import NotFoundError
from archive.model import Reading
from archive.store import many


class Named(NamedTuple):
    """Whom and what an article names, by their ids."""

    outlet: int | None
    authors: list[int]
    tags: list[int]


class Known:
    """Names and their ids, each looked up once; good for as long as the transaction that it is made in."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._outlets: dict[tuple[str, str | None], int | None] = {}
        self._others: dict[tuple[str, str], int] = {}

    def of(self, read: Reading) -> Named:
        """Whom and what a reading names; what is new is made."""
        return Named(self.outlet(read), self.authors(read), self.tags(read))

    def outlet(self, read: Reading) -> int | None:
        """The outlet of a reading."""
        if not read.outlet:
            return None
        # A table or a person may name an outlet that is not the site's own; only a page speaks for its host.
        host = urls.host(read.canonical_url) if read.origin.get("outlet") not in {"file", "person"} else None
        called = (read.outlet, host or None)
        if called not in self._outlets:
            self._outlets[called] = outlet_id(self._conn, *called, read.language)
        return self._outlets[called]

    def authors(self, read: Reading) -> list[int]:
        """The authors of a reading, in their order."""
        return [self._id("authors", name) for name in read.authors]

    def tags(self, read: Reading) -> list[int]:
        """The tags of a reading."""
        return [self._id("tags", name) for name in read.tags]

    def _id(self, table: str, name: str) -> int:
        if (table, name) not in self._others:
            row = self._conn.execute(f"SELECT id FROM {table} WHERE name = ?", [name]).fetchone()
            added = row or [self._conn.execute(f"INSERT INTO {table} (name) VALUES (?)", [name]).lastrowid]
            self._others[table, name] = int(added[0])
        return self._others[table, name]


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


def join(conn: sqlite3.Connection, articles: Iterable[tuple[int, Named]]) -> None:
    """Put authors, in their order, and tags to articles that have none."""
    pairs = list(articles)
    authors = [(article, author, place) for article, named in pairs for place, author in enumerate(named.authors, 1)]
    many.insert(conn, "INSERT OR IGNORE INTO article_authors (article_id, author_id, position)", authors)
    tags = [(article, tag) for article, named in pairs for tag in named.tags]
    many.insert(conn, "INSERT OR IGNORE INTO article_tags (article_id, tag_id)", tags)


def part(conn: sqlite3.Connection, article_id: int) -> None:
    """Take its authors and tags from an article."""
    conn.execute("DELETE FROM article_authors WHERE article_id = ?", [article_id])
    conn.execute("DELETE FROM article_tags WHERE article_id = ?", [article_id])
