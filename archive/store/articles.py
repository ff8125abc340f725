"""Putting articles in: whether a reading is new, the same again, an edit, or a person's word (docs/decisions.md, 4).

The latest reading lies in `articles`, and the
index follows it by triggers in the same transaction; what it supersedes is moved to `versions` and never changes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from archive import dates, urls
from archive.model import Cause, Reading, version_label
from archive.store import earlier, identity, names, overrides, rows


@dataclass(frozen=True, slots=True)
class Said:
    """A person's word on some fields of an article, and whose it is."""

    fields: Mapping[str, Any]
    by: str | None = None


_NOTHING_SAID = Said({})
_LATEST = "SELECT a.*, o.name AS outlet FROM articles AS a LEFT JOIN outlets AS o ON o.id = a.outlet_id"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a reading: the article, its version's label, and whether that is new."""

    article_id: int
    label: str
    outcome: Literal["added", "changed", "unchanged"]
    flags: tuple[str, ...]


def seen_again(conn: sqlite3.Connection, article_id: int, keys: Sequence[str], said: Said, *, at: str) -> Recorded:
    """A text that is held already, met elsewhere without an address: only its place, and what was said, are new."""
    row = latest(conn, article_id)
    conn.execute("UPDATE articles SET last_seen = max(last_seen, ?) WHERE id = ?", [at, article_id])
    identity.remember(conn, keys, article_id)
    if said.fields:
        return correct(conn, article_id, said, at=at)
    label = version_label(row["version"], row["reread"])
    return Recorded(article_id, label, "unchanged", tuple(row["flags"].split()))


def record(
    conn: sqlite3.Connection,
    read: Reading,
    *,
    keys: Sequence[str],
    capture_id: int | None,
    url: str | None,
    at: str,
    cause: Cause = "capture",
    known: int | None = None,
    said: Said = _NOTHING_SAID,
) -> Recorded:
    """Store a reading: as a new article, as nothing new, as an edit (`vN`), or as a re-reading (`vN.M`).

    `keys` name the article from now on, `known` is its id where it is in the archive already, and `said` what a
    person says of it in the same breath. `at` is the moment of the capture.
    """
    read = rows.tidy(read)
    if known is None:
        found = _insert(conn, read, said, capture_id=capture_id, url=url, at=at, cause=cause)
    else:
        found = _compare(conn, known, overrides.apply(conn, known, read), capture_id=capture_id, at=at, cause=cause)
        _complete_address(conn, known, read, url)
        if said.fields:
            corrected = correct(conn, known, said, at=at)
            found = corrected if corrected.outcome == "changed" else found
    identity.remember(conn, keys, found.article_id)
    return found


def correct(conn: sqlite3.Connection, article_id: int, said: Said, *, at: str) -> Recorded:
    """Apply a person's word to an article: kept as an override, shown as a version whose cause is `person`."""
    row = latest(conn, article_id)
    standing = rows.reading(row)
    news = {
        name: value
        for name, value in said.fields.items()
        if getattr(standing, name) != value or standing.origin.get(name) != "person"
    }
    overrides.add(conn, article_id, standing, news, by=said.by, at=at)
    corrected = rows.tidy(overrides.apply(conn, article_id, standing))
    return _compare(conn, article_id, corrected, capture_id=row["capture_id"], at=at, cause="person")


def set_access(conn: sqlite3.Connection, article_id: int, access: str, *, by: str | None, at: str) -> None:
    """Say what visitors may see of an article; `inherit` leaves it to its outlet."""
    was = conn.execute("SELECT access FROM articles WHERE id = ?", [article_id]).fetchone()[0]
    conn.execute("UPDATE articles SET access = ? WHERE id = ?", [access, article_id])
    overrides.note_access(conn, article_id, was, access, by=by, at=at)


def latest(conn: sqlite3.Connection, article_id: int) -> dict[str, Any]:
    """The row of an article, with the name of its outlet."""
    cursor = conn.execute(f"{_LATEST} WHERE a.id = ?", [article_id])
    columns = [column[0] for column in cursor.description]
    return dict(zip(columns, cursor.fetchone(), strict=True))


def _compare(
    conn: sqlite3.Connection, article_id: int, read: Reading, *, capture_id: int | None, at: str, cause: Cause
) -> Recorded:
    row = latest(conn, article_id)
    standing = rows.reading(row)
    number, reread = row["version"], row["reread"]
    if cause == "capture" and at < row["last_seen"]:
        return _record_earlier(conn, row, standing, read, capture_id=capture_id, at=at)
    if _says_the_same(standing, read, cause):
        conn.execute("UPDATE articles SET last_seen = max(last_seen, ?) WHERE id = ?", [at, article_id])
        return Recorded(article_id, version_label(number, reread), "unchanged", standing.flags)
    _set_aside(conn, article_id)
    edits = earlier.edits(conn, article_id, number)
    number, reread = (edits + 1, 0) if cause == "capture" else (number, reread + 1)
    changed = {
        **_placed(conn, read, article_id, row["slot"]),
        "version": number,
        "reread": reread,
        "cause": cause,
        "capture_id": capture_id,
        "version_seen": at,
        "last_seen": row["last_seen"] if cause == "person" else max(row["last_seen"], at),
    }
    _finish(conn, article_id, read, changed, edited=max(edits, number) > 1)
    return Recorded(article_id, version_label(number, reread), "changed", rows.flags_of(read))


