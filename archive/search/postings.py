"""Relevance as FTS5's bm25 has it, by arrays: for queries that so many articles match that FTS5 would take seconds.

FTS5 looks up the length of each article it ranks, which costs a microsecond, and counts each word anew. Here the
lengths are at hand, and how often a word stands in each article is read once from the index (fts5vocab, `instance`).
The sums are those of FTS5's own bm25, in its order, so that an article has the same score to the last bit.

What is read is bounded, the rarest words first. Words beyond the bound, phrases, and words near each other count as
standing once, in the column that weighs most: an article that has them in its title comes first, then a shorter one.
Words of nearly every article tell none from another and are passed over; where there are no others, the newest articles
come first.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.search import expressions, porter, weights
from archive.search.columns import Columns, Ints, numbers, places
from archive.search.kept import Kept

Floats = NDArray[np.float64]

# As the index has it: bm25 of title, dek, text and pairs of characters (archive/store/schema/first.py).
WEIGHTS = {"title": 10.0, "dek": 4.0, "text": 1.0, "grams": 1.0}
# Of FTS5 (fts5_aux.c): after S. E. Robertson and others, Okapi at TREC-3 (1994); a word that most articles have still
# counts for something.
_K1, _B, _LEAST_IDF = 1.2, 0.75, 1e-6
POSTINGS_BYTES = 128_000_000

Place = tuple[int, float]  # where an article stands: its slot, and its rank (0 in an order by date)

# Beyond so many matches arrays rank words sooner than FTS5 does. Of phrases they know less, and so come in later.
MANY, MANY_OF_A_PHRASE = 20_000, 100_000
# So many bytes of the index are counted through for one query: half a second's work.
MOST_COUNTED = 24_000_000
# A word that takes more bytes than this for each article of the archive stands in nearly all of them.
_BYTES_EVERYWHERE = 12

_OCCURRENCES = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.occurrences USING fts5vocab(main, articles_fts, instance)"
# Two bits beside the slot say which column it is in; the filters are none.
_PLACES = """
SELECT group_concat(doc * 4 + CASE col WHEN 'text' THEN 0 WHEN 'title' THEN 1 WHEN 'dek' THEN 2 WHEN 'grams' THEN 3 END)
FROM temp.occurrences WHERE term BETWEEN ? AND ?
"""
_COLUMNS = ("text", "title", "dek", "grams")
_MATCHING = "SELECT group_concat(rowid) FROM articles_fts WHERE articles_fts MATCH ?"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A phrase that ranks: the columns it is looked for in, as it is written, and the span of terms if it is a word."""

    columns: tuple[str, ...]
    written: str
    terms: tuple[str, str] | None

    def expression(self, columns: Sequence[str]) -> str:
        """It in some columns, as an expression of FTS5."""
        return f"{{{' '.join(columns)}}} : {self.written}"


@dataclass(frozen=True, slots=True)
class Posting:
    """The articles that a leaf stands in, by their places among all, and how often, by weight."""

    at: Ints
    often: NDArray[np.float32]

    def often_at(self, at: Ints, every: int) -> NDArray[np.float32]:
        """How often it stands in each of some articles, of `every` that there are."""
        if np.array_equal(at, self.at):
            return self.often
        dense = np.zeros(every, np.float32)
        dense[self.at] = self.often
        chosen: NDArray[np.float32] = dense[at]
        return chosen

    def weight(self) -> int:
        """The bytes it takes."""
        return self.at.nbytes + self.often.nbytes


