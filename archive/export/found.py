"""A search as a table of all its matches, counted: what the command line and the reading room both write to files."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Literal

from archive.errors import UsageError
from archive.export import tables
from archive.export.account import account
from archive.export.question import Question
from archive.export.tables import Table
from archive.search import Engine
from archive.search.concordance import Line, every_line, everyone
from archive.search.engine import Point
from archive.search.tree import terms
from archive.store import columns, config

Shown = Callable[[Sequence[int]], Sequence[int]]
Other = Literal["matches", "days"]
OTHERS: tuple[Other, ...] = ("matches", "days")


def articles(
    conn: sqlite3.Connection,
    engine: Engine,
    question: Question,
    names: Sequence[str],
    *,
    made: str,
    visitor: str | None = None,
) -> Table:
    """Every article that matches, one a row; call it, and write what it gives, inside `store.snapshot`.

    Its rows end in a StoreError where they are not as many as the engine has counted.
    """
    page = engine.search(question.request(visitor))
    table = tables.articles(
        conn,
        names,
        partial(ids, conn, engine, question, visitor),
        made=made,
        archive=config.get(conn, "title"),
        query=question.query.root,
    )
    return replace(
        table,
        expected=page.distinct if question.distinct else page.total,
        account=lambda: account(conn, engine, question, page, made=made, visitor=visitor),
    )


def ids(conn: sqlite3.Connection, engine: Engine, question: Question, visitor: str | None = None) -> Iterable[int]:
    """The numbers of all articles that match, in their order; of copies the first alone where they are folded."""
    found = engine.ids(question.request(visitor))
    return columns.distinct(conn, found) if question.distinct else found


def others(
    conn: sqlite3.Connection,
    engine: Engine,
    question: Question,
    rows: Other,
    *,
    made: str,
    visitor: str | None = None,
    shown: Shown = everyone,
) -> Table:
    """A search in rows of another kind than articles.

    Of `matches` a row is a place where the words stand, with what goes before and after it; `shown` says which articles
    the reader may see whole. Of `days` it is a day that has any article, with how many match. Raises UsageError where
    there are no words to have places.
    """
    if rows == "days":
        return tables.records(Point, engine.timeline(question.request(visitor), "day"), made=made)
    if not any(terms(question.query.root)):
        raise UsageError("every place of which words? name some")
    return tables.records(Line, _lines(conn, engine, question, visitor, shown), made=made)


def _lines(
    conn: sqlite3.Connection, engine: Engine, question: Question, visitor: str | None, shown: Shown
) -> Iterator[Line]:
    return every_line(conn, ids(conn, engine, question, visitor), question.query.root, shown)
