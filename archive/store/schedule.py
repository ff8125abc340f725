"""What is due: every page that a source named, and when to look at it again.

A page is looked at again on a schedule that thins out after first sight, because edits do; what its source says of a
later change brings it forward. What is due lies in the database, so a round that was cut short goes on where it was.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from archive import dates, urls
from archive.model import Ref, Source, Validators, Visit
from archive.store import tombstones
from archive.store.sources import COLUMNS

# After first sight; then no more. News is edited most in its first hours, and corrected for about a month.
STEPS = (timedelta(hours=1), timedelta(hours=6), timedelta(days=1), timedelta(days=7), timedelta(days=30))
_NEVER = "9999"


def begin(conn: sqlite3.Connection, at: str) -> tuple[int, bool]:
    """Begin a round: its number, and whether the one before was cut short."""
    last = conn.execute("SELECT ended_at FROM rounds ORDER BY id DESC LIMIT 1").fetchone()
    number = conn.execute("INSERT INTO rounds (began_at) VALUES (?)", [at]).lastrowid
    return int(number or 0), bool(last) and last[0] is None


def end(conn: sqlite3.Connection, number: int, at: str) -> None:
    """Say that a round came to its end."""
    conn.execute("UPDATE rounds SET ended_at = ? WHERE id = ?", [at, number])


def enrol(conn: sqlite3.Connection, source: Source, refs: Iterable[Ref], *, at: str) -> tuple[int, int]:
    """Take in what a source names: how many pages are new, and how many it says were changed since they were seen.

    A page that a source named which was removed since is this source's from now on.
    """
    known = [ref for ref in refs if not _is_barred(conn, ref.url)]
    last = _last(conn)
    conn.executemany(
        "INSERT INTO visits (key, url, source_id, title, published, latest_day, found_at, due_at)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7) ON CONFLICT (key) DO UPDATE SET source_id = excluded.source_id"
        " WHERE source_id IN (SELECT id FROM sources WHERE removed_at IS NOT NULL)",
        [(urls.identity(ref.url), ref.url, source.id, ref.title, ref.published, _latest_day(ref), at) for ref in known],
    )
    new = _last(conn) - last
    changed = [(at, urls.identity(ref.url), dates.first_moment(ref.modified)) for ref in known if ref.modified]
    before = conn.total_changes
    conn.executemany("UPDATE visits SET due_at = ?1 WHERE key = ?2 AND seen_at < ?3 AND ?3 <= ?1", changed)
    return new, conn.total_changes - before


def enrol_copies(conn: sqlite3.Connection, source: Source, copies: Iterable[tuple[str, str]], *, at: str) -> int:
    """Take in copies in the Wayback Machine, as pairs of 14-digit time and address; how many are new."""
    before = conn.total_changes
    conn.executemany(
        "INSERT OR IGNORE INTO visits (key, url, source_id, snapshot, found_at, due_at)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?5)",
        [
            (f"{stamp} {urls.identity(url)}", url, source.id, stamp, at)
            for stamp, url in copies
            if not _is_barred(conn, url)
        ],
    )
    return conn.total_changes - before


def take(
    conn: sqlite3.Connection, sources: Sequence[Source], *, number: int, by: str | None, since: str | None, limit: int
) -> list[Visit]:
    """Take the pages of these sources that are due `by` a moment, each once in round `number`.

    Those found last come first; `by=None` takes everything that is still on its schedule, and `since` (an ISO day)
    leaves out what its source dates before it. A page stays due until it was `seen`.
    """
    rows = conn.execute(
        f"SELECT v.id, v.url, v.title, v.published, v.seen_at, v.etag, v.last_modified, v.snapshot, {COLUMNS}"
        " FROM visits AS v JOIN sources AS s ON s.id = v.source_id"
        f" WHERE v.due_at <= ? AND (v.round IS NULL OR v.round < ?) AND (v.latest_day IS NULL OR v.latest_day >= ?)"
        f" AND v.source_id IN ({', '.join('?' * len(sources))}) ORDER BY v.found_at DESC, v.id LIMIT ?",
        [by or _NEVER, number, since or "", *(one.id for one in sources), limit],
    )
    taken = [_visit(*row) for row in rows]
    conn.executemany("UPDATE visits SET round = ? WHERE id = ?", [(number, visit.id) for visit in taken])
    return taken


def seen(conn: sqlite3.Connection, visit: Visit, *, at: str, validators: Validators | None) -> None:
    """A page was asked for: when to look again. `validators` are what came with it, None where nothing came."""
    first = conn.execute("SELECT found_at FROM visits WHERE id = ?", [visit.id]).fetchone()[0]
    due = None if visit.snapshot else _next(first, at)
    conn.execute("UPDATE visits SET seen_at = ?, due_at = ? WHERE id = ?", [at, due, visit.id])
    if validators:
        conn.execute(
            "UPDATE visits SET etag = ?, last_modified = ? WHERE id = ?",
            [validators.etag, validators.last_modified, visit.id],
        )


def waiting(conn: sqlite3.Connection, source: Source) -> int:
    """How many pages of a source were never asked for yet."""
    return int(
        conn.execute(
            "SELECT count(*) FROM visits WHERE source_id = ? AND due_at IS NOT NULL AND seen_at IS NULL", [source.id]
        ).fetchone()[0]
    )


def _is_barred(conn: sqlite3.Connection, url: str) -> bool:
    """Whether what is at an address was taken down; then it is not even written down again."""
    return tombstones.barring(conn, [f"url:{urls.identity(url)}"]) is not None


def _last(conn: sqlite3.Connection) -> int:
    return int(conn.execute("SELECT coalesce(max(id), 0) FROM visits").fetchone()[0])


def _visit(
    number: int,
    url: str,
    title: str | None,
    published: str | None,
    seen_at: str | None,
    etag: str | None,
    last_modified: str | None,
    snapshot: str | None,
    *source: str,
) -> Visit:
    its = Source(*source)  # type: ignore[arg-type]  # the columns of a row, in their order
    validators = Validators(etag, last_modified) if etag or last_modified else None
    return Visit(number, its, Ref(url, its.key, title, published), seen_at, validators, snapshot)


def _next(first: str, at: str) -> str | None:
    """The first step of the schedule that is still to come."""
    found, now = datetime.fromisoformat(first), datetime.fromisoformat(at)
    moment = next((found + step for step in STEPS if found + step > now), None)
    return moment.strftime(dates.UTC_NOW_FORMAT) if moment else None


def _latest_day(ref: Ref) -> str | None:
    given = ref.published or ref.modified
    return dates.last_day(given).isoformat() if given else None
