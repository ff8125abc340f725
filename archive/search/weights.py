"""How much of the index there is to read for words: known before it is read, from FTS5's own table of contents.

`articles_fts_idx` names the first term of every page of the index, for each of its segments (as the documentation of
FTS5 sets out under “Data Structures”).
"""

from __future__ import annotations

import sqlite3

PAGE_BYTES = 4_050  # what a page of FTS5 holds, unless told otherwise
_LAST_CHARACTER = "\U0010ffff"

_PAGES = """
WITH RECURSIVE segments (id) AS (
  SELECT min(segid) FROM articles_fts_idx
  UNION ALL
  SELECT (SELECT min(segid) FROM articles_fts_idx WHERE segid > id) FROM segments WHERE id IS NOT NULL
)
SELECT coalesce(sum(after - first + 1), 0) FROM (
  SELECT
    coalesce((SELECT pgno >> 1 FROM articles_fts_idx WHERE segid = id AND term > ?2 ORDER BY term LIMIT 1),
             (SELECT max(pgno >> 1) FROM articles_fts_idx WHERE segid = id)) AS after,
    coalesce((SELECT pgno >> 1 FROM articles_fts_idx WHERE segid = id AND term <= ?1 ORDER BY term DESC LIMIT 1), 1)
      AS first
  FROM segments WHERE id IS NOT NULL
)
"""


def of_terms(conn: sqlite3.Connection, first: str, last: str) -> int:
    """The bytes of the index, to a page in each segment, that hold the terms from one to another."""
    span = [b"0" + term.encode() for term in (first, last)]  # the index writes 0 before each term: no prefix index
    return int(conn.execute(_PAGES, span).fetchone()[0]) * PAGE_BYTES


def span(term: str, *, is_beginning: bool) -> tuple[str, str]:
    """The first and the last term that one is, or begins."""
    return term, term + _LAST_CHARACTER * is_beginning
