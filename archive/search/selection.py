"""The articles that a plan selects, as the FROM and WHERE of any question about them.

`f` is the index and `a` the articles. The index is always the outer loop (CROSS JOIN keeps SQLite from turning it
round), so rows come in the order of their slots, forwards or backwards, without a sort. An article that turned out to
be another stays in the index: who asks takes it out.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from archive import tokens
from archive.search.columns import Ints, numbers
from archive.search.compile import Plan

# What the index would give every article for; these are asked of the articles themselves.
EVERYTHING = f'filters : "{tokens.EVERY}"'

# A condition reads no more of an article than it must: texts lie elsewhere.
_ARTICLES = "articles AS a INDEXED BY articles_columns"
_JOINED = f" CROSS JOIN {_ARTICLES} ON a.slot = f.rowid"


def slots(conn: sqlite3.Connection, plan: Plan, *, then: str = "") -> Ints:
    """The slots of all that a plan selects: sorted, or in the order that `then` says."""
    statement, values = _statement(plan, "{slot} AS slot", then)
    return numbers(conn.execute(f"SELECT group_concat(slot) FROM ({statement})", values).fetchone()[0])


def ask(
    conn: sqlite3.Connection, plan: Plan, columns: str, *, then: str, params: Sequence[object] = ()
) -> sqlite3.Cursor:
    """Put one question to all that a plan selects, row by row: the columns, and what follows WHERE.

    In both `{slot}` is the article's slot; `f.rank` is there where the plan is ranked.
    """
    statement, values = _statement(plan, columns, then)
    return conn.execute(statement, [*values, *params])


def _statement(plan: Plan, columns: str, then: str) -> tuple[str, list[object]]:
    condition = f" AND {plan.where}" if plan.where else ""
    values: list[object] = [plan.first, plan.last, *plan.params]
    if plan.match == EVERYTHING:
        slot, chosen = "a.slot", f"{_ARTICLES} WHERE a.slot BETWEEN ? AND ?"
    else:
        slot, values = "f.rowid", [plan.match, *values]
        joined = _JOINED if plan.where else ""
        chosen = f"articles_fts AS f{joined} WHERE f.articles_fts MATCH ? AND f.rowid BETWEEN ? AND ?"
    return f"SELECT {columns.format(slot=slot)} FROM {chosen}{condition} {then.format(slot=slot)}", values
