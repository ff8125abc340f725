"""CSV as RFC 4180 has it: UTF-8, CRLF, quotes only where needed; true to the byte, formulas and all.

A byte order mark, which Excel wants and scripts do not, is written when asked for.
"""

from __future__ import annotations

import csv
import difflib
import io
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from archive import text
from archive.errors import UsageError
from archive.search.passages import mark_all
from archive.search.snippets import snippet
from archive.search.tree import Node, terms
from archive.store import columns

PIECE_CHARACTERS = 65_536
BYTE_ORDER_MARK = "\ufeff"
_SNIPPETS_AT_ONCE = 50


def chosen(names: str | None) -> tuple[str, ...]:
    """The columns that a comma-separated list names, all where it is empty; raises UsageError for one that is none."""
    asked = tuple(name.strip() for name in (names or "").split(",") if name.strip())
    for name in asked:
        if name not in columns.NAMES:
            close = difflib.get_close_matches(name, columns.NAMES, 1)
            hint = f"did you mean “{close[0]}”?" if close else f"there are {', '.join(columns.NAMES)}"
            raise UsageError(f"“{name}” is no column: {hint}")
    return asked or columns.NAMES


def write(
    conn: sqlite3.Connection,
    names: Sequence[str],
    ids: Iterable[int] | None = None,
    *,
    query: Node | None = None,
    excel: bool = False,
    counted: Callable[[int], None] = lambda _rows: None,
) -> Iterator[bytes]:
    """The bytes of a CSV of these articles, all where `ids` is None, in pieces of about 64 KB.

    `query` is what the column `snippet` shows the best passage for; `counted` hears how many rows are made so far.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    buffer.write(BYTE_ORDER_MARK if excel else "")
    writer.writerow(names)
    done = 0
    for row in _rows(conn, names, ids, query):
        writer.writerow(row)
        done += 1
        if buffer.tell() >= PIECE_CHARACTERS:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
            counted(done)
    if buffer.tell():
        yield buffer.getvalue().encode()
    counted(done)


def _rows(
    conn: sqlite3.Connection, names: Sequence[str], ids: Iterable[int] | None, query: Node | None
) -> Iterator[Sequence[Any]]:
    if query is None or "snippet" not in names or not any(terms(query)):
        yield from columns.export(conn, names, ids)
        return
    place = list(names).index("snippet")
    waiting = columns.export(conn, [*names, "dek", "text"], ids)
    while some := list(islice(waiting, _SNIPPETS_AT_ONCE)):
        found = mark_all([(row[-2] or "", row[-1]) for row in some], query)
        for row, (dek, body) in zip(some, found, strict=True):
            cells = list(row[:-2])
            cells[place] = text.starred(snippet(dek, body))
            yield cells
