"""What the index makes of words: all are cut by Porter's algorithm, of whatever language, and lose their accents.

FTS5's own tokenizer is asked, so that nobody imitates it.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Collection
from functools import lru_cache

from archive.connections import SelfClosing

# As in the index; a test holds the two together.
STEMMER = "porter unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
PLAIN = STEMMER.removeprefix("porter ")


class _Scratch(threading.local):
    """A table for each tokenizer, in memory and in each thread: making it takes longer than cutting a page of words."""

    def __init__(self) -> None:
        self._open: dict[str, sqlite3.Connection] = {}

    def table(self, tokenizer: str) -> sqlite3.Connection:
        """The connection that has it, with nothing in it."""
        if tokenizer not in self._open:
            self._open[tokenizer] = sqlite3.connect(
                ":memory:", isolation_level=None, check_same_thread=False, factory=SelfClosing
            )
            self._open[tokenizer].execute(f'CREATE VIRTUAL TABLE pieces USING fts5(piece, tokenize="{tokenizer}")')
            self._open[tokenizer].execute("CREATE VIRTUAL TABLE terms USING fts5vocab(pieces, instance)")
        return self._open[tokenizer]


_SCRATCH = _Scratch()


def terms_of(pieces: Collection[str], tokenizer: str = STEMMER) -> dict[str, tuple[str, ...]]:
    """The terms of each piece, in their order: `Raids,` is `raid`, `covid-19` is `covid`, `19`, and `–` is none."""
    if not pieces:
        return {}
    listed = list(pieces)
    found: list[list[str]] = [[] for _ in listed]
    table = _SCRATCH.table(tokenizer)
    table.execute("BEGIN")
    try:
        table.executemany("INSERT INTO pieces (rowid, piece) VALUES (?, ?)", enumerate(listed))
        for row, term in table.execute("SELECT doc, term FROM terms ORDER BY doc, offset"):
            found[row].append(term)
    finally:
        table.rollback()
    return dict(zip(listed, map(tuple, found), strict=True))


@lru_cache(10_000)
def in_row(words: tuple[str, ...]) -> tuple[str, ...]:
    """The terms of words in a row."""
    return terms_of([" ".join(words)])[" ".join(words)]


def cut(written: Collection[str], tokenizer: str = STEMMER) -> dict[str, str]:
    """Each word as a tokenizer of FTS5 leaves it; what holds no word for it is left out."""
    return {word: terms[-1] for word, terms in terms_of(written, tokenizer).items() if terms}


def as_words(stems: Collection[str]) -> list[str]:
    """For each stem of the index a word that is cut to it: the stem itself, or with an e."""
    return [stem if word == stem else f"{stem}e" for stem, word in cut(stems).items()]
