"""What people say of an article, kept beside what was read and stronger than it.

An override is never lost: the newest of a field counts, the older ones tell the history, and `was` keeps what the
page or file itself had said. `access` is a person's word too, but about visitors and not about the article.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from archive.model import Reading

FIELDS = ("title", "published", "outlet", "authors", "tags")
_PLURAL = ("authors", "tags")


def add(
    conn: sqlite3.Connection, article_id: int, read: Reading, fields: Mapping[str, Any], *, by: str | None, at: str
) -> None:
    """Record what a person said of some fields; `read` is the reading that stood until then."""
    earlier = _current(conn, article_id)
    for name, value in fields.items():
        if name in earlier:
            was, origin = earlier[name]["was"], earlier[name]["was_origin"]
        else:
            was, origin = json.dumps(getattr(read, name), ensure_ascii=False), read.origin.get(name)
        conn.execute(
            "INSERT INTO overrides (article_id, field, value, was, was_origin, by, at) VALUES (?,?,?,?,?,?,?)",
            [article_id, name, json.dumps(value, ensure_ascii=False), was, origin, by, at],
        )


def note_access(conn: sqlite3.Connection, article_id: int, was: str, access: str, *, by: str | None, at: str) -> None:
    """Keep who opened or closed an article to visitors, and when."""
    conn.execute(
        "INSERT INTO overrides (article_id, field, value, was, by, at) VALUES (?, 'access', ?, ?, ?, ?)",
        [article_id, json.dumps(access), json.dumps(was), by, at],
    )


def apply(conn: sqlite3.Connection, article_id: int, read: Reading) -> Reading:
    """The reading as it is to be shown: what was read, with what people said over it."""
    said = _current(conn, article_id)
    if not said:
        return read
    return over(read, {name: _value(name, row["value"]) for name, row in said.items()})


def over(read: Reading, fields: Mapping[str, Any]) -> Reading:
    """A reading with a person's word laid over it, and named as the origin."""
    return replace(read, **fields, origin={**read.origin, **dict.fromkeys(fields, "person")})


def history(conn: sqlite3.Connection, article_id: int) -> list[dict[str, Any]]:
    """Every correction of an article, oldest first: field, value, was, was_origin, by, at."""
    rows = conn.execute(
        "SELECT field, value, was, was_origin, by, at FROM overrides WHERE article_id = ? ORDER BY id", [article_id]
    )
    names = [column[0] for column in rows.description]
    return [dict(zip(names, row, strict=True)) for row in rows]


def _current(conn: sqlite3.Connection, article_id: int) -> dict[str, dict[str, Any]]:
    return {row["field"]: row for row in history(conn, article_id) if row["field"] in FIELDS}


def _value(name: str, stored: str) -> Any:
    value = json.loads(stored)
    return tuple(value) if name in _PLURAL else value
