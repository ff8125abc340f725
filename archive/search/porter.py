"""What the index makes of a word: every word, of whatever language, is cut by Porter's algorithm, without its accents.

FTS5's own tokenizer says so, and nobody imitates it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from contextlib import closing

# As in the index; a test holds the two together.
STEMMER = "porter unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
PLAIN = STEMMER.removeprefix("porter ")


def cut(written: Collection[str], tokenizer: str = STEMMER) -> dict[str, str]:
    """Each word as a tokenizer of FTS5 leaves it; what holds no word for it is left out."""
    if not written:
        return {}
    listed = list(written)
    with closing(sqlite3.connect(":memory:")) as scratch:
        scratch.execute(f'CREATE VIRTUAL TABLE words USING fts5(word, tokenize="{tokenizer}")')
        scratch.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(words, instance)")
        scratch.executemany("INSERT INTO words (rowid, word) VALUES (?, ?)", enumerate(listed))
        return {listed[row]: term for term, row in scratch.execute("SELECT term, doc FROM terms")}


def as_words(stems: Collection[str]) -> list[str]:
    """For each stem of the index a word that is cut to it: the stem itself, or with an e."""
    return [stem if word == stem else f"{stem}e" for stem, word in cut(stems).items()]
