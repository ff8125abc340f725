"""Sources: where an archive collects from, and the files that each consists of."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from archive.errors import NotFoundError
from archive.model import Listing, Source, SourceKind, Validators

COLUMNS = "s.id, s.kind, s.url, s.name, s.outlet, s.added_at, s.removed_at, s.since, s.until"


def add(
    conn: sqlite3.Connection,
    kind: SourceKind,
    url: str,
    *,
    name: str,
    at: str,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> tuple[Source, bool]:
    """Store a source; returns it, and whether it is new. One that was removed is taken up again."""
    known = conn.execute("SELECT removed_at FROM sources WHERE kind = ? AND url = ?", [kind, url]).fetchone()
    conn.execute(
        "INSERT INTO sources (kind, url, name, outlet, added_at, since, until) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
        " ON CONFLICT (kind, url) DO UPDATE SET removed_at = NULL, name = ?3, outlet = coalesce(?4, outlet),"
        " since = ?6, until = ?7",
        [kind, url, name, outlet, at, since, until],
    )
    conn.execute(
        "INSERT INTO listings (source_id, url, depth) SELECT id, url, 1 FROM sources WHERE kind = ?1 AND url = ?2"
        " ON CONFLICT DO UPDATE SET read_at = NULL, etag = NULL, last_modified = NULL, resume = NULL",
        [kind, url],
    )
    return next(one for one in everything(conn) if (one.kind, one.url) == (kind, url)), not known or known[
        0
    ] is not None


def everything(conn: sqlite3.Connection, *, removed: bool = False) -> list[Source]:
    """All sources in the order in which they were added; `removed` ones too where they are asked for."""
    where = "" if removed else "WHERE s.removed_at IS NULL"
    return [Source(*row) for row in conn.execute(f"SELECT {COLUMNS} FROM sources AS s {where} ORDER BY s.id")]


def chosen(conn: sqlite3.Connection, words: Sequence[str]) -> list[Source]:
    """The sources that a person means: by number, by address, or by words of name or address; all where none is named.

    Raises NotFoundError where a word fits no source.
    """
    known = everything(conn)
    if not words:
        return known
    found: dict[int, Source] = {}
    for word in words:
        fitting = _fitting(known, word)
        if not fitting:
            raise NotFoundError(f"no source fits “{word}”: see pressmark source list")
        found.update({one.id: one for one in fitting})
    return [one for one in known if one.id in found]


def remove(conn: sqlite3.Connection, source_id: int, *, at: str) -> None:
    """Collect no more from a source; what came from it stays, and so does the record of its rounds."""
    conn.execute("UPDATE sources SET removed_at = ? WHERE id = ?", [at, source_id])


def listings(
    conn: sqlite3.Connection, source: Source, *, depth: int, limit: int, since: str | None = None
) -> list[Listing]:
    """The files of a source at one depth that should be read now: those never read first, then the newest.

    A file that its index says did not change since it was read, or since `since`, is left out; of one about which
    nothing is said, its server is asked. What the Wayback Machine holds of a time is listed once.
    """
    rows = conn.execute(
        "SELECT url, depth, etag, last_modified, resume FROM listings WHERE source_id = ?1 AND depth = ?2"
        " AND (read_at IS NULL OR resume IS NOT NULL OR (?3 <> 'wayback'"
        " AND (depth = 1 OR changed_at IS NULL OR changed_at > read_at)))"
        " AND (changed_at IS NULL OR changed_at >= ?4)"
        " ORDER BY read_at IS NOT NULL, changed_at IS NULL, changed_at DESC, read_at, url DESC LIMIT ?5",
        [source.id, depth, source.kind, since or "", limit],
    )
    return [
        Listing(source, url, its_depth, Validators(etag, last_modified) if etag or last_modified else None, resume)
        for url, its_depth, etag, last_modified, resume in rows
    ]


def add_listings(conn: sqlite3.Connection, parent: Listing, further: Iterable[tuple[str, str | None]]) -> None:
    """Remember the sitemaps that a sitemap names, each with the last moment at which it may have changed (UTC)."""
    conn.executemany(
        "INSERT INTO listings (source_id, url, depth, changed_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET changed_at = excluded.changed_at WHERE depth > 1",
        [(parent.source.id, url, parent.depth + 1, changed) for url, changed in further],
    )


def was_read(
    conn: sqlite3.Connection,
    listing: Listing,
    *,
    at: str,
    validators: Validators | None = None,
    resume: str | None = None,
) -> None:
    """Remember that a file was read; without `validators` it had not changed, and keeps those it had."""
    conn.execute(
        "UPDATE listings SET read_at = ?, resume = ? WHERE source_id = ? AND url = ?",
        [at, resume, listing.source.id, listing.url],
    )
    if validators:
        conn.execute(
            "UPDATE listings SET etag = ?, last_modified = ? WHERE source_id = ? AND url = ?",
            [validators.etag, validators.last_modified, listing.source.id, listing.url],
        )


def _fitting(known: list[Source], word: str) -> list[Source]:
    exact = [one for one in known if word in {str(one.id), one.url, one.key}]
    folded = word.casefold()
    return exact or [one for one in known if folded in one.name.casefold() or folded in one.url.casefold()]
