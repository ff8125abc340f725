"""The columns of an article in exports: their names, order and meaning are promises.

`articles_export` has the same ones, but for `snippet`, which only a search can give. What each means is said in
`meanings`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from archive.store import meanings

NAMES = tuple(meanings.ARTICLES)
_CHUNK = 5_000
_WANTED = "FROM json_each(?) AS wanted CROSS JOIN articles_export AS e ON e.id = wanted.value"  # in their order


def export(conn: sqlite3.Connection, names: Iterable[str], ids: Iterable[int]) -> Iterator[tuple[Any, ...]]:
    """Rows of these columns, for these articles in this order, streamed; `snippet` is empty."""
    for chunk in _chunks(ids):
        yield from conn.execute(f"SELECT {_fields(names)} {_WANTED}", [chunk])


def longer(conn: sqlite3.Connection, names: Iterable[str], ids: Iterable[int], limit: int) -> Iterator[tuple[Any, ...]]:
    """The rows of `export` in which a value has more than `limit` bytes."""
    fields = _fields(names)
    long = " OR ".join(f"length(CAST({field} AS BLOB)) > {limit:d}" for field in fields.split(", "))
    for chunk in _chunks(ids):
        yield from conn.execute(f"SELECT {fields} {_WANTED} WHERE {long}", [chunk])


def distinct(conn: sqlite3.Connection, ids: Iterable[int]) -> Iterator[int]:
    """These articles in their order, but of copies of one another the first alone."""
    seen: set[int] = set()
    for chunk in _chunks(ids):
        grouped = conn.execute(
            "SELECT a.id, CASE WHEN a.copy_of IS NOT NULL THEN a.copy_of"
            " WHEN EXISTS (SELECT 1 FROM articles AS k WHERE k.copy_of = a.id) THEN a.id END"
            " FROM json_each(?) AS wanted CROSS JOIN articles AS a ON a.id = wanted.value",
            [chunk],
        )
        for article_id, group in grouped:
            if group not in seen:
                yield article_id
            if group is not None:
                seen.add(group)


def _fields(names: Iterable[str]) -> str:
    return ", ".join("''" if name == "snippet" else f'e."{name}"' for name in names)


def _chunks(ids: Iterable[int]) -> Iterator[str]:
    waiting = iter(ids)
    while chunk := list(islice(waiting, _CHUNK)):
        yield json.dumps(chunk)
