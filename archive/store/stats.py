"""What is in an archive, in numbers."""

from __future__ import annotations

import sqlite3
from typing import Any, Literal


def totals(conn: sqlite3.Connection) -> dict[str, Any]:
    """Its figures: articles, outlets, authors, languages, edited, undated, words, captures, first and last day."""
    articles, words, edited, undated, first, last, languages = conn.execute(
        "SELECT count(*), coalesce(sum(words), 0), count(CASE WHEN version > 1 THEN 1 END),"
        " count(CASE WHEN published IS NULL THEN 1 END), min(published_date), max(published_date),"
        " count(DISTINCT language) FROM articles WHERE redirect_to IS NULL"
    ).fetchone()
    return {
        "articles": articles,
        "outlets": _count(conn, "SELECT count(DISTINCT outlet_id) FROM articles WHERE redirect_to IS NULL"),
        "authors": _count(conn, "SELECT count(DISTINCT author_id) FROM article_authors"),
        "languages": languages,
        "edited": edited,
        "undated": undated,
        "words": words,
        "captures": _count(conn, "SELECT count(*) FROM captures"),
        "first": first,
        "last": last,
    }


def outlets(conn: sqlite3.Connection) -> list[dict[str, Any]]:
    """Every outlet with its articles, the most first: slug, name, host, articles, first, last."""
    rows = conn.execute(
        "SELECT o.slug, o.name, o.host, count(*), min(a.published_date), max(a.published_date)"
        " FROM articles AS a JOIN outlets AS o ON o.id = a.outlet_id WHERE a.redirect_to IS NULL"
        " GROUP BY o.id ORDER BY count(*) DESC, o.name"
    )
    names = ("slug", "name", "host", "articles", "first", "last")
    return [dict(zip(names, row, strict=True)) for row in rows]


def outlet(conn: sqlite3.Connection, slug: str) -> dict[str, Any]:
    """What is known of one outlet: host, country, language, first and last article seen; empty where there is none."""
    row = conn.execute(
        "SELECT o.host, o.country, o.language, min(a.published_date), max(a.published_date), min(a.first_seen)"
        " FROM outlets AS o JOIN articles AS a ON a.outlet_id = o.id WHERE o.slug = ? AND a.redirect_to IS NULL"
        " GROUP BY o.id",
        [slug],
    ).fetchone()
    return dict(zip(("host", "country", "language", "first", "last", "since"), row, strict=True)) if row else {}


def outlet_periods(
    conn: sqlite3.Connection, most_months: int
) -> tuple[Literal["month", "year"], dict[str, dict[str, int]]]:
    """How many articles each outlet (by its slug) has in every month; in every year, where the months are too many."""
    found: dict[str, dict[str, int]] = {}
    for slug, month, count in conn.execute(
        "SELECT o.slug, substr(a.published_date, 1, 7), count(*) FROM articles AS a JOIN outlets AS o"
        " ON o.id = a.outlet_id WHERE a.redirect_to IS NULL AND a.published_date IS NOT NULL GROUP BY 1, 2"
    ):
        found.setdefault(month, {})[slug] = count
    months = [12 * int(month[:4]) + int(month[5:7]) for month in found]
    if not months or max(months) - min(months) < most_months:
        return "month", found
    years: dict[str, dict[str, int]] = {}
    for month, counts in found.items():
        year = years.setdefault(month[:4], {})
        for slug, count in counts.items():
            year[slug] = year.get(slug, 0) + count
    return "year", years


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


def _count(conn: sqlite3.Connection, sql: str) -> int:
    return int(conn.execute(sql).fetchone()[0])
