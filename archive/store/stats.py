"""What is in an archive, in numbers.

`visitor` is the ISO day on which a visitor asks, who must not learn of hidden articles; None is the keeper, who sees
all (see `archive.search.Request`).
"""

from __future__ import annotations

import sqlite3
from typing import Any

from archive.store.visibility import HIDDEN

# The articles `AS a` that there are for a visitor. Their numbers stand in every index, so that no row is read for it.
_THERE = f"a.redirect_to IS NULL AND a.id NOT IN ({HIDDEN})"


def totals(conn: sqlite3.Connection, visitor: str | None = None) -> dict[str, Any]:
    """Its figures: articles, outlets, authors, languages, edited, undated, words, captures, first and last day."""
    names = ("articles", "words", "edited", "undated", "first", "last", "languages", "outlets")
    row = conn.execute(
        "SELECT count(*), coalesce(sum(a.words), 0), count(CASE WHEN a.version > 1 THEN 1 END),"
        " count(CASE WHEN a.published IS NULL THEN 1 END), min(a.published_date), max(a.published_date),"
        f" count(DISTINCT a.language), count(DISTINCT a.outlet_id) FROM articles AS a WHERE {_THERE}",
        {"visitor": visitor},
    ).fetchone()
    authors = f"SELECT count(DISTINCT author_id) FROM article_authors WHERE article_id NOT IN ({HIDDEN})"
    return {
        **dict(zip(names, row, strict=True)),
        "authors": int(conn.execute(authors, {"visitor": visitor}).fetchone()[0]),
        "captures": int(conn.execute("SELECT count(*) FROM captures").fetchone()[0]),
    }


def outlets(conn: sqlite3.Connection, visitor: str | None = None) -> list[dict[str, Any]]:
    """Every outlet with its articles, the most first: slug, name, host, articles, first, last."""
    rows = conn.execute(
        "SELECT o.slug, o.name, o.host, count(*), min(a.published_date), max(a.published_date)"
        f" FROM articles AS a JOIN outlets AS o ON o.id = a.outlet_id WHERE {_THERE}"
        " GROUP BY o.id ORDER BY count(*) DESC, o.name",
        {"visitor": visitor},
    )
    names = ("slug", "name", "host", "articles", "first", "last")
    return [dict(zip(names, row, strict=True)) for row in rows]


def outlet(conn: sqlite3.Connection, slug: str, visitor: str | None = None) -> dict[str, Any]:
    """What is known of one outlet: host, country, language, first and last article seen; empty where there is none."""
    row = conn.execute(
        "SELECT o.host, o.country, o.language, min(a.published_date), max(a.published_date), min(a.first_seen)"
        f" FROM outlets AS o JOIN articles AS a ON a.outlet_id = o.id WHERE o.slug = :slug AND {_THERE} GROUP BY o.id",
        {"slug": slug, "visitor": visitor},
    ).fetchone()
    return dict(zip(("host", "country", "language", "first", "last", "since"), row, strict=True)) if row else {}


def flags(conn: sqlite3.Connection) -> dict[str, int]:
    """How many articles carry each flag."""
    found: dict[str, int] = {}
    for line, count in conn.execute(
        "SELECT flags, count(*) FROM articles WHERE flags <> '' AND redirect_to IS NULL GROUP BY flags"
    ):
        for flag in line.split():
            found[flag] = found.get(flag, 0) + count
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def failures(conn: sqlite3.Connection) -> list[dict[str, Any]]:
    """What could not be taken and why, the most frequent first: kind, detail, count."""
    rows = conn.execute(
        "SELECT kind, coalesce(detail, ''), count(*) FROM outcomes WHERE kind = 'rejected'"
        " GROUP BY 1, 2 ORDER BY 3 DESC, 2 LIMIT 20"
    )
    return [dict(zip(("kind", "detail", "count"), row, strict=True)) for row in rows]
