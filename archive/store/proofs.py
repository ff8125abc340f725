"""What there is to verify, in pieces: records in the order of their files, rows by table and line, texts by article.

Each piece is a short question of its own, so that a verification of hours holds up nobody who writes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from archive.model import Place, version_label

_PIECE = 500
# The captures of an article: those its versions were read from, and those that found it unchanged.
_OF_ARTICLE = (
    " IN (SELECT capture_id FROM articles WHERE id = :article UNION SELECT capture_id FROM versions WHERE article_id ="
    " :article UNION SELECT capture_id FROM outcomes WHERE article_id = :article)"
)


@dataclass(frozen=True, slots=True)
class Record:
    """A capture with a record of its own, and the digest that its payload must have; a revisit states that digest."""

    capture_id: int
    place: Place
    body_sha256: str
    is_revisit: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A capture that is the row of a table (`file:PATH`), and the hash that its line must have."""

    capture_id: int
    table: str
    line: int
    media_type: str
    body_sha256: str


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a version, and what its hash must be."""

    article_id: int
    label: str
    text: str
    text_sha256: str
    capture_id: int | None


def count(conn: sqlite3.Connection) -> int:
    """How many captures and texts there are."""
    asked = "SELECT (SELECT count(*) FROM captures) + (SELECT count(*) FROM articles) + (SELECT count(*) FROM versions)"
    return int(conn.execute(asked).fetchone()[0])


def records(conn: sqlite3.Connection, article: int | None = None) -> Iterator[Record]:
    """The captures that have a record, in the order in which the records lie in their files."""
    only = f" AND id {_OF_ARTICLE}" if article else ""
    file, offset = "", -1
    while True:
        found = conn.execute(
            "SELECT id, body_sha256, revisit_of, warc_file, warc_offset, warc_length FROM captures"
            f" WHERE warc_file IS NOT NULL AND (warc_file, warc_offset) > (:file, :offset){only}"
            " ORDER BY warc_file, warc_offset LIMIT :piece",
            {"file": file, "offset": offset, "article": article, "piece": _PIECE},
        ).fetchall()
        for capture_id, digest, revisit_of, file, offset, length in found:
            yield Record(capture_id, Place(file, offset, length), digest, revisit_of is not None)
        if len(found) < _PIECE:
            return


def rows(conn: sqlite3.Connection, article: int | None = None) -> Iterator[Row]:
    """The captures that are rows of tables, in the order of tables and lines."""
    only = f" AND id {_OF_ARTICLE}" if article else ""
    found = conn.execute(
        "SELECT rtrim(source, '0123456789') AS place, id, source, media_type, body_sha256 FROM captures"
        f" WHERE evidence = 'row'{only} ORDER BY place, CAST(substr(source, length(place) + 1) AS INTEGER)",
        {"article": article},
    )
    for place, capture_id, source, media_type, digest in found:
        yield Row(capture_id, place.removesuffix("#L"), int(source[len(place) :]), media_type, digest)


def texts(conn: sqlite3.Connection, article: int | None = None) -> Iterator[Text]:
    """The texts of all articles as they stand, and then of what they superseded."""
    for table, names in (
        ("articles", "id, id, version, reread, text, text_sha256, capture_id"),
        ("versions", "id, article_id, number, reread, text, text_sha256, capture_id"),
    ):
        only = f" AND {'id' if table == 'articles' else 'article_id'} = :article" if article else ""
        last = 0
        while True:
            found = conn.execute(
                f"SELECT {names} FROM {table} WHERE id > :last{only} ORDER BY id LIMIT :piece",
                {"last": last, "article": article, "piece": _PIECE},
            ).fetchall()
            for last, article_id, number, reread, text, digest, capture_id in found:  # noqa: B007 - kept for the next
                yield Text(article_id, version_label(number, reread), text, digest, capture_id)
            if len(found) < _PIECE:
                break
