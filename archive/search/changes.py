"""How far an archive has come, and what changed since: what lets a copy of it know that it is behind, and by what.

A copy is the arrays of a server, or an index beside the database. New articles are told by their ids, which only grow;
what happens to an article afterwards leaves a line in `article_changes`, by triggers.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

import numpy as np

from archive.search.columns import Ints, numbers

_LAST = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = ?"
_NEW = "SELECT group_concat(id) FROM articles WHERE id > ?"
_CHANGED = "SELECT group_concat(article_id), count(*) FROM article_changes WHERE number > ?"


class Stamp(NamedTuple):
    """The last article there was, and the last line of what changed afterwards."""

    article: int
    change: int


def stamp(conn: sqlite3.Connection) -> Stamp:
    """How far the archive has come, as this connection's transaction sees it."""
    article, change = (conn.execute(_LAST, [table]).fetchone()[0] for table in ("articles", "article_changes"))
    return Stamp(article, change)


def since(conn: sqlite3.Connection, then: Stamp) -> Ints | None:
    """The ids of articles that were added, altered or taken out since; None where the lines no longer reach so far."""
    new = numbers(conn.execute(_NEW, [then.article]).fetchone()[0])
    joined, lines = conn.execute(_CHANGED, [then.change]).fetchone()
    if lines != stamp(conn).change - then.change:
        return None
    return np.unique(np.concatenate([new, numbers(joined)]))
