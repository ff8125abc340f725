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

# Of the index, of four kilobytes each: half of what a large batch writes.
_PAGES_AT_ONCE = 5_000


@contextmanager
def indexed_together(conn: sqlite3.Connection) -> Iterator[None]:
    """Within a transaction: the articles that are added in the block are found when it has ended, and not before."""
    (last,) = conn.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'articles'").fetchone()
    conn.execute("INSERT INTO index_waiting VALUES (?)", [last])
    yield
    conn.execute(_INTO_THE_INDEX, [last])
    conn.execute("DELETE FROM index_waiting")


def merged_a_little(conn: sqlite3.Connection) -> bool:
    """Within a transaction: merge some of what large batches have left; False where there was nothing to do."""
    before = conn.total_changes
    conn.execute("INSERT INTO articles_fts (articles_fts, rank) VALUES ('merge', ?)", [_PAGES_AT_ONCE])
    return conn.total_changes - before >= 2  # as the documentation of FTS5 has it
