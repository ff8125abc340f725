"""Articles that are new, one or thousands at once: a handful of statements for all of them.

Everything that hangs on no other row is made ready before (`ready`), without the database: whoever records many can do
that while the disk is busy with others.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, Literal

from archive import urls
from archive.model import Cause, Reading
from archive.store import identity, many, names, numbers, overrides, rows


@dataclass(frozen=True, slots=True)
class Said:
    """A person's word on some fields of an article, and whose it is."""

    fields: Mapping[str, Any]
    by: str | None = None


NOTHING_SAID = Said({})


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a reading: the article, its version's label, and whether that is new."""

    article_id: int
    label: str
    outcome: Literal["added", "changed", "unchanged"]
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Newcomer:
    """An article that is ready to be written: `found` was read, `read` has a person's word over it.

    `columns` are those of `articles` that hang on no other row; `filters` lacks the names.
    """

    found: Reading
    read: Reading
    said: Said
    keys: Sequence[str]
    at: str
    columns: Mapping[str, Any]


def ready(
    found: Reading,
    *,
    keys: Sequence[str],
    url: str | None,
    at: str,
    cause: Cause = "capture",
    said: Said = NOTHING_SAID,
) -> Newcomer:
    """Make an article ready that was first seen at `at`, and is known by `keys` from then on."""
    found = rows.tidy(found)
    read = rows.tidy(overrides.over(found, said.fields)) if said.fields else found
    columns = {
        **rows.columns(read),
        "version": 1,
        "cause": cause,
        "url": url,
        "canonical_url": read.canonical_url or (urls.canonical(url) if url else None) or None,
        "first_seen": at,
        "version_seen": at,
        "last_seen": at,
        "filters": rows.filter_values(read, edited=False),
    }
    return Newcomer(found, read, said, keys, at, columns)


def add(conn: sqlite3.Connection, newcomers: Sequence[Newcomer], capture_ids: Sequence[int | None]) -> list[Recorded]:
    """Write articles, in their order, each with the capture that it rests on."""
    if not newcomers:
        return []
    first, known = numbers.next_id(conn, "articles"), names.Known(conn)
    slots = numbers.free_slots(conn, [numbers.day(one.read.published) for one in newcomers])
    arrived = list(zip(count(first), newcomers, [known.of(one.read) for one in newcomers], strict=False))
    written = [
        {
            **one.columns,
            "id": article_id,
            "slot": slot,
            "capture_id": capture_id,
            "outlet_id": named.outlet,
            "filters": rows.filter_line(named, one.columns["filters"]),
        }
        for (article_id, one, named), slot, capture_id in zip(arrived, slots, capture_ids, strict=True)
    ]
    many.insert(conn, f"INSERT INTO articles ({', '.join(written[0])})", [list(row.values()) for row in written])
    names.join(conn, ((article_id, named) for article_id, _, named in arrived))
    identity.remember(conn, ((key, article_id) for article_id, one, _ in arrived for key in one.keys))
    for article_id, one, _ in arrived:
        if one.said.fields:
            overrides.add(conn, article_id, one.found, one.said.fields, by=one.said.by, at=one.at)
    return [Recorded(article_id, "1", "added", rows.flags_of(one.read)) for article_id, one, _ in arrived]
