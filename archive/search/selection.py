"""The articles that a plan selects, as the FROM and WHERE of any question about them.

`f` is the index and `a` the articles. The index is always the outer loop (CROSS JOIN keeps SQLite from turning it
round), so rows come in the order of their slots, forwards or backwards, without a sort.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from archive.search import periods
from archive.search.compile import Plan

ARTICLES = " CROSS JOIN articles AS a ON a.slot = f.rowid"

# An article that turned out to be another stays in the index, and out of every result.
_WHERE = (
    " WHERE f.articles_fts MATCH ? AND f.rowid BETWEEN ? AND ?"
    " AND f.rowid NOT IN (SELECT slot FROM articles WHERE redirect_to IS NOT NULL)"
)


def ask(
    conn: sqlite3.Connection,
    plan: Plan,
    columns: str,
    *,
    tables: str = "",
    then: str = "",
    params: Sequence[object] = (),
) -> sqlite3.Cursor:
    """Put one question to all that a plan selects: the columns, tables beside the index, and what follows WHERE."""
    tables = tables or (ARTICLES if plan.where else "")
    condition = f" AND {plan.where}" if plan.where else ""
    values = [plan.match, plan.first, plan.last, *plan.params, *params]
    return conn.execute(f"SELECT {columns} FROM articles_fts AS f{tables}{_WHERE}{condition} {then}", values)


def count(conn: sqlite3.Connection, plan: Plan) -> int:
    """How many articles a plan selects."""
    (found,) = ask(conn, plan, "count(*)").fetchone()
    return int(found)


def count_undated(conn: sqlite3.Connection, plan: Plan) -> int:
    """How many of them have no date."""
    return count(conn, replace(plan, last=min(plan.last, periods.LAST_UNDATED_SLOT)))


def count_distinct(conn: sqlite3.Connection, plan: Plan, total: int) -> int:
    """How many of them, `total` in all, are no copies of another one among them."""
    (has_copies,) = conn.execute("SELECT EXISTS (SELECT 1 FROM articles WHERE copy_of IS NOT NULL)").fetchone()
    if not has_copies:
        return total
    (found,) = ask(conn, plan, "count(DISTINCT coalesce(a.copy_of, a.id))", tables=ARTICLES).fetchone()
    return int(found)
