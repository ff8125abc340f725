"""Searches under a name, and the log of the keeper's searches: query, date, hits and what was left out.

What a question looks like is not this room's affair: it is kept as the JSON that it was given as.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from archive.errors import NotFoundError, UsageError


@dataclass(frozen=True, slots=True)
class Saved:
    """A search under its name; the last four say when it was last run, and how far the archive had come by then."""

    name: str
    asked: Mapping[str, Any]
    made_at: str
    run_at: str | None = None
    matches: int | None = None
    last_article: int | None = None
    last_change: int | None = None


@dataclass(frozen=True, slots=True)
class Logged:
    """One line of the log: what was asked, how it was understood, how many matched, were written, and did not match."""

    at: str
    command: str
    query: str
    filters: str
    understood: str
    matches: int
    written: int
    excluded: int


# What an address can end in, where `.atom` is the feed and `..` the page above.
_NAME = re.compile(r"(?!.*\.atom$)\w[\w.-]{0,79}")
_SAVED = ", ".join(field.name for field in fields(Saved))


def save(conn: sqlite3.Connection, name: str, asked: Mapping[str, Any], *, at: str) -> None:
    """Keep a search under a name; one that bears it already is replaced, and has not been run yet.

    Raises UsageError for what cannot be a name.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(f"“{name}” cannot be a name: letters, digits, dots, hyphens, 80 of them at most")
    conn.execute("DELETE FROM saved_searches WHERE name = ?", [name])
    conn.execute(
        "INSERT INTO saved_searches (name, asked, made_at) VALUES (?, ?, ?)",
        [name, json.dumps(asked, ensure_ascii=False), at],
    )


def saved(conn: sqlite3.Connection, name: str) -> Saved:
    """The search of that name; raises NotFoundError."""
    row = conn.execute(f"SELECT {_SAVED} FROM saved_searches WHERE name = ?", [name]).fetchone()
    if row is None:
        raise NotFoundError(f"no search is saved as “{name}”: pressmark saved lists them")
    return _saved(row)


def everything(conn: sqlite3.Connection) -> list[Saved]:
    """All saved searches, by name."""
    return [_saved(row) for row in conn.execute(f"SELECT {_SAVED} FROM saved_searches ORDER BY name")]


def was_run(conn: sqlite3.Connection, name: str, *, at: str, matches: int, last_article: int, last_change: int) -> None:
    """Remember that a search was run, what it found, and how far the archive had come."""
    conn.execute(
        "UPDATE saved_searches SET run_at = ?, matches = ?, last_article = ?, last_change = ? WHERE name = ?",
        [at, matches, last_article, last_change, name],
    )


def remove(conn: sqlite3.Connection, name: str) -> None:
    """Keep a search no longer; raises NotFoundError."""
    saved(conn, name)
    conn.execute("DELETE FROM saved_searches WHERE name = ?", [name])


def log(
    conn: sqlite3.Connection,
    command: str,
    asked: Mapping[str, Any],
    understood: str,
    *,
    at: str,
    matches: int,
    written: int,
    excluded: int,
) -> None:
    """Write a search down."""
    conn.execute(
        "INSERT INTO searches (at, command, asked, understood, matches, written, excluded) VALUES (?,?,?,?,?,?,?)",
        [at, command, json.dumps(asked, ensure_ascii=False), understood, matches, written, excluded],
    )


def logged(conn: sqlite3.Connection) -> Iterator[Logged]:
    """The log, the earliest first."""
    rows = conn.execute("SELECT at, command, asked, understood, matches, written, excluded FROM searches ORDER BY id")
    for at, command, stored, understood, matches, written, excluded in rows:
        asked = json.loads(stored)
        filters = "; ".join(f"{name}={value}" for name, values in asked["filters"].items() for value in values)
        yield Logged(at, command, asked["query"], filters, understood, matches, written, excluded)


def _saved(row: tuple[Any, ...]) -> Saved:
    name, asked, *rest = row
    return Saved(name, json.loads(asked), *rest)
