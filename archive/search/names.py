"""Which outlets, authors and tags a person means.

In a query a name is meant by words of it, case and accents folded: `outlet:guardian` is “The Guardian”, and an outlet
goes by the words of its slug and host too. In an address it is meant exactly: a slug, or the name as a facet gives it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from archive import text
from archive.search import words
from archive.search.tree import Filter

# The second column is all a row goes by, a name a line. Names that cannot have the word are left out by SQLite, which
# folds ASCII alone: so those with any other character are kept, and judged here.
_NAMED = {
    "outlet": "SELECT id, name || char(10) || slug || char(10) || coalesce(host, '') AS names FROM outlets",
    "author": "SELECT id, name AS names FROM authors",
    "tag": "SELECT id, name AS names FROM tags",
}
_MAY_HAVE = " WHERE instr(lower(names), ?) OR names GLOB '*[^ -~' || char(10) || ']*'"
_EXACTLY = {
    "outlet": "SELECT id FROM outlets WHERE slug IN (SELECT value FROM json_each(?))",
    "author": "SELECT id FROM authors WHERE name IN (SELECT value FROM json_each(?))",
    "tag": "SELECT id FROM tags WHERE name IN (SELECT value FROM json_each(?))",
}


def meant(conn: sqlite3.Connection, wanted: Filter) -> list[int]:
    """The rows whose name has the words of a filter, in a row."""
    phrase = _folded(wanted.value)
    if not phrase:  # nothing but marks, once it is folded
        return []
    rows = conn.execute(_NAMED[wanted.field] + _MAY_HAVE, [max(phrase, key=len)])
    return [row for row, names in rows if any(_has(name, phrase, wanted.prefix) for name in names.split("\n"))]


def exactly(conn: sqlite3.Connection, kind: str, given: Sequence[str]) -> list[int]:
    """The rows of these very names, or of these slugs or names for outlets; a name that is none is passed over."""
    known = [text.slug(name) for name in given] if kind == "outlet" else list(given)
    return [row for (row,) in conn.execute(_EXACTLY[kind], [json.dumps(known)])]


def _folded(name: str) -> tuple[str, ...]:
    return words.split(text.fold(name))


def _has(name: str, phrase: tuple[str, ...], prefix: bool) -> bool:
    if any(map(words.is_unspaced, phrase)):
        return " ".join(phrase) in " ".join(_folded(name))
    have = _folded(name)
    starts = range(len(have) - len(phrase) + 1)
    return any(_begins(have[at : at + len(phrase)], phrase, prefix) for at in starts)


def _begins(found: tuple[str, ...], phrase: tuple[str, ...], prefix: bool) -> bool:
    return found == phrase or (prefix and found[:-1] == phrase[:-1] and found[-1].startswith(phrase[-1]))
