"""New articles of one transaction enter the index together, in the order of their slots.

FTS5 writes out what it has gathered whenever a row goes down, and SQLite makes it do so before each statement that
fires a trigger. In one statement, a batch of any order becomes one piece of the index.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

# NOT INDEXED: in the order of slots, all articles there are would be looked through for the new ones. Their ids are put
# in order, and not their texts; without a LIMIT, SQLite takes the order of something joined for a whim, and drops it.
_INTO_THE_INDEX = """
WITH new AS MATERIALIZED (SELECT id FROM articles NOT INDEXED WHERE id > ? ORDER BY slot LIMIT -1)
INSERT INTO articles_fts (rowid, title, dek, text, grams, filters)
SELECT slot, title, dek, text, grams, filters FROM new CROSS JOIN articles USING (id)
"""


@contextmanager
def indexed_together(conn: sqlite3.Connection) -> Iterator[None]:
    """Within a transaction: the articles that are added in the block are found when it has ended, and not before."""
    (last,) = conn.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'articles'").fetchone()
    conn.execute("INSERT INTO index_waiting VALUES (?)", [last])
    yield
    conn.execute(_INTO_THE_INDEX, [last])
    conn.execute("DELETE FROM index_waiting")
