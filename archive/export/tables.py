"""Tables that are not made yet: names of columns, and rows that come one by one as a writer asks for them.

`articles` is one article a row, with the columns of `store.columns`; `records` makes a table of any records alike,
such as the points of a timeline or the lines of a concordance. A writer is given a table and knows nothing of where it
comes from.
"""

from __future__ import annotations

import difflib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from archive import text
from archive.errors import StoreError, UsageError
from archive.search.passages import mark_all
from archive.search.snippets import snippet
from archive.search.tree import Node, terms
from archive.store import columns, meanings

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

# What a column holds, where it is no text.
_MEANT = {**meanings.ARTICLES, **meanings.MATCHES, **meanings.DAYS, **meanings.SAMPLES}
NUMBERS = frozenset(name for name, column in _MEANT.items() if column.type == "integer")
DATES = frozenset({"published", "published_date", "modified", "captured_at", "first_seen", "last_seen", "start"})
LISTS = frozenset({"authors", "tags"})

_SNIPPETS_AT_ONCE = 50
_TOLD_EVERY = 100

Row = Sequence[Any]


def _none_long(_limit: int) -> Iterator[Row]:
    return iter(())


@dataclass(frozen=True, slots=True)
class Table:
    """Names and rows; `made` is the moment (UTC), `archive` what the archive is called.

    `longer` gives the rows that have a text of more than so many bytes, without using up `rows`. `expected` is how many
    rows there have to be, where that is known, and `account` tells what was asked (see `export.account`).
    """

    names: tuple[str, ...]
    rows: Iterator[Row]
    made: str
    archive: str | None = None
    longer: Callable[[int], Iterator[Row]] = _none_long
    expected: int | None = None
    account: Callable[[], dict[str, Any]] = dict


def chosen(names: str | None, *, with_text: bool = True) -> tuple[str, ...]:
    """The columns that a comma-separated list names, all where it is empty; raises UsageError for one that is none."""
    asked = tuple(name.strip() for name in (names or "").split(",") if name.strip())
    for name in asked:
        if name not in columns.NAMES:
            close = difflib.get_close_matches(name, columns.NAMES, 1)
            hint = f"did you mean “{close[0]}”?" if close else f"there are {', '.join(columns.NAMES)}"
            raise UsageError(f"“{name}” is no column: {hint}")
    return tuple(name for name in dict.fromkeys(asked or columns.NAMES) if with_text or name != "text")


def articles(
    conn: sqlite3.Connection,
    names: Sequence[str],
    ids: Callable[[], Iterable[int]],
    *,
    made: str,
    archive: str | None = None,
    query: Node | None = None,
) -> Table:
    """Articles, one a row, in the order of their ids; `query` is what `snippet` shows the best passage for."""
    return Table(
        names=tuple(names),
        rows=_articles(conn, names, ids(), query),
        made=made,
        archive=archive,
        longer=lambda limit: columns.longer(conn, names, ids(), limit),
    )


def records(kind: type[DataclassInstance], rows: Iterable[DataclassInstance], *, made: str) -> Table:
    """Records of one kind, one a row, with their fields as columns."""
    names = tuple(field.name for field in fields(kind))
    return Table(names, map(attrgetter(*names), rows), made)


def counted(table: Table, tell: Callable[[int], None] = lambda _done: None) -> Table:
    """The same table, whose rows end in a StoreError where they are not as many as are `expected`.

    `tell` hears now and then how many there are so far.
    """

    def rows() -> Iterator[Row]:
        done = 0
        for row in table.rows:
            yield row
            done += 1
            if not done % _TOLD_EVERY:
                tell(done)
        tell(done)
        if table.expected is not None and done != table.expected:
            raise StoreError(f"{table.expected:,} rows were to be written, and there were {done:,}")

    return replace(table, rows=rows())


def _articles(conn: sqlite3.Connection, names: Sequence[str], ids: Iterable[int], query: Node | None) -> Iterator[Row]:
    if query is None or "snippet" not in names or not any(terms(query)):
        yield from columns.export(conn, names, ids)
        return
    place = list(names).index("snippet")
    waiting = columns.export(conn, [*names, "language", "dek", "text"], ids)
    while some := list(islice(waiting, _SNIPPETS_AT_ONCE)):
        found = mark_all([(row[-2] or "", row[-1]) for row in some], query, [row[-3] for row in some])
        for row, (dek, body) in zip(some, found, strict=True):
            cells = list(row[:-3])
            cells[place] = text.starred(snippet(dek, body))
            yield cells
