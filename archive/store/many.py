"""Rows by the hundred in one statement.

For each statement that may fire a trigger SQLite prepares to undo it, which takes it half as long as writing a row; and
for each it lets go of Python and waits for its turn again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

# SQLite takes some 32,000 values in a statement unless it was built otherwise, and an article has 36.
_AT_ONCE = 100


def insert(conn: sqlite3.Connection, into: str, rows: Iterable[Sequence[Any]]) -> None:
    """Write rows of one length; `into` is the statement up to its values, such as `INSERT INTO tags (name)`."""
    every = list(rows)
    if not every:
        return
    row = f"({', '.join('?' * len(every[0]))})"
    rest = len(every) - len(every) % _AT_ONCE
    if rest:
        values = (list(chain.from_iterable(every[at : at + _AT_ONCE])) for at in range(0, rest, _AT_ONCE))
        conn.executemany(f"{into} VALUES {', '.join([row] * _AT_ONCE)}", values)
    conn.executemany(f"{into} VALUES {row}", every[rest:])
