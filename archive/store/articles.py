"""Putting articles in: whether a reading is new, the same again, an edit, or a person's word (docs/decisions.md, 4).

The latest reading lies in `articles`, and the
index follows it by triggers in the same transaction; what it supersedes is moved to `versions` and never changes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from archive import urls
from archive.model import Cause, Reading, version_label
from archive.store import earlier, identity, names, newcomers, numbers, overrides, rows
from archive.store.newcomers import NOTHING_SAID, Recorded, Said

__all__ = ["Recorded", "Said", "correct", "latest", "record", "seen_again", "set_access"]

_LATEST = "SELECT a.*, o.name AS outlet FROM articles AS a LEFT JOIN outlets AS o ON o.id = a.outlet_id"


def seen_again(conn: sqlite3.Connection, article_id: int, keys: Sequence[str], said: Said, *, at: str) -> Recorded:
    """A text that is held already, met elsewhere without an address: only its place, and what was said, are new."""
    row = latest(conn, article_id)
    conn.execute("UPDATE articles SET last_seen = max(last_seen, ?) WHERE id = ?", [at, article_id])
    identity.remember(conn, [(key, article_id) for key in keys])
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
    said: Said = NOTHING_SAID,
) -> Recorded:
    """Store a reading: as a new article, as nothing new, as an edit (`vN`), or as a re-reading (`vN.M`).

    `keys` name the article from now on, `known` is its id where it is in the archive already, and `said` what a
    person says of it in the same breath. `at` is the moment of the capture.
    """
    if known is None:
        new = newcomers.ready(read, keys=keys, url=url, at=at, cause=cause, said=said)
        return newcomers.add(conn, [new], [capture_id])[0]
    read = rows.tidy(read)
    found = _compare(conn, known, overrides.apply(conn, known, read), capture_id=capture_id, at=at, cause=cause)
    _complete_address(conn, known, read, url)
    if said.fields:
        corrected = correct(conn, known, said, at=at)
        found = corrected if corrected.outcome == "changed" else found
    identity.remember(conn, [(key, known) for key in keys])
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
        **_placed(conn, read, row["slot"]),
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


def _placed(conn: sqlite3.Connection, read: Reading, slot: int) -> dict[str, Any]:
    """The columns of a reading, with its outlet's id and the slot that its date asks for."""
    day = numbers.day(read.published)
    if numbers.day_of(slot) != day:
        (slot,) = numbers.free_slots(conn, [day])
    return {**rows.columns(read), "outlet_id": names.Known(conn).outlet(read), "slot": slot}


def _finish(conn: sqlite3.Connection, article_id: int, read: Reading, values: dict[str, Any], *, edited: bool) -> None:
    known = names.Known(conn)
    named = names.Named(values["outlet_id"], known.authors(read), known.tags(read))
    names.part(conn, article_id)
    names.join(conn, [(article_id, named)])
    values["filters"] = rows.filter_line(named, rows.filter_values(read, edited=edited))
    settings = ", ".join(f"{name} = ?" for name in values)
    conn.execute(f"UPDATE articles SET {settings} WHERE id = ?", [*values.values(), article_id])


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
