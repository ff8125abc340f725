"""The upkeep of the index: whether it says what the articles say, making it anew, and tidying it.

Rebuilding and tidying happen inside the caller's transactions; readers see the old index until the new one is whole.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

from archive.search.columns import all_slots

_COMMAND = "INSERT INTO articles_fts (articles_fts) VALUES (?)"
_COMMAND_OF = "INSERT INTO articles_fts (articles_fts, rank) VALUES (?, ?)"
_AGAIN = """
INSERT INTO articles_fts (rowid, title, dek, text, grams, filters)
SELECT slot, title, dek, text, grams, filters FROM articles WHERE slot BETWEEN ? AND ? ORDER BY slot
"""
_AT_ONCE = 2_000  # articles: their words fit into the memory that FTS5 gathers them in
_PAGES_AT_ONCE = 2_000  # of the index, of four kilobytes each


def agrees(conn: sqlite3.Connection) -> bool:
    """Whether the index holds the words of every article as it stands, and no others.

    Compares all of it, which takes about as long as making it. The check without `rank = 1` would look at the index
    alone, and pass one that is out of step with the articles. Writes nothing, but SQLite wants a connection that could.
    """
    try:
        conn.execute(_COMMAND_OF, ["integrity-check", 1])
    except sqlite3.DatabaseError as error:
        if "malformed" not in str(error):
            raise
        return False
    return True


def rebuild(conn: sqlite3.Connection, told: Callable[[int, int], None] = lambda _done, _of: None) -> int:
    """Make the index anew from the articles; returns how many there are. `told` hears how far it has come."""
    slots = all_slots(conn).tolist()
    conn.execute(_COMMAND, ["delete-all"])
    for at in range(0, len(slots), _AT_ONCE):
        some = slots[at : at + _AT_ONCE]
        conn.execute(_AGAIN, [some[0], some[-1]])
        told(at + len(some), len(slots))
    return len(slots)


def tidy(conn: sqlite3.Connection) -> Iterator[None]:
    """Merge what many additions have left, a little at each step, so that others may write between two of them."""
    begun = False
    while True:
        before = conn.total_changes
        conn.execute(_COMMAND_OF, ["merge", _PAGES_AT_ONCE if begun else -_PAGES_AT_ONCE])
        if begun and conn.total_changes - before < 2:  # as the documentation of FTS5 has it: nothing was left to do
            return
        begun = True
        yield


def purge(conn: sqlite3.Connection) -> None:
    """Merge the whole index into one piece, in which nothing is left of articles that are gone.

    FTS5 only marks what is deleted, and leaves its words in the older pieces; its own `secure-delete` came with SQLite
    3.42.
    """
    conn.execute(_COMMAND, ["optimize"])
