"""Collections: sets of articles that people pick by hand, each at the version they saw."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from archive import text
from archive.errors import NotFoundError, UsageError
from archive.model import version_label


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection: `slug` in addresses and in `in:`, the name as written, and how many articles it has."""

    slug: str
    name: str
    created_at: str
    articles: int


@dataclass(frozen=True, slots=True)
class Picked:
    """An article of a collection: the version picked, and the one that it has now."""

    article_id: int
    version: str
    latest: str
    title: str | None
    outlet: str | None
    published: str | None
    added_at: str


def everything(conn: sqlite3.Connection) -> list[Collection]:
    """Every collection, by its name."""
    rows = conn.execute(
        "SELECT c.slug, c.name, c.created_at, count(i.article_id) FROM collections AS c"
        " LEFT JOIN collection_items AS i ON i.collection_id = c.id GROUP BY c.id ORDER BY c.name"
    )
    return [Collection(*row) for row in rows]


def one(conn: sqlite3.Connection, slug: str) -> Collection:
    """The collection of that slug; raises NotFoundError."""
    found = next((each for each in everything(conn) if each.slug == slug), None)
    if found is None:
        raise NotFoundError(f"there is no collection “{slug}” in this archive")
    return found


def items(conn: sqlite3.Connection, slug: str) -> list[Picked]:
    """The articles of a collection, the newest first."""
    rows = conn.execute(
        "SELECT a.id, i.version, a.version, a.reread, a.title, o.name, a.published, i.added_at"
        " FROM collections AS c JOIN collection_items AS i ON i.collection_id = c.id"
        " JOIN articles AS a ON a.id = i.article_id LEFT JOIN outlets AS o ON o.id = a.outlet_id"
        " WHERE c.slug = ? ORDER BY a.slot DESC",
        [slug],
    )
    return [
        Picked(number, picked, version_label(version, reread), *facts)
        for number, picked, version, reread, *facts in rows
    ]


def add(conn: sqlite3.Connection, name: str, article_ids: Iterable[int], *, at: str) -> str:
    """Add articles as they stand to the collection of that name, made where it is new; returns its slug.

    What is in it already keeps its version. Raises UsageError for a name without a letter.
    """
    if not any(map(str.isalnum, name)):
        raise UsageError("a collection needs a name: some letters or numbers")
    slug = text.slug(name)
    conn.execute(
        "INSERT INTO collections (slug, name, created_at) VALUES (?, ?, ?) ON CONFLICT (slug) DO NOTHING",
        [slug, text.clean_line(name), at],
    )
    conn.execute(
        "INSERT INTO collection_items SELECT c.id, a.id,"
        " a.version || CASE WHEN a.reread THEN '.' || a.reread ELSE '' END, :at"
        " FROM collections AS c, json_each(:ids) AS j JOIN articles AS a ON a.id = j.value"
        " WHERE c.slug = :slug AND a.redirect_to IS NULL ON CONFLICT DO NOTHING",
        {"at": at, "ids": json.dumps(list(article_ids)), "slug": slug},
    )
    return slug


def remove(conn: sqlite3.Connection, slug: str, article_ids: Iterable[int]) -> None:
    """Take articles out of a collection; one that is empty then is gone."""
    conn.execute(
        "DELETE FROM collection_items WHERE collection_id = (SELECT id FROM collections WHERE slug = ?)"
        " AND article_id IN (SELECT value FROM json_each(?))",
        [slug, json.dumps(list(article_ids))],
    )
    conn.execute(
        "DELETE FROM collections WHERE slug = ? AND id NOT IN (SELECT collection_id FROM collection_items)", [slug]
    )
