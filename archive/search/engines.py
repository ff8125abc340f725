"""Which engine answers: the one that the archive's keeper chose, where it is there and as new as the archive."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from importlib.util import find_spec

from archive.search.engine import Engine
from archive.search.fts5 import Fts5
from archive.search.memory import Memory
from archive.search.tantivy import Tantivy
from archive.search.tantivy_index import TantivyIndex

NAMES = ("fts5", "tantivy")


def chosen(
    conn: sqlite3.Connection,
    name: str | None,
    index: TantivyIndex,
    memory: Memory | None = None,
    say: Callable[[str], None] = lambda _words: None,
) -> Engine:
    """The engine of that name, FTS5 without one; `say` hears why FTS5 stands in for another."""
    if name == "tantivy":
        if find_spec("tantivy") is None:
            say("FTS5 answers, as Tantivy is not installed: pip install 'pressmark[tantivy]'")
        elif not index.is_fresh(conn):
            say(f"FTS5 answers, as {index.folder.name} is not as new as the archive: pressmark index --engine tantivy")
        else:
            return Tantivy(conn, index, memory)
    return Fts5(conn, memory)
