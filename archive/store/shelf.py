"""Taking articles out: one article at one of its versions, and the list of all of them."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from archive import text
from archive.errors import NotFoundError, TakenDownError
from archive.model import Article, Kept, Place, Version, version_label
from archive.store import rows, tombstones
from archive.store.visibility import HIDDEN

_SUPERSEDED = """
SELECT v.*, a.url, a.canonical_url, a.first_seen AS article_seen, a.last_seen AS article_last, a.access,
  a.embargo_until, a.copy_of, a.version AS latest_number, a.reread AS latest_reread, o.slug, o.access AS outlet_access,
  o.embargo_until AS outlet_embargo
FROM versions AS v JOIN articles AS a ON a.id = v.article_id LEFT JOIN outlets AS o ON o.id = a.outlet_id
WHERE a.id = ?
"""
_STANDING = """
SELECT a.id AS article_id, a.version AS number, a.reread, a.cause, a.capture_id, a.version_seen AS first_seen,
  a.last_seen, a.text_sha256, a.title, a.dek, a.authors, o.name AS outlet, a.published, a.modified, a.language,
  a.section, a.tags, a.flags, a.origin, a.links, a.text, a.url, a.canonical_url,
  a.first_seen AS article_seen, a.last_seen AS article_last, a.access, a.embargo_until, a.copy_of,
  a.version AS latest_number, a.reread AS latest_reread, o.slug, o.access AS outlet_access,
  o.embargo_until AS outlet_embargo
FROM articles AS a LEFT JOIN outlets AS o ON o.id = a.outlet_id
WHERE a.id = ?
"""
_LABEL = re.compile(r"v?(\d{1,9})(?:\.(\d{1,9}))?")


def article(conn: sqlite3.Connection, article_id: int, label: str | None = None) -> Article:
    """An article, as it stands or at a version (`2`, `v2`, `2.1`); raises NotFoundError, or TakenDownError.

    `2` is the outlet's second edit as it was first read; `2.1` its first re-reading or correction.
    """
    row = _row(conn, _STANDING, [article_id])
    if row is None:
        stone = tombstones.find(conn, article_id)
        if stone:
            raise TakenDownError(stone.words, by_law=stone.by_law)
        raise NotFoundError(f"there is no article {article_id} in this archive")
    if label is not None:
        match = _LABEL.fullmatch(label)
        number, reread = (int(match[1]), int(match[2] or 0)) if match else (0, 0)
        if (row["number"], row["reread"]) != (number, reread):
            row = _row(conn, f"{_SUPERSEDED} AND v.number = ? AND v.reread = ?", [article_id, number, reread])
        if row is None:
            raise NotFoundError(f"article {article_id} has no version {label}: pressmark show {article_id} lists them")
    return _article(conn, row)


def redirect(conn: sqlite3.Connection, article_id: int) -> int | None:
    """The article that this one turned out to be, if it did."""
    row = conn.execute("SELECT redirect_to FROM articles WHERE id = ?", [article_id]).fetchone()
    return row[0] if row else None


def versions(conn: sqlite3.Connection, article_id: int) -> list[Version]:
    """Every version of an article, the one that stands first, then by when they were seen, newest first."""
    older = _all(conn, f"{_SUPERSEDED} ORDER BY v.first_seen DESC, v.number DESC, v.reread DESC", [article_id])
    return [_version(row) for row in [*_all(conn, _STANDING, [article_id]), *older]]


def with_text(conn: sqlite3.Connection, sha256: str) -> list[int]:
    """The articles of which a version has a text whose SHA-256 begins with these hex digits."""
    found = conn.execute(
        "SELECT id FROM articles WHERE text_sha256 BETWEEN ?1 AND ?1 || 'g'"
        " UNION SELECT article_id FROM versions WHERE text_sha256 BETWEEN ?1 AND ?1 || 'g' ORDER BY 1",
        [sha256.lower()],
    )
    return [article_id for (article_id,) in found]


def newest(conn: sqlite3.Connection, limit: int, visitor: str | None = None) -> list[dict[str, Any]]:
    """The latest articles that there are for a visitor: id, version, title, outlet, slug, authors, published."""
    return _all(
        conn,
        "SELECT a.id, a.version, a.reread, a.title, o.name AS outlet, o.slug, a.authors, a.published, a.url, a.access"
        " FROM articles AS a LEFT JOIN outlets AS o ON o.id = a.outlet_id"
        f" WHERE a.redirect_to IS NULL AND a.id NOT IN ({HIDDEN}) ORDER BY a.slot DESC LIMIT :limit",
        {"visitor": visitor, "limit": limit},
    )


def version_seen(conn: sqlite3.Connection, article_ids: Sequence[int]) -> dict[int, str]:
    """When each of these articles was first seen as it stands."""
    sql = "SELECT a.id, a.version_seen FROM json_each(?) AS wanted JOIN articles AS a ON a.id = wanted.value"
    return dict(conn.execute(sql, [json.dumps(list(article_ids))]).fetchall())


def capture(conn: sqlite3.Connection, capture_id: int | None) -> Kept | None:
    """The facts of a capture; a revisit's bytes lie where they were first kept."""
    row = _row(
        conn,
        "SELECT c.*, f.warc_file AS file, f.warc_offset AS offset, f.warc_length AS length FROM captures AS c"
        " JOIN captures AS f ON f.id = coalesce(c.revisit_of, c.id) WHERE c.id = ?",
        [capture_id],
    )
    if row is None:
        return None
    names = ("id", "url", "final_url", "captured_at", "evidence", "source", "status", "media_type", "body_sha256")
    place = Place(row["file"], row["offset"], row["length"]) if row["file"] else None
    said = tuple((row["opt_outs"] or "").split("; ")) if row["opt_outs"] else ()
    return Kept(**{name: row[name] for name in names}, archived_url=row["archived_url"], place=place, opt_outs=said)


def _article(conn: sqlite3.Connection, row: dict[str, Any]) -> Article:
    version = _version(row)
    inherits = row["access"] == "inherit"
    return Article(
        id=row["article_id"],
        version=version,
        latest=version_label(row["latest_number"], row["latest_reread"]),
        url=row["url"],
        canonical_url=row["canonical_url"],
        outlet_slug=row["slug"],
        words=text.count_words(version.reading.text),
        first_seen=row["article_seen"],
        last_seen=row["article_last"],
        capture=capture(conn, row["capture_id"]),
        access=(row["outlet_access"] or "inherit") if inherits else row["access"],
        embargo_until=row["embargo_until"] or row["outlet_embargo"],
        copy_of=row["copy_of"],
    )


def _version(row: dict[str, Any]) -> Version:
    names = ("article_id", "number", "reread", "capture_id", "cause", "text_sha256", "first_seen", "last_seen")
    return Version(**{name: row[name] for name in names}, reading=rows.reading(row))


def _all(conn: sqlite3.Connection, sql: str, parameters: list[Any] | dict[str, Any]) -> list[dict[str, Any]]:
    return list(_each(conn, sql, parameters))


def _row(conn: sqlite3.Connection, sql: str, parameters: list[Any] | dict[str, Any]) -> dict[str, Any] | None:
    return next(_each(conn, sql, parameters), None)


def _each(conn: sqlite3.Connection, sql: str, parameters: list[Any] | dict[str, Any]) -> Iterator[dict[str, Any]]:
    cursor = conn.execute(sql, parameters)
    names = [column[0] for column in cursor.description]
    for row in cursor:
        yield dict(zip(names, row, strict=True))