class Ranker:
    """Ranks the articles of one moment, whose columns these are; what it reads is kept for the next query."""

    def __init__(self, every: Columns) -> None:
        self._every = every
        self._postings: Kept[Posting] = Kept(POSTINGS_BYTES, Posting.weight)

    @cached_property
    def _norms(self) -> Floats:
        """What the length of each article adds to the frequency of a word in it."""
        lengths = self._every.lengths
        return _K1 * (1 - _B + _B * lengths / (lengths.sum(dtype=np.int64) / len(lengths) or 1))

    def is_sooner(self, expression: str, matches: int) -> bool:
        """Whether this ranks so many matches of an expression sooner than FTS5 itself."""
        return matches > (MANY if all(leaf.terms for leaf in _leaves(expression)) else MANY_OF_A_PHRASE)

    def best(self, conn: sqlite3.Connection, expression: str, at: Ints, after: Place | None, size: int) -> list[Place]:
        """The `size` of these articles that fit best, after a place; of equal ones the newer first.

        Articles are given by their places among all.
        """
        if not len(at):
            return []
        slots, ranks = self._every.slots[at], -self._scores(conn, expression, at)
        if after is not None:
            slot, rank = after
            later = (ranks > rank) | ((ranks == rank) & (slots < slot))
            slots, ranks = slots[later], ranks[later]
        if len(slots) > size:
            enough = ranks <= np.partition(ranks, size - 1)[size - 1]
            slots, ranks = slots[enough], ranks[enough]
        order = np.lexsort((-slots, ranks))[:size]
        return list(zip(slots[order].tolist(), ranks[order].tolist(), strict=True))

    def _scores(self, conn: sqlite3.Connection, expression: str, at: Ints) -> Floats:
        """How well each of the articles fits."""
        every = len(self._every.slots)
        norms = self._norms[at]
        scores = np.zeros(len(at))
        for posting in self._all_postings(conn, expression):
            held = len(posting.at)
            idf = math.log((every - held + 0.5) / (held + 0.5))
            often = posting.often_at(at, every).astype(np.float64)
            scores += (idf if idf > 0 else _LEAST_IDF) * ((often * (_K1 + 1)) / (often + norms))
        return scores

    def _all_postings(self, conn: sqlite3.Connection, expression: str) -> Iterator[Posting]:
        """The postings of the phrases that rank, in their order."""
        conn.execute(_OCCURRENCES)
        leaves = _leaves(expression)
        heavy = {leaf: weights.of_terms(conn, *leaf.terms) for leaf in leaves if leaf.terms}
        counted, left = set(), MOST_COUNTED
        for leaf in sorted(heavy, key=heavy.__getitem__):
            left -= heavy[leaf]
            if left >= 0:
                counted.add(leaf)
        for leaf in leaves:
            if leaf in counted:
                yield self._postings.get(leaf, partial(self._counted, conn, leaf))
            elif heavy.get(leaf, 0) <= _BYTES_EVERYWHERE * len(self._every.slots):
                yield self._postings.get((leaf, "once"), partial(self._once, conn, leaf))

    def _counted(self, conn: sqlite3.Connection, leaf: Leaf) -> Posting:
        """Where a word stands, every occurrence counted."""
        found = numbers(conn.execute(_PLACES, leaf.terms or ()).fetchone()[0])
        worth = np.array([WEIGHTS[name] * (name in leaf.columns) for name in _COLUMNS], np.float32)[found & 3]
        at, is_held = places(self._every.slots, found >> 2)
        return _posting(np.bincount(at[is_held], worth[is_held], minlength=len(self._every.slots)))

    def _once(self, conn: sqlite3.Connection, leaf: Leaf) -> Posting:
        """Where a phrase stands, as if once in each article, in the column that weighs most."""
        often = np.zeros(len(self._every.slots), np.float32)
        asked = [
            leaf.columns,
            *((name,) for name in ("dek", "title") if name in leaf.columns and len(leaf.columns) > 1),
        ]
        for columns in asked:
            found = numbers(conn.execute(_MATCHING, [leaf.expression(columns)]).fetchone()[0])
            at, is_held = places(self._every.slots, found)
            often[at[is_held]] = min(WEIGHTS[name] for name in columns)
        return _posting(often)


@lru_cache(1_000)
def _leaves(expression: str) -> list[Leaf]:
    """The phrases of an expression that add to a rank; filters do not."""
    found = [leaf for leaf in expressions.leaves(expressions.read(expression)) if leaf.columns != ("filters",)]
    return [Leaf(leaf.columns, leaf.written, _span(leaf)) for leaf in found]


def _span(leaf: expressions.Leaf) -> tuple[str, str] | None:
    """The first and the last term of a word or a beginning; None for several words."""
    if isinstance(leaf, expressions.Near):
        return None
    terms = porter.in_row(leaf.words)
    return weights.span(terms[0], is_beginning=leaf.is_beginning) if len(terms) == 1 else None


def _posting(often: NDArray[Any]) -> Posting:
    """Of how often a phrase stands in every article."""
    held = np.flatnonzero(often)
    return Posting(held, often[held].astype(np.float32))
