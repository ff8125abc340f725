"""The articles that a plan selects, as the FROM and WHERE of any question about them.

`f` is the index and `a` the articles. The index is always the outer loop (CROSS JOIN keeps SQLite from turning it
round), so rows come in the order of their slots, forwards or backwards, without a sort. An article that turned out to
be another stays in the index: who asks takes it out (`matches.without`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from archive.search.columns import Ints, numbers
from archive.search.compile import Plan

# A condition reads no more of an article than it must: texts lie elsewhere.
_ARTICLES = " CROSS JOIN articles AS a INDEXED BY articles_columns ON a.slot = f.rowid"
_WHERE = " WHERE f.articles_fts MATCH ? AND f.rowid BETWEEN ? AND ?"


def slots(conn: sqlite3.Connection, plan: Plan, *, then: str = "") -> Ints:
    """The slots of all that a plan selects: sorted, or in the order that `then` says."""
    statement, values = _statement(plan, "f.rowid AS slot", then)
    return numbers(conn.execute(f"SELECT group_concat(slot) FROM ({statement})", values).fetchone()[0])


def ask(
    conn: sqlite3.Connection, plan: Plan, columns: str, *, then: str = "", params: Sequence[object] = ()
) -> sqlite3.Cursor:
    """Put one question to all that a plan selects, row by row: the columns, and what follows WHERE."""
    statement, values = _statement(plan, columns, then)
    return conn.execute(statement, [*values, *params])


def _statement(plan: Plan, columns: str, then: str) -> tuple[str, list[object]]:
    tables, condition = (_ARTICLES, f" AND {plan.where}") if plan.where else ("", "")
    values: list[object] = [plan.match, plan.first, plan.last, *plan.params]
    return f"SELECT {columns} FROM articles_fts AS f{tables}{_WHERE}{condition} {then}", values
