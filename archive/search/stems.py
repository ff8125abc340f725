"""What the tokenizer of the index makes of pieces of text: asked of FTS5 itself, so that nobody imitates it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from contextlib import closing
from functools import lru_cache

from archive.search.porter import STEMMER

_INDEX = f'CREATE VIRTUAL TABLE pieces USING fts5(piece, tokenize="{STEMMER}")'
_TERMS = "CREATE VIRTUAL TABLE terms USING fts5vocab(pieces, instance)"


def of(pieces: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The terms of each piece, in their order: `Raids,` is `raid`, `covid-19` is `covid`, `19`, and `–` is none."""
    listed = list(pieces)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as scratch:
        scratch.execute(_INDEX)
        scratch.execute(_TERMS)
        scratch.execute("BEGIN")
        scratch.executemany("INSERT INTO pieces (rowid, piece) VALUES (?, ?)", enumerate(listed))
        found: list[list[str]] = [[] for _ in listed]
        for row, term in scratch.execute("SELECT doc, term FROM terms ORDER BY doc, offset"):
            found[row].append(term)
    return dict(zip(listed, map(tuple, found), strict=True))


@lru_cache(10_000)
def in_row(words: tuple[str, ...]) -> tuple[str, ...]:
    """The terms of words in a row."""
    return of([" ".join(words)])[" ".join(words)]