def _record_earlier(
    conn: sqlite3.Connection,
    row: Mapping[str, Any],
    standing: Reading,
    read: Reading,
    *,
    capture_id: int | None,
    at: str,
) -> Recorded:
    """What an outlet said before it was last seen to say what stands."""
    conn.execute("UPDATE articles SET first_seen = min(first_seen, ?) WHERE id = ?", [at, row["id"]])
    label = earlier.widened(conn, row["id"], standing, read, at=at)
    if label:
        return Recorded(row["id"], label, "unchanged", standing.flags)
    number = earlier.edits(conn, row["id"], row["version"]) + 1
    earlier.add(conn, row["id"], read, number=number, capture_id=capture_id, at=at)
    _finish(conn, row["id"], standing, {"outlet_id": row["outlet_id"]}, edited=True)
    return Recorded(row["id"], version_label(number, 0), "changed", rows.flags_of(read))


def _says_the_same(standing: Reading, read: Reading, cause: Cause) -> bool:
    """An outlet's edit is a change of wording in text, title, byline or date; a re-reading may differ in any field."""
    if cause == "capture":
        return rows.same_edit(standing, read)
    fields = ["title", "dek", "text", "authors", "published", "modified", "language", "section", "tags", "outlet"]
    if cause == "person":  # who confirms a value is worth a line; a parser that finds it elsewhere is not
        fields.append("origin")
    return all(getattr(standing, name) == getattr(read, name) for name in fields) and set(rows.flags_of(read)) == set(
        standing.flags
    )


def _insert(
    conn: sqlite3.Connection,
    found: Reading,
    said: Said,
    *,
    capture_id: int | None,
    url: str | None,
    at: str,
    cause: Cause,
) -> Recorded:
    read = rows.tidy(overrides.over(found, said.fields))
    values = {
        **_placed(conn, read, None, None),
        "version": 1,
        "cause": cause,
        "capture_id": capture_id,
        "url": url,
        "canonical_url": read.canonical_url or (urls.canonical(url) if url else None) or None,
        "first_seen": at,
        "version_seen": at,
        "last_seen": at,
    }
    # Author and tag ids are words of the index, and need the article's own id first: reserve it.
    row = conn.execute("SELECT seq FROM sqlite_sequence WHERE name = 'articles'").fetchone()
    article_id = (row[0] if row else 0) + 1
    values["id"] = article_id
    values["filters"] = _name_everyone(conn, article_id, read, values["outlet_id"], edited=False)
    conn.execute(
        f"INSERT INTO articles ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})", list(values.values())
    )
    overrides.add(conn, article_id, found, said.fields, by=said.by, at=at)
    return Recorded(article_id, "1", "added", rows.flags_of(read))


def _placed(conn: sqlite3.Connection, read: Reading, article_id: int | None, slot: int | None) -> dict[str, Any]:
    """The columns of a reading, with its outlet's id and the slot that its date asks for."""
    values = rows.columns(read)
    # A table or a person may name an outlet that is not the site's own; only a page speaks for its host.
    host = urls.host(read.canonical_url) if read.origin.get("outlet") not in {"file", "person"} else None
    values["outlet_id"] = names.outlet_id(conn, read.outlet, host or None, read.language)
    day = dates.first_day(read.published)
    ordinal = day.toordinal() if day else 0
    if slot is None or slot >> 24 != ordinal or article_id is None:
        taken = conn.execute(
            "SELECT max(slot) FROM articles WHERE slot BETWEEN ? AND ?", [ordinal << 24, (ordinal + 1 << 24) - 1]
        )
        slot = (taken.fetchone()[0] or ordinal << 24) + 1
    values["slot"] = slot
    return values


def _finish(conn: sqlite3.Connection, article_id: int, read: Reading, values: dict[str, Any], *, edited: bool) -> None:
    values["filters"] = _name_everyone(conn, article_id, read, values["outlet_id"], edited=edited)
    settings = ", ".join(f"{name} = ?" for name in values)
    conn.execute(f"UPDATE articles SET {settings} WHERE id = ?", [*values.values(), article_id])


def _name_everyone(
    conn: sqlite3.Connection, article_id: int, read: Reading, outlet: int | None, *, edited: bool
) -> str:
    authors = names.set_authors(conn, article_id, read.authors)
    tags = names.set_tags(conn, article_id, read.tags)
    return rows.filter_line(read, outlet=outlet, authors=authors, tags=tags, edited=edited)


def _set_aside(conn: sqlite3.Connection, article_id: int) -> None:
    """Move the latest reading to `versions`, where nothing changes any more."""
    conn.execute(
        f"INSERT INTO versions (article_id, number, reread, cause, capture_id, first_seen, last_seen, text_sha256,"
        f" outlet, {rows.READ_COLUMNS})"
        f" SELECT a.id, a.version, a.reread, a.cause, a.capture_id, a.version_seen, a.last_seen, a.text_sha256,"
        f" o.name, {', '.join(f'a.{name.strip()}' for name in rows.READ_COLUMNS.split(','))}"
        f" FROM articles AS a LEFT JOIN outlets AS o ON o.id = a.outlet_id WHERE a.id = ?",
        [article_id],
    )


def _complete_address(conn: sqlite3.Connection, article_id: int, read: Reading, url: str | None) -> None:
    """An article that came as a file keeps the address that is learnt later."""
    if url:
        conn.execute(
            "UPDATE articles SET url = ?1, canonical_url = coalesce(canonical_url, ?2) WHERE id = ?3 AND url IS NULL",
            [url, read.canonical_url or urls.canonical(url), article_id],
        )
