"""What is new in a saved search since it was last run: articles that came, and articles that changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice

from archive.export import found
from archive.export.question import Question, of_data
from archive.search import Engine
from archive.search.changes import Stamp, since, stamp
from archive.store import columns
from archive.store.searches import Saved

_COLUMNS = ("id", "version", "title", "outlet", "published")
_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class New:
    """An article that matches and was not there, or was otherwise (`is_changed`), at the last run."""

    id: int
    version: str
    title: str | None
    outlet: str | None
    published: str | None
    is_changed: bool


@dataclass(frozen=True, slots=True)
class News:
    """What a run of a saved search finds: all matches in number, those that are new, and how far the archive is."""

    matches: int
    new: tuple[New, ...]
    stamp: Stamp


def question(saved: Saved) -> Question:
    """What a saved search asks."""
    return of_data(saved.asked)


def news(
    conn: sqlite3.Connection, engine: Engine, saved: Saved, *, visitor: str | None = None, most: int | None = None
) -> News:
    """What is new of a saved search, `most` at most, newest first; call it inside `store.snapshot`.

    Everything is new in one that was never run.
    """
    asked, now = replace(question(saved), sort="newest"), stamp(conn)
    page = engine.search(asked.request(visitor))
    matching: Iterable[int] = found.ids(conn, engine, asked, visitor)
    then = Stamp(saved.last_article or 0, saved.last_change or 0)
    touched = since(conn, then) if saved.run_at else None
    if touched is not None:
        wanted = set(touched.tolist())
        matching = (one for one in matching if one in wanted)
    rows = columns.export(conn, _COLUMNS, islice(matching, most))
    new = tuple(
        New(number, version, title, outlet, published, saved.run_at is not None and number <= then.article)
        for number, version, title, outlet, published in rows
    )
    return News(page.distinct if asked.distinct else page.total, new, now)
